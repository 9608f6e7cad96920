package paxos

import (
	"fmt"
	"slices"

	"synod/engine"
	"synod/paxos/ballot"
)

const (
	pms     = "Paxos Made Simple §2.1"
	pmsVote = "Paxos Made Simple §2.2"
	pmsDisk = "Paxos Made Simple §2.5"
)

// properties lists what should always be so, and then what should be reachable.
func (c *cluster) properties() []engine.Property {
	return slices.Concat(c.always(), c.chain(), c.sometimes())
}

func (c *cluster) always() []engine.Property {
	return []engine.Property{
		{ID: "AGREE", Name: "agreement", Source: pms, Statement: "No two different values are chosen.",
			Reads: []string{factChosen}, OnFact: c.agree},
		{ID: "VALID", Name: "validity", Source: pms, Statement: "Only a value that a client asked for is chosen.",
			Reads: []string{factChosen}, OnFact: valid},
		{ID: "LEARN", Name: "only chosen is learnt", Short: "learnt", Source: pms, Statement: "Nobody learns a value that was not chosen.",
			Reads: []string{factLearnt}, OnFact: learn},
		{ID: "LEARN-AGREE", Name: "learners agree", Source: pms, Statement: "Nobody learns a value when another was learnt before.",
			Reads: []string{factLearnt}, OnFact: learnAgree},
		{ID: "PROMISE-MONO", Name: "promises only rise", Short: "promises", Source: pmsDisk,
			Statement: "The highest ballot an acceptor has promised never goes down, not even when it stops and comes back.",
			OnNode:    promiseMono},
		{ID: "ONE-VALUE-PER-BALLOT", Name: "one value per ballot", Short: "one value", Source: pmsVote,
			Statement: "All votes in one ballot are for one value.", Reads: []string{factVote}, OnFact: oneValue},
		{ID: "P1a", Name: "P1a", Source: pmsVote,
			Statement: "No acceptor votes in a ballot after it has promised a higher one.", Reads: []string{factVote}, OnFact: p1a},
		{ID: "Q-INTERSECT", Name: "quorums meet", Source: "Howard, Malkhi, Spiegelman, Flexible Paxos, 2016, §4",
			Statement: "Whoever proposes in a ballot has a promise from some acceptor of every quorum that chose in a lower one.",
			Reads:     []string{factFree, factBound, factChosen}, OnFact: c.meets},
	}
}

func (c *cluster) agree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(factChosen) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("%s is chosen in %s (%s), and %s in %s (%s)",
				f.Value, f.Key, c.voters(before, f.Key, f.Value),
				fresh.Value, fresh.Key, c.voters(before, fresh.Key, fresh.Value)))
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

// learnAgree is what a client can notice: weaker than AGREE and LEARN together.
func learnAgree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.Of(factLearnt) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("%s learnt %s, and %s learnt %s", f.Node, f.Value, fresh.Node, fresh.Value))
		}
		verdict = engine.Holds()
	}
	return verdict
}

// promiseMono looks at the promise itself, at each step that an acceptor takes
// part in, crashes and restarts among them.
func promiseMono(id engine.NodeID, before, after engine.Node) engine.Verdict {
	was, ok := before.(acceptor)
	switch {
	case !ok || was.promised == Ballot{}:
		return engine.Verdict{}
	case after.(acceptor).promised.Less(was.promised):
		return engine.Breaks(fmt.Sprintf("%s had promised %s, and now its promise reads %s", id, was.promised, after.(acceptor).promised))
	}
	return engine.Holds()
}

func oneValue(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factVote, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("in %s, %s voted for %s and %s for %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
	}
	return engine.Holds()
}

func p1a(before engine.Facts, fresh engine.Fact) engine.Verdict {
	top, promised := before.Top(factPromise, fresh.Node)
	if promised && ballot.Parse(fresh.Key).Less(ballot.Parse(top.Key)) {
		return engine.Breaks(fmt.Sprintf("%s voted for %s in %s after it had promised %s", fresh.Node, fresh.Value, fresh.Key, top.Key))
	}
	return engine.Holds()
}
