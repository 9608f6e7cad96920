package pane

import (
	"slices"

	"synod/engine"
	"synod/ui/canvas"
)

// The places of a picture in columns.
const (
	inLeft = iota
	inHub
	inRight
)

// arrange puts the nodes on either side of the hub. Without a hub, and on a
// ring, the lowest column stands left, or on the ring, and the rest right.
func (s *scene) arrange() {
	hub, lowest := s.columnsInUse()
	s.place = make([]uint8, len(s.actors))
	for _, i := range s.order() {
		switch r := s.actors[i].role; {
		case r.Hub && hub >= 0:
			s.hub, s.place[i] = append(s.hub, i), inHub
		case hub >= 0 && r.Column < hub, hub < 0 && r.Column == lowest:
			s.left, s.place[i] = append(s.left, i), inLeft
		default:
			s.right, s.place[i] = append(s.right, i), inRight
		}
	}
}

// columnsInUse gives the column of the hub, or -1, and the lowest one that has
// nodes; on a ring, that are no clients.
func (s *scene) columnsInUse() (hub, lowest int) {
	ring := s.p.Layout == engine.Ring
	hub, lowest = -1, 1<<30
	for i := range s.actors {
		r := s.actors[i].role
		if r.Hub && !ring {
			hub = r.Column
		}
		if !ring || !r.Client {
			lowest = min(lowest, r.Column)
		}
	}
	return hub, lowest
}

// elsewhere lists the wires that have no end at the hub.
func (s *scene) elsewhere() []int {
	var out []int
	for j := range s.wires {
		if s.wires[j].hub < 0 {
			out = append(out, j)
		}
	}
	return out
}

// LinesBelow is how many lines a picture without boxes has below its nodes: what an
// observer knows, what is in flight and stands at no node of the hub, and what is
// cut.
func LinesBelow(v *View) int {
	return 1 + min(1, len(v.scene().elsewhere())) + min(1, len(v.World.Cuts()))
}

// LeastLines is how many lines a picture of w cells takes at least.
func LeastLines(v *View, w int) int {
	s := v.scene()
	rows := s.least.at(w, func() int {
		if abreast := max(len(s.left), len(s.right)); abreast < len(s.left)+len(s.right) {
			if _, _, fit := s.alignTwo(s.left, s.right, w); fit {
				return min(abreast, len(s.sideRows(w, 0)))
			}
		}
		return len(s.sideRows(w, 0))
	})
	return len(s.hub) + rows + LinesBelow(v)
}

// far is the end of a wire that is not at the hub.
func (x *wire) far() int {
	if x.hub == x.from {
		return x.to
	}
	return x.from
}

// side is the gutter that a wire at the hub stands in: that of its far end, and on
// the right if that is at the hub as well.
func (s *scene) side(x *wire) uint8 {
	if s.place[x.far()] == inLeft {
		return inLeft
	}
	return inRight
}

// peers says whether something is in flight between two nodes of the hub.
func (s *scene) peers() bool {
	return slices.ContainsFunc(s.wires, func(x wire) bool { return x.hub >= 0 && s.place[x.far()] == inHub })
}

// widths are those of the columns, of the gutters between them, and of the air
// on either side.
type widths struct{ left, leftGutter, hub, rightGutter, right, margin int }

const (
	leastBoxed = 12
	longestArm = 34 // of an arrow
)

// needs are the least and the best widths of the columns and of the gutters.
type needs struct{ left, leftGutter, hub, rightGutter, right span }

// span is what something takes at least, and at best. Where that is too much, what it is
// can still be told from less.
type span struct{ less, least, best int }

// needs says how wide columns that are h high want to be.
func (s *scene) needs(h int) needs {
	return needs{s.boxes(s.left, h), s.arms(inLeft, s.left), s.boxes(s.hub, h), s.arms(inRight, s.right), s.boxes(s.right, h)}
}

// fit finds widths for columns that are h high: those that have stood so far, as long
// as they cost nothing of what is to be seen now.
func (s *scene) fit(w, h int) (widths, bool) {
	now := s.needs(h)
	ws, ok := now.fit(w)
	if still := s.still(); ok {
		kept := still.needs.most(now)
		if as, fits := kept.fit(w); fits && as.serve(&now, &ws) {
			ws = as
		} else {
			kept = now
		}
		still.needs = kept
	}
	return ws, ok
}

