package pane

import "synod/ui/canvas"

// The places of a picture in columns.
const (
	inLeft = iota
	inHub
	inRight
)

// arrange puts the nodes on either side of the hub. Without a hub the lowest
// column stands left and the rest right.
func (s *scene) arrange() {
	hub, lowest := -1, 1<<30
	for i := range s.actors {
		r := s.actors[i].role
		lowest = min(lowest, r.Column)
		if r.Hub {
			hub = r.Column
		}
	}
	s.place = make([]uint8, len(s.actors))
	for i := range s.actors {
		switch r := s.actors[i].role; {
		case r.Hub:
			s.hub, s.place[i] = append(s.hub, i), inHub
		case hub >= 0 && r.Column < hub, hub < 0 && r.Column == lowest:
			s.left, s.place[i] = append(s.left, i), inLeft
		default:
			s.right, s.place[i] = append(s.right, i), inRight
		}
	}
}

// elsewhere lists the wires that have not exactly one end at the hub.
func (s *scene) elsewhere() []int {
	var out []int
	for j := range s.wires {
		if s.wires[j].hub < 0 {
			out = append(out, j)
		}
	}
	return out
}

// far is the end of a wire that is not at the hub.
func (x *wire) far() int {
	if x.hub == x.from {
		return x.to
	}
	return x.from
}

// widths are those of the columns, of the gutters between them, and of the air
// on either side.
type widths struct{ left, leftGutter, hub, rightGutter, right, margin int }

const (
	leastSide  = 12
	leastHub   = 14
	longestArm = 34 // of an arrow
)

// fit finds widths for the columns: at first what the boxes must have, then
// room for what the messages say, then air.
func (s *scene) fit(w int) (widths, bool) {
	var ws, want widths
	ws.left, want.left = s.boxes(s.left)
	ws.hub, want.hub = s.boxes(s.hub)
	ws.right, want.right = s.boxes(s.right)
	ws.leftGutter, want.leftGutter = s.arms(inLeft, s.left)
	ws.rightGutter, want.rightGutter = s.arms(inRight, s.right)
	room := w - ws.left - ws.leftGutter - ws.hub - ws.rightGutter - ws.right
	set := func(n *int, to int) {
		more := min(room, to-*n)
		*n += more
		room -= more
	}
	shrink := func(n *int, least int) {
		if room < 0 && *n > least {
			set(n, max(least, *n+room))
		}
	}
	shrink(&ws.right, leastSide)
	shrink(&ws.left, leastSide)
	shrink(&ws.hub, leastHub)
	if room < 0 {
		return ws, false
	}
	grow := func(n *int, to int) {
		if to > *n {
			set(n, to)
		}
	}
	grow(&ws.leftGutter, want.leftGutter)
	grow(&ws.hub, want.hub)
	grow(&ws.left, want.left)
	grow(&ws.right, want.right)
	grow(&ws.rightGutter, want.rightGutter)
	if len(s.left) > 0 {
		grow(&ws.leftGutter, min(ws.leftGutter+room/2, longestArm))
	}
	if len(s.right) > 0 {
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
			rows += s.actors[i].tall() + 5
		}
		most = max(most, rows)
	}
	return 1 + max(most, len(s.wires)+2*len(s.hub))
}

// boxes is the least and the best width of a column of boxes.
func (s *scene) boxes(nodes []int) (least, best int) {
	for _, i := range nodes {
		least = max(least, s.actors[i].width()+2)
		best = max(best, s.actors[i].wide()+2)
	}
	return least, best
}

// arms is the least and the best width of a gutter.
func (s *scene) arms(place uint8, nodes []int) (least, best int) {
	if len(nodes) == 0 {
		return 0, 0
	}
	name := 0
	for _, i := range nodes {
		name = max(name, len(s.actors[i].id))
	}
	least = name + 6
	if place == inLeft {
		least = name + 10
	}
	for j := range s.wires {
		x := &s.wires[j]
		if x.hub < 0 || s.place[x.far()] != place {
			continue
		}
		form := x.short
		if place == inLeft {
			form = x.brief
		}
		least = max(least, name+canvas.Width(form)+3)
		best = max(best, name+canvas.Width(x.full)+4)
	}
	return min(least, longestArm), min(max(least, best), longestArm)
}

// cutOff lists the nodes on one side whose link with a node of the hub is cut
// and for which no waiting message says so.
func (s *scene) cutOff(node int, left bool, shown []int) []int {
	w, sys := s.v.World, s.v.World.System()
	cuts := w.Cuts()
	if len(cuts) == 0 {
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
