package paxos

import (
	"fmt"

	"synod/engine"
)

// needs lists what it takes for a ballot to get a value chosen. Safety needs
// none of it.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "ballot", Statement: "A proposer that is up has a ballot under way.", Missing: c.noBallot},
		{ID: "quorum", Statement: "A majority of the acceptors is up and linked with that proposer, both ways.", Missing: c.noQuorum},
		{ID: "no-higher-ballot", Statement: "No majority has promised a higher ballot.", Missing: c.higherBallot},
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
		var linked set
		for _, a := range c.acceptors {
			if reachable(w, id, a) {
				linked |= c.bit(a)
			}
		}
		if !c.isQuorum(linked) {
			out = append(out, fmt.Sprintf("%s needs %d acceptors that are up and linked with it; there are %d of %d",
				id, c.quorum, linked.size(), len(c.acceptors)))
		}
	}
	return out
}

func (c *cluster) higherBallot(w *engine.World) []string {
	var out []string
	for _, id := range c.leading(w) {
		tried := w.Node(id).(proposer).tried
		var lost set
		for _, a := range c.acceptors {
			if tried.Less(w.Node(a).(acceptor).promised) && voteOf(w.Facts(), a, tried) == "" {
				lost |= c.bit(a)
			}
		}
		if c.isQuorum(lost) {
			out = append(out, fmt.Sprintf("%s of %s is overtaken: %s have promised higher ballots", tried, id, c.names(lost)))
		}
	}
	return out
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
	return true
}

func reachable(w *engine.World, a, b engine.NodeID) bool {
	x, y := w.System().HostOf(a), w.System().HostOf(b)
	return w.HostUp(y) && !w.Cut(x, y) && !w.Cut(y, x)
}
