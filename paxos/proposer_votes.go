package paxos

import "synod/engine"

// Phase 2(b) as its proposer sees it: the proposer is a learner of its own ballot.

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
	case p.replies&p.c.acceptors.Bit(from) != 0:
		fx.Why("repeated-accepted", string(from), m.N.String())
		return p
	}
	p.replies |= p.c.acceptors.Bit(from)
	if !p.c.decides(p.votes()) {
		fx.Why("count-accepted", p.c.count2(p.replies), m.N.String(), m.Value, string(from))
		return p
	}
	p.whyDecide(m, fx)
	p.c.acceptors.Formed(p.votes(), fx)
	p.phase = done
	fx.Fact(factLearnt, "", m.Value)
	fx.Return(p.op, engine.OK, m.Value, m.N.String())
	fx.Disarm(retry)
	return p
}

// votes is who is known to have voted for the value: in this ballot.
func (p proposer) votes() set {
	if !p.c.countPerBallot && p.earlier.vote.Value == p.value {
		return p.replies | p.earlier.by
	}
	return p.replies
}

// carriedVotes is what a new ballot takes over from the last: nothing. Votes
// for one value in two ballots are no quorum.
func (p proposer) carriedVotes() tally {
	if p.c.countPerBallot || p.phase != accepting {
		return p.earlier
	}
	return tally{Vote{Value: p.value}, p.votes()}
}

// decides says whether such votes choose a value.
func (c *cluster) decides(voters set) bool {
	if !c.quorumOfVotes {
		return voters != 0
	}
	return c.quorum2.Has(voters)
}

// whyDecide names the rule by which a proposer takes its value for chosen.
func (p proposer) whyDecide(m Accepted, fx *engine.Effects) {
	v, n, who := m.Value, m.N.String(), p.c.acceptors.Names(p.votes())
	switch {
	case !p.c.quorumOfVotes:
		fx.Why("quorum-of-votes", v, n, who, p.c.size())
	case !p.c.countPerBallot:
		fx.Why("count-per-ballot", v, n, who)
	default:
		fx.Why("know-chosen", v, n, who, p.c.size())
	}
}
