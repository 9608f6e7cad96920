package paxos

import (
	"synod/engine"
	"synod/paxos/members"
)

// What an acceptor says of its steps. It decides nothing here.

// whyDisk names the rule that fits what is on disk.
func (a acceptor) whyDisk(nothing, promise, vote string, fx *engine.Effects) {
	switch {
	case a.voted.Cast():
		fx.Why(vote, a.promised.String(), a.voted.Value, a.voted.Ballot.String())
	case a.promised != Ballot{}:
		fx.Why(promise, a.promised.String())
	default:
		fx.Why(nothing)
	}
}

func (a acceptor) whyPromise(from engine.NodeID, m Prepare, fx *engine.Effects) {
	n, to, was := m.N.String(), string(from), members.Said(a.promised)
	switch {
	case a.promised == m.N:
		fx.Why("promise-again", n, to)
	case !a.c.acceptance.CheckPromise:
		a.whyUnkept(n, to, fx)
	case a.voted.Cast():
		fx.Why("promise-vote", n, to, was, a.voted.Value, a.voted.Ballot.String())
	case a.promised != Ballot{}:
		fx.Why("promise", n, to, was)
	default:
		fx.Why("promise-first", n, to)
	}
}

// whyUnkept is whyPromise with check-promise switched off: it binds no vote.
func (a acceptor) whyUnkept(n, to string, fx *engine.Effects) {
	if a.voted.Cast() {
		fx.Why("promise-vote-unkept", n, to, a.voted.Value, a.voted.Ballot.String())
		return
	}
	fx.Why("promise-unkept", n, to)
}

func (a acceptor) whyVote(m Accept, fx *engine.Effects) {
	n, was := m.N.String(), members.Said(a.promised)
	switch {
	case a.c.acceptance.Keep(a.voted, Vote{Ballot: m.N, Value: m.Value}).Ballot != m.N:
		fx.Why("keep-highest-vote", n, m.Value, a.voted.Ballot.String(), a.voted.Value)
	case m.N.Less(a.promised):
		fx.Why("vote-unchecked", n, m.Value, was)
	case m.N.Less(a.voted.Ballot):
		fx.Why("vote-overwrites", n, m.Value, a.voted.Ballot.String(), a.voted.Value)
	case a.voted == Vote{Ballot: m.N, Value: m.Value}:
		fx.Why("vote-again", n, m.Value)
	case a.promised == m.N && !a.c.persistVote:
		fx.Why("vote-in-memory", n, m.Value)
	case a.promised == m.N:
		fx.Why("vote", n, m.Value)
	case a.c.acceptance.Raise(a.promised, m.N) != m.N:
		fx.Why("vote-not-raised", n, m.Value, was)
	case a.promised == Ballot{}:
		fx.Why("vote-unasked", n, m.Value)
	default:
		fx.Why("raise-on-accept", n, m.Value, was)
	}
}
