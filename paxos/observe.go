package paxos

import (
	"iter"
	"slices"

	"synod/engine"
	"synod/paxos/ballot"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factProposed = "proposed" // a client asked for the value
	factPromise  = "promise"  // node promised the ballot
	factFree     = "free"     // node has a quorum's promises for the ballot and proposes its own value
	factBound    = "bound"    // node has a quorum's promises for the ballot and adopts a value
	factVote     = "vote"     // node voted for the value in the ballot
	factChosen   = "chosen"   // a quorum voted for the value in the ballot
	factLearnt   = "learnt"   // node knows that the value is chosen
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factProposed, Says: "{node} is asked to get {value} chosen"},
		{ID: factPromise, Says: "{node} promised {key}", Less: byBallot},
		{ID: factFree, Milestone: true, Says: "{key} is free: {node} proposes its own value, {value}"},
		{ID: factBound, Milestone: true, Says: "{key} is bound: {node} has to propose {value}"},
		{ID: factVote, Says: "{node} voted for {value} in {key}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "chosen: {value} in {key}", Quorum: choosers},
		{ID: factLearnt, Glyph: "✓", Milestone: true, Says: "{node} knows that {value} is chosen"},
	}
}

func byBallot(a, b engine.Fact) bool { return ballot.Parse(a.Key).Less(ballot.Parse(b.Key)) }

// derive concludes that a value is chosen from the votes ever cast for it in one
// ballot. What acceptors hold now has no part in it: a later vote replaces an
// earlier one on the disk, but does not undo it.
func (c *cluster) derive(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	if fresh.Kind != factVote {
		return
	}
	voters := c.acceptors.Bit(fresh.Node)
	for id := range votesFor(before, fresh.Key, fresh.Value) {
		voters |= c.acceptors.Bit(id)
	}
	if c.quorum2.Has(voters) {
		conclude(engine.Fact{Kind: factChosen, Key: fresh.Key, Value: fresh.Value})
	}
}

// choosers lists those whose votes made a value chosen.
func choosers(before engine.Facts, chosen engine.Fact) []engine.NodeID {
	return slices.Sorted(votesFor(before, chosen.Key, chosen.Value))
}

// votesFor yields who ever voted for the value in the ballot.
func votesFor(facts engine.Facts, ballot, value string) iter.Seq[engine.NodeID] {
	return func(yield func(engine.NodeID) bool) {
		for f := range facts.With(factVote, ballot) {
			if f.Value == value && !yield(f.Node) {
				return
			}
		}
	}
}

// voters lists who ever voted for the value in the ballot, by name.
func (c *cluster) voters(facts engine.Facts, ballot, value string) string {
	var s set
	for id := range votesFor(facts, ballot, value) {
		s |= c.acceptors.Bit(id)
	}
	return c.acceptors.Names(s)
}

// ballots lists the ballots that some acceptor promised or voted in, lowest first.
func ballots(facts engine.Facts) []Ballot {
	var out []Ballot
	for _, kind := range []string{factPromise, factVote} {
		for f := range facts.Of(kind) {
			out = append(out, ballot.Parse(f.Key))
		}
	}
	slices.SortFunc(out, Ballot.Compare)
	return slices.Compact(out)
}

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
