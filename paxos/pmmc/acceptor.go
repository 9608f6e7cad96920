package pmmc

import (
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// acceptor is the memory of the protocol: the highest ballot it has adopted, and
// the last pvalue it has accepted for each slot, both on disk before it answers.
type acceptor struct {
	c        *cluster
	ballot   ballot.Ballot // ballot_num
	accepted ballot.Votes
}

// AppendTo appends the canonical encoding.
func (a acceptor) AppendTo(b []byte) []byte { return a.accepted.AppendTo(a.ballot.AppendTo(b)) }

// Fields has the paper's names.
func (a acceptor) Fields() []engine.Field {
	accepted := a.accepted.String()
	if accepted == "" {
		accepted = "-"
	}
	return []engine.Field{{ID: "ballot_num", Text: a.ballot.String(), Durable: true}, {ID: "accepted", Text: accepted, Durable: true}}
}

// Step is one line a message.
func (a acceptor) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Restart:
		fx.Why("acceptor-back", members.Said(a.ballot))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case p1a:
			return a.p1a(in.From, m, fx)
		case p2a:
			return a.p2a(in.From, m, fx)
		}
	}
	return a
}

// p1a adopts a higher ballot, and answers in any case with the ballot that
// stands and all that was accepted. (A1, A3)
func (a acceptor) p1a(from engine.NodeID, m p1a, fx *engine.Effects) acceptor {
	if a.c.rules.MayPromise(a.ballot, m.b) {
		fx.Why("adopt", m.b.String(), members.Said(a.ballot), string(from))
		a.ballot = m.b
		fx.Fact(factPromise, m.b.String(), "")
	} else {
		fx.Why("answer-higher", m.b.String(), members.Said(a.ballot), string(from))
	}
	fx.Send(from, p1b{a.ballot, a.accepted})
	return a
}

// p2a accepts a pvalue of the very ballot it has adopted, and answers in any
// case with the ballot that stands. (A2)
func (a acceptor) p2a(from engine.NodeID, m p2a, fx *engine.Effects) acceptor {
	if !a.c.rules.MayVote(a.ballot, m.b) {
		fx.Why("refuse", ballot.At(m.b, m.slot), members.Said(a.ballot), string(from))
		fx.Send(from, p2b{m.b, m.slot, a.ballot})
		return a
	}
	if m.b == a.ballot {
		fx.Why("accept", ballot.At(m.b, m.slot), m.Command.String(), strconv.Itoa(m.slot))
	} else {
		fx.Why("accept-equal-ballot", ballot.At(m.b, m.slot), m.Command.String(), members.Said(a.ballot))
	}
	a.ballot = a.c.rules.Raise(a.ballot, m.b)
	vote := ballot.Vote{Ballot: m.b, Value: m.Command.String()}
	a.accepted = a.accepted.With(m.slot, a.c.rules.Keep(a.accepted.At(m.slot), vote))
	fx.Fact(factVote, ballot.At(m.b, m.slot), vote.Value)
	fx.Send(from, p2b{m.b, m.slot, m.b})
	return a
}
