package abd

import (
	"synod/engine"
	"synod/quorum/arithmetic"
)

// drawArithmetic shows what the quorums of queries and updates promise.
func (c *cluster) drawArithmetic(w *engine.World, _ engine.NodeID) engine.Doc {
	return arithmetic.Beside(w, c.servers, arithmetic.Question{Reads: c.readQuorum, Writes: c.writeQuorum})
}
