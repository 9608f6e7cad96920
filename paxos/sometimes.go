package paxos

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

// sometimes lists what has to be reached for the properties that always hold to
// mean anything: AGREE and VALID that something is chosen, and chosen again, as
// do P2, P2a, VOTES-SAFE and ONE-VALUE-PER-BALLOT; LEARN and LEARN-AGREE that
// one, and two, get to know it; PROMISE-MONO and P1a that promises are raised and
// ballots pre-empted; P2b, P2c and Q-INTERSECT that a ballot gets its quorum
// after a choice, and is bound.
func (c *cluster) sometimes() []engine.Property {
	return []engine.Property{
		{ID: "SOME-CHOSEN", Name: "something gets chosen", Short: "chosen", Sometimes: true, Source: pmsVote,
			Statement: "A quorum votes for one value in one ballot.", Reads: []string{factChosen}, OnFact: votes.Reached},
		{ID: "SOME-LEARNT", Name: "somebody learns it", Short: "learnt by one", Sometimes: true, Source: "Paxos Made Simple §2.3",
			Statement: "A proposer or a learner gets to know what is chosen.", Reads: []string{factLearnt}, OnFact: votes.Reached},
		{ID: "SOME-PREEMPTED", Name: "a ballot is pre-empted", Short: "pre-empted", Sometimes: true, Source: "Paxos Made Simple §2.4",
			Statement: "A ballot that has its quorum of promises can never be chosen, because too many acceptors have promised a higher one.",
			Reads:     []string{factPromise}, OnFact: c.preempted},
		{ID: "SOME-BOUND", Name: "a ballot is bound", Short: "bound", Sometimes: true, Source: pmsVote,
			Statement: "A proposer with a quorum's promises has to propose a value that was voted for before.",
			Reads:     []string{factBound}, OnFact: votes.Reached},
		{ID: "SOME-UNKNOWN", Name: "chosen, and nobody knows", Short: "unknown", Sometimes: true, Source: "Paxos Made Simple §2.3",
			Statement: "A value is chosen, nobody knows it, and an acceptor promises a higher ballot.",
			Reads:     []string{factPromise}, OnFact: unknown},
		{ID: "SOME-AGAIN", Name: "chosen again", Short: "again", Sometimes: true, Source: pmsVote,
			Statement: "A value is chosen in a second, higher ballot.",
			Reads:     []string{factChosen}, OnFact: higherThan(factChosen)},
		{ID: "SOME-AFTER", Name: "proposed after the choice", Short: "after", Sometimes: true, Source: pmsVote,
			Statement: "A proposer has a quorum's promises for a ballot above one in which a value is chosen.",
			Reads:     []string{factFree, factBound}, OnFact: higherThan(factChosen)},
		{ID: "SOME-RAISED", Name: "a promise is raised", Short: "raised", Sometimes: true, Source: pmsVote,
			Statement: "An acceptor that has promised a ballot promises a higher one.",
			Reads:     []string{factPromise}, OnFact: raised},
		{ID: "SOME-TWO-KNOW", Name: "two get to know", Short: "learnt by two", Sometimes: true, Source: "Paxos Made Simple §2.3",
			Statement: "Two nodes get to know what is chosen.", Reads: []string{factLearnt}, OnFact: twoKnow},
	}
}

func (c *cluster) preempted(before engine.Facts, fresh engine.Fact) engine.Verdict {
	above := ballot.Parse(fresh.Key)
	for _, kind := range []string{factFree, factBound} {
		for f := range before.Of(kind) {
			if b := ballot.Parse(f.Key); b.Less(above) && c.blocked(before, fresh, b) {
				return engine.Holds()
			}
		}
	}
	return engine.Verdict{}
}

func unknown(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for range before.Of(factLearnt) {
		return engine.Verdict{}
	}
	for f := range before.Of(factChosen) {
		if votes.ByBallot(f, fresh) {
			return engine.Holds()
		}
	}
	return engine.Verdict{}
}

// higherThan holds for a fact about a ballot above that of some fact of a kind.
func higherThan(kind string) func(before engine.Facts, fresh engine.Fact) engine.Verdict {
	return func(before engine.Facts, fresh engine.Fact) engine.Verdict {
		for f := range before.Of(kind) {
			if votes.ByBallot(f, fresh) {
				return engine.Holds()
			}
		}
		return engine.Verdict{}
	}
}

func raised(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if top, promised := before.Top(factPromise, fresh.Node); promised && votes.ByBallot(top, fresh) {
		return engine.Holds()
	}
	return engine.Verdict{}
}

func twoKnow(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(factLearnt) {
		if f.Node != fresh.Node {
			return engine.Holds()
		}
	}
	return engine.Verdict{}
}
