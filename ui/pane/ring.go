package pane

import "synod/ui/canvas"

// circle is the geometry of a ring: a box at the top, the same number on either
// side, and one at the bottom if their number is even.
type circle struct {
	w, h   int  // of the ring
	x, y   int  // where it begins
	boxW   int  // the width of all boxes
	side   int  // how many stand on either side
	bottom bool // whether one stands at the bottom
}

const (
	leastBox    = 14
	leastCentre = 24 // for what is in flight, inside the ring
	widestRing  = 132
)

// ring draws the nodes of the lowest column on a ring, in clockwise order, what
// is in flight inside it, and all other nodes below. It says no if that does
// not fit.
func (s *scene) ring(c *canvas.Canvas) bool {
	w, h := c.Size()
	foot := s.newFooter(w, h, nil)
	outside := s.outside(w)
	tall := h - foot.height - len(outside)
	g, ok := s.circle(w, tall)
	if !ok {
		return false
	}
	in := c.In(canvas.Rect{X: g.x, Y: g.y, W: g.w, H: g.h})
	boxes := make([]canvas.Rect, len(s.left))
	for k, i := range s.left {
		boxes[k] = s.onRing(&g, k)
		boxes[k].H = min(boxes[k].H, s.actors[i].tall(g.boxW))
	}
	top, bottom := boxes[0], canvas.Rect{Y: g.h, H: 0}
	if g.bottom {
		bottom = boxes[g.side+1]
	}
	g.line(in, top, bottom)
	for k, i := range s.left {
		s.box(in, boxes[k], &s.actors[i])
	}
	s.centre(in.In(g.centre(top, bottom)))
	y := tall
	for _, r := range outside {
		r.draw(c.In(canvas.Rect{Y: y, W: w, H: 1}))
		y++
	}
	foot.draw(c.In(canvas.Rect{Y: y, W: w, H: foot.height}))
	return true
}

// circle finds the geometry for a place of w by h cells.
func (s *scene) circle(w, h int) (circle, bool) {
	n := len(s.left)
	g := circle{side: max(0, n-1) / 2, bottom: n > 1 && n%2 == 0}
	g.w = min(w, widestRing)
	g.boxW = s.ringBox(s.boxes(s.left, h*len(s.left)).best, g.w)
	tall := s.tallestBox(s.left, g.boxW)
	g.h = min(h, s.still().height(max(g.side, 2)*(tall+3)+4+len(s.wires)/4))
	g.x, g.y = (w-g.w)/2, (h-g.h)/2
	ok := n > 0 && min(g.h/max(1, g.side), (g.h-3)/2) >= 3 && 2*g.boxW+leastCentre <= g.w
	if least := min(leastFlight, len(s.wires)); ok && s.centreRows(&g) < least {
		clear(s.still().ring)
		ok = s.centreRows(&g) >= least
	}
	return g, ok
}

// leastFlight is how many lines what is in flight has to have inside a ring.
const leastFlight = 2

// ringBox is the width of the boxes on a ring of w cells: what they had, if what is in
// flight has room beside it.
func (s *scene) ringBox(best, w int) int {
	most := max(leastBox, min((w-leastCentre-4)/2, (w-4)/3))
	now, kept := max(leastBox, min(best, most)), &s.still().ringBox
	longest := 0
	for j := range s.wires {
		longest = max(longest, s.inlineWidth(&s.wires[j], s.wires[j].at(0)))
	}
	if *kept = max(*kept, now); *kept > most || *kept > now && w-2**kept-4 < longest {
		*kept = now
	}
	return *kept
}

// onRing is the place of the k-th node of the ring, with as many lines as its box has had.
func (s *scene) onRing(g *circle, k int) canvas.Rect {
	tall := &s.still().ring
	if len(*tall) != len(s.left) {
		*tall = make([]int, len(s.left))
	}
	(*tall)[k] = max((*tall)[k], s.actors[s.left[k]].tall(g.boxW))
	return g.place(k, len(s.left), (*tall)[k])
}

// centreRows is how many lines the boxes leave inside the ring.
func (s *scene) centreRows(g *circle) int {
	bottom := canvas.Rect{Y: g.h}
	if g.bottom {
		bottom = s.onRing(g, g.side+1)
	}
	return g.centre(s.onRing(g, 0), bottom).H
}

