package quorum

import (
	"fmt"
	"slices"

	"synod/engine"
	"synod/quorum/version"
)

// meeting is the property that any two write quorums have a node in common.
func (s *settings) meeting() engine.Property {
	return engine.Property{
		ID: "WRITES-MEET", Name: "some node has seen both of two writes", Short: "writes meet",
		Statement: "Of any two puts of a key that were acknowledged, some node has seen both.",
		Source:    "Gifford 1979: 2W > N", OnWorld: s.writesMeet,
	}
}

func (s *settings) writesMeet(w *engine.World) (verdict engine.Verdict) {
	h := w.History()
	if h.Len() > judgedWrites {
		return verdict
	}
	var puts []*engine.Op
	for _, p := range h.Ops() {
		if p.Name != "put" || p.Outcome != engine.OK {
			continue
		}
		for _, q := range puts {
			switch {
			case q.Args[0] != p.Args[0]:
			case !s.someoneSaw(w.Facts(), p, q):
				return engine.Breaks(fmt.Sprintf("%s, the put of %s %s, and %s, that of %s, were both acknowledged, and no node has seen both",
					q.ID, q.Args[0], q.Args[1], p.ID, p.Args[1]))
			default:
				verdict = engine.Holds()
			}
		}
		puts = append(puts, p)
	}
	return verdict
}

// someoneSaw says whether some node has seen two writes: each came to it, or
// something that was written over it.
func (s *settings) someoneSaw(facts engine.Facts, p, q *engine.Op) bool {
	return slices.ContainsFunc(s.shape.Nodes, func(id engine.NodeID) bool {
		return s.saw(facts, id, p) && s.saw(facts, id, q)
	})
}

func (s *settings) saw(facts engine.Facts, id engine.NodeID, put *engine.Op) bool {
	dot := version.ParseDot(put.Detail)
	if s.Scheme != version.LastWriter {
		return s.cameBy(facts, id, put.Args[0], dot)
	}
	for f := range facts.With("took", put.Args[0]) {
		if f.Node == id && version.ParseObject(s.Scheme, f.Value).Siblings[0].Dot == dot {
			return true
		}
	}
	return false
}
