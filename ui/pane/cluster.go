package pane

import (
	"math/bits"
	"slices"

	"synod/engine"
	"synod/ui/canvas"
)

// Cluster draws the nodes and the messages in flight: a ring for protocols
// that live on one, else columns; lines where there is no room for boxes.
func Cluster(c *canvas.Canvas, v *View) {
	if w, h := c.Size(); w < 8 || h < 1 || v.World == nil {
		return
	}
	s := v.scene()
	if v.Lines {
		s.lines(c)
		return
	}
	if s.p.Layout == engine.Ring && s.ring(c) || s.p.Layout == engine.Columns && s.columns(c) {
		return
	}
	s.lines(c)
}

// Boxed says whether the picture has boxes on w by h cells, rather than lines.
func Boxed(v *View, w, h int) bool {
	s, boxes := v.scene(), false
	switch {
	case v.Lines:
	case s.p.Layout == engine.Ring:
		_, boxes = s.circle(w, h-s.newFooter(w, h, nil).height-len(s.outside(w)))
	case len(s.hub) == 0:
		_, boxes = s.face(w, h-s.newFooter(w, h, nil).height)
	default:
		_, _, _, boxes = s.planWithFooter(w, h)
	}
	return boxes
}

// Spare is how many of h lines the picture leaves empty: none where it has
// boxes, which take what there is.
func Spare(v *View, w, h int) int {
	if Boxed(v, w, h) {
		return 0
	}
	rows, foot, room := v.scene().inLines(w, h)
	return max(0, room-len(rows)-(foot.tall()-foot.height))
}

// columns draws boxes in three columns, with each message beside its node of
// the hub. It says no if that does not fit.
func (s *scene) columns(c *canvas.Canvas) bool {
	w, h := c.Size()
	if len(s.hub) == 0 {
		return s.facing(c)
	}
	ws, tall, foot, ok := s.planWithFooter(w, h)
	if !ok {
		return false
	}
	x, y := ws.margin, (h-foot.height-tall)/2
	s.column(c.In(canvas.Rect{X: x, Y: y, W: ws.left, H: tall}), s.left, &s.still().left)
	x += ws.left
	s.middle(c.In(canvas.Rect{X: x, Y: y, W: ws.leftGutter + ws.hub + ws.rightGutter, H: tall}), ws)
	x += ws.leftGutter + ws.hub + ws.rightGutter
	s.column(c.In(canvas.Rect{X: x, Y: y, W: ws.right, H: tall}), s.right, &s.still().right)
	foot.draw(c.In(canvas.Rect{Y: h - foot.tall(), W: w, H: foot.tall()}))
	return true
}

// mostBelow is how many lines more than it needs a footer keeps at most.
const mostBelow = 2

// planWithFooter is the plan for what a footer leaves of w by h cells. It keeps lines that it
// had, as long as the boxes are legible.
func (s *scene) planWithFooter(w, h int) (ws widths, tall int, foot footer, ok bool) {
	foot = s.newFooter(w, h, s.elsewhere())
	still := s.still()
	still.foot = max(foot.height, min(still.foot, foot.height+mostBelow))
	if ws, tall, ok = s.plan(w, h-still.foot); ok {
		foot.height = still.foot
		return ws, tall, foot, true
	}
	still.foot = foot.height
	ws, tall, ok = s.plan(w, h-foot.height)
	if !ok && foot.legend {
		foot.legend = false
		foot.height--
		ws, tall, ok = s.plan(w, h-foot.height)
	}
	return ws, tall, foot, ok
}

// plan finds the widths and the height of columns for a place of w by h cells,
// and whether all is legible there.
func (s *scene) plan(w, h int) (ws widths, tall int, ok bool) {
	tall = min(h, s.still().height(s.tallest()))
	ws, ok = s.fit(w, tall-1)
	return ws, tall, ok && s.legible(s.left, ws.left, tall-1) &&
		s.legible(s.hub, ws.hub, tall-1) && s.legible(s.right, ws.right, tall-1)
}

// column draws nodes below each other under the names of their roles. They keep the
// heights that they had.
func (s *scene) column(c *canvas.Canvas, nodes []int, kept *[]int) {
	w, h := c.Size()
	if len(nodes) == 0 {
		return
	}
	s.heading(c, 0, w, nodes)
	room := s.rooms(kept, nodes, w, h-1)
	for k, i := range nodes {
		a := &s.actors[i]
		s.box(c, canvas.Rect{Y: 1 + top(room, k, h-1), W: w, H: a.within(w, room[k])}, a)
	}
}

// heading names the roles of some nodes above their column.
func (s *scene) heading(c *canvas.Canvas, x, w int, nodes []int) {
	text := ""
	var last *engine.Role
	for _, i := range nodes {
		if r := s.actors[i].role; r != last {
			if last != nil {
				text += ", "
			}
			text, last = text+r.Plural, r
		}
	}
	at := x + max(0, (w-canvas.Width(text))/2)
	c.TextMax(at, 0, x+w-at, text, canvas.Frame)
}

// slot is the part of the picture around one node of the hub.
type slot struct {
	node, y, h  int
	tall        int   // the box
	left, right []int // wires on either side
}

