package log

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// acceptor remembers, on disk before it answers anybody, one promise for all
// slots, and its last vote in each.
type acceptor struct {
	c        *cluster
	server   engine.NodeID // on its host
	promised ballot.Ballot
	votes    ballot.Votes
	below    int   // slots up to here are chosen, and its votes there cut off
	grant    grant // with reads: lease
	passed   int   // slots up to here were passed on as chosen; in memory
}

// AppendTo appends the canonical encoding.
func (a acceptor) AppendTo(b []byte) []byte {
	b = a.grant.appendTo(a.votes.AppendTo(a.promised.AppendTo(b)))
	return engine.AppendInt(engine.AppendInt(b, int64(a.below)), int64(a.passed))
}

// Fields lists the promise and the votes.
func (a acceptor) Fields() []engine.Field {
	f := []engine.Field{{ID: "promised", Text: a.promised.String(), Durable: a.c.persistPromise}}
	if a.grant.to != "" {
		f = append(f, engine.Field{ID: "lease", Text: string(a.grant.to) + " until " + strconv.FormatInt(a.grant.until, 10), Durable: true})
	}
	if a.below > 0 {
		f = append(f, engine.Field{ID: "cut", Text: "up to " + strconv.Itoa(a.below), Durable: true})
	}
	f = append(f, engine.Field{ID: "votes", Text: ballots(a.votes), Durable: a.c.persistVote})
	for _, e := range a.votes {
		f = append(f, engine.Field{ID: "slot " + strconv.Itoa(e.Slot), Text: e.Ballot.String() + " " + brief(e.Value), Durable: a.c.persistVote})
	}
	return f
}

// ballots says in which ballots the votes are, slots of a kind together: slots
// 1-3 in 1.S1, 5 in 2.S2.
func ballots(votes ballot.Votes) string {
	var parts []string
	for i := 0; i < len(votes); {
		j := i
		for j+1 < len(votes) && votes[j+1].Slot == votes[j].Slot+1 && votes[j+1].Ballot == votes[i].Ballot {
			j++
		}
		parts = append(parts, span(votes[i].Slot, votes[j].Slot)+" in "+votes[i].Ballot.String())
		i = j + 1
	}
	switch len(votes) {
	case 0:
		return "-"
	case 1:
		return "slot " + parts[0]
	}
	return "slots " + strings.Join(parts, ", ")
}

// Step is one line a message.
func (a acceptor) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		return a.crash(fx)
	case engine.Restart:
		fx.Why("recover-acceptor", members.Said(a.promised))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Prepare:
			return a.promise(in.From, m, in.Now, fx)
		case Accept:
			return a.vote(in.From, m, fx)
		case Forget:
			return a.forget(m, fx)
		case Renew:
			return a.renew(in.From, m, in.Now, fx)
		}
	}
	return a
}

// promise is Phase 1(b), for all slots with one message: answer only a ballot
// above every one promised so far. Only slots in which it voted say anything.
func (a acceptor) promise(from engine.NodeID, m Prepare, now int64, fx *engine.Effects) acceptor {
	if a.leased(from, now) {
		fx.Why("lease-binds", m.N.String(), string(from), string(a.grant.to), strconv.FormatInt(a.grant.until, 10), strconv.FormatInt(now, 10))
		return a
	}
	if !a.c.acceptance.MayPromise(a.promised, m.N) {
		return a.ignore(from, m, fx)
	}
	var asked ballot.Votes
	for _, e := range a.votes {
		if m.Slots.has(e.Slot) {
			asked = append(asked, e)
		}
	}
	a.whyPromise(from, m, asked, fx)
	a.promised = m.N
	a = a.grantTo(from, now)
	fx.Fact(factPromise, m.N.String(), "")
	fx.Send(from, Promise{m.N, asked, a.told()})
	return a
}

func (a acceptor) ignore(from engine.NodeID, m Prepare, fx *engine.Effects) acceptor {
	if a.promised == m.N {
		fx.Why("repeated-prepare", m.N.String(), string(from))
		return a
	}
	fx.Why("ignore-prepare", m.N.String(), string(from), a.promised.String())
	a.nack(from, m.N, fx)
	return a
}

