package pmmc

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// replica runs the state machine: it proposes commands for slots, and performs
// the decided ones in the order of the slots. All of it is on disk here, since
// a replica that forgot would need to ask another for its state.
type replica struct {
	c         *cluster
	in, out   int       // slot_in: the next to propose for; slot_out: the next to perform
	requests  []Command // not proposed yet
	proposals placement // proposed, and not known to be decided
	decisions placement
	state     []string // what was performed, in order
	holes     []int    // slots performed out of order, with perform-in-order switched off
}

// AppendTo appends the canonical encoding.
func (r replica) AppendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(b, int64(r.in)), int64(r.out))
	b = engine.AppendInt(b, int64(len(r.requests)))
	for _, c := range r.requests {
		b = engine.AppendString(b, c.String())
	}
	b = engine.AppendString(r.decisions.appendTo(r.proposals.appendTo(b)), strings.Join(r.state, " "))
	b = engine.AppendInt(b, int64(len(r.holes)))
	for _, slot := range r.holes {
		b = engine.AppendInt(b, int64(slot))
	}
	return b
}

// Fields has the paper's names.
func (r replica) Fields() []engine.Field {
	field := func(id, text string) engine.Field { return engine.Field{ID: id, Text: text, Durable: true} }
	f := []engine.Field{
		field("slot_in", strconv.Itoa(r.in)), field("slot_out", strconv.Itoa(r.out)),
		field("proposals", r.proposals.String()), field("decisions", r.decisions.String()), field("state", r.performed()),
	}
	if len(r.requests) > 0 {
		f = append(f, field("requests", words(r.requests)))
	}
	return f
}

func words(commands []Command) string {
	parts := make([]string, len(commands))
	for i, c := range commands {
		parts[i] = c.String()
	}
	return strings.Join(parts, ", ")
}

// performed is the state, as clients are told it: the commands' operations.
func (r replica) performed() string {
	if len(r.state) == 0 {
		return "-"
	}
	return strings.Join(r.state, " ")
}

// Step is one line an input.
func (r replica) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Restart:
		fx.Why("replica-back", strconv.Itoa(r.out))
	case engine.Fire:
		return r.proposeAgain(fx)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case request:
			return r.request(m, fx)
		case decision:
			return r.decision(m, fx)
		}
	}
	return r
}

// request takes a command in that it has not seen. One that was performed is
// answered: the response may be lost.
func (r replica) request(m request, fx *engine.Effects) replica {
	slot := r.decisions.slotOf(m.Command)
	switch {
	case slot > 0 && slot < r.out:
		fx.Why("request-performed", m.Command.String(), strconv.Itoa(slot))
		fx.Send(m.client(), response{m.ID, r.performed()})
		return r
	case slot > 0 || slices.Contains(r.requests, m.Command) || r.proposals.slotOf(m.Command) > 0:
		fx.Why("request-again", m.Command.String())
		return r
	}
	r.requests = append(slices.Clone(r.requests), m.Command)
	return r.propose(fx)
}

// propose moves requests to proposals while there is room in the window: the
// paper's propose(). Invariant R5: slot_in < slot_out + WINDOW.
func (r replica) propose(fx *engine.Effects) replica {
	for len(r.requests) > 0 {
		if r.in >= r.out+r.c.window {
			fx.Why("window-full", r.requests[0].String(), strconv.Itoa(r.in), strconv.Itoa(r.out), strconv.Itoa(r.c.window))
			return r
		}
		if r.decisions.at(r.in) == (Command{}) {
			r = r.proposeFor(r.in, fx)
		}
		r.in++
	}
	return r
}

func (r replica) proposeFor(slot int, fx *engine.Effects) replica {
	c := r.requests[0]
	r.requests = r.requests[1:len(r.requests):len(r.requests)]
	r.proposals = r.proposals.with(slot, c)
	fx.Why("propose", c.String(), strconv.Itoa(slot))
	fx.Arm(resend)
	fx.Broadcast(r.c.leaders, propose{slot, c})
	return r
}

// proposeAgain repeats what is not decided yet.
func (r replica) proposeAgain(fx *engine.Effects) replica {
	fx.Why("propose-again", r.proposals.String())
	fx.Arm(resend)
	for _, p := range r.proposals {
		fx.Broadcast(r.c.leaders, propose(p))
	}
	return r
}

// decision notes which command is decided in a slot, and performs what can be
// performed now.
func (r replica) decision(m decision, fx *engine.Effects) replica {
	if r.decisions.at(m.slot) != (Command{}) {
		fx.Why("decision-again", strconv.Itoa(m.slot), r.decisions.at(m.slot).String())
		return r
	}
	r.decisions = r.decisions.with(m.slot, m.Command)
	fx.Fact(factDecided, strconv.Itoa(m.slot), m.Command.String())
	fx.Why("decision", m.Command.String(), strconv.Itoa(m.slot))
	if !r.c.inOrder {
		r = r.performAtOnce(m, fx)
	}
	for c := r.decisions.at(r.out); c != (Command{}); c = r.decisions.at(r.out) {
		r = r.proposeElsewhere(c).perform(c, fx)
	}
	if m.slot > r.out {
		fx.Why("wait-for-slot", strconv.Itoa(m.slot), strconv.Itoa(r.out))
	}
	return r.propose(fx).quiet(fx)
}

// proposeElsewhere takes back what it had proposed for slot_out, if another
// command was decided there: it has to go into a later slot.
func (r replica) proposeElsewhere(decided Command) replica {
	mine := r.proposals.at(r.out)
	r.proposals = r.proposals.without(r.out)
	if mine != (Command{}) && mine != decided {
		r.requests = append(slices.Clone(r.requests), mine)
	}
	return r
}

// perform applies the command in slot_out to the state, unless an earlier slot
// holds the same one: the paper's perform(). Invariants R2 and R3.
func (r replica) perform(c Command, fx *engine.Effects) replica {
	slot := r.out
	r.out++
	r.in = max(r.in, r.out)
	if slices.Contains(r.holes, slot) {
		return r
	}
	if first := r.decisions.slotOf(c); first < slot {
		if r.c.performOnce {
			fx.Why("perform-once", c.String(), strconv.Itoa(slot), strconv.Itoa(first))
			return r
		}
		fx.Why("perform-twice", c.String(), strconv.Itoa(slot), strconv.Itoa(first))
	}
	return r.apply(slot, c, "perform", fx)
}

func (r replica) apply(slot int, c Command, rule string, fx *engine.Effects) replica {
	r.state = append(slices.Clone(r.state), c.Op)
	fx.Fact(factPerformed, strconv.Itoa(slot), c.String())
	fx.Why(rule, c.String(), strconv.Itoa(slot), r.performed())
	fx.Send(c.client(), response{c.ID, r.performed()})
	return r
}

// performAtOnce is decision with perform-in-order switched off: a command is
// performed although an earlier slot is still open.
func (r replica) performAtOnce(m decision, fx *engine.Effects) replica {
	if m.slot <= r.out {
		return r
	}
	r.holes = append(slices.Clone(r.holes), m.slot)
	slices.Sort(r.holes)
	return r.apply(m.slot, m.Command, "perform-in-order", fx)
}

// quiet stops asking again once there is nothing to ask for.
func (r replica) quiet(fx *engine.Effects) replica {
	if len(r.proposals) == 0 {
		fx.Disarm(resend)
	}
	return r
}
