package paxos

import (
	"strconv"

	"synod/engine"
)

// phase is where a proposer is with its ballot.
type phase uint8

const (
	idle      phase = iota
	preparing       // Phase 1: it asks for promises
	accepting       // Phase 2: it asks for votes
	done            // it knows that its value is chosen
)

// retry is the timer with which a proposer gives a ballot up and starts another.
const retry = "retry"

// proposer leads one ballot at a time. Only the highest ballot it tried is on
// disk: a crash takes the ballot under way, but no number is ever used twice.
type proposer struct {
	c       *cluster
	tried   Ballot // on disk
	seen    Ballot // the highest ballot that a nack told it of
	phase   phase
	op      string // the client's operation
	wish    string // the value the client asked for
	value   string // the value it asks votes for
	replies set    // who answered in this phase
	best    Vote   // Phase 1: the highest-numbered vote reported
}

// AppendTo appends the canonical encoding.
func (p proposer) AppendTo(b []byte) []byte {
	b = p.seen.appendTo(p.tried.appendTo(b))
	b = engine.AppendInt(append(b, byte(p.phase)), int64(p.replies))
	b = engine.AppendString(engine.AppendString(engine.AppendString(b, p.op), p.wish), p.value)
	return p.best.appendTo(b)
}

// Fields lists the ballot, the phase with its value, and the answers so far.
func (p proposer) Fields() []engine.Field {
	f := []engine.Field{{ID: "tried", Text: p.tried.String(), Durable: true}}
	switch p.phase {
	case idle:
		f = append(f, engine.Field{ID: "phase", Text: "idle"}, engine.Field{ID: "promises", Text: "-"})
	case preparing:
		f = append(f, engine.Field{ID: "preparing", Text: p.wish}, engine.Field{ID: "promises", Text: p.c.count(p.replies)})
	case accepting:
		f = append(f, engine.Field{ID: "accepting", Text: p.value}, engine.Field{ID: "accepted", Text: p.c.count(p.replies)})
	case done:
		f = append(f, engine.Field{ID: "knows", Text: p.value}, engine.Field{ID: "accepted", Text: p.c.count(p.replies)})
	}
	if p.best.Cast() {
		f = append(f, engine.Field{ID: "reported", Text: p.best.String()})
	}
	if p.tried.Less(p.seen) {
		f = append(f, engine.Field{ID: "seen", Text: p.seen.String()})
	}
	return f
}

// Step is one line an input.
func (p proposer) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return p.propose(in, fx)
	case engine.Fire:
		return p.retry(in, fx)
	case engine.Crash:
		return p.crash(fx)
	case engine.Restart:
		p.whyDisk("recover-proposer", fx)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Promise:
			return p.countPromise(in.From, m, fx)
		case Accepted:
			return p.countVote(in.From, m, fx)
		case Nack:
			return p.overtaken(in.From, m, fx)
		}
	}
	return p
}

// propose is the client's call: a value to get chosen, and a round if the
// caller wants a certain one.
func (p proposer) propose(in engine.Input, fx *engine.Effects) proposer {
	p.op, p.wish = in.Op.ID, in.Op.Args[0]
	round := p.nextRound()
	if len(in.Op.Args) > 1 {
		round, _ = strconv.Atoi(in.Op.Args[1])
	}
	fx.Fact(factProposed, "", p.wish)
	fx.Why("start", Ballot{round, in.Self}.String(), p.wish)
	return p.prepare(Ballot{round, in.Self}, fx)
}

// retry gives the ballot up. Whatever votes it got remain.
func (p proposer) retry(in engine.Input, fx *engine.Effects) proposer {
	next := Ballot{p.nextRound(), in.Self}
	fx.Why("retry", p.tried.String(), next.String(), p.wish)
	return p.prepare(next, fx)
}

// nextRound is above every round that the proposer tried or heard of.
func (p proposer) nextRound() int { return max(p.tried.Round, p.seen.Round) + 1 }

// prepare is Phase 1(a): a new ballot, written to disk, and a request for a
// promise to all acceptors.
func (p proposer) prepare(n Ballot, fx *engine.Effects) proposer {
	p.tried, p.phase = n, preparing
	p.value, p.replies, p.best = "", 0, Vote{}
	fx.Broadcast(p.c.acceptors, Prepare{n})
	fx.Arm(retry)
	return p
}

// countPromise collects the answers of Phase 1 until they are a quorum's.
func (p proposer) countPromise(from engine.NodeID, m Promise, fx *engine.Effects) proposer {
	switch {
	case m.N != p.tried || p.phase == idle:
		fx.Why("stale-promise", string(from), m.N.String(), p.tried.String())
		return p
	case p.phase != preparing:
		fx.Why("late-promise", string(from), m.N.String())
		return p
	case p.replies&p.c.bit(from) != 0:
		fx.Why("repeated-promise", string(from), m.N.String())
		return p
	}
	p.replies |= p.c.bit(from)
	p.best = highest(p.best, m.Voted)
	if !p.c.isQuorum(p.replies) {
		p.whyCount(fx)
		return p
	}
	return p.accept(fx)
}

