package pane

import (
	"strconv"

	"synod/ui/canvas"
)

// nodeRow draws one line of a picture without boxes.
type nodeRow struct {
	node int // the actor it is about; -1: several or none
	draw func(c *canvas.Canvas)
}

// lines draws a node a line: what there is no room for boxes for.
func (s *scene) lines(c *canvas.Canvas) {
	w, h := c.Size()
	rows := s.sideRows(w)
	foot := s.newFooter(w, h, s.elsewhere())
	apart := len(s.hub) > 0 && len(rows)+1+2*len(s.hub)+foot.height <= h
	if apart {
		rows = append(rows, nodeRow{-1, func(*canvas.Canvas) {}})
	}
	for _, i := range s.hub {
		rows = append(rows, s.hubRows(i, apart)...)
	}
	foot.height -= s.squeeze(&foot, len(rows)+foot.height-h)
	room := max(1, h-foot.height)
	s.window(c.In(canvas.Rect{X: 1, W: w - 1, H: room}), rows)
	foot.draw(c.In(canvas.Rect{Y: min(room, len(rows)), W: w, H: h}))
}

// squeeze takes lines from a footer until too many are too few: the legend,
// then all but one line of messages. It gives how many it took.
func (s *scene) squeeze(f *footer, excess int) int {
	took := 0
	if excess > 0 && f.legend {
		f.legend, took = false, 1
	}
	if give := min(excess-took, f.rows-1); give > 0 {
		f.rows -= give
		took += give
	}
	return took
}

// window draws the rows that fit, around the selected node, and counts the rest.
func (s *scene) window(c *canvas.Canvas, rows []nodeRow) {
	w, h := c.Size()
	if len(rows) <= h {
		h = len(rows)
	} else {
		h--
		hidden(c, h, w, len(rows)-h, false)
		c.Text(10+len(strconv.Itoa(len(rows)-h)), h, "(z: zoom)", canvas.Frame)
	}
	first := 0
	for k := range rows {
		if i := rows[k].node; i >= 0 && s.actors[i].id == s.v.Node && k >= h {
			first = k - h + 1
		}
	}
	for y := range h {
		rows[first+y].draw(c.In(canvas.Rect{Y: y, W: w, H: 1}))
	}
}

// sideRows are the nodes that are not at the hub, two on a line where there
// are two sides and room for them.
func (s *scene) sideRows(w int) []nodeRow {
	one := func(i int, nodes []int) nodeRow {
		return nodeRow{i, func(c *canvas.Canvas) {
			cw, _ := c.Size()
			s.nodeLine(c, i, s.align(nodes, cw))
		}}
	}
	left, right, fit := s.alignTwo(s.left, s.right, w-1)
	var rows []nodeRow
	if len(s.left) == 0 || len(s.right) == 0 || !fit {
		for _, i := range s.left {
			rows = append(rows, one(i, s.left))
		}
		for _, i := range s.right {
			rows = append(rows, one(i, s.right))
		}
		return rows
	}
	for k := range max(len(s.left), len(s.right)) {
		rows = append(rows, s.pair(k, left.width+gap, left, right))
	}
	return rows
}

// pair is a line with a node of either side.
func (s *scene) pair(k, at int, left, right columnsOf) nodeRow {
	r := nodeRow{node: -1}
	if k < len(s.left) {
		r.node = s.left[k]
	}
	r.draw = func(c *canvas.Canvas) {
		w, _ := c.Size()
		if k < len(s.left) {
			s.nodeLine(c.In(canvas.Rect{W: at - 1, H: 1}), s.left[k], left)
		}
		if k < len(s.right) {
			s.nodeLine(c.In(canvas.Rect{X: at, W: w - at, H: 1}), s.right[k], right)
		}
	}
	return r
}

// columnsOf says where the fields of some nodes stand on their lines.
type columnsOf struct {
	name  int // width of the names of nodes
	at    []int
	how   detail
	width int
}

// align finds columns for the fields of nodes: with the fields' names if that
// fits in w, else without.
func (s *scene) align(nodes []int, w int) columnsOf {
	how := roomy
	for how < bare && s.alignAs(nodes, how).width > w {
		how++
	}
	return s.alignAs(nodes, how)
}

func (s *scene) alignAs(nodes []int, how detail) columnsOf {
	out := columnsOf{how: how}
	for _, i := range nodes {
		a := &s.actors[i]
		out.name = max(out.name, len(a.id))
		for k, f := range s.summary(a) {
			if k == len(out.at) {
				out.at = append(out.at, 0)
			}
			out.at[k] = max(out.at[k], a.fields[f].width(how))
		}
	}
	out.width = out.name + 1
	for k, n := range out.at {
		out.at[k] = out.width
		out.width += n
		if how == roomy {
			out.width++
		}
	}
	return out
}

// alignTwo finds columns for two groups side by side, and whether both fit in
// w. The second loses its names first.
func (s *scene) alignTwo(left, right []int, w int) (a, b columnsOf, fit bool) {
	for _, how := range [...][2]detail{{roomy, roomy}, {tight, tight}, {tight, bare}, {bare, bare}} {
		a, b = s.alignAs(left, how[0]), s.alignAs(right, how[1])
		if a.width+gap+b.width <= w {
			return a, b, true
		}
	}
	return a, b, false
}

const gap = 2 // between groups on a line

// summary picks the fields that a small screen shows.
func (s *scene) summary(a *actor) []int {
	var out []int
	for _, id := range a.role.Summary {
		for i := range a.fields {
			if a.fields[i].name == id {
				out = append(out, i)
			}
		}
	}
	if len(out) == 0 {
		for i := range a.fields {
			out = append(out, i)
		}
	}
	return out
}

