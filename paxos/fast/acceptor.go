package fast

import (
	"synod/engine"
	"synod/paxos/members"
)

// acceptor has its promise and its last vote on disk before it answers anybody.
// That a ballot is open it keeps in memory: to forget it costs a vote, and
// endangers nothing.
type acceptor struct {
	c        *cluster
	promised Ballot
	voted    Vote
	opened   Ballot // the fast ballot that it was told is open
}

// AppendTo appends the canonical encoding.
func (a acceptor) AppendTo(b []byte) []byte {
	return a.opened.AppendTo(a.voted.AppendTo(a.promised.AppendTo(b)))
}

// Fields lists the promise, the vote, and the ballot that is open.
func (a acceptor) Fields() []engine.Field {
	return []engine.Field{
		{ID: "promised", Text: a.promised.String(), Durable: true},
		{ID: "voted", Text: a.voted.String(), Durable: true},
		{ID: "open", Text: a.opened.String()},
	}
}

// Step is one line a message.
func (a acceptor) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		return a.crash(fx)
	case engine.Restart:
		fx.Why("recover-acceptor", members.Said(a.promised), members.Said(a.voted))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Prepare:
			return a.promise(in.From, m, fx)
		case Any:
			return a.open(m, fx)
		case Propose:
			return a.voteFor(in.From, m, fx)
		case Accept:
			return a.vote(in.From, m, fx)
		}
	}
	return a
}

// promise is Phase 1(b), as in Paxos: answer only a ballot above the promise,
// and report the last vote.
func (a acceptor) promise(from engine.NodeID, m Prepare, fx *engine.Effects) acceptor {
	if !a.promised.Less(m.N) {
		fx.Why("ignore-prepare", m.N.String(), string(from), a.promised.String())
		return a
	}
	if a.voted.Cast() {
		fx.Why("promise-vote", m.N.String(), string(from), a.voted.Value, a.voted.Ballot.String())
	} else {
		fx.Why("promise", m.N.String(), string(from))
	}
	a.promised = m.N
	fx.Fact(factPromise, m.N.String(), "")
	fx.Send(from, Promise{m.N, a.voted})
	return a
}

// open is what an acceptor does with the request that names no value: it waits
// for a proposal.
func (a acceptor) open(m Any, fx *engine.Effects) acceptor {
	switch {
	case m.N.Less(a.promised):
		fx.Why("stale-any", m.N.String(), a.promised.String())
		return a
	case a.opened == m.N || a.voted.Ballot == m.N:
		fx.Why("repeated-any", m.N.String())
		return a
	}
	fx.Why("open", m.N.String())
	a.promised, a.opened = m.N, m.N
	return a
}

// voteFor is Phase 2(b) of a fast ballot: of the proposals that arrive, vote for
// the first. An acceptor that has voted says so again to whoever proposes.
func (a acceptor) voteFor(from engine.NodeID, m Propose, fx *engine.Effects) acceptor {
	switch {
	case !a.mayVoteFor():
		fx.Why("not-open", m.Value, string(from), members.Said(a.promised))
		return a
	case a.hasVoted(m):
		fx.Why("vote-once", m.Value, string(from), a.voted.Value, a.voted.Ballot.String())
		fx.Send(from, Accepted{a.voted.Ballot, a.voted.Value})
		return a
	case a.voted.Ballot == a.opened:
		fx.Why("vote-twice", m.Value, a.opened.String(), a.voted.Value)
	case a.opened.Less(a.promised):
		fx.Why("vote-unchecked", m.Value, a.opened.String(), a.promised.String())
	default:
		fx.Why("vote-first", m.Value, a.opened.String(), string(from))
	}
	return a.cast(from, Vote{Ballot: a.opened, Value: m.Value}, fx)
}

// mayVoteFor says whether a proposal may get a vote, or an answer: the highest
// ballot promised is one that is open, or one it has voted in.
func (a acceptor) mayVoteFor() bool {
	if !a.c.checkPromise {
		return a.wasOpened()
	}
	return a.promised != Ballot{} && (a.opened == a.promised || a.voted.Ballot == a.promised)
}

// wasOpened is mayVoteFor with check-promise switched off.
func (a acceptor) wasOpened() bool { return a.opened != Ballot{} }

// hasVoted says whether the acceptor has had its vote in the ballot.
func (a acceptor) hasVoted(m Propose) bool {
	if !a.c.voteOnce {
		return a.votedForThis(m)
	}
	return a.voted.Cast() && !a.voted.Ballot.Less(a.opened)
}

// votedForThis is hasVoted with vote-once switched off.
func (a acceptor) votedForThis(m Propose) bool {
	return a.voted.Value == m.Value || a.opened.Less(a.voted.Ballot)
}

// vote is Phase 2(b) of a request that names its value, as in Paxos: not below
// the promise (P1a).
func (a acceptor) vote(from engine.NodeID, m Accept, fx *engine.Effects) acceptor {
	switch {
	case m.N.Less(a.promised) && a.c.checkPromise:
		fx.Why("check-promise", m.N.String(), string(from), m.Value, a.promised.String())
		return a
	case m.N.Less(a.promised):
		fx.Why("vote-unchecked", m.Value, m.N.String(), a.promised.String())
	default:
		fx.Why("vote", m.Value, m.N.String(), string(from))
	}
	return a.cast(from, Vote{Ballot: m.N, Value: m.Value}, fx)
}

// cast writes a vote to disk and tells whoever asked for it, and the learners.
func (a acceptor) cast(from engine.NodeID, v Vote, fx *engine.Effects) acceptor {
	a.voted = v
	if a.promised.Less(v.Ballot) {
		a.promised = v.Ballot
	}
	fx.Fact(factVote, v.Ballot.String(), v.Value)
	fx.Send(from, Accepted{v.Ballot, v.Value})
	fx.Broadcast(a.c.learners, Accepted{v.Ballot, v.Value})
	return a
}

// crash leaves what is on disk.
func (a acceptor) crash(fx *engine.Effects) acceptor {
	fx.Why("crash-acceptor", members.Said(a.promised), members.Said(a.voted))
	a.opened = Ballot{}
	return a
}
