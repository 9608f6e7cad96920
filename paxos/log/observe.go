package log

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/guarded"
	"synod/paxos/votes"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factProposed = votes.Proposed // a client asked for the command
	factPromise  = votes.Promise  // node promised the ballot
	factLeads    = "leads"        // node has a majority's promises for the ballot
	factFree     = "free"         // node proposes a value of its own in ballot/slot
	factBound    = "bound"        // node proposes in ballot/slot what it was told of
	factVoters   = "voters"       // who votes in ballot/slot, if not those of the start
	factVote     = votes.Vote     // node voted for the value in ballot/slot
	factChosen   = votes.Chosen   // a majority voted for the value in the slot, in one ballot
	factLearnt   = votes.Learnt   // node knows that the value is chosen in the slot
	factApplied  = "applied"      // node executed the slot
	factEffect   = "effect"       // node executed the request, in the slot
	factLocal    = "local"        // node answered the read by itself
)

// snapshot stands for the command of a slot that is known from a snapshot.
const snapshot = "snapshot"

func factKinds() []engine.FactKind {
	return append([]engine.FactKind{
		{ID: factProposed, Says: "a client asks for {value}"},
		{ID: factPromise, Says: "{node} promised {key}", Less: votes.ByBallot},
		{ID: factLeads, Glyph: "◆", Milestone: true, Says: "{node} leads with {key}"},
		{ID: factFree, Says: "{node} proposes {value} in {key}"},
		{ID: factBound, Milestone: true, Says: "{node} has to propose {value} in {key}"},
		{ID: factVoters, Says: "{value} vote in {key}"},
		{ID: factVote, Says: "{node} voted for {value} in {key}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "chosen in slot {key}: {value}"},
		{ID: factLearnt, Says: "{node} knows that {value} is chosen in slot {key}"},
		{ID: factApplied, Glyph: "✓", Says: "{node} executed slot {key}: {value}"},
		{ID: factEffect, Says: "at {node}, request {key} took effect in slot {value}"},
		{ID: factLocal, Says: "{node} answered {key} by itself: {value}"},
	}, guarded.Facts()...)
}

// derive concludes that a value is chosen in a slot from the votes ever cast for
// it in one ballot.
func (c *cluster) derive(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	if fresh.Kind != factVote {
		return
	}
	voted := c.acceptors.Bit(fresh.Node) | votes.For(c.acceptors, before, fresh.Key, fresh.Value)
	if majority(voted, c.votersOf(before, fresh.Key)) {
		_, slot := ballot.ParseAt(fresh.Key)
		conclude(engine.Fact{Kind: factChosen, Key: strconv.Itoa(slot), Value: fresh.Value})
	}
}

// votersOf is who votes in a ballot's instance for a slot.
func (c *cluster) votersOf(facts engine.Facts, key string) set {
	for f := range facts.With(factVoters, key) {
		return c.members(strings.Split(f.Value, ", "))
	}
	return c.initial
}

// choice says by whom and in which ballots a value was chosen in a slot.
func (c *cluster) choice(facts engine.Facts, slot int, value string) string {
	var parts []string
	for f := range facts.Of(factVote) {
		_, n := ballot.ParseAt(f.Key)
		part := c.acceptors.Names(votes.For(c.acceptors, facts, f.Key, value)) + " in " + f.Key
		if n == slot && f.Value == value && majority(votes.For(c.acceptors, facts, f.Key, value), c.votersOf(facts, f.Key)) && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "; ")
}

// topVote is the highest-numbered vote below n in a slot that acceptors of s ever cast.
func (c *cluster) topVote(facts engine.Facts, s set, n ballot.Ballot, slot int) (top ballot.Vote) {
	for f := range facts.Of(factVote) {
		if b, in := ballot.ParseAt(f.Key); in == slot && b.Less(n) && s&c.acceptors.Bit(f.Node) != 0 {
			top = ballot.Highest(top, ballot.Vote{Ballot: b, Value: f.Value})
		}
	}
	return top
}

// majorities lists the sets that are a majority of the voters.
func majorities(voters set) (out []set) {
	for s := voters; s != 0; s = (s - 1) & voters {
		if majority(s, voters) {
			out = append(out, s)
		}
	}
	return out
}
