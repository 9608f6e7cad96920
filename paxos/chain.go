package paxos

import (
	"fmt"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
	"synod/quorum/sets"
)

// The chain of requirements by which Paxos Made Simple §2.2 derives the
// algorithm: each implies the one before, and P2c is what a proposer can see to.
func (c *cluster) chain() []engine.Property {
	return []engine.Property{
		{ID: "P2", Name: "P2", Source: pmsVote,
			Statement: "If a value is chosen, every value chosen in a higher ballot is that value.",
			Reads:     []string{factChosen}, OnFact: p2},
		{ID: "P2a", Name: "P2a", Source: pmsVote,
			Statement: "If a value is chosen, every vote in a higher ballot is for that value.",
			Reads:     []string{factVote, factChosen}, OnFact: p2a},
		{ID: "P2b", Name: "P2b", Source: pmsVote,
			Statement: "Once a value is chosen, every proposal of a higher ballot is for that value.",
			Reads:     []string{factFree, factBound, factChosen}, OnFact: p2b},
		{ID: "P2c", Name: "P2c", Source: pmsVote,
			Statement: "For every proposal there is a quorum in which nobody has voted in a lower ballot, or whose highest-numbered vote below it is for that value.",
			Reads:     []string{factFree, factBound}, OnFact: c.p2c},
		{ID: "VOTES-SAFE", Name: "votes are safe", Source: "Lamport, The Paxos algorithm in TLA+, Voting.tla",
			Statement: "A vote is cast only for a value that is safe in its ballot: no other was or can still be chosen in a lower one.",
			Reads:     []string{factVote}, OnFact: c.votesSafe},
	}
}

func p2(before engine.Facts, fresh engine.Fact) engine.Verdict {
	return votes.Pairs(before, fresh, clash, factChosen)
}

func p2a(before engine.Facts, fresh engine.Fact) engine.Verdict {
	return votes.Pairs(before, fresh, clash, factVote)
}

func p2b(before engine.Facts, fresh engine.Fact) engine.Verdict {
	return votes.Pairs(before, fresh, clash, factFree, factBound)
}

func clash(chosen, f engine.Fact) engine.Verdict {
	if chosen.Value == f.Value || !votes.ByBallot(chosen, f) {
		return engine.Holds()
	}
	switch f.Kind {
	case factChosen:
		return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and %s in %s", chosen.Value, chosen.Key, f.Value, f.Key))
	case factVote:
		return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and %s votes for %s in %s", chosen.Value, chosen.Key, f.Node, f.Value, f.Key))
	}
	return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and %s proposes %s in %s", chosen.Value, chosen.Key, f.Node, f.Value, f.Key))
}

// p2c looks for the quorum S of the paper: its acceptors' votes below the
// ballot have the proposal's value in the highest, or there are none.
func (c *cluster) p2c(before engine.Facts, proposal engine.Fact) engine.Verdict {
	for _, s := range c.quorum1.Minimal() {
		if v := c.topVote(before, s, ballot.Parse(proposal.Key)); !v.Cast() || v.Value == proposal.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s proposes %s in %s, and every quorum's highest-numbered vote below it is for another value",
		proposal.Node, proposal.Value, proposal.Key))
}

// topVote is the highest-numbered vote below n that acceptors of s ever cast.
func (c *cluster) topVote(facts engine.Facts, s set, n Ballot) (top Vote) {
	for f := range facts.Of(factVote) {
		if b := ballot.Parse(f.Key); b.Less(n) && s&c.acceptors.Bit(f.Node) != 0 {
			top = ballot.Highest(top, Vote{Ballot: b, Value: f.Value})
		}
	}
	return top
}

// votesSafe is SafeAt of the TLA+ module: for each lower ballot there is a
// quorum whose every acceptor voted for the value in it, or can vote in it no more.
func (c *cluster) votesSafe(before engine.Facts, vote engine.Fact) engine.Verdict {
	n := ballot.Parse(vote.Key)
	for _, b := range ballots(before) {
		if b.Less(n) && !c.safeBelow(before, b, vote.Value) {
			return engine.Breaks(fmt.Sprintf("%s votes for %s in %s, and another value may have been chosen in %s", vote.Node, vote.Value, vote.Key, b))
		}
	}
	return engine.Holds()
}

// safeBelow says whether nothing but the value was or can be chosen in b. The
// quorums that have to be ruled out are those of Phase 2.
func (c *cluster) safeBelow(facts engine.Facts, b Ballot, value string) bool {
	var may set // who voted for another value in b, or still can vote in it
	for i, id := range c.acceptors {
		top, promised := facts.Top(factPromise, id)
		if !promised || !b.Less(ballot.Parse(top.Key)) {
			may |= sets.Of(i)
		}
	}
	may &^= c.votersAbove(facts, b) | c.who(facts, factVote, b)
	for f := range facts.With(factVote, b.String()) {
		if f.Value != value {
			may |= c.acceptors.Bit(f.Node)
		}
	}
	return !c.quorum2.Has(may)
}

// votersAbove is who voted in a higher ballot, and so may not vote in b.
func (c *cluster) votersAbove(facts engine.Facts, b Ballot) (s set) {
	if !c.acceptance.RaiseOnAccept {
		return 0
	}
	for f := range facts.Of(factVote) {
		if b.Less(ballot.Parse(f.Key)) {
			s |= c.acceptors.Bit(f.Node)
		}
	}
	return s
}

// meets holds a proposer's quorum against those that chose in lower ballots.
func (c *cluster) meets(before engine.Facts, fresh engine.Fact) engine.Verdict {
	met := func(chosen, proposal engine.Fact) engine.Verdict { return c.met(before, chosen, proposal) }
	return votes.Pairs(before, fresh, met, factFree, factBound)
}

// met says whether somebody who voted for what is chosen had promised, or has
// voted in, the higher ballot of the proposal.
func (c *cluster) met(facts engine.Facts, chosen, proposal engine.Fact) engine.Verdict {
	low, high := ballot.Parse(chosen.Key), ballot.Parse(proposal.Key)
	if !low.Less(high) {
		return engine.Verdict{}
	}
	chose, promised := c.who(facts, factVote, low), c.who(facts, factPromise, high)
	if chose&promised != 0 {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s promised %s, and %s chose %s in %s: they have nobody in common",
		c.acceptors.Names(promised), proposal.Key, c.acceptors.Names(chose), chosen.Value, chosen.Key))
}