// nodeLine draws a node on one line and gives the column behind it.
func (s *scene) nodeLine(c *canvas.Canvas, i int, cols columnsOf) int {
	w, _ := c.Size()
	a := &s.actors[i]
	c = c.Aim(NodeTarget(a.id))
	st := a.style.Bold()
	if a.id == s.v.Node {
		st = canvas.Select.Bold().Reverse()
	}
	x := c.Text(0, 0, string(a.id), st)
	if !a.up {
		x = c.Text(cols.name+1, 0, "▼ down ", canvas.Danger) - 1
	}
	for k, f := range s.summary(a) {
		at := w
		if k < len(cols.at) {
			at = cols.at[k]
		}
		if k == 0 || cols.how == roomy || x > at {
			x++ // else the mark of change stands where the blank would
		}
		x = max(x, at)
		x = s.field(c, x, 0, w-x, a, f, 0, cols.how)
	}
	return x
}

// hubRows are a node of the hub and the messages at it, on one line or apart.
func (s *scene) hubRows(i int, apart bool) []nodeRow {
	if !apart {
		return []nodeRow{{i, func(c *canvas.Canvas) {
			w, _ := c.Size()
			cols := s.align(s.hub, w*9/20)
			x := max(s.nodeLine(c, i, cols)+1, cols.width) + 1
			s.beside(c.In(canvas.Rect{X: x, W: w - x, H: 1}), s.at(i))
		}}}
	}
	state := func(c *canvas.Canvas) {
		w, _ := c.Size()
		s.nodeLine(c, i, s.align(s.hub, w))
	}
	traffic := func(c *canvas.Canvas) {
		w, _ := c.Size()
		s.beside(c.In(canvas.Rect{X: 5, W: w - 5, H: 1}), s.at(i))
	}
	return []nodeRow{{i, state}, {i, traffic}}
}

// at lists the wires at a node of the hub, the selected one first.
func (s *scene) at(hub int) []int {
	var wires []int
	for j := range s.wires {
		if s.wires[j].hub == hub {
			wires = append(wires, j)
		}
	}
	return s.selectedFirst(wires)
}

// beside draws the wires at a node of the hub on its line: with as much of what
// they say as fits, and counts the rest.
func (s *scene) beside(c *canvas.Canvas, wires []int) {
	w, _ := c.Size()
	forms := s.forms(wires, w)
	x := 0
	for k, j := range wires {
		m, form, room := &s.wires[j], forms[k], w
		if k < len(wires)-1 {
			room -= 9
		}
		if x > 0 && x+len(s.actors[m.far()].id)+canvas.Width(form)+2 > room {
			hidden(c.In(canvas.Rect{X: x, W: w - x, H: 1}), 0, w-x, len(wires)-k, false)
			return
		}
		x = s.stub(c, x, m, form) + 2
	}
}

// forms picks what each wire says on a line of w cells: first all that fits of
// the short forms, then longer ones from the left on.
func (s *scene) forms(wires []int, w int) []string {
	forms := make([]string, len(wires))
	for k, j := range wires {
		m := &s.wires[j]
		forms[k] = m.at(2)
		w -= len(s.actors[m.far()].id) + canvas.Width(forms[k]) + 3
		if !m.selected && m.to == m.hub || m.selected {
			w--
		}
	}
	for _, level := range [2]int{1, 0} {
		for k, j := range wires {
			longer := s.wires[j].at(level)
			if more := canvas.Width(longer) - canvas.Width(forms[k]); more <= w {
				forms[k] = longer
				w -= more
			}
		}
	}
	return forms
}

// at is what a wire says at a level of detail; the selected one says all.
func (x *wire) at(level int) string {
	text := [...]string{x.full, x.brief, x.short}[level]
	if x.selected {
		text = x.full
	}
	if x.copies > 1 {
		text += " ×" + strconv.Itoa(x.copies)
	}
	return text
}

// stub draws a wire beside its node of the hub: P2─1a 2.P2▸ or P1◂2b or 2b▸L1.
func (s *scene) stub(c *canvas.Canvas, x int, m *wire, form string) int {
	if m.row >= 0 {
		c = c.Aim(RowTarget(m.row))
	}
	w, _ := c.Size()
	far := &s.actors[m.far()]
	left, toHub := s.place[m.far()] == inLeft, m.to == m.hub
	line, st := m.pen()
	tip, tipStyle := m.tip(left == toHub)
	if left {
		x = s.end(c, x, 0, far, m)
	}
	switch {
	case left && toHub:
		x = c.Text(x, 0, line, st)
		x = s.palette.label(c, x, 0, w-x, form, m.ink())
		return c.Text(x, 0, tip, tipStyle)
	case left:
		x = c.Text(x, 0, tip, tipStyle)
		if m.selected {
			x = c.Text(x, 0, line, st)
		}
		return s.palette.label(c, x, 0, w-x, form, m.ink())
	case toHub:
		x = c.Text(x, 0, tip, tipStyle)
		x = s.palette.label(c, x, 0, w-x, form, m.ink())
		x = c.Text(x, 0, line, st)
	default:
		if m.selected {
			x = c.Text(x, 0, line, st)
		}
		x = s.palette.label(c, x, 0, w-x, form, m.ink())
		x = c.Text(x, 0, tip, tipStyle)
	}
	return s.end(c, x, 0, far, m)
}

// list draws nodes a line each in a narrow column.
func (s *scene) list(c *canvas.Canvas, nodes []int) {
	w, _ := c.Size()
	rows := make([]nodeRow, 0, len(nodes))
	cols := s.align(nodes, w)
	for _, i := range nodes {
		rows = append(rows, nodeRow{i, func(c *canvas.Canvas) { s.nodeLine(c, i, cols) }})
	}
	s.window(c, rows)
}