// fit shares w cells out: at first what the boxes must have, then room for what the
// messages say, then air.
func (n needs) fit(w int) (widths, bool) {
	ws := widths{left: n.left.least, leftGutter: n.leftGutter.least, hub: n.hub.least, rightGutter: n.rightGutter.least, right: n.right.least}
	room := w - ws.left - ws.leftGutter - ws.hub - ws.rightGutter - ws.right
	shrink := func(n *int, least int) {
		if give := min(-room, *n-least); give > 0 {
			*n -= give
			room += give
		}
	}
	shrink(&ws.right, n.right.less)
	shrink(&ws.left, n.left.less)
	shrink(&ws.rightGutter, n.rightGutter.less)
	shrink(&ws.leftGutter, n.leftGutter.less)
	shrink(&ws.hub, n.hub.less)
	if room < 0 {
		return ws, false
	}
	grow := func(n *int, to int) {
		if more := min(room, to-*n); more > 0 {
			*n += more
			room -= more
		}
	}
	grow(&ws.leftGutter, n.leftGutter.best)
	grow(&ws.hub, n.hub.best)
	grow(&ws.left, n.left.best)
	grow(&ws.right, n.right.best)
	grow(&ws.rightGutter, n.rightGutter.best)
	if n.leftGutter.least > 0 {
		grow(&ws.leftGutter, min(ws.leftGutter+room/2, longestArm))
	}
	if ws.rightGutter > 0 {
		grow(&ws.rightGutter, min(ws.rightGutter+room/2, longestArm))
	}
	ws.margin = room / 2
	return ws, true
}

// tallest is the height beyond which a picture in columns only gets sparser.
func (s *scene) tallest() int {
	most := 0
	for _, nodes := range [...][]int{s.left, s.hub, s.right} {
		rows := 0
		for _, i := range nodes {
			rows += len(s.actors[i].fields) + 7
		}
		most = max(most, rows)
	}
	return 1 + max(most, len(s.wires)+2*len(s.hub))
}

// tallestBox is the height at which boxes of width w cut nothing.
func (s *scene) tallestBox(nodes []int, w int) int {
	most := 0
	for _, i := range nodes {
		most = max(most, s.actors[i].tall(w))
	}
	return most
}

// boxes is the least and the best width of a column of boxes that is h high.
func (s *scene) boxes(nodes []int, h int) (e span) {
	for _, i := range nodes {
		a := &s.actors[i]
		e.least = max(e.least, a.width()+2)
		e.best = max(e.best, a.wide()+2)
	}
	if len(nodes) > 0 {
		e.less, e.best = s.joined(nodes, leastBoxed, h), s.joined(nodes, e.best, h)
		e.least = max(e.least, e.less)
	}
	return e
}

// arms is the least and the best width of a gutter.
func (s *scene) arms(place uint8, nodes []int) span {
	longest := longestArm
	if place == inRight && s.peers() {
		nodes, longest = slices.Concat(nodes, s.hub), 2*longestArm
	}
	if len(nodes) == 0 {
		return span{}
	}
	name := 0
	for _, i := range nodes {
		name = max(name, len(s.actors[i].name))
	}
	least, best := name+6, 0
	if place == inLeft {
		least = name + 10
	}
	less := least
	for j := range s.wires {
		x := &s.wires[j]
		if x.hub < 0 || s.side(x) != place {
			continue
		}
		less = max(less, name+canvas.Width(x.short)+3)
		form := x.short
		if place == inLeft {
			form = x.brief
		}
		least = max(least, name+canvas.Width(form)+3)
		best = max(best, name+canvas.Width(x.full)+4)
	}
	return span{min(least, less, longestArm), min(least, longestArm), min(max(least, best), longest)}
}

// cutOff lists the nodes on one side whose link with a node of the hub is cut
// and for which no waiting message says so.
func (s *scene) cutOff(node int, left bool, shown []int) []int {
	w, sys := s.v.World, s.v.World.System()
	cuts := w.Cuts()
	if len(cuts) == 0 || s.v.Fog != nil {
		return nil
	}
	nodes := s.right
	if left {
		nodes = s.left
	}
	var out []int
	here := sys.HostOf(s.actors[node].id)
	for _, i := range nodes {
		there := sys.HostOf(s.actors[i].id)
		if (w.Cut(here, there) || w.Cut(there, here)) && !s.saysCut(i, shown) {
			out = append(out, i)
		}
	}
	return out
}

func (s *scene) saysCut(far int, shown []int) bool {
	for _, j := range shown {
		if x := &s.wires[j]; x.far() == far && x.block == "╳" {
			return true
		}
	}
	return false
}
