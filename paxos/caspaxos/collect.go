package caspaxos

import (
	"strconv"

	"synod/engine"
)

// Removing a register that was deleted. To delete is to change the state to
// nothing: a tombstone, which takes room for ever. To remove it is safe only once
// no acceptor holds what was there before.

// collect is the call by which a client has a deleted register removed.
const collect = "collect"

// countTombstone collects votes for nothing until it is safe to remove it.
func (p proposer) countTombstone(from engine.NodeID, fx *engine.Effects) proposer {
	if !p.everywhere() {
		fx.Why("count-tombstone", p.c.acceptors.Names(p.replies), p.n.String(), string(from))
		return p
	}
	p.whyCollect(fx)
	p.phase, p.replies = collecting, 0
	fx.Broadcast(p.c.acceptors, Collect{p.n})
	return p
}

// everywhere says whether enough acceptors have answered: all there are.
func (p proposer) everywhere() bool {
	if !p.c.tombstoneEverywhere {
		return p.mostly()
	}
	return p.replies == p.c.acceptors.All()
}

// mostly is everywhere with tombstone-everywhere switched off: a quorum.
func (p proposer) mostly() bool { return p.c.quorum.Has(p.replies) }

// progress is how far the answers are from being enough: "2 of 3".
func (p proposer) progress() string {
	if p.change == collect && p.c.tombstoneEverywhere {
		return strconv.Itoa(p.replies.Size()) + " of " + strconv.Itoa(len(p.c.acceptors))
	}
	return p.c.count(p.replies)
}

func (p proposer) whyCollect(fx *engine.Effects) {
	rule := "tombstone-everywhere"
	if !p.c.tombstoneEverywhere {
		rule = "tombstone-at-a-quorum"
	}
	fx.Why(rule, p.n.String(), p.c.acceptors.Names(p.replies))
}

// countRemoved counts who has removed the register.
func (p proposer) countRemoved(from engine.NodeID, m Collected, fx *engine.Effects) proposer {
	if !p.awaits(collecting, from, m.N, fx) {
		return p
	}
	p.replies |= p.c.acceptors.Bit(from)
	if !p.everywhere() {
		fx.Why("count-removed", p.c.acceptors.Names(p.replies), m.N.String(), string(from))
		return p
	}
	fx.Why("collected", p.c.acceptors.Names(p.replies), m.N.String())
	return p.end(engine.OK, Nothing, fx)
}
