package pane

import (
	"strconv"

	"synod/ui/canvas"
)

// nodeRow draws one line of a picture without boxes.
type nodeRow struct {
	nodes []int // the actors on it
	draw  func(c *canvas.Canvas)
}

// lines draws a node a line: what there is no room for boxes for.
func (s *scene) lines(c *canvas.Canvas) {
	w, h := c.Size()
	rows, foot, room := s.inLines(w, h)
	s.window(c.In(canvas.Rect{W: w, H: room}), rows)
	foot.draw(c.In(canvas.Rect{Y: min(room, len(rows)), W: w, H: h}))
}

// inLines finds the lines of nodes, what stands below them, and the room that it
// leaves them.
func (s *scene) inLines(w, h int) (rows []nodeRow, foot footer, room int) {
	foot = s.newFooter(w, h, s.elsewhere())
	foot.height -= s.squeeze(&foot, len(s.hub)+min(1, len(s.left))+min(1, len(s.right))+foot.height-h)
	room = max(1, h-foot.height)
	rows = s.sideRows(w, room-len(s.hub))
	apart := len(s.hub) > 0 && len(rows)+1+2*len(s.hub) <= room
	if apart {
		rows = append(rows, nodeRow{nil, func(*canvas.Canvas) {}})
	}
	if !apart && len(rows)+1+len(s.hub) <= room {
		rows = append(rows, s.named(w)...)
	}
	for _, i := range s.hub {
		rows = append(rows, s.hubRows(i, apart)...)
	}
	foot.spread(w, room-len(rows))
	return rows, foot, room
}

// named is a line with the names of the fields of the hub, where its nodes have no
// room for them and all have the same; else none.
func (s *scene) named(w int) []nodeRow {
	cols := s.alignHub(w)
	if len(s.hub) < 2 || cols.how != bare {
		return nil
	}
	a := &s.actors[s.hub[0]]
	for _, i := range s.hub {
		if s.actors[i].role != a.role {
			return nil
		}
	}
	return []nodeRow{{nil, func(c *canvas.Canvas) {
		for k, f := range s.summary(a) {
			end := cols.width
			if k+1 < len(cols.at) {
				end = cols.at[k+1]
			}
			if name, room := a.fields[f].name, end-cols.at[k]-2; room >= min(4, canvas.Width(name)) { // a letter or two say nothing
				c.TextMax(cols.at[k]+1, 0, room, name, canvas.Frame)
			}
		}
	}}}
}