// accept is Phase 2(a): a quorum has promised, so ask all acceptors to vote.
// They need not be those that promised.
func (p proposer) accept(fx *engine.Effects) proposer {
	p.value = p.choose(fx)
	p.phase, p.replies, p.best = accepting, 0, Vote{}
	fx.Broadcast(p.c.acceptors, Accept{p.tried, p.value})
	return p
}

// choose is P2c: the value of the highest-numbered vote that the quorum
// reports, or any value if it reports none. A value chosen in a lower ballot has
// a vote in every quorum, and every later vote repeats it, so this finds it.
func (p proposer) choose(fx *engine.Effects) string {
	switch {
	case !p.best.Cast():
		return p.chooseFreely(fx)
	case !p.c.adoptHighestVote:
		return p.chooseOwn(fx)
	}
	fx.Why("adopt-highest-vote", p.c.names(p.replies), p.tried.String(), p.best.Value, p.best.Ballot.String(), p.wish)
	fx.Fact(factBound, p.tried.String(), p.best.Value)
	return p.best.Value
}

func (p proposer) chooseFreely(fx *engine.Effects) string {
	fx.Why("free-value", p.c.names(p.replies), p.tried.String(), p.wish)
	fx.Fact(factFree, p.tried.String(), p.wish)
	return p.wish
}

// chooseOwn is choose with adopt-highest-vote switched off.
func (p proposer) chooseOwn(fx *engine.Effects) string {
	fx.Why("own-value-anyway", p.c.names(p.replies), p.tried.String(), p.best.Value, p.best.Ballot.String(), p.wish)
	fx.Fact(factFree, p.tried.String(), p.wish)
	return p.wish
}

// countVote collects the votes of Phase 2 until they are a quorum's: then the
// value is chosen, and the client may be told.
func (p proposer) countVote(from engine.NodeID, m Accepted, fx *engine.Effects) proposer {
	switch {
	case m.N != p.tried || p.phase == idle || p.phase == preparing:
		fx.Why("stale-accepted", string(from), m.N.String(), p.tried.String())
		return p
	case p.phase == done:
		fx.Why("late-accepted", string(from), m.N.String(), p.value)
		return p
	case p.replies&p.c.bit(from) != 0:
		fx.Why("repeated-accepted", string(from), m.N.String())
		return p
	}
	p.replies |= p.c.bit(from)
	if !p.c.isQuorum(p.replies) {
		fx.Why("count-accepted", p.c.count(p.replies), m.N.String(), m.Value, string(from))
		return p
	}
	p.phase = done
	fx.Why("know-chosen", m.Value, m.N.String(), p.c.names(p.replies), p.c.size())
	fx.Fact(factLearnt, "", m.Value)
	fx.Return(p.op, engine.OK, m.Value, m.N.String())
	fx.Disarm(retry)
	return p
}

// overtaken only notes the higher ballot, so that the next try is above it.
func (p proposer) overtaken(from engine.NodeID, m Nack, fx *engine.Effects) proposer {
	if m.N != p.tried || p.phase == idle || p.phase == done {
		fx.Why("stale-nack", string(from), m.N.String())
		return p
	}
	p.seen = higher(p.seen, m.Promised)
	fx.Why("overtaken", string(from), m.N.String(), m.Promised.String(), strconv.Itoa(p.nextRound()))
	return p
}

// crash leaves what is on disk.
func (p proposer) crash(fx *engine.Effects) proposer {
	p.whyDisk("crash-proposer", fx)
	return proposer{c: p.c, tried: p.tried}
}

func (p proposer) whyDisk(rule string, fx *engine.Effects) {
	if p.tried != (Ballot{}) {
		fx.Why(rule, p.tried.String())
	}
}

func (p proposer) whyCount(fx *engine.Effects) {
	if !p.best.Cast() {
		fx.Why("count-promise", p.c.count(p.replies), p.tried.String())
		return
	}
	fx.Why("count-promise-vote", p.c.count(p.replies), p.tried.String(), p.best.String(), p.best.Value, p.wish)
}

// refuseRound says why a call may not use the round it asks for; empty: it may.
func refuseRound(n engine.Node, args []string) string {
	if len(args) < 2 {
		return ""
	}
	p := n.(proposer)
	round, err := strconv.Atoi(args[1])
	switch {
	case err != nil || round < 1 || round > maxRound:
		return "'" + args[1] + "' is no round; expected a number from 1 to " + strconv.Itoa(maxRound)
	case round <= p.tried.Round:
		return "the highest ballot tried is " + p.tried.String() + "; a new one needs a round above " + strconv.Itoa(p.tried.Round)
	}
	return ""
}

// maxRound bounds the rounds that a caller may ask for.
const maxRound = 1000
