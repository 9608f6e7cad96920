package caspaxos

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// phase is where a proposer is with its change.
type phase uint8

const (
	idle       phase = iota
	preparing        // it asks for promises
	accepting        // it asks for votes for the new state
	collecting       // the deletion is everywhere; it has the register removed
)

// giveUp is the timer with which a proposer stops waiting.
const giveUp = "give-up"

// proposer makes one change at a time for its client. Only the highest ballot it
// tried is on disk.
type proposer struct {
	c       *cluster
	tried   Ballot // on disk
	seen    Ballot // the highest ballot that a conflict told it of
	op      string // the client's operation
	change  string // what the client asked for: "add 1"
	phase   phase
	n       Ballot // the ballot of the change
	value   string // the state it asks votes for
	replies set    // who answered in this phase
	best    Vote   // preparing: the state to build on, of those reported
	// What a quorum promised along with its votes: the next ballot, and the state
	// to build on in it. None if the last change was not all this one's doing.
	next  Ballot
	known Vote
	told  string // the last answer, for people
}

// AppendTo appends the canonical encoding.
func (p proposer) AppendTo(b []byte) []byte {
	b = p.n.AppendTo(p.seen.AppendTo(p.tried.AppendTo(b)))
	b = engine.AppendString(engine.AppendString(engine.AppendString(b, p.op), p.change), p.value)
	b = engine.AppendInt(append(b, byte(p.phase)), int64(p.replies))
	b = p.known.AppendTo(p.next.AppendTo(p.best.AppendTo(b)))
	return engine.AppendString(b, p.told)
}

// Fields lists the ballot, what it is at, and what its client was told.
func (p proposer) Fields() []engine.Field {
	f := []engine.Field{{ID: "tried", Text: p.tried.String(), Durable: true}}
	switch p.phase {
	case idle:
		f = append(f, engine.Field{ID: "phase", Text: "idle"})
	case preparing:
		f = append(f, engine.Field{ID: "preparing", Text: p.change}, engine.Field{ID: "promises", Text: p.c.count(p.replies)},
			engine.Field{ID: "reported", Text: p.best.String()})
	case accepting:
		f = append(f, engine.Field{ID: "accepting", Text: p.value + " (" + p.change + ")"}, engine.Field{ID: "accepted", Text: p.progress()})
	case collecting:
		f = append(f, engine.Field{ID: "collecting", Text: p.n.String()}, engine.Field{ID: "removed", Text: p.progress()})
	}
	if p.told != "" {
		f = append(f, engine.Field{ID: "told", Text: p.told})
	}
	if p.next != (Ballot{}) {
		f = append(f, engine.Field{ID: "next", Text: p.next.String() + " on " + p.known.Value})
	}
	return f
}

// Step is one line an input.
func (p proposer) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return p.call(in, fx)
	case engine.Fire:
		return p.giveUp(fx)
	case engine.Crash:
		fx.Why("crash-proposer", members.Said(p.tried))
		return proposer{c: p.c, tried: p.tried}
	case engine.Restart:
		fx.Why("recover-proposer", members.Said(p.tried))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Promise:
			return p.countPromise(in.From, m, fx)
		case Accepted:
			return p.countVote(in.From, m, fx)
		case Conflict:
			return p.overtaken(in.From, m, fx)
		case Collected:
			return p.countRemoved(in.From, m, fx)
		}
	}
	return p
}

// call begins a change: in a new ballot, or in the one that is promised already.
func (p proposer) call(in engine.Input, fx *engine.Effects) proposer {
	p.op, p.change, p.told = in.Op.ID, change(in.Op), ""
	fx.Arm(giveUp)
	if p.next != (Ballot{}) {
		p.n, p.best, p.next = p.next, p.known, Ballot{}
		fx.Why("promised-already", p.n.String(), p.change, p.best.Value)
		return p.build(fx)
	}
	p.tried = p.nextBallot(in.Self)
	p.n, p.phase, p.replies, p.best = p.tried, preparing, 0, Vote{}
	fx.Why("start", p.n.String(), p.change)
	fx.Broadcast(p.c.acceptors, Prepare{p.n})
	return p
}

// nextBallot is above every ballot that the proposer tried or heard of.
func (p proposer) nextBallot(self engine.NodeID) Ballot {
	return Ballot{Round: max(p.tried.Round, p.seen.Round) + 1, By: self}
}

// countPromise collects promises until they are a quorum's.
func (p proposer) countPromise(from engine.NodeID, m Promise, fx *engine.Effects) proposer {
	if !p.awaits(preparing, from, m.N, fx) {
		return p
	}
	p.replies |= p.c.acceptors.Bit(from)
	p.best = p.pick(m.Voted)
	if !p.c.quorum.Has(p.replies) {
		fx.Why("count-promise", p.c.count(p.replies), m.N.String(), members.Said(p.best))
		return p
	}
	p.c.acceptors.Formed(p.replies, fx)
	return p.build(fx)
}

// pick is the state to build on: of those reported, the one in the highest
// ballot (P2c).
func (p proposer) pick(v Vote) Vote {
	if !p.c.adoptHighest {
		return p.pickFirst(v)
	}
	return ballot.Highest(p.best, v)
}

// pickFirst is pick with adopt-highest-state switched off.
func (p proposer) pickFirst(v Vote) Vote {
	if p.best.Cast() {
		return p.best
	}
	return v
}

