package raft

import (
	"synod/engine"
	"synod/paxos/guarded"
)

// Kinds of facts. Only the observer sees them.
const (
	factLeads     = "leads"     // node won the term, with this log
	factStored    = "stored"    // node has an entry of the index and term; the log up to it
	factCommitted = "committed" // the leader committed the entry at the index
	factApplied   = "applied"   // node knows that the entry at the index is committed
	factAcked     = "acked"     // node told a client that the entry at the index is done
	factOwner     = "owner"     // by what node executed, the key with that token is the oldest for a lock
	factHolds     = "holds"     // node takes a lock for its own, with the token of its key
	factDelivered = "delivered" // node was given the message, the time that the tag says
	factWorked    = "worked"    // node is done with the message
	factChange    = "change"    // node began to change the members; those after it, and those it heard from
	factRemoved   = "removed"   // node took the message out of the queue
)

func facts() []engine.FactKind {
	return append([]engine.FactKind{
		{ID: factLeads, Glyph: "♛", Milestone: true, Says: "{node} leads term {key} with the log: {value}"},
		{ID: factStored, Says: "{node} has written entry {key}: {value}"},
		{ID: factCommitted, Glyph: "★", Milestone: true, Says: "committed by {node}: {value} at {key}"},
		{ID: factApplied, Says: "{node} applies {value} at {key}"},
		{ID: factAcked, Glyph: "✓", Says: "a client is told of {value} at {key}"},
		{ID: factOwner, Says: "{value}, {key}, is the oldest"},
		{ID: factHolds, Glyph: "⚿", Milestone: true, Says: "{node} takes the lock for its own, with {value} and {key}"},
		{ID: factDelivered, Milestone: true, Says: "{node} is given {key}, as number {value}"},
		{ID: factWorked, Says: "{node} is done with {key}"},
		{ID: factChange, Milestone: true, Says: "{node} lets the members be {value}"},
		{ID: factRemoved, Glyph: "✂", Says: "{key} is taken out of the queue"},
	}, guarded.Facts()...)
}
