package fast

import (
	"fmt"
	"slices"

	"synod/engine"
	"synod/paxos/ballot"
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
			Reads: []string{factChosen}, OnFact: c.agree},
		{ID: "VALID", Name: "validity", Source: pms, Statement: "Only a value that a client asked for is chosen.",
			Reads: []string{factChosen}, OnFact: valid},
		{ID: "LEARN", Name: "only chosen is learnt", Source: pms, Statement: "Nobody learns a value that was not chosen.",
			Reads: []string{factLearnt}, OnFact: learn},
		{ID: "P1a", Name: "P1a", Source: "Paxos Made Simple §2.2",
			Statement: "No acceptor votes in a ballot after it has promised a higher one.", Reads: []string{factVote}, OnFact: p1a},
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
			Statement: "The votes of a fast ballot are so divided that it can choose nothing.", Reads: []string{factCollided}, OnFact: reached},
		{ID: "SOME-BOUND", Name: "a ballot is bound", Sometimes: true, Source: fastPaxos,
			Statement: "A coordinator has to propose a value that may have been chosen.", Reads: []string{factBound}, OnFact: reached},
		{ID: "SOME-FREE", Name: "a ballot is free after votes", Sometimes: true, Source: fastPaxos,
			Statement: "A coordinator hears of votes and can tell that nothing was chosen.", Reads: []string{factFree}, OnFact: reached},
		{ID: "SOME-LEARNT", Name: "somebody learns it", Sometimes: true, Source: "Paxos Made Simple §2.3",
			Statement: "A proposer, a coordinator or a learner gets to know what is chosen.", Reads: []string{factLearnt}, OnFact: reached},
	}
}

func reached(engine.Facts, engine.Fact) engine.Verdict { return engine.Holds() }

func when(is func(engine.Fact) bool) func(engine.Facts, engine.Fact) engine.Verdict {
	return func(_ engine.Facts, fresh engine.Fact) engine.Verdict {
		if is(fresh) {
			return engine.Holds()
		}
		return engine.Verdict{}
	}
}

func (c *cluster) agree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	voters := func(f engine.Fact) string { return c.acceptors.Names(c.votersFor(before, f.Key, f.Value)) }
	for f := range before.Of(factChosen) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("%s is chosen in %s (%s), and %s in %s (%s)",
				f.Value, f.Key, voters(f), fresh.Value, fresh.Key, voters(fresh)))
		}
	}
	return engine.Holds()
}

func valid(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(factProposed) {
		if f.Value == fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and no client asked for it", fresh.Value, fresh.Key))
}

func learn(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(factChosen) {
		if f.Value == fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s learnt %s, which was never chosen", fresh.Node, fresh.Value))
}

func p1a(before engine.Facts, fresh engine.Fact) engine.Verdict {
	top, promised := before.Top(factPromise, fresh.Node)
	if promised && ballot.Parse(fresh.Key).Less(ballot.Parse(top.Key)) {
		return engine.Breaks(fmt.Sprintf("%s voted for %s in %s after it had promised %s", fresh.Node, fresh.Value, fresh.Key, top.Key))
	}
	return engine.Holds()
}

func oneValue(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if isFast(ballot.Parse(fresh.Key)) {
		return engine.Verdict{}
	}
	for f := range before.With(factVote, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("in %s, %s voted for %s and %s for %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
	}
	return engine.Holds()
}

func oneVote(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factVote, fresh.Key) {
		if f.Node == fresh.Node && f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("in %s, %s voted for %s and then for %s", fresh.Key, fresh.Node, f.Value, fresh.Value))
		}
	}
	return engine.Holds()
}

// p2b meets each pair of a chosen value and a higher ballot's Phase 2 when the
// later of the two comes to be.
func p2b(before engine.Facts, fresh engine.Fact) (verdict engine.Verdict) {
	if fresh.Kind != factChosen {
		for chosen := range before.Of(factChosen) {
			if verdict = clash(chosen, fresh); verdict.State == engine.Broken {
				return verdict
			}
		}
		return verdict
	}
	for _, kind := range []string{factOpen, factFree, factBound} {
		for f := range before.Of(kind) {
			if v := clash(fresh, f); v.State == engine.Broken {
				return v
			}
		}
	}
	return engine.Holds()
}

func clash(chosen, f engine.Fact) engine.Verdict {
	switch low, high := ballot.Parse(chosen.Key), ballot.Parse(f.Key); {
	case !low.Less(high) || chosen.Value == f.Value:
		return engine.Holds()
	case f.Kind == factOpen:
		return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and %s opens %s to all proposals", chosen.Value, chosen.Key, f.Node, f.Key))
	}
	return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and %s proposes %s in %s", chosen.Value, chosen.Key, f.Node, f.Value, f.Key))
}
