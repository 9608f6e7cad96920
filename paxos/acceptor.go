package paxos

import "synod/engine"

// acceptor remembers two things, both on disk before it answers anybody: the
// highest ballot it promised, and its last vote.
type acceptor struct {
	c        *cluster
	promised Ballot
	voted    Vote
}

// AppendTo appends the canonical encoding.
func (a acceptor) AppendTo(b []byte) []byte { return a.voted.appendTo(a.promised.appendTo(b)) }

// Fields lists the promise and the vote.
func (a acceptor) Fields() []engine.Field {
	return []engine.Field{
		{ID: "promised", Text: a.promised.String(), Durable: a.c.persistPromise},
		{ID: "voted", Text: a.voted.String(), Durable: true},
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
			return a.promise(m, fx)
		case Accept:
			return a.vote(m, fx)
		}
	}
	return a
}

// promise is Phase 1(b): answer Prepare(n) only if n is higher than every
// ballot promised so far. The answer tells the last vote, and it binds: no
// promise for n or lower and no vote below n from here on.
func (a acceptor) promise(m Prepare, fx *engine.Effects) acceptor {
	if !a.promised.Less(m.N) {
		return a.ignore(m, fx)
	}
	a.whyPromise(m, fx)
	a.promised = m.N
	fx.Fact(factPromise, m.N.String(), "")
	fx.Send(m.N.By, Promise{m.N, a.voted})
	return a
}

func (a acceptor) ignore(m Prepare, fx *engine.Effects) acceptor {
	if a.promised == m.N {
		fx.Why("repeated-prepare", m.N.String(), string(m.N.By))
		return a
	}
	fx.Why("ignore-prepare", m.N.String(), string(m.N.By), a.promised.String())
	a.nack(m.N, fx)
	return a
}

// vote is Phase 2(b): accept unless a higher ballot was promised. Voting raises
// the promise: to vote in n is to have taken part in n, so nothing lower may follow.
func (a acceptor) vote(m Accept, fx *engine.Effects) acceptor {
	if !a.mayVote(m.N) {
		return a.refuse(m, fx)
	}
	a.whyVote(m, fx)
	a.promised = higher(a.promised, m.N)
	a.voted = Vote{m.N, m.Value}
	fx.Fact(factVote, m.N.String(), m.Value)
	fx.Send(m.N.By, Accepted(m))
	fx.Broadcast(a.c.learners, Accepted(m))
	return a
}

func (a acceptor) refuse(m Accept, fx *engine.Effects) acceptor {
	fx.Why("check-promise", m.N.String(), string(m.N.By), m.Value, a.promised.String())
	a.nack(m.N, fx)
	return a
}

func (a acceptor) mayVote(n Ballot) bool {
	if !a.c.checkPromise {
		return a.mayVoteAnyway()
	}
	return !n.Less(a.promised)
}

// mayVoteAnyway is mayVote with check-promise switched off.
func (a acceptor) mayVoteAnyway() bool { return true }

func (a acceptor) nack(n Ballot, fx *engine.Effects) {
	if a.c.nacks {
		fx.Send(n.By, Nack{n, a.promised})
	}
}

// crash keeps everything: it was all on disk before anybody heard of it.
func (a acceptor) crash(fx *engine.Effects) acceptor {
	if !a.c.persistPromise {
		return a.crashForgetting(fx)
	}
	a.whyDisk("crash-nothing", "crash-promise", "crash-vote", fx)
	return a
}

// crashForgetting is crash with persist-promise switched off: only the vote is
// on disk, and it proves a promise no higher than its own ballot.
func (a acceptor) crashForgetting(fx *engine.Effects) acceptor {
	if a.promised == a.voted.Ballot {
		a.whyDisk("crash-nothing", "crash-promise", "crash-vote", fx)
		return a
	}
	fx.Why("persist-promise", a.promised.String())
	a.promised = a.voted.Ballot
	return a
}

// restart goes on with what the disk holds.
func (a acceptor) restart(fx *engine.Effects) acceptor {
	a.whyDisk("recover-nothing", "recover-promise", "recover-vote", fx)
	return a
}

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

func (a acceptor) whyPromise(m Prepare, fx *engine.Effects) {
	n, to, was := m.N.String(), string(m.N.By), a.promised.String()
	switch {
	case a.voted.Cast():
		fx.Why("promise-vote", n, to, was, a.voted.Value, a.voted.Ballot.String())
	case a.promised != Ballot{}:
		fx.Why("promise", n, to, was)
	default:
		fx.Why("promise-first", n, to)
	}
}

func (a acceptor) whyVote(m Accept, fx *engine.Effects) {
	n, was := m.N.String(), a.promised.String()
	switch {
	case m.N.Less(a.promised):
		fx.Why("vote-unchecked", n, m.Value, was)
	case a.voted.Ballot == m.N:
		fx.Why("vote-again", n, m.Value)
	case a.promised == Ballot{}:
		fx.Why("vote-unasked", n, m.Value)
	case a.promised == m.N:
		fx.Why("vote", n, m.Value)
	default:
		fx.Why("vote-raise", n, m.Value, was)
	}
}