// spread gives a footer the lines that are left: to messages, to what the
// observer knows, and to the legend.
func (f *footer) spread(w, spare int) {
	if f.rows > 0 && spare > 0 {
		more := min(spare, f.s.flowRows(w-flightIndent, f.others)-f.rows)
		f.rows, spare = f.rows+more, spare-more
	}
	if more := min(spare, f.s.observerLines(w-1, f.said)-f.lines); more > 0 {
		f.lines, spare = f.lines+more, spare-more
	}
	f.legend = f.legend || spare > 0
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

// window draws the rows that fit, around the selected node, and counts the
// nodes on the others.
func (s *scene) window(c *canvas.Canvas, rows []nodeRow) {
	w, h := c.Size()
	if len(rows) <= h {
		for y := range rows {
			rows[y].draw(c.In(canvas.Rect{Y: y, W: w, H: 1}))
		}
		return
	}
	h--
	first := 0
	for k := h; k < len(rows); k++ {
		if s.holds(rows[k]) {
			first = k - h + 1
		}
	}
	first = min(first+scrolled(s.v, OnCluster), len(rows)-h)
	rest := 0
	for k := range rows {
		if k < first || k >= first+h {
			rest += len(rows[k].nodes)
			continue
		}
		rows[k].draw(c.In(canvas.Rect{Y: k - first, W: w, H: 1}))
	}
	c.Text(1, h, more(rest)+" ("+s.v.key("zoom")+": zoom)", canvas.Frame)
}

// holds says whether the selected node is on a row.
func (s *scene) holds(r nodeRow) bool {
	for _, i := range r.nodes {
		if s.actors[i].id == s.v.Node {
			return true
		}
	}
	return false
}

// leastBeside is what a line of the hub leaves to messages: one, cut short, and the
// count of the others.
const leastBeside = 18

// hubRows are a node of the hub and the messages at it, on one line or apart.
func (s *scene) hubRows(i int, apart bool) []nodeRow {
	if !apart {
		return []nodeRow{{[]int{i}, func(c *canvas.Canvas) {
			w, _ := c.Size()
			cols, wires, room := s.alignHub(w), s.at(i), w
			if len(wires) > 0 {
				room = w - leastBeside
			}
			x := min(max(s.nodeLine(c.In(canvas.Rect{W: room, H: 1}), i, cols)+1, cols.width)+1, room)
			s.beside(c.In(canvas.Rect{X: x, W: w - x, H: 1}), wires)
		}}}
	}
	state := func(c *canvas.Canvas) {
		w, _ := c.Size()
		s.nodeLine(c, i, s.align(s.hub, w))
	}
	traffic := func(c *canvas.Canvas) {
		w, _ := c.Size()
		s.beside(c.In(canvas.Rect{X: 6, W: w - 6, H: 1}), s.at(i))
	}
	return []nodeRow{{[]int{i}, state}, {nil, traffic}}
}

// alignHub finds columns that leave room for messages beside them.
func (s *scene) alignHub(w int) columnsOf {
	for _, x := range [...]struct {
		how  detail
		most int
	}{{roomy, w * 2 / 5}, {tight, w * 11 / 20}} {
		if cols := s.alignAs(s.hub, x.how); cols.width <= x.most {
			return cols
		}
	}
	return s.alignAs(s.hub, bare)
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
	s.shortenFirst(wires, forms, w)
	x := 0
	for k, j := range wires {
		m, form, room := &s.wires[j], forms[k], w
		if k < len(wires)-1 {
			room -= canvas.Width(more(len(wires)-k)) + 2
		}
		if x > 0 && x+len(s.actors[m.far()].name)+canvas.Width(form)+2 > room {
			hidden(c.In(canvas.Rect{X: x, W: w - x, H: 1}), 0, w-x, len(wires)-k, false)
			return
		}
		x = s.stub(c, x, m, form) + 2
	}
}

// shortenFirst cuts what the first wire says, as long as it leaves no room for the
// others, to not less than half of the line.
func (s *scene) shortenFirst(wires []int, forms []string, w int) {
	if len(wires) == 0 {
		return
	}
	room := w
	for k := 1; k < len(wires); k++ {
		room -= len(s.actors[s.wires[wires[k]].far()].name) + canvas.Width(forms[k]) + 4
	}
	name := len(s.actors[s.wires[wires[0]].far()].name)
	forms[0] = shortened(forms[0], max(w/2, room)-name-3)
}

// forms picks what each wire says on a line of w cells: first all that fits of
// the short forms, then longer ones from the left on.
func (s *scene) forms(wires []int, w int) []string {
	forms := make([]string, len(wires))
	for k, j := range wires {
		m := &s.wires[j]
		forms[k] = m.at(2)
		w -= len(s.actors[m.far()].name) + canvas.Width(forms[k]) + 3
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
	begin := x
	switch {
	case left && toHub:
		x = c.Text(x, 0, line, st)
		x = s.palette.label(c, x, 0, w-x, form, m.ink())
		x = c.Text(x, 0, tip, tipStyle)
	case left:
		x = c.Text(x, 0, tip, tipStyle)
		if m.selected {
			x = c.Text(x, 0, line, st)
		}
		x = s.palette.label(c, x, 0, w-x, form, m.ink())
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
	s.way(c, 0, begin, x, m, left == toHub)
	if left {
		return x
	}
	return s.end(c, x, 0, far, m)
}
