package caspaxos

import (
	"fmt"

	"synod/engine"
)

// needs lists what it takes for a change to be made. Safety needs none of it.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "quorum", Statement: "A quorum of the acceptors is up and linked, both ways, with a proposer that waits.", Missing: c.noQuorum},
		{ID: "all", Statement: "To remove a register, all acceptors have to answer.", Missing: c.notAll},
		{ID: "no-higher-ballot", Statement: "Enough acceptors for a quorum have promised no higher ballot.", Missing: c.higherBallot},
	}
}

// waiting lists the proposers that are up and make a change.
func (c *cluster) waiting(w *engine.World) (out []engine.NodeID) {
	for _, id := range c.proposers {
		if w.Up(id) && w.Node(id).(proposer).phase != idle {
			out = append(out, id)
		}
	}
	return out
}

func (c *cluster) noQuorum(w *engine.World) (out []string) {
	for _, id := range c.waiting(w) {
		out = append(out, c.acceptors.Missing(id, c.acceptors.Linked(w, id), c.quorum, "")...)
	}
	return out
}

func (c *cluster) notAll(w *engine.World) (out []string) {
	for _, id := range c.waiting(w) {
		away := c.acceptors.All() &^ c.acceptors.Linked(w, id)
		if w.Node(id).(proposer).change == collect && c.tombstoneEverywhere && away != 0 {
			out = append(out, fmt.Sprintf("%s can remove the register only with all acceptors; %s missing", id, c.acceptors.Names(away)))
		}
	}
	return out
}

func (c *cluster) higherBallot(w *engine.World) (out []string) {
	for _, id := range c.waiting(w) {
		p := w.Node(id).(proposer)
		var lost set
		for _, a := range c.acceptors {
			if n := w.Node(a).(acceptor); p.n.Less(n.promised) && n.voted.Ballot != p.n {
				lost |= c.acceptors.Bit(a)
			}
		}
		if !c.quorum.Has(c.acceptors.All() &^ lost) {
			out = append(out, fmt.Sprintf("%s of %s is overtaken: %s promised a higher ballot", p.n, id, c.acceptors.Names(lost)))
		}
	}
	return out
}