// awaits says whether a reply is one that counts: to this ballot, in this phase,
// and the acceptor's first.
func (p proposer) awaits(ph phase, from engine.NodeID, n Ballot, fx *engine.Effects) bool {
	switch {
	case p.n != n || p.phase != ph:
		fx.Why("late-reply", string(from), n.String())
		return false
	case p.replies&p.c.acceptors.Bit(from) != 0:
		fx.Why("repeated-reply", string(from), n.String())
		return false
	}
	return true
}

// build applies the change to the state that was found, and asks for votes for
// the result. This is the one step in which it differs from Paxos.
func (p proposer) build(fx *engine.Effects) proposer {
	was, n := state(p.best), p.n.String()
	switch {
	case p.change == collect && was != Nothing:
		fx.Why("not-deleted", n, was)
		return p.end(engine.Failed, "", fx)
	case p.change == "read" && !p.c.acceptReads:
		return p.readAtOnce(was, fx)
	}
	p.value = applied(was, p.change)
	p.whyBuild(was, fx)
	fx.Fact(factParent, n, p.best.Ballot.String())
	fx.Fact(factState, n, p.value)
	p.phase, p.replies = accepting, 0
	m := Accept{N: p.n, Value: p.value}
	if p.c.piggyback && p.change != collect {
		p.tried = Ballot{Round: max(p.n.Round, p.tried.Round) + 1, By: p.n.By}
		m.Next = p.tried
	}
	fx.Broadcast(p.c.acceptors, m)
	return p
}

// readAtOnce is build with accept-reads switched off, for a read.
func (p proposer) readAtOnce(was string, fx *engine.Effects) proposer {
	fx.Why("read-at-once", p.n.String(), was)
	return p.end(engine.OK, was, fx)
}

func (p proposer) whyBuild(was string, fx *engine.Effects) {
	who, from := p.c.acceptors.Names(p.replies), p.best.Ballot.String()
	switch {
	case !p.best.Cast():
		fx.Why("build-on-nothing", p.n.String(), p.change, p.value)
	case !p.c.adoptHighest:
		fx.Why("build-on-first", p.n.String(), p.change, p.value, was, from)
	case p.replies == 0:
		fx.Why("build-on-own", p.n.String(), p.change, p.value, was, from)
	case p.change == "read":
		fx.Why("accept-reads", p.n.String(), was, from, who)
	default:
		fx.Why("adopt-highest-state", p.n.String(), p.change, p.value, was, from, who)
	}
}

// countVote collects votes until the new state is chosen, and the client may be
// told. Who deletes for good goes on until every acceptor has voted.
func (p proposer) countVote(from engine.NodeID, m Accepted, fx *engine.Effects) proposer {
	if !p.awaits(accepting, from, m.N, fx) {
		return p
	}
	p.replies |= p.c.acceptors.Bit(from)
	switch {
	case p.change == collect:
		return p.countTombstone(from, fx)
	case !p.c.quorum.Has(p.replies):
		fx.Why("count-accepted", p.c.count(p.replies), m.N.String(), p.value, string(from))
		return p
	}
	p.c.acceptors.Formed(p.replies, fx)
	fx.Why("changed", p.change, p.value, m.N.String(), p.c.acceptors.Names(p.replies))
	if p.c.piggyback {
		p.next, p.known = p.tried, Vote{Ballot: p.n, Value: p.value}
	}
	return p.end(engine.OK, p.value, fx)
}

// overtaken only notes the higher ballot: others may still answer.
func (p proposer) overtaken(from engine.NodeID, m Conflict, fx *engine.Effects) proposer {
	p.seen = ballot.Higher(p.seen, m.Promised)
	fx.Why("overtaken", string(from), m.N.String(), m.Promised.String())
	return p
}

// giveUp tells the truth. As long as no state has been proposed, the change has
// not happened and never will. After that nobody knows.
func (p proposer) giveUp(fx *engine.Effects) proposer {
	switch {
	case p.phase == preparing:
		fx.Why("give-up", p.change)
		return p.end(engine.Failed, "", fx)
	case !p.c.honestOutcome:
		return p.pretendFailure(fx)
	}
	fx.Why("honest-outcome", p.change, p.value)
	return p.end(engine.Unknown, "", fx)
}

// pretendFailure is giveUp with honest-outcome switched off.
func (p proposer) pretendFailure(fx *engine.Effects) proposer {
	fx.Why("pretend-failure", p.change, p.value)
	return p.end(engine.Failed, "", fx)
}

// end tells the client. What was promised along with the votes is kept only
// after a success.
func (p proposer) end(outcome engine.Outcome, answer string, fx *engine.Effects) proposer {
	fx.Return(p.op, outcome, answer, p.n.String())
	fx.Disarm(giveUp)
	done := proposer{c: p.c, tried: p.tried, seen: p.seen, next: p.next, known: p.known, told: p.change + ": " + outcome.String()}
	if outcome == engine.OK {
		done.told = p.change + ": " + answer
	} else {
		done.next, done.known = Ballot{}, Vote{}
	}
	return done
}

// Rename gives the proposer that heard from others instead.
func (p proposer) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	p.replies = p.c.acceptors.Rename(p.replies, to)
	return p
}
