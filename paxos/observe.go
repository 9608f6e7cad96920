package paxos

import (
	"iter"
	"slices"

	"synod/engine"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factProposed = "proposed" // a client asked for the value
	factPromise  = "promise"  // node promised the ballot
	factFree     = "free"     // node has a quorum for the ballot and proposes its own value
	factBound    = "bound"    // node has a quorum for the ballot and adopts a value
	factVote     = "vote"     // node voted for the value in the ballot
	factChosen   = "chosen"   // a majority voted for the value in the ballot
	factLearnt   = "learnt"   // node knows that the value is chosen
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factProposed, Says: "{node} is asked to get {value} chosen"},
		{ID: factPromise, Says: "{node} promised {key}", Less: byBallot},
		{ID: factFree, Milestone: true, Says: "quorum for {key}: proposes its own value, {value}"},
		{ID: factBound, Milestone: true, Says: "quorum for {key}: has to propose {value}"},
		{ID: factVote, Says: "{node} voted for {value} in {key}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "chosen: {value} in {key}"},
		{ID: factLearnt, Glyph: "✓", Milestone: true, Says: "{node} knows that {value} is chosen"},
	}
}

func byBallot(a, b engine.Fact) bool { return parseBallot(a.Key).Less(parseBallot(b.Key)) }

// derive concludes that a value is chosen from the votes ever cast for it in one
// ballot. What acceptors hold now has no part in it: a later vote replaces an
// earlier one on the disk, but does not undo it.
func (c *cluster) derive(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	if fresh.Kind != factVote {
		return
	}
	votes := 1
	for range votesFor(before, fresh.Key, fresh.Value) {
		votes++
	}
	if votes >= c.quorum {
		conclude(engine.Fact{Kind: factChosen, Key: fresh.Key, Value: fresh.Value})
	}
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
		s |= c.bit(id)
	}
	return c.names(s)
}

// ballots lists the ballots that some acceptor promised or voted in, lowest first.
func ballots(facts engine.Facts) []Ballot {
	var out []Ballot
	for _, kind := range []string{factPromise, factVote} {
		for f := range facts.Of(kind) {
			out = append(out, parseBallot(f.Key))
		}
	}
	slices.SortFunc(out, Ballot.Compare)
	return slices.Compact(out)
}

// blocked says whether a ballot can never be chosen any more, now that one more
// acceptor promises: too few are left that voted in it or are still free to.
func (c *cluster) blocked(facts engine.Facts, fresh engine.Fact, b Ballot) bool {
	gone := c.bit(fresh.Node)
	for f := range facts.Of(factPromise) {
		if b.Less(parseBallot(f.Key)) {
			gone |= c.bit(f.Node)
		}
	}
	for f := range facts.With(factVote, b.String()) {
		gone &^= c.bit(f.Node)
	}
	return len(c.acceptors)-gone.size() < c.quorum
}
