package votes

import (
	"slices"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// Kinds of facts. None is ever taken back. The key of a promise is its ballot, that
// of a vote its ballot as well; in a log the slot follows: 1.S1/3.
const (
	Proposed = "proposed" // a client asked for the value
	Promise  = "promise"  // node promised the ballot
	Vote     = "vote"     // node voted for the value in the ballot
	Chosen   = "chosen"   // a quorum voted for the value in the ballot
	Learnt   = "learnt"   // node knows that the value is chosen
)

// ByBallot says whether the ballot of one fact is below that of another.
func ByBallot(a, b engine.Fact) bool { return ballot.Parse(a.Key).Less(ballot.Parse(b.Key)) }

// For is the set of acceptors that ever voted for a value under a key. What they
// hold now has no part in it: a later vote replaces an earlier one on the disk, but
// does not undo it.
func For(acceptors members.Group, facts engine.Facts, key, value string) (s sets.Set) {
	for f := range facts.With(Vote, key) {
		if f.Value == value {
			s |= acceptors.Bit(f.Node)
		}
	}
	return s
}

// Choose concludes that a value is chosen once those who ever voted for it in one
// ballot are a quorum.
func Choose(acceptors members.Group, quorum sets.System) func(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	return func(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
		if fresh.Kind == Vote && quorum.Has(acceptors.Bit(fresh.Node)|For(acceptors, before, fresh.Key, fresh.Value)) {
			conclude(engine.Fact{Kind: Chosen, Key: fresh.Key, Value: fresh.Value})
		}
	}
}

// Choosers lists those whose votes made a value chosen, where one key is one choice.
func Choosers(before engine.Facts, chosen engine.Fact) (out []engine.NodeID) {
	for f := range before.With(Vote, chosen.Key) {
		if f.Value == chosen.Value {
			out = append(out, f.Node)
		}
	}
	slices.Sort(out)
	return out
}

// Ballots lists the ballots that facts of these kinds are about, lowest first.
func Ballots(facts engine.Facts, kinds ...string) []ballot.Ballot {
	var out []ballot.Ballot
	last := "" // facts about one ballot mostly come one after another
	for _, kind := range kinds {
		for f := range facts.Of(kind) {
			if f.Key != last {
				out, last = append(out, ballot.Parse(f.Key)), f.Key
			}
		}
	}
	slices.SortFunc(out, ballot.Ballot.Compare)
	return slices.Compact(out)
}

// Of is what an acceptor voted for under a key: one value, if all rules are in force.
func Of(facts engine.Facts, acceptor engine.NodeID, key string) (values []string) {
	for f := range facts.With(Vote, key) {
		if f.Node == acceptor {
			values = append(values, f.Value)
		}
	}
	slices.Sort(values)
	return values
}
