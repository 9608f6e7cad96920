package paxos

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factProposed = votes.Proposed // a client asked for the value
	factPromise  = votes.Promise  // node promised the ballot
	factFree     = "free"         // node has a quorum's promises for the ballot and proposes its own value
	factBound    = "bound"        // node has a quorum's promises for the ballot and adopts a value
	factVote     = votes.Vote     // node voted for the value in the ballot
	factChosen   = votes.Chosen   // a quorum voted for the value in the ballot
	factLearnt   = votes.Learnt   // node knows that the value is chosen
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factProposed, Says: "{node} is asked to get {value} chosen"},
		{ID: factPromise, Says: "{node} promised {key}", Less: votes.ByBallot},
		{ID: factFree, Milestone: true, Says: "{key} is free: {node} proposes its own value, {value}"},
		{ID: factBound, Milestone: true, Says: "{key} is bound: {node} has to propose {value}"},
		{ID: factVote, Says: "{node} voted for {value} in {key}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "chosen: {value} in {key}", Quorum: votes.Choosers},
		{ID: factLearnt, Glyph: "✓", Milestone: true, Says: "{node} knows that {value} is chosen"},
	}
}

// ballots lists the ballots that some acceptor promised or voted in, lowest first.
func ballots(facts engine.Facts) []Ballot { return votes.Ballots(facts, factPromise, factVote) }

// blocked says whether a ballot can never be chosen any more, now that one more
// acceptor promises: too few are left that voted in it or are still free to.
func (c *cluster) blocked(facts engine.Facts, fresh engine.Fact, b Ballot) bool {
	return c.dead(facts, b, c.acceptors.Bit(fresh.Node))
}

// dead says whether too few acceptors are left that voted in b or still may;
// more are known to have promised a higher ballot besides those of the facts.
func (c *cluster) dead(facts engine.Facts, b Ballot, more set) bool {
	gone := more
	for f := range facts.Of(factPromise) {
		if b.Less(ballot.Parse(f.Key)) {
			gone |= c.acceptors.Bit(f.Node)
		}
	}
	gone &^= c.who(facts, factVote, b)
	return !c.quorum2.Has(c.acceptors.All() &^ gone)
}

// who is the set of acceptors that made facts of a kind about a ballot.
func (c *cluster) who(facts engine.Facts, kind string, b Ballot) (s set) {
	for f := range facts.With(kind, b.String()) {
		s |= c.acceptors.Bit(f.Node)
	}
	return s
}
