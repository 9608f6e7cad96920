package pmmc

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/quorum/sets"
)

// scout is Phase 1 of one ballot: it waits until a majority of the acceptors has
// adopted the ballot, and gathers what they had accepted. A new scout takes the
// place of the one before; nothing of it is on disk.
type scout struct {
	c       *cluster
	b       ballot.Ballot
	answers sets.Set
	pvals   ballot.Votes
	exited  bool
}

// AppendTo appends the canonical encoding.
func (s scout) AppendTo(b []byte) []byte {
	b = engine.AppendInt(s.b.AppendTo(b), int64(s.answers))
	return engine.AppendBool(s.pvals.AppendTo(b), s.exited)
}

// Fields lists the ballot and who has adopted it.
func (s scout) Fields() []engine.Field {
	switch {
	case s.b == ballot.Ballot{}:
		return []engine.Field{{ID: "scout", Text: "-"}}
	case s.exited:
		return []engine.Field{{ID: "scout", Text: s.b.String() + " exited"}}
	}
	return []engine.Field{{ID: "scout", Text: s.b.String()}, {ID: "adopted", Text: s.c.count(s.answers)}}
}

// Step is one line an input.
func (s scout) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		return scout{c: s.c}
	case engine.Fire:
		return s.ask("scout-again", fx)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case spawnScout:
			return scout{c: s.c, b: m.b}.ask("scout-asks", fx)
		case p1b:
			return s.p1b(in, m, fx)
		}
	}
	return s
}

// ask sends p1a to the acceptors that have not answered.
func (s scout) ask(rule string, fx *engine.Effects) scout {
	fx.Why(rule, s.b.String())
	fx.Arm(resend)
	fx.Broadcast(s.c.acceptors.List(s.c.acceptors.All()&^s.answers), p1a{s.b})
	return s
}

// p1b counts an acceptor that has adopted the ballot, until there is a majority.
func (s scout) p1b(in engine.Input, m p1b, fx *engine.Effects) scout {
	switch {
	case s.exited || m.b.Less(s.b):
		fx.Why("p1b-late", string(in.From), m.b.String(), s.b.String())
		return s
	case s.b.Less(m.b):
		return s.exit(preempted{m.b}, leaderOf(in.Self), fx)
	}
	s.answers |= s.c.acceptors.Bit(in.From)
	s.pvals = s.pvals.Highest(m.accepted)
	if !s.c.quorum.Has(s.answers) {
		fx.Why("p1b", string(in.From), s.b.String(), s.c.count(s.answers))
		return s
	}
	fx.Why("p1b-majority", string(in.From), s.b.String(), s.c.acceptors.Names(s.answers))
	fx.Quorum(s.c.acceptors.List(s.answers)...)
	return s.exit(adopted{s.b, s.pvals}, leaderOf(in.Self), fx)
}

// exit tells the leader the outcome and forgets the rest.
func (s scout) exit(outcome engine.Body, leader engine.NodeID, fx *engine.Effects) scout {
	if m, ok := outcome.(preempted); ok {
		fx.Why("p1b-preempted", s.b.String(), m.b.String())
	}
	fx.Disarm(resend)
	fx.Send(leader, outcome)
	return scout{c: s.c, b: s.b, exited: true}
}