// middle draws the hub and the gutters on its sides.
func (s *scene) middle(c *canvas.Canvas, ws widths) {
	_, h := c.Size()
	s.heading(c, ws.leftGutter, ws.hub, s.hub)
	for _, sl := range s.slots(ws, h-1) {
		a := &s.actors[sl.node]
		tall, top := sl.tall, 1+sl.y
		s.gutter(c.In(canvas.Rect{X: 1, Y: top, W: ws.leftGutter - 1, H: sl.h}), sl.left, sl.node, tall, true)
		s.gutter(c.In(canvas.Rect{X: ws.leftGutter + ws.hub, Y: top, W: ws.rightGutter - 1, H: sl.h}), sl.right, sl.node, tall, false)
		s.box(c, canvas.Rect{X: ws.leftGutter, Y: top, W: ws.hub, H: tall}, a)
	}
}

// slots shares h rows out among the nodes of the hub: each has room for its
// box, and what is left goes to those with the most to say.
func (s *scene) slots(ws widths, h int) []slot {
	out := make([]slot, len(s.hub))
	need := make([]int, len(s.hub))
	for k, room := range s.rooms(&s.still().hub, s.hub, ws.hub, h) {
		i := s.hub[k]
		tall := s.actors[i].within(ws.hub, room)
		out[k] = slot{node: i, h: tall, tall: tall}
		for j := range s.wires {
			x := &s.wires[j]
			switch {
			case x.hub != i:
			case s.place[x.far()] == inLeft:
				out[k].left = append(out[k].left, j)
			default:
				out[k].right = append(out[k].right, j)
			}
		}
		need[k] = max(out[k].tall, s.rows(out[k].left, ws.leftGutter-1), s.rows(out[k].right, ws.rightGutter-1))
	}
	share(out, held(&s.still().rows, need, h), h)
	return out
}

// share gives each slot an equal part of h rows, with a little air above, as long as that
// is enough for all: then none of them moves when another has more to say. Else a row at a
// time goes to those in need, of those that the boxes leave, and the rest is air.
func share(out []slot, need []int, h int) {
	part, left, tallest := h/len(out), h, 0
	for k := range out {
		left -= out[k].tall
		tallest = max(tallest, out[k].tall)
	}
	above := (part - tallest) / 3
	if slices.Max(need) <= part-above {
		for k := range out {
			out[k].y, out[k].h = k*h/len(out)+above, part-above
		}
		return
	}
	for needy := true; needy && left > 0; {
		needy = false
		for k := range out {
			if left > 0 && out[k].h < need[k] {
				out[k].h++
				left--
				needy = true
			}
		}
	}
	y := 0
	for k := range out {
		out[k].y = y + left*(2*k+1)/(2*len(out))
		y += out[k].h
	}
}

// rows is how many lines some wires take in a gutter.
func (s *scene) rows(wires []int, w int) int {
	n := len(wires)
	for _, j := range wires {
		if x := &s.wires[j]; s.two(x, w) {
			n++
		}
	}
	return n
}

// gutter draws the wires on one side of a node of the hub. What does not fit
// is counted; the selected one is always among what is drawn.
func (s *scene) gutter(c *canvas.Canvas, wires []int, node, tall int, left bool) {
	w, h := c.Size()
	if w <= 0 {
		return
	}
	shown, rest := s.visible(wires, h)
	twos := s.twos(shown, w, h-len(shown)-min(rest, 1))
	cuts := s.cutOff(node, left, shown)
	used := len(shown) + bits.OnesCount64(twos) + len(cuts) + min(rest, 1)
	reason := s.reason(shown, w)
	if used >= h {
		reason = ""
	} else if reason != "" {
		used++
	}
	y := max(0, (tall-used)/2)
	for k, j := range shown {
		x := &s.wires[j]
		if reason != "" && x.reason != "" {
			c.Text(0, y, reason, canvas.Muted)
			y, reason = y+1, ""
		}
		two := twos>>k&1 == 1
		s.lane(c, y, x, left, x.to == node, two)
		if y++; two {
			y++
		}
	}
	if rest > 0 {
		hidden(c, y, w, rest, left)
		y++
	}
	for _, i := range cuts {
		s.severed(c, y, i, left)
		y++
	}
}

// reason says in at most w cells why the first of the wires that wait does so.
func (s *scene) reason(wires []int, w int) string {
	for _, j := range wires {
		if x := &s.wires[j]; x.reason != "" {
			if text := x.reason + ":"; canvas.Width(text) <= w {
				return text
			}
			return ""
		}
	}
	return ""
}

// twos says, one bit each, which wires get a second line, as long as there are
// lines to spare: the selected one first.
func (s *scene) twos(wires []int, w, spare int) (bits uint64) {
	for _, chosen := range [2]bool{true, false} {
		for k, j := range wires {
			if x := &s.wires[j]; x.selected == chosen && spare > 0 && k < 64 && s.two(x, w) {
				bits |= 1 << k
				spare--
			}
		}
	}
	return bits
}

// visible picks what fits in h lines and counts the rest.
func (s *scene) visible(wires []int, h int) (shown []int, rest int) {
	if len(wires) <= h {
		return wires, 0
	}
	shown = append(shown, wires[:max(0, h-1)]...)
	for _, j := range wires[len(shown):] {
		if s.wires[j].selected && len(shown) > 0 {
			shown[len(shown)-1] = j
		}
	}
	return shown, len(wires) - len(shown)
}
