package paxos

import (
	"fmt"

	"synod/engine"
	"synod/paxos/ballot"
)

// needs lists what it takes for a ballot to get a value chosen. Safety needs
// none of it.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "ballot", Statement: "A proposer that is up has a ballot under way.", Missing: c.noBallot},
		{ID: "quorum", Statement: "A quorum of the acceptors is up and linked with that proposer, both ways.", Missing: c.noQuorum},
		{ID: "no-higher-ballot", Statement: "Enough acceptors for a quorum have promised no higher ballot.", Missing: c.higherBallot},
	}
}

func (c *cluster) noBallot(w *engine.World) []string {
	if c.finished(w) || len(c.leading(w)) > 0 {
		return nil
	}
	return []string{"no proposer that is up has a ballot under way"}
}

func (c *cluster) noQuorum(w *engine.World) []string {
	var out []string
	for _, id := range c.leading(w) {
		linked := c.acceptors.Linked(w, id)
		out = append(out, c.acceptors.Missing(id, linked, c.quorum1, "for Phase 1")...)
		out = append(out, c.acceptors.Missing(id, linked, c.quorum2, "for Phase 2")...)
	}
	return out
}

func (c *cluster) higherBallot(w *engine.World) []string {
	var out []string
	for _, id := range c.leading(w) {
		tried := w.Node(id).(proposer).tried
		var lost set
		for _, a := range c.acceptors {
			if tried.Less(w.Node(a).(acceptor).promised) && voteOf(w.Facts(), a, tried.String()) == "" {
				lost |= c.acceptors.Bit(a)
			}
		}
		if !c.quorum2.Has(c.acceptors.All() &^ lost) {
			out = append(out, fmt.Sprintf("%s of %s is overtaken: %s promised %s", tried, id, c.acceptors.Names(lost), c.highest(w, lost)))
		}
	}
	return out
}

// highest is the highest ballot that acceptors of s have promised.
func (c *cluster) highest(w *engine.World, s set) (top Ballot) {
	for _, id := range c.acceptors.List(s) {
		top = ballot.Higher(top, w.Node(id).(acceptor).promised)
	}
	return top
}

// leading lists the proposers that are up and have a ballot under way.
func (c *cluster) leading(w *engine.World) []engine.NodeID {
	var out []engine.NodeID
	for _, id := range c.proposers {
		if p := w.Node(id).(proposer); w.Up(id) && (p.phase == preparing || p.phase == accepting) {
			out = append(out, id)
		}
	}
	return out
}

// finished says whether a proposer knows the outcome, or all learners do.
func (c *cluster) finished(w *engine.World) bool {
	for _, id := range c.proposers {
		if w.Node(id).(proposer).phase == done {
			return true
		}
	}
	for _, id := range c.learners {
		if w.Node(id).(learner).learnt == "" {
			return false
		}
	}
	return len(c.learners) > 0
}
