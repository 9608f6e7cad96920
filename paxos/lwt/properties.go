package lwt

import (
	"fmt"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

const (
	notes = "Cassandra, service/paxos/Paxos.md"
	issue = "CASSANDRA-12126"
)

func (c *cluster) properties() []engine.Property {
	return []engine.Property{
		{ID: "AGREE", Name: "one order of updates", Source: notes,
			Statement: "Of any two updates that were decided, one was made from the other.",
			Reads:     []string{factChosen}, OnFact: agree},
		{ID: "P2c", Name: "P2c", Source: "Paxos Made Simple §2.2; " + notes,
			Statement: "Whatever is proposed above a ballot in which an update was decided is that update, or made from it.",
			Reads:     []string{factProposal, factChosen}, OnFact: p2c},
		{ID: "SETTLED", Name: "what a read did not see does not come later", Short: "settled", Source: issue + "; " + notes,
			Statement: "An update that was proposed before a serial read, and is not in what that returned, is never decided. The same holds for an update that was not applied.",
			Reads:     []string{factRead, factChosen}, OnFact: settledReads},
		{ID: "COMMIT-DECIDED", Name: "only what was decided is written", Source: notes,
			Statement: "A replica writes an update only if a quorum had accepted it.", Reads: []string{factCommit}, OnFact: commitDecided},
		{ID: "P1a", Name: "P1a", Source: "Paxos Made Simple §2.2",
			Statement: "No replica accepts in a ballot after it has promised a higher one.", Reads: []string{factVote}, OnFact: votes.P1a},
		{ID: "PROMISE-MONO", Name: "promises only rise", Source: "Paxos Made Simple §2.5",
			Statement: "The highest ballot a replica has promised never goes down.", OnNode: votes.PromiseMono(promised)},
		{ID: "ONE-VALUE-PER-BALLOT", Name: "one value per ballot", Source: "Paxos Made Simple §2.2",
			Statement: "All that is accepted in one ballot is one proposal.", Reads: []string{factVote}, OnFact: votes.OneValue},
		{ID: "SOME-DECIDED", Name: "an update is decided", Sometimes: true, Source: notes,
			Statement: "A quorum accepts one update in one ballot.", Reads: []string{factChosen}, OnFact: someDecided},
		{ID: "SOME-FINISHED", Name: "somebody else's update is finished", Sometimes: true, Source: notes,
			Statement: "A coordinator proposes once more what another had proposed.", Reads: []string{factAgain}, OnFact: votes.Reached},
		{ID: "SOME-READ", Name: "a row is told", Sometimes: true, Source: notes,
			Statement: "A read, or an update that is not applied, is told the row.", Reads: []string{factRead}, OnFact: votes.Reached},
	}
}

func promised(n engine.Node) (Ballot, bool) {
	r, ok := n.(replica)
	return r.promised, ok
}

func someDecided(_ engine.Facts, fresh engine.Fact) engine.Verdict {
	if fresh.Value == Empty {
		return engine.Verdict{}
	}
	return engine.Holds()
}

func agree(before engine.Facts, fresh engine.Fact) (verdict engine.Verdict) {
	if fresh.Value == Empty {
		return verdict
	}
	b := ballot.Parse(fresh.Key)
	for f := range before.Of(factChosen) {
		a := ballot.Parse(f.Key)
		switch {
		case f.Value == Empty:
		case !builds(before, a, b) && !builds(before, b, a):
			return engine.Breaks(fmt.Sprintf("%s was decided in %s and %s in %s, and neither was made from the other", f.Value, f.Key, fresh.Value, fresh.Key))
		default:
			verdict = engine.Holds()
		}
	}
	return verdict
}

func p2c(before engine.Facts, fresh engine.Fact) engine.Verdict {
	judge := func(chosen, proposed engine.Fact) engine.Verdict { return follows(before, chosen, proposed) }
	return votes.Pairs(before, fresh, judge, factProposal)
}

func follows(facts engine.Facts, chosen, proposed engine.Fact) engine.Verdict {
	low, high := ballot.Parse(chosen.Key), ballot.Parse(proposed.Key)
	switch {
	case chosen.Value == Empty || proposed.Value == Empty || !low.Less(high):
		return engine.Verdict{}
	case builds(facts, high, low):
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s was decided in %s, and %s proposes %s in %s, which is neither that nor made from it",
		chosen.Value, chosen.Key, proposed.Node, proposed.Value, proposed.Key))
}

func settledReads(before engine.Facts, fresh engine.Fact) engine.Verdict {
	judge := func(chosen, told engine.Fact) engine.Verdict { return seen(before, chosen, told) }
	return votes.Pairs(before, fresh, judge, factRead)
}

// seen holds an update that was decided against a read: it was first proposed after
// that, or was in what that returned.
func seen(facts engine.Facts, chosen, told engine.Fact) engine.Verdict {
	update, at := origin(facts, ballot.Parse(chosen.Key)), ballot.Parse(told.Key)
	saw := ballot.Parse(told.Value)
	switch {
	case chosen.Value == Empty || at.Less(update):
		return engine.Verdict{}
	case saw != (Ballot{}) && builds(facts, saw, update):
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s was proposed in %s; %s answered in %s without having seen it, and it is decided all the same",
		chosen.Value, update, told.Node, told.Key))
}

func commitDecided(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factChosen, fresh.Key) {
		if f.Value == fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s has written %s of %s, which no quorum had accepted", fresh.Node, fresh.Value, fresh.Key))
}
