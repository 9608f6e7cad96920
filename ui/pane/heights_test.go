package pane

import (
	"math/rand/v2"
	"slices"
	"testing"

	"synod/engine"
)

// crew is a column of nodes of two roles, with fields of any length.
func crew(d *rand.Rand) (*scene, []int) {
	s, roles := &scene{}, [2]engine.Role{}
	var nodes []int
	for i := range 1 + d.IntN(6) {
		a := actor{id: "N", name: "N", host: "N", role: &roles[d.IntN(2)], up: true}
		for range d.IntN(7) {
			a.fields = append(a.fields, item{name: "name"[:1+d.IntN(4)], text: "a text as long as this one"[:1+d.IntN(26)]})
		}
		s.actors, nodes = append(s.actors, a), append(nodes, i)
	}
	return s, nodes
}

// Boxes that are legible fill no more than there is, name all fields, and leave no room
// of which the boxes of a role could have made use.
func TestHeightsOfBoxes(t *testing.T) {
	d := rand.New(rand.NewPCG(1, 2))
	grew, all := 0, 0
	for range 2000 {
		s, nodes := crew(d)
		w, h := 20+d.IntN(60), 3+d.IntN(50)
		if !s.legible(nodes, w, h) {
			if wide := s.joined(nodes, w, h); h >= 3*len(nodes) && (wide <= w || !s.legible(nodes, wide, h)) {
				t.Fatalf("%d lines are enough for %d boxes, but not %d cells", h, len(nodes), wide)
			}
			continue
		}
		tall, left := s.heights(nodes, w, h), h
		for k, i := range nodes {
			if left -= tall[k]; tall[k] < s.actors[i].least(w) {
				t.Errorf("a box of %d lines does not name all of its fields", tall[k])
			}
			if y := top(tall, k, h); y < 0 || y+tall[k] > h || k > 0 && y < top(tall, k-1, h)+tall[k-1] {
				t.Errorf("box %d of %v stands at %d of %d", k, tall, y, h)
			}
		}
		if left < 0 {
			t.Errorf("boxes of %v lines stand in %d", tall, h)
		}
		for _, i := range nodes {
			if more := s.grown(nodes, s.actors[i].role, tall, w, false); more > 0 && more <= left {
				t.Errorf("%d lines are left, and boxes of %v lines could use %d", left, tall, more)
			}
		}
		all++
		if slices.Max(tall) > slices.Min(tall) {
			grew++
		}
	}
	if all < 500 || grew < 100 {
		t.Errorf("of %d columns %d have boxes of several heights", all, grew)
	}
}

// A node of the hub, and one with much to say, keeps the names of half of its fields, or has
// no box; one beside the hub with few fields is known without.
func TestBoxesKeepNames(t *testing.T) {
	for _, x := range []struct {
		hub    bool
		fields int
		least  int // cells that a box takes at least
	}{{true, 2, 15}, {false, 2, 0}, {false, 3, 0}, {false, 4, 15}} {
		a := actor{id: "N", name: "N", host: "N", role: &engine.Role{Hub: x.hub}, up: true}
		for range x.fields {
			a.fields = append(a.fields, item{name: "history", text: "3.P1"})
		}
		for w := 10; w < 30; w++ {
			if has := a.least(w) < tooTall; has != (w >= x.least) {
				t.Errorf("a node with %d fields, in the hub: %v, has a box of %d cells: %v", x.fields, x.hub, w, has)
			}
		}
	}
}
