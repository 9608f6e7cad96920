package caspaxos

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// acceptor is that of Paxos: its promise and its last vote are on disk before it
// answers. A vote is a state of the register.
type acceptor struct {
	c        *cluster
	promised Ballot
	voted    Vote
}

// AppendTo appends the canonical encoding.
func (a acceptor) AppendTo(b []byte) []byte { return a.voted.AppendTo(a.promised.AppendTo(b)) }

// Fields lists the promise and the vote.
func (a acceptor) Fields() []engine.Field {
	return []engine.Field{
		{ID: "promised", Text: a.promised.String(), Durable: true},
		{ID: "voted", Text: a.voted.String(), Durable: true},
	}
}

// Step is one line a message.
func (a acceptor) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		fx.Why("crash-acceptor", members.Said(a.promised), members.Said(a.voted))
	case engine.Restart:
		fx.Why("recover-acceptor", members.Said(a.promised), members.Said(a.voted))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Prepare:
			return a.promise(in.From, m, fx)
		case Accept:
			return a.vote(in.From, m, fx)
		case Collect:
			return a.remove(in.From, m, fx)
		}
	}
	return a
}

// promise answers only a ballot above the promise, and reports the state it
// voted for last.
func (a acceptor) promise(from engine.NodeID, m Prepare, fx *engine.Effects) acceptor {
	if !a.promised.Less(m.N) {
		fx.Why("ignore-prepare", m.N.String(), string(from), a.promised.String())
		fx.Send(from, Conflict{m.N, a.promised})
		return a
	}
	if a.voted.Cast() {
		fx.Why("promise-state", m.N.String(), string(from), a.voted.Value, a.voted.Ballot.String())
	} else {
		fx.Why("promise", m.N.String(), string(from))
	}
	a.promised = m.N
	fx.Fact(factPromise, m.N.String(), "")
	fx.Send(from, Promise{m.N, a.voted})
	return a
}

// vote accepts a state unless a higher ballot was promised (P1a).
func (a acceptor) vote(from engine.NodeID, m Accept, fx *engine.Effects) acceptor {
	switch {
	case m.N.Less(a.promised) && a.c.checkPromise:
		fx.Why("check-promise", m.N.String(), string(from), m.Value, a.promised.String())
		fx.Send(from, Conflict{m.N, a.promised})
		return a
	case m.N.Less(a.promised):
		fx.Why("vote-unchecked", m.Value, m.N.String(), a.promised.String())
	case m.Next != Ballot{}:
		fx.Why("vote-and-promise", m.Value, m.N.String(), m.Next.String(), string(from))
	default:
		fx.Why("vote", m.Value, m.N.String())
	}
	a.voted = Vote{Ballot: m.N, Value: m.Value}
	a.promised = ballot.Higher(a.promised, ballot.Higher(m.N, m.Next))
	fx.Fact(factVote, m.N.String(), m.Value)
	if a.promised == m.Next {
		fx.Fact(factPromise, m.Next.String(), "")
	}
	fx.Send(from, Accepted{m.N})
	return a
}

// remove takes the register away if it was deleted in that ballot, and has not
// been changed since. The promise stays: it is the fence against old messages.
func (a acceptor) remove(from engine.NodeID, m Collect, fx *engine.Effects) acceptor {
	switch {
	case a.voted.Ballot.Less(m.N) && a.voted.Cast():
		fx.Why("no-tombstone", m.N.String(), a.voted.Value, a.voted.Ballot.String())
		return a
	case a.voted.Ballot != m.N:
		fx.Why("removed-already", m.N.String(), string(from))
	default:
		a = a.forget(m.N, fx)
	}
	fx.Send(from, Collected(m))
	return a
}

func (a acceptor) forget(n Ballot, fx *engine.Effects) acceptor {
	fx.Fact(factCollected, n.String(), "")
	a.voted = Vote{}
	if !a.c.fence {
		return a.forgetAll(n, fx)
	}
	fx.Why("fence", n.String(), a.promised.String())
	return a
}

// forgetAll is forget with fence switched off: nothing at all stays.
func (a acceptor) forgetAll(n Ballot, fx *engine.Effects) acceptor {
	fx.Why("remove-all", n.String())
	return acceptor{c: a.c}
}