// place is the box, of a height that is wanted, of node k of n, clockwise from
// the top.
func (g *circle) place(k, n, tall int) canvas.Rect {
	r := canvas.Rect{X: (g.w - g.boxW) / 2, W: g.boxW, H: min(tall, (g.h-3)/2)}
	switch {
	case k == 0:
	case k <= g.side:
		g.beside(&r, g.w-g.boxW-1, k-1, tall)
	case g.bottom && k == g.side+1:
		r.Y = g.h - r.H
	default:
		g.beside(&r, 1, n-1-k, tall)
	}
	return r
}

// beside makes a box the i-th from above on one side.
func (g *circle) beside(r *canvas.Rect, x, i, tall int) {
	share := g.h / g.side
	r.H = min(tall, share)
	r.X, r.Y = x, i*g.h/g.side+(share-r.H+1)/2
}

// line draws the ring itself; the boxes come to lie on it.
func (g *circle) line(c *canvas.Canvas, top, bottom canvas.Rect) {
	x0, x1 := 1+g.boxW/2, g.w-2-g.boxW/2
	y0, y1 := top.H/2, bottom.Y+bottom.H/2
	if !g.bottom {
		y1 = g.h - 2
	}
	c.Box(canvas.Rect{X: x0, Y: y0, W: x1 - x0 + 1, H: y1 - y0 + 1}, "", canvas.Round, canvas.Frame, canvas.Frame)
}

// centre is the place inside the ring that no box covers.
func (g *circle) centre(top, bottom canvas.Rect) canvas.Rect {
	y, end := top.H+1, bottom.Y-1
	if !g.bottom {
		end = g.h - 2
	}
	return canvas.Rect{X: g.boxW + 2, Y: y, W: g.w - 2*g.boxW - 4, H: max(0, end-y)}
}

// centre lists what is in flight.
func (s *scene) centre(c *canvas.Canvas) {
	w, h := c.Size()
	if len(s.wires) == 0 && s.v.Fog != nil {
		return
	}
	if len(s.wires) == 0 {
		c.Text(max(0, (w-17)/2), h/2, "nothing in flight", canvas.Muted)
		return
	}
	wires := s.all()
	if h < 3 {
		s.stackWires(c, wires)
		return
	}
	top := max(0, (h-1-s.stackHeight(wires, w))/2)
	c.Text(max(0, (w-len(inFlight))/2), top, inFlight, canvas.Frame)
	s.stackWires(c.In(canvas.Rect{Y: top + 1, W: w, H: h - top - 1}), wires)
}

const inFlight = "in flight"

// all lists all wires.
func (s *scene) all() []int {
	out := make([]int, len(s.wires))
	for j := range out {
		out[j] = j
	}
	return out
}

// outside gives the lines for the nodes that are not on the ring, two on a
// line if there is room.
func (s *scene) outside(w int) []nodeRow {
	if len(s.right) == 0 {
		return nil
	}
	cols := s.align(s.right, w)
	if half := s.align(s.right, w/2-gap); half.how == cols.how {
		return s.pack(s.right, half, w, 2)
	}
	return s.pack(s.right, cols, w, 1)
}

// facing draws two columns with what is in flight between them: protocols in
// columns without a hub.
func (s *scene) facing(c *canvas.Canvas) bool {
	w, h := c.Size()
	foot := s.newFooter(w, h, nil)
	tall := h - foot.height
	ws, ok := s.face(w, tall)
	if !ok {
		return false
	}
	left, right := ws.left, ws.right
	s.column(c.In(canvas.Rect{X: 1, W: left, H: tall}), s.left, &s.still().left)
	s.column(c.In(canvas.Rect{X: w - right - 1, W: right, H: tall}), s.right, &s.still().right)
	s.centre(c.In(canvas.Rect{X: left + 3, Y: 1, W: w - left - right - 6, H: tall - 1}))
	foot.draw(c.In(canvas.Rect{Y: tall, W: w, H: foot.height}))
	return true
}

// face finds the widths of two columns that are h high and face each other.
func (s *scene) face(w, h int) (ws widths, ok bool) {
	left, right := s.boxes(s.left, h), s.boxes(s.right, h)
	if most := max(len(s.left), len(s.right)); h-1 < 3*most || left.least+right.least+leastCentre+4 > w {
		return ws, false
	}
	spare := w - left.least - right.least - leastCentre - 4
	ws.left = min(left.best, left.least+spare)
	ws.right = min(right.best, right.least+spare-(ws.left-left.least))
	return ws, s.legible(s.left, ws.left, h-1) && s.legible(s.right, ws.right, h-1)
}
