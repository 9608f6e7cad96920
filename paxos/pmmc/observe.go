package pmmc

import (
	"iter"
	"slices"
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factRequest   = "request"     // a client asked for the command
	factActive    = "active"      // a majority has adopted the leader's ballot
	factCommand   = "command"     // a commander asks for votes for the command, by ballot and slot
	factPromise   = votes.Promise // an acceptor has adopted the ballot
	factVote      = votes.Vote    // an acceptor has accepted the command, by ballot and slot
	factChosen    = votes.Chosen  // a majority has accepted one pvalue for the slot
	factDecided   = "decided"     // a replica knows the command of the slot
	factPerformed = "performed"   // a replica has performed the command of the slot
	factPreempted = "preempted"   // a leader gave its ballot up for a higher one
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factRequest, Says: "{node} asks for {value}"},
		{ID: factActive, Glyph: "◆", Milestone: true, Says: "{node} is active with {key}"},
		{ID: factCommand, Says: "{node} asks for votes for {value} in {key}"},
		{ID: factPromise, Says: "{node} has adopted {key}", Less: votes.ByBallot},
		{ID: factVote, Says: "{node} has accepted {value} in {key}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "chosen for slot {key}: {value}", Quorum: choosers},
		{ID: factDecided, Says: "{node} knows that slot {key} is {value}"},
		{ID: factPerformed, Glyph: "✓", Milestone: true, Says: "{node} performs slot {key}: {value}"},
		{ID: factPreempted, Milestone: true, Says: "{node} is pre-empted: {value} is above {key}"},
	}
}

// derive concludes that a command is chosen for a slot from the votes ever cast
// for it in one ballot. What acceptors hold now has no part in it.
func (c *cluster) derive(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	if fresh.Kind != factVote {
		return
	}
	voters := c.acceptors.Bit(fresh.Node) | votes.For(c.acceptors, before, fresh.Key, fresh.Value)
	if c.quorum.Has(voters) {
		_, slot := ballot.ParseAt(fresh.Key)
		conclude(engine.Fact{Kind: factChosen, Key: strconv.Itoa(slot), Value: fresh.Value})
	}
}

// choosers lists those whose votes made a command chosen.
func choosers(before engine.Facts, chosen engine.Fact) []engine.NodeID {
	var nodes []engine.NodeID
	for f := range inSlot(before, factVote, chosen.Key) {
		if f.Value == chosen.Value {
			nodes = append(nodes, f.Node)
		}
	}
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// inSlot yields the facts of a kind, kept by ballot and slot, of one slot.
func inSlot(facts engine.Facts, kind, slot string) iter.Seq[engine.Fact] {
	return func(yield func(engine.Fact) bool) {
		for f := range facts.Of(kind) {
			if _, s := ballot.ParseAt(f.Key); strconv.Itoa(s) == slot && !yield(f) {
				return
			}
		}
	}
}
