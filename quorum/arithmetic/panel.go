package arithmetic

import (
	"slices"

	"synod/engine"
	"synod/quorum/sets"
)

// Beside is the panel beside a run: what the quorums of these nodes promise, and
// which of them those that are up hold.
func Beside(w *engine.World, nodes []engine.NodeID, q Question) engine.Doc {
	var up sets.Set
	for i, id := range nodes {
		if w.Up(id) {
			up |= sets.Of(i)
		}
	}
	q.P, q.Workload.Reads, q.Sides, q.up = usual, 0.5, []sets.Set{up}, true
	q.Names = func(i int) string { return string(nodes[i]) }
	return q.Panel()
}

// usual is the probability that a node is down where nobody says another.
const usual = 0.01

// Panel is the answer as a panel shows it.
func (q Question) Panel() engine.Doc {
	r, err := q.Answer()
	if err != nil {
		return engine.Doc{engine.Paragraph(err.Error())}
	}
	return slices.Concat(r.promises(), r.parts(), r.numbers())
}
