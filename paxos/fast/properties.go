package fast

import (
	"fmt"
	"slices"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

const (
	pms       = "Paxos Made Simple §2.1"
	fastPaxos = "Lamport, Fast Paxos, 2006"
)

// properties lists what should always be so, and then what should be reachable.
func (c *cluster) properties() []engine.Property {
	return slices.Concat(c.always(), c.sometimes())
}

func (c *cluster) always() []engine.Property {
	return []engine.Property{
		{ID: "AGREE", Name: "agreement", Source: pms, Statement: "No two different values are chosen.",
			Reads: []string{factChosen}, OnFact: votes.Agree(c.acceptors)},
		{ID: "VALID", Name: "validity", Source: pms, Statement: "Only a value that a client asked for is chosen.",
			Reads: []string{factChosen}, OnFact: votes.Valid},
		{ID: "LEARN", Name: "only chosen is learnt", Source: pms, Statement: "Nobody learns a value that was not chosen.",
			Reads: []string{factLearnt}, OnFact: votes.Learn},
		{ID: "P1a", Name: "P1a", Source: "Paxos Made Simple §2.2",
			Statement: "No acceptor votes in a ballot after it has promised a higher one.", Reads: []string{factVote}, OnFact: votes.P1a},
		{ID: "ONE-VALUE", Name: "one value in a classic ballot", Source: fastPaxos,
			Statement: "All votes in one classic ballot are for one value. In a fast ballot they need not be.",
			Reads:     []string{factVote}, OnFact: oneValue},
		{ID: "ONE-VOTE", Name: "one vote in a ballot", Source: fastPaxos,
			Statement: "No acceptor votes for two values in one ballot.", Reads: []string{factVote}, OnFact: oneVote},
		{ID: "P2b", Name: "P2b", Source: fastPaxos,
			Statement: "Once a value is chosen, no higher ballot is opened to all, and a value proposed in one is that value.",
			Reads:     []string{factOpen, factFree, factBound, factChosen}, OnFact: p2b},
	}
}

func (c *cluster) sometimes() []engine.Property {
	return []engine.Property{
		{ID: "SOME-FAST", Name: "chosen in a fast ballot", Sometimes: true, Source: fastPaxos,
			Statement: "A fast quorum votes for one value.", Reads: []string{factChosen},
			OnFact: when(func(f engine.Fact) bool { return isFast(ballot.Parse(f.Key)) })},
		{ID: "SOME-CLASSIC", Name: "chosen in a classic ballot", Sometimes: true, Source: fastPaxos,
			Statement: "A classic quorum votes for one value.", Reads: []string{factChosen},
			OnFact: when(func(f engine.Fact) bool { return !isFast(ballot.Parse(f.Key)) })},
		{ID: "SOME-COLLIDED", Name: "a collision", Sometimes: true, Source: fastPaxos,
			Statement: "The votes of a fast ballot are so divided that it can choose nothing.", Reads: []string{factCollided}, OnFact: votes.Reached},
		{ID: "SOME-BOUND", Name: "a ballot is bound", Sometimes: true, Source: fastPaxos,
			Statement: "A coordinator has to propose a value that may have been chosen.", Reads: []string{factBound}, OnFact: votes.Reached},
		{ID: "SOME-FREE", Name: "a ballot is free after votes", Sometimes: true, Source: fastPaxos,
			Statement: "A coordinator hears of votes and can tell that nothing was chosen.", Reads: []string{factFree}, OnFact: votes.Reached},
		{ID: "SOME-LEARNT", Name: "somebody learns it", Sometimes: true, Source: "Paxos Made Simple §2.3",
			Statement: "A proposer, a coordinator or a learner gets to know what is chosen.", Reads: []string{factLearnt}, OnFact: votes.Reached},
	}
}

func when(is func(engine.Fact) bool) func(engine.Facts, engine.Fact) engine.Verdict {
	return func(_ engine.Facts, fresh engine.Fact) engine.Verdict {
		if is(fresh) {
			return engine.Holds()
		}
		return engine.Verdict{}
	}
}

func oneValue(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if isFast(ballot.Parse(fresh.Key)) {
		return engine.Verdict{}
	}
	return votes.OneValue(before, fresh)
}

func oneVote(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factVote, fresh.Key) {
		if f.Node == fresh.Node && f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("in %s, %s voted for %s and then for %s", fresh.Key, fresh.Node, f.Value, fresh.Value))
		}
	}
	return engine.Holds()
}

func p2b(before engine.Facts, fresh engine.Fact) engine.Verdict {
	return votes.Pairs(before, fresh, clash, factOpen, factFree, factBound)
}

func clash(chosen, f engine.Fact) engine.Verdict {
	switch {
	case chosen.Value == f.Value || !votes.ByBallot(chosen, f):
		return engine.Holds()
	case f.Kind == factOpen:
		return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and %s opens %s to all proposals", chosen.Value, chosen.Key, f.Node, f.Key))
	}
	return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and %s proposes %s in %s", chosen.Value, chosen.Key, f.Node, f.Value, f.Key))
}
