package paxos

import (
	"synod/engine"
	"synod/paxos/ballot"
)

// acceptor remembers two things, both on disk before it answers anybody: the
// highest ballot it promised, and its last vote. When it promises and when it
// votes is in package ballot, which all protocols of the family share.
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
		{ID: "promised", Text: a.promised.String(), Durable: a.c.persistPromise},
		{ID: "voted", Text: a.voted.String(), Durable: a.c.persistVote},
	}
}

// Step is one line a message.
func (a acceptor) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		return a.crash(fx)
	case engine.Restart:
		return a.restart(fx)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Prepare:
			return a.promise(in.From, m, fx)
		case Accept:
			return a.vote(in.From, m, fx)
		}
	}
	return a
}

// promise is Phase 1(b): answer Prepare(n) only if n is higher than every
// ballot promised so far. The answer tells the last vote, and it binds: no
// promise for n or lower and no vote below n from here on.
func (a acceptor) promise(from engine.NodeID, m Prepare, fx *engine.Effects) acceptor {
	if !a.c.acceptance.MayPromise(a.promised, m.N) {
		return a.ignore(from, m, fx)
	}
	a.whyPromise(from, m, fx)
	a.promised = m.N
	fx.Fact(factPromise, m.N.String(), "")
	fx.Send(from, Promise{m.N, a.voted})
	return a
}

// ignore makes no promise. Where acceptors always answer, the answer names the
// ballot that stands promised, so that nobody takes it for a promise of m.N.
func (a acceptor) ignore(from engine.NodeID, m Prepare, fx *engine.Effects) acceptor {
	switch {
	case a.c.acceptance.Answer == ballot.Always:
		fx.Why("answer-anyway", m.N.String(), string(from), a.promised.String())
		fx.Send(from, Promise{a.promised, a.voted})
	case a.promised == m.N:
		fx.Why("repeated-prepare", m.N.String(), string(from))
	default:
		fx.Why("ignore-prepare", m.N.String(), string(from), a.promised.String())
		a.nack(from, m.N, fx)
	}
	return a
}

// vote is Phase 2(b): accept unless a higher ballot was promised (P1a).
func (a acceptor) vote(from engine.NodeID, m Accept, fx *engine.Effects) acceptor {
	if !a.c.acceptance.MayVote(a.promised, m.N) {
		return a.refuse(from, m, fx)
	}
	a.whyVote(m, fx)
	a.voted = a.c.acceptance.Keep(a.voted, Vote{Ballot: m.N, Value: m.Value})
	a.promised = a.c.acceptance.Raise(a.promised, m.N)
	fx.Fact(factVote, m.N.String(), m.Value)
	fx.Send(from, Accepted(m))
	fx.Broadcast(a.c.told, Accepted(m))
	return a
}

func (a acceptor) refuse(from engine.NodeID, m Accept, fx *engine.Effects) acceptor {
	if a.promised.Less(m.N) {
		fx.Why("not-promised", m.N.String(), string(from), m.Value, a.promised.String())
	} else {
		fx.Why("check-promise", m.N.String(), string(from), m.Value, a.promised.String())
	}
	a.nack(from, m.N, fx)
	return a
}

func (a acceptor) nack(from engine.NodeID, n Ballot, fx *engine.Effects) {
	if a.c.nacks {
		fx.Send(from, Nack{n, a.promised})
	}
}

// crash keeps everything: it was all on disk before anybody heard of it.
func (a acceptor) crash(fx *engine.Effects) acceptor {
	left := a.disk()
	switch {
	case left.voted != a.voted:
		fx.Why("persist-vote", a.voted.Value, a.voted.Ballot.String())
	case left.promised != a.promised:
		fx.Why("persist-promise", a.promised.String())
	default:
		a.whyDisk("crash-nothing", "crash-promise", "crash-vote", fx)
	}
	return left
}

// disk is what a crash leaves.
func (a acceptor) disk() acceptor {
	if !a.c.persistVote {
		a.voted = Vote{}
	}
	if !a.c.persistPromise {
		a.promised = a.provenPromise()
	}
	return a
}

// provenPromise is the promise with persist-promise switched off: a vote on
// disk proves that nothing lower may follow it, and that is all.
func (a acceptor) provenPromise() Ballot {
	if !a.c.acceptance.RaiseOnAccept {
		return Ballot{}
	}
	return a.voted.Ballot
}

// restart goes on with what the disk holds.
func (a acceptor) restart(fx *engine.Effects) acceptor {
	a.whyDisk("recover-nothing", "recover-promise", "recover-vote", fx)
	return a
}
