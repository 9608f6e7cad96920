package caspaxos

import (
	"fmt"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

const paper = "Rystsov, CASPaxos, 2018"

func (c *cluster) properties() []engine.Property {
	return []engine.Property{
		{ID: "CHAIN", Name: "one chain of states", Source: paper,
			Statement: "Every state that was chosen is an ancestor of every state proposed in a higher ballot.",
			Reads:     []string{factState, factChosen}, OnFact: chain},
		{ID: "NO-RESURRECT", Name: "deleted stays deleted", Source: paper,
			Statement: "No state is built on one that had been deleted before.",
			Reads:     []string{factState}, OnFact: noResurrect},
		{ID: "P1a", Name: "P1a", Source: "Paxos Made Simple §2.2",
			Statement: "No acceptor votes in a ballot after it has promised a higher one.", Reads: []string{factVote}, OnFact: votes.P1a},
		{ID: "PROMISE-MONO", Name: "promises only rise", Source: "Paxos Made Simple §2.5",
			Statement: "The highest ballot an acceptor has promised never goes down.", OnNode: votes.PromiseMono(promised)},
		{ID: "ONE-VALUE-PER-BALLOT", Name: "one value per ballot", Source: "Paxos Made Simple §2.2",
			Statement: "All votes in one ballot are for one state.", Reads: []string{factVote}, OnFact: votes.OneValue},
		{ID: "SOME-CHOSEN", Name: "a state is chosen", Sometimes: true, Source: paper,
			Statement: "A quorum votes for one state in one ballot.", Reads: []string{factChosen}, OnFact: votes.Reached},
		{ID: "SOME-BUILT", Name: "a state is built on another", Sometimes: true, Source: paper,
			Statement: "A change is applied to a state that was found.", Reads: []string{factState}, OnFact: built},
		{ID: "SOME-COLLECTED", Name: "a register is removed", Sometimes: true, Source: paper,
			Statement: "An acceptor removes the register after its deletion.", Reads: []string{factCollected}, OnFact: votes.Reached},
	}
}

func built(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if parent(before, ballot.Parse(fresh.Key)) != (Ballot{}) {
		return engine.Holds()
	}
	return engine.Verdict{}
}

func chain(before engine.Facts, fresh engine.Fact) engine.Verdict {
	descent := func(chosen, proposed engine.Fact) engine.Verdict { return follows(before, chosen, proposed) }
	return votes.Pairs(before, fresh, descent, factState)
}

func follows(facts engine.Facts, chosen, proposed engine.Fact) engine.Verdict {
	low, high := ballot.Parse(chosen.Key), ballot.Parse(proposed.Key)
	switch {
	case !low.Less(high):
		return engine.Verdict{}
	case descends(facts, high, low):
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and %s proposes %s in %s, which builds on %s",
		chosen.Value, chosen.Key, proposed.Node, proposed.Value, proposed.Key, says(parent(facts, high))))
}

func says(b Ballot) string {
	if b == (Ballot{}) {
		return "nothing"
	}
	return b.String()
}

func noResurrect(before engine.Facts, fresh engine.Fact) (verdict engine.Verdict) {
	high := ballot.Parse(fresh.Key)
	from := parent(before, high)
	for f := range before.Of(factChosen) {
		t := ballot.Parse(f.Key)
		switch {
		case f.Value != Nothing || !t.Less(high):
		case from != (Ballot{}) && from.Less(t):
			return engine.Breaks(fmt.Sprintf("the register was deleted in %s, and %s proposes %s in %s, which builds on %s", f.Key, fresh.Node, fresh.Value, fresh.Key, from))
		default:
			verdict = engine.Holds()
		}
	}
	return verdict
}

func promised(n engine.Node) (Ballot, bool) {
	a, ok := n.(acceptor)
	return a.promised, ok
}
