package naive

import (
	"fmt"

	"synod/engine"
)

func (c *cluster) properties() []engine.Property {
	return []engine.Property{
		{ID: "CONVERGE", Name: "nodes converge", Short: "converge",
			Statement: "Two nodes that have been written the same values of a key hold the same.",
			Source:    "Shapiro et al. 2011, strong eventual consistency", OnWorld: c.converge},
		{ID: "FINISHED", Name: "no put stops half way", Short: "finished",
			Statement: "While nobody is working on the put of a value that some node has, it was written to all nodes.",
			Source:    "a popular account of quorums", OnWorld: c.finished},
	}
}

func (c *cluster) converge(w *engine.World) (verdict engine.Verdict) {
	for f := range w.Facts().Of("kept") {
		for _, a := range c.nodes {
			for _, b := range c.nodes {
				x, y := w.Node(a).(node).held(f.Key), w.Node(b).(node).held(f.Key)
				if a == b || x == nothing || !c.wroteAlike(w, f.Key, a, b) {
					continue
				}
				if x != y {
					return engine.Breaks(fmt.Sprintf("%s and %s have been written the same values of %s, but %s holds %s and %s holds %s, and will for ever", a, b, f.Key, a, x, b, y))
				}
				verdict = engine.Holds()
			}
		}
	}
	return verdict
}

// wroteAlike says whether two nodes have been written the same values.
func (c *cluster) wroteAlike(w *engine.World, key string, a, b engine.NodeID) bool {
	for f := range w.Facts().With("kept", key) {
		for _, pair := range [][2]engine.NodeID{{a, b}, {b, a}} {
			if f.Node == pair[0] && !w.Facts().Has(engine.Fact{Kind: "kept", Node: pair[1], Key: key, Value: f.Value}) {
				return false
			}
		}
	}
	return true
}

func (c *cluster) finished(w *engine.World) (verdict engine.Verdict) {
	for f := range w.Facts().Of("kept") {
		if c.workedOn(w, f.Key, f.Value) {
			continue
		}
		whole := false
		for g := range w.Facts().With("finished", f.Key) {
			whole = whole || g.Value == f.Value
		}
		if !whole {
			return engine.Breaks(fmt.Sprintf("%s has %s under %s, and nobody will ever write it to %s", f.Node, f.Value, f.Key, c.nodes[len(c.nodes)-1]))
		}
		verdict = engine.Holds()
	}
	return verdict
}

func (c *cluster) workedOn(w *engine.World, key, value string) bool {
	for _, spec := range w.System().Nodes() {
		if f, ok := w.Node(spec.ID).(front); ok && f.put && f.pair == (pair{key, value}) {
			return true
		}
	}
	return false
}
