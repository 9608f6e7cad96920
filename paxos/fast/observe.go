package fast

import (
	"slices"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
	"synod/quorum/sets"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factProposed = votes.Proposed // a client asked for the value
	factPromise  = votes.Promise  // node promised the ballot
	factOpen     = "open"         // node has opened the fast ballot to all proposals
	factFree     = "free"         // node has a quorum's promises for the ballot and proposes what it likes
	factBound    = "bound"        // node has a quorum's promises for the ballot and has to propose the value
	factTorn     = "torn"         // node has a quorum's promises, which leave several values
	factVote     = votes.Vote     // node voted for the value in the ballot
	factCollided = "collided"     // no value can be chosen in the fast ballot any more
	factChosen   = votes.Chosen   // a quorum voted for the value in the ballot
	factLearnt   = votes.Learnt   // node knows that the value is chosen
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factProposed, Says: "{node} is asked to get {value} chosen"},
		{ID: factPromise, Says: "{node} promised {key}", Less: votes.ByBallot},
		{ID: factOpen, Milestone: true, Says: "{key} is open: acceptors vote for what reaches them first"},
		{ID: factFree, Milestone: true, Says: "{key} is free: {node} proposes {value}"},
		{ID: factBound, Milestone: true, Says: "{key} is bound: {node} has to propose {value}"},
		{ID: factTorn, Glyph: "?", Milestone: true, Says: "{key} is torn: {node} cannot tell which of {value} may have been chosen"},
		{ID: factVote, Says: "{node} voted for {value} in {key}"},
		{ID: factCollided, Glyph: "x", Milestone: true, Says: "collision: nothing can be chosen in {key}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "chosen: {value} in {key}", Quorum: votes.Choosers},
		{ID: factLearnt, Glyph: "✓", Milestone: true, Says: "{node} knows that {value} is chosen"},
	}
}

// derive concludes from votes ever cast what is chosen, and which fast ballots
// can choose nothing any more. What acceptors hold now has no part in it.
func (c *cluster) derive(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	if fresh.Kind != factVote {
		return
	}
	b := ballot.Parse(fresh.Key)
	if c.quorum(b).Has(votes.For(c.acceptors, before, fresh.Key, fresh.Value) | c.acceptors.Bit(fresh.Node)) {
		conclude(engine.Fact{Kind: factChosen, Key: fresh.Key, Value: fresh.Value})
	}
	if isFast(b) && c.split(before, fresh) {
		conclude(engine.Fact{Kind: factCollided, Key: fresh.Key})
	}
}

// split says whether, with one more vote, too few acceptors are left for any
// value to get a quorum in that ballot.
func (c *cluster) split(before engine.Facts, fresh engine.Fact) bool {
	values, all := []string{fresh.Value}, c.acceptors.Bit(fresh.Node)
	for f := range before.With(factVote, fresh.Key) {
		all |= c.acceptors.Bit(f.Node)
		if !slices.Contains(values, f.Value) {
			values = append(values, f.Value)
		}
	}
	open := c.acceptors.All() &^ all
	for _, v := range values {
		s := votes.For(c.acceptors, before, fresh.Key, v) | open
		if v == fresh.Value {
			s |= c.acceptors.Bit(fresh.Node)
		}
		if c.fastQuorum.Has(s) {
			return false
		}
	}
	return !c.fastQuorum.Has(open)
}

func (c *cluster) notes() []string {
	q, f, g, apart := sets.FastApart(c.classicQuorum, c.fastQuorum)
	if !apart {
		return nil
	}
	return []string{"A classic quorum (" + c.acceptors.Names(q) + ") and two fast ones (" + c.acceptors.Names(f) + "; " + c.acceptors.Names(g) +
		") have no acceptor in common: what the classic one reports can leave two values that may have been chosen."}
}