// vote is Phase 2(b) in one slot: accept unless a higher ballot was promised (P1a).
func (a acceptor) vote(from engine.NodeID, m Accept, fx *engine.Effects) acceptor {
	if m.Slot <= a.told() {
		fx.Why("cut-off", ballot.At(m.N, m.Slot), string(from), brief(m.Value), strconv.Itoa(a.below))
		return a
	}
	if !a.c.acceptance.MayVote(a.promised, m.N) {
		fx.Why("check-promise", ballot.At(m.N, m.Slot), string(from), brief(m.Value), a.promised.String())
		a.nack(from, m.N, fx)
		return a
	}
	a.whyVote(m, fx)
	a.votes = a.votes.With(m.Slot, a.c.acceptance.Keep(a.votes.At(m.Slot), ballot.Vote{Ballot: m.N, Value: m.Value}))
	a.promised = a.c.acceptance.Raise(a.promised, m.N)
	fx.Fact(factVote, ballot.At(m.N, m.Slot), m.Value)
	fx.Send(from, Accepted{m.N, m.Slot})
	return a.commit(from, m, fx)
}

// commit uses the index that came along: all slots below it are chosen, so its
// server may be told of those in which this acceptor holds what was chosen.
func (a acceptor) commit(from engine.NodeID, m Accept, fx *engine.Effects) acceptor {
	if m.First <= a.passed+1 || from == a.server {
		return a
	}
	for _, e := range a.votes.From(a.passed + 1) {
		switch {
		case e.Slot >= m.First:
		case !a.c.matchBallot:
			a.markAnyway(e, m, fx)
		case e.Ballot == m.N:
			fx.Why("commit-index", strconv.Itoa(e.Slot), brief(e.Value), m.N.String(), strconv.Itoa(m.First))
			fx.Send(a.server, Decide{e.Slot, e.Value})
		default:
			fx.Why("match-ballot", strconv.Itoa(e.Slot), brief(e.Value), e.Ballot.String(), m.N.String(), strconv.Itoa(m.First))
		}
	}
	a.passed = m.First - 1
	return a
}

// markAnyway is what commit does with match-ballot switched off: that the slot is
// chosen is taken to mean that this vote is what was chosen.
func (a acceptor) markAnyway(e ballot.Entry, m Accept, fx *engine.Effects) {
	fx.Why("mark-anyway", strconv.Itoa(e.Slot), brief(e.Value), e.Ballot.String(), m.N.String(), strconv.Itoa(m.First))
	fx.Send(a.server, Decide{e.Slot, e.Value})
}

func (a acceptor) nack(from engine.NodeID, n ballot.Ballot, fx *engine.Effects) {
	if a.c.nacks {
		fx.Send(from, Nack{n, a.promised})
	}
}

// crash keeps what is on disk.
func (a acceptor) crash(fx *engine.Effects) acceptor {
	left := acceptor{c: a.c, server: a.server, promised: a.promised, votes: a.votes, below: a.below, grant: a.grant}
	if !a.c.persistVote {
		left.votes = nil
	}
	if !a.c.persistPromise {
		left.promised = left.provenPromise()
	}
	switch {
	case len(left.votes) < len(a.votes):
		fx.Why("persist-vote", a.votes.String())
	case left.promised != a.promised:
		fx.Why("persist-promise", a.promised.String())
	default:
		fx.Why("crash-acceptor", members.Said(a.promised))
	}
	return left
}

// provenPromise is the promise with persist-promise switched off: what votes on
// disk prove.
func (a acceptor) provenPromise() (top ballot.Ballot) {
	for _, e := range a.votes {
		top = ballot.Higher(top, e.Ballot)
	}
	return top
}

func (a acceptor) whyPromise(from engine.NodeID, m Prepare, asked ballot.Votes, fx *engine.Effects) {
	n, to, was := m.N.String(), string(from), members.Said(a.promised)
	switch {
	case len(asked) > 0:
		fx.Why("promise-votes", n, to, was, asked.String())
	case a.promised == ballot.Ballot{}:
		fx.Why("promise-first", n, to)
	default:
		fx.Why("promise", n, to, was)
	}
}

func (a acceptor) whyVote(m Accept, fx *engine.Effects) {
	slot, n, v, was := strconv.Itoa(m.Slot), m.N.String(), brief(m.Value), members.Said(a.promised)
	switch {
	case m.N.Less(a.promised):
		fx.Why("vote-unchecked", slot, n, v, was)
	case a.promised == m.N:
		fx.Why("vote", slot, n, v)
	default:
		fx.Why("vote-unasked", slot, n, v, was)
	}
}
