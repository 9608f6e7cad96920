package engine

import (
	"fmt"
	"slices"
)

// Step is one choice worked out but not taken: what would change, be sent, be
// concluded. Reuse one Step for many Trys; World builds the world it leads to.
type Step struct {
	// Explain, set before Try, records the rules that were applied.
	Explain bool

	From   *World
	Choice Choice     // in the form that says everything
	Taken  *Message   // the message that was delivered, dropped or duplicated
	Sent   []*Message // what went into flight
	Local  []*Message // what a host sent to itself and took in this step
	Facts  []Fact     // what is newly known, each after what it follows from
	Whys   []Why      // the rules applied, in order
	// Quorums are those that formed in this step; only with Explain.
	Quorums []Quorum

	fp       uint64
	changed  []change
	removed  int  // place in flight; -1: nothing leaves
	sweep    int  // fifo: the host whose messages are lost; -1: none
	hosts    bool // newHosts is set
	newHosts []hostState
	cuts     bool // newCuts is set
	newCuts  []cut
	history  History
	returned bool
	used     used
	calls    int      // the node that was called; -1: none
	results  []result // what nodes told clients, and what crashes left open
	seen     []Fact   // what nodes recorded, known already or not
	fx       Effects
	queue    []*Message
	scratch  []byte
}

type change struct {
	node int
	slot slot
}

// maxLocal bounds the messages that a host sends to itself in one step.
const maxLocal = 1000

// Try works out what taking c would do. It refuses what is not legal; the
// error is a *Refusal. Nothing is built, and w is left as it was.
func (w *World) Try(c Choice, s *Step) error {
	s.reset(w, c)
	if err := s.act(c); err != nil {
		return err
	}
	s.settle()
	return nil
}

func (s *Step) reset(w *World, c Choice) {
	*s = Step{
		Explain: s.Explain, From: w, Choice: c, fp: w.fp, removed: -1, sweep: -1, calls: -1,
		history: w.history, used: w.used,
		Sent: s.Sent[:0], Local: s.Local[:0], Facts: s.Facts[:0], Whys: s.Whys[:0], Quorums: s.Quorums[:0],
		results: s.results[:0], seen: s.seen[:0], changed: s.changed[:0], newHosts: s.newHosts[:0], newCuts: s.newCuts[:0],
		fx: s.fx, queue: s.queue[:0], scratch: s.scratch,
	}
	s.fx.explain = s.Explain
	s.fx.whys = s.fx.whys[:0]
	s.fx.quorums = s.fx.quorums[:0]
}

// run gives a node an input, and then its host's own messages to their
// receivers, until none is left.
func (s *Step) run(n int, in Input) error {
	if err := s.give(n, in); err != nil {
		return err
	}
	return s.drain()
}

func (s *Step) drain() error {
	for i := 0; i < len(s.queue); i++ {
		if i == maxLocal {
			return refuse(s.Choice, "its host sends itself more than %d messages", maxLocal)
		}
		m := s.queue[i]
		s.Local = append(s.Local, m)
		if err := s.give(m.to, Input{Kind: Deliver, From: m.From, Body: m.Body}); err != nil {
			return err
		}
	}
	s.queue = s.queue[:0]
	return nil
}

func (s *Step) give(n int, in Input) error {
	sys := s.From.sys
	spec := &sys.nodes[n]
	in.Self, in.Now = spec.ID, s.now(n)
	s.fx.reset(spec.ID)
	sl := s.slot(n)
	sl.node = sl.node.Step(in, &s.fx)
	for _, t := range s.fx.timers {
		if !t.off && t.at != anyTime && !sys.roles[n].Clock {
			return refuse(s.Choice, "%s arms '%s' by the clock, which its role does not declare to read", spec.ID, t.name)
		}
		sl.timers = setTimer(sl.timers, t)
	}
	s.put(n, sl)
	s.results = append(s.results, s.fx.returns...)
	s.seen = append(s.seen, s.fx.facts...)
	return s.post(n)
}

// now is the clock as the node may read it: zero unless its role reads it.
func (s *Step) now(n int) int64 {
	sys := s.From.sys
	if !sys.roles[n].Clock {
		return 0
	}
	return s.hostNow(sys.hostOf[n]).clock
}

