package quorum

import (
	"fmt"
	"slices"

	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

func (s *settings) panels() []engine.Panel {
	panels := []engine.Panel{
		{ID: "versions", Title: "versions", Draw: s.drawVersions},
		{ID: "trees", Title: "hash trees", Draw: s.drawTrees},
		{ID: "ring", Title: "ring", Draw: s.drawRing},
		{ID: "arithmetic", Title: "arithmetic of the quorums", Draw: s.drawArithmetic},
	}
	if s.total() == 3 && !s.askEnough {
		panels = append(panels, engine.Panel{ID: "decisions", Title: "reads where some hold nothing", Draw: s.drawDecisions})
	}
	return panels
}

// drawVersions shows, for each key, where it lives and what each of its
// replicas holds; what is less than all of them hold between them is marked.
func (s *settings) drawVersions(w *engine.World, _ engine.NodeID) engine.Doc {
	doc := engine.Doc{engine.Text{{Text: fmt.Sprintf("N %d  R %d  W %d  %s", s.n, s.r, s.w, s.Scheme)}}}
	keys := s.keys(w)
	if len(keys) == 0 {
		return append(doc, engine.Text{{Text: "Nothing has been written yet."}})
	}
	for _, key := range keys {
		where := engine.Text{{Text: s.place(key)}}
		for _, id := range s.replicas(key, s.viewNow(w)) {
			where = append(where, engine.Span{Text: " " + string(id), Node: id})
		}
		doc = append(doc, where, s.keyTable(w, key))
	}
	return doc
}

// keyTable is what each replica of a key holds, and whoever keeps it for one;
// and what it lacks of all that they hold between them.
func (s *settings) keyTable(w *engine.World, key string) engine.Table {
	type copy struct {
		node engine.NodeID
		entry
	}
	var copies []copy
	for _, id := range s.replicas(key, s.viewNow(w)) {
		copies = append(copies, copy{id, entry{object: w.Node(id).(device).held(key)}})
	}
	for _, id := range s.shape.Nodes {
		for _, e := range w.Node(id).(device).store {
			if e.key == key && e.seat != "" {
				copies = append(copies, copy{id, e})
			}
		}
	}
	var all version.Object
	for _, c := range copies {
		all = s.Merge(all, c.object)
	}
	t := engine.Table{Head: []string{"replica", key, "lacks"}}
	for _, c := range copies {
		t.Rows = append(t.Rows, []engine.Span{
			{Text: words(string(c.node), c.seat), Node: c.node},
			{Text: c.object.String(), Mark: !c.object.Equal(all)},
			{Text: s.lacks(c.object, all)},
		})
	}
	return t
}

// lacks names what one object has and another has not: entries of its vector, or
// a later timestamp.
func (s *settings) lacks(o, all version.Object) string {
	if s.Scheme == version.LastWriter {
		if o.Equal(all) {
			return "-"
		}
		return all.Siblings[0].Dot.String()
	}
	if ahead := all.Clock.Ahead(o.Clock); len(ahead) > 0 {
		return dots(ahead)
	}
	return "-"
}

// place says where on the ring a key falls.
func (s *settings) place(key string) string {
	if s.shape.Kind == ring.Hash {
		return key + " falls to a token of:"
	}
	return fmt.Sprintf("%s is in partition %d of %d:", key, s.shape.Start(key), s.shape.Partitions)
}

// keys are those that some node holds, in order.
func (s *settings) keys(w *engine.World) []string {
	var keys []string
	for _, id := range s.shape.Nodes {
		for _, e := range w.Node(id).(device).store {
			if i, found := slices.BinarySearch(keys, e.key); !found {
				keys = slices.Insert(keys, i, e.key)
			}
		}
	}
	return keys
}
