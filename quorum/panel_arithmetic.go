package quorum

import (
	"slices"
	"strconv"

	"synod/engine"
	"synod/quorum/arithmetic"
	"synod/quorum/sets"
)

// drawArithmetic shows what N, R and W promise, and whether the replicas that
// are up keep it for each key.
func (s *settings) drawArithmetic(w *engine.World, _ engine.NodeID) engine.Doc {
	reads, writes := sets.Threshold(s.total(), s.r), sets.Threshold(s.total(), s.w)
	doc := arithmetic.Question{
		Reads: reads, Writes: writes, P: 0.01, Workload: arithmetic.Workload{Reads: 0.5},
		Names: func(i int) string { return "#" + strconv.Itoa(i+1) },
	}.Panel()
	if s.r+s.w <= s.total() || 2*s.w <= s.total() {
		doc = slices.Insert(doc, 2, engine.Block(engine.Text{{Text: "#1 is the first node on a key's preference list, #2 the next."}}))
	}
	if s.standIn == FallbackStandsIn {
		doc = slices.Insert(doc, 2, engine.Block(engine.Text{{Text: "Other nodes stand in for replicas that are believed down: then even quorums that meet by this count may miss each other."}}))
	}
	if keys := s.keys(w); len(keys) > 0 {
		doc = slices.Insert(doc, 2, engine.Block(s.alive(w, keys, reads, writes)))
	}
	return doc
}

// alive says of each key which of its replicas are up, and whether they are a
// quorum.
func (s *settings) alive(w *engine.World, keys []string, reads, writes sets.System) engine.Table {
	t := engine.Table{Head: []string{"key", "replicas up", "to read", "to write"}}
	for _, key := range keys {
		var up sets.Set
		for i, id := range s.replicas(key, s.viewNow(w)) {
			if w.Up(id) {
				up |= sets.Of(i)
			}
		}
		t.Rows = append(t.Rows, []engine.Span{
			{Text: key}, {Text: strconv.Itoa(up.Size()) + " of " + strconv.Itoa(s.total())}, enough(reads.Has(up)), enough(writes.Has(up)),
		})
	}
	return t
}

func enough(yes bool) engine.Span {
	if yes {
		return engine.Span{Text: "enough"}
	}
	return engine.Span{Text: "too few", Bold: true, Mark: true}
}