// post puts what the node sent into flight, or into the host's own queue.
func (s *Step) post(from int) error {
	sys := s.From.sys
	for _, out := range s.fx.sends {
		to, ok := sys.byNode[out.to]
		if !ok {
			return refuse(s.Choice, "%s sends to %s, which does not exist", sys.nodes[from].ID, out.to)
		}
		var m *Message
		m, s.scratch = sys.message(from, to, out.body, s.scratch)
		switch {
		case sys.hostOf[from] == sys.hostOf[to]:
			s.queue = append(s.queue, m)
		case sys.cfg.Network == SentSet && s.inFlight(m):
		default:
			s.Sent = append(s.Sent, m)
		}
	}
	return nil
}

func (s *Step) inFlight(m *Message) bool {
	same := func(o *Message) bool { return o.same(m) }
	return slices.ContainsFunc(s.From.flight, func(e Envelope) bool { return same(e.Message) }) ||
		slices.ContainsFunc(s.Sent, same)
}

func (s *Step) end(r result) {
	history, delta := s.history.end(r)
	if delta != 0 {
		s.history, s.fp, s.returned = history, s.fp+delta, true
	}
}

// fact adds a fact if it is new, and what an observer concludes from it.
func (s *Step) fact(f Fact) {
	known := s.From.facts
	known.fresh = s.Facts
	if known.Has(f) {
		return
	}
	s.Facts = append(s.Facts, f)
	var t uint64
	t, s.scratch = f.term(s.scratch)
	s.fp += t
	if derive := s.From.sys.setup.Derive; derive != nil {
		derive(known, f, s.fact)
	}
}

func (s *Step) slot(n int) slot {
	for i := range s.changed {
		if s.changed[i].node == n {
			return s.changed[i].slot
		}
	}
	return s.From.slots[n]
}

func (s *Step) put(n int, sl slot) {
	for i := range s.changed {
		if s.changed[i].node == n {
			s.changed[i].slot = sl
			return
		}
	}
	s.changed = append(s.changed, change{n, sl})
}

func (s *Step) hostNow(h int) hostState {
	if s.hosts {
		return s.newHosts[h]
	}
	return s.From.hosts[h]
}

func (s *Step) host(h int, next hostState) {
	if !s.hosts {
		s.newHosts, s.hosts = append(s.newHosts[:0], s.From.hosts...), true
	}
	sys := s.From.sys
	s.fp += sys.hostTerm(h, next) - sys.hostTerm(h, s.newHosts[h])
	s.newHosts[h] = next
}

// settle holds what the nodes did against the rest of the world: the clients'
// history, what an observer knows. It adds up what the step does to the fingerprint.
func (s *Step) settle() {
	w := s.From
	for _, r := range s.results {
		s.end(r)
	}
	for _, f := range s.seen {
		s.fact(f)
	}
	for i := range s.changed {
		c := &s.changed[i]
		c.slot.term, s.scratch = slotTerm(c.node, c.slot, s.scratch)
		s.fp += c.slot.term - w.slots[c.node].term
	}
	if w.sys.cfg.Network == Fifo {
		s.fp += s.linksDelta()
	} else {
		for _, m := range s.Sent {
			s.fp += m.term
		}
		if s.removed >= 0 {
			s.fp -= w.flight[s.removed].term
		}
	}
	if s.cuts {
		for _, c := range w.cuts {
			s.fp -= cutTerm(c)
		}
		for _, c := range s.newCuts {
			s.fp += cutTerm(c)
		}
	}
	menu := &w.sys.cfg.Menu
	s.fp += s.used.term(menu) - w.used.term(menu)
	s.Whys = append(s.Whys, s.fx.whys...)
	s.quorums()
}

// Fingerprint is that of the world the step leads to.
func (s *Step) Fingerprint() uint64 { return s.fp }

// Returned says whether a client operation ended in the step.
func (s *Step) Returned() bool { return s.returned }

// Changed lists the nodes that the step gave an input or made lose something.
func (s *Step) Changed() []NodeID {
	ids := make([]NodeID, len(s.changed))
	for i, c := range s.changed {
		ids[i] = s.From.sys.nodes[c.node].ID
	}
	return ids
}

// After is a node as the step leaves it.
func (s *Step) After(id NodeID) Node {
	if n, ok := s.From.sys.byNode[id]; ok {
		return s.slot(n).node
	}
	return nil
}

// Idle says that the step changes nothing but that a message leaves.
func (s *Step) Idle() bool {
	for _, c := range s.changed {
		if c.slot.term != s.From.slots[c.node].term {
			return false
		}
	}
	return len(s.Sent) == 0 && len(s.Facts) == 0 && !s.returned && !s.hosts && !s.cuts && s.calls < 0
}

func (s *Step) String() string { return fmt.Sprintf("%s #%016x", s.Choice.Line(), s.fp) }
