package paxos

import (
	"synod/engine"
	"synod/quorum/arithmetic"
	"synod/quorum/sets"
)

// drawArithmetic shows what the quorums of the two phases promise, and whether
// the acceptors that are up are a quorum of each.
func (c *cluster) drawArithmetic(w *engine.World, _ engine.NodeID) engine.Doc {
	var up sets.Set
	for i, id := range c.acceptors {
		if w.Up(id) {
			up |= sets.Of(i)
		}
	}
	r, err := arithmetic.Question{
		Reads: c.quorum1, Writes: c.quorum2, P: 0.01, Workload: arithmetic.Workload{Reads: 0.5},
		Phases: true, Sides: []sets.Set{up},
	}.Answer()
	if err != nil {
		return engine.Doc{engine.Text{{Text: err.Error()}}}
	}
	return r.Panel()
}
