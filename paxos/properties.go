package paxos

import (
	"fmt"
	"slices"

	"synod/engine"
	"synod/paxos/votes"
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
			Reads: []string{factChosen}, OnFact: votes.Agree(c.acceptors)},
		{ID: "VALID", Name: "validity", Source: pms, Statement: "Only a value that a client asked for is chosen.",
			Reads: []string{factChosen}, OnFact: votes.Valid},
		{ID: "LEARN", Name: "only chosen is learnt", Short: "learnt", Source: pms, Statement: "Nobody learns a value that was not chosen.",
			Reads: []string{factLearnt}, OnFact: votes.Learn},
		{ID: "LEARN-AGREE", Name: "learners agree", Source: pms, Statement: "Nobody learns a value when another was learnt before.",
			Reads: []string{factLearnt}, OnFact: learnAgree},
		{ID: "PROMISE-MONO", Name: "promises only rise", Short: "promises", Source: pmsDisk,
			Statement: "The highest ballot an acceptor has promised never goes down, not even when it stops and comes back.",
			OnNode:    votes.PromiseMono(promised)},
		{ID: "ONE-VALUE-PER-BALLOT", Name: "one value per ballot", Short: "one value", Source: pmsVote,
			Statement: "All votes in one ballot are for one value.", Reads: []string{factVote}, OnFact: votes.OneValue},
		{ID: "P1a", Name: "P1a", Source: pmsVote,
			Statement: "No acceptor votes in a ballot after it has promised a higher one.", Reads: []string{factVote}, OnFact: votes.P1a},
		{ID: "Q-INTERSECT", Name: "quorums meet", Source: "Howard, Malkhi, Spiegelman, Flexible Paxos, 2016, §4",
			Statement: "Whoever proposes in a ballot has a promise from some acceptor of every quorum that chose in a lower one.",
			Reads:     []string{factFree, factBound, factChosen}, OnFact: c.meets},
	}
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

func promised(n engine.Node) (Ballot, bool) {
	a, ok := n.(acceptor)
	return a.promised, ok
}
