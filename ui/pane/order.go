package pane

import (
	"slices"

	"synod/engine"
)

// Nodes lists the nodes as a person has arranged them.
func (v *View) Nodes() []engine.NodeID {
	var out []engine.NodeID
	nodes := v.World.System().Nodes()
	for _, id := range v.Order {
		if slices.ContainsFunc(nodes, func(n engine.NodeSpec) bool { return n.ID == id }) {
			out = append(out, id)
		}
	}
	for _, n := range nodes {
		if !slices.Contains(out, n.ID) {
			out = append(out, n.ID)
		}
	}
	return out
}

// order is the places of the actors in that order.
func (s *scene) order() []int {
	ids := s.v.Nodes()
	out := make([]int, len(ids))
	for k, id := range ids {
		out[k] = s.find(id)
	}
	return out
}

// Arrange moves a node to where another stands, if both stand in one column or
// on the ring. A ring is turned as a whole: who follows whom on it is no matter
// of taste.
func (v *View) Arrange(id, at engine.NodeID) bool {
	s := v.scene()
	from, to := s.find(id), s.find(at)
	if from == to || s.place[from] != s.place[to] {
		return false
	}
	ids := v.Nodes()
	if v.Rings() && s.place[from] == inLeft {
		v.Order = turned(ids, s.ids(s.left), id, at)
		return true
	}
	i, j := slices.Index(ids, id), slices.Index(ids, at)
	ids = slices.Delete(ids, i, i+1)
	v.Order = slices.Insert(ids, j, id)
	return true
}

// Rings says whether the nodes stand on a ring.
func (v *View) Rings() bool { return v.World.System().Protocol().Layout == engine.Ring }

func (s *scene) ids(nodes []int) []engine.NodeID {
	var out []engine.NodeID
	for _, i := range nodes {
		out = append(out, s.actors[i].id)
	}
	return out
}

// turned puts the members of a ring first, turned so that one stands where
// another stood, and the others behind them.
func turned(all, ring []engine.NodeID, id, at engine.NodeID) []engine.NodeID {
	n := len(ring)
	by := (slices.Index(ring, id) - slices.Index(ring, at) + n) % n
	out := append(slices.Clone(ring[by:]), ring[:by]...)
	for _, other := range all {
		if !slices.Contains(ring, other) {
			out = append(out, other)
		}
	}
	return out
}
