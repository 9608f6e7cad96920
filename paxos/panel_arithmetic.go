package paxos

import (
	"synod/engine"
	"synod/quorum/arithmetic"
)

// drawArithmetic shows what the quorums of the two phases promise.
func (c *cluster) drawArithmetic(w *engine.World, _ engine.NodeID) engine.Doc {
	return arithmetic.Beside(w, c.acceptors, arithmetic.Question{Reads: c.quorum1, Writes: c.quorum2, Phases: true})
}
