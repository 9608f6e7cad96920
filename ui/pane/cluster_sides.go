package pane

import "synod/ui/canvas"

// gap is between groups, and between nodes, on a line; the mark of the selected
// one stands behind it.
const gap = 1

// sideRows are the nodes that are not at the hub, in lines of w cells: both
// sides abreast, or one node below the other, or as many on a line as fit if
// room is short. Names of fields go before nodes do.
func (s *scene) sideRows(w, room int) []nodeRow {
	left, right, fit := s.alignTwo(s.left, s.right, w)
	n, abreast := len(s.left)+len(s.right), max(len(s.left), len(s.right))
	fit = fit && n > abreast && abreast <= room
	switch {
	case fit && right.how < bare:
		return s.pairs(abreast, left, right)
	case n <= room:
		return append(s.below(s.left, w), s.below(s.right, w)...)
	}
	var rows []nodeRow
	for how := roomy; how <= bare; how++ {
		rows = append(s.pack(s.left, s.alignAs(s.left, how), w, 9), s.pack(s.right, s.alignAs(s.right, how), w, 9)...)
		if len(rows) <= room {
			return rows
		}
		if rows = append(s.ragged(s.left, how, w), s.ragged(s.right, how, w)...); len(rows) <= room {
			return rows
		}
		if how == tight && fit {
			return s.pairs(abreast, left, right)
		}
	}
	return rows
}

// below puts nodes one below the other, those of a role in columns of their own.
func (s *scene) below(nodes []int, w int) []nodeRow {
	var rows []nodeRow
	for k := 0; k < len(nodes); {
		first := k
		for k < len(nodes) && s.actors[nodes[k]].role == s.actors[nodes[first]].role {
			k++
		}
		rows = append(rows, s.pack(nodes[first:k], s.align(nodes[first:k], w), w, 1)...)
	}
	return rows
}

// pairs are lines with a node of either side.
func (s *scene) pairs(n int, left, right columnsOf) []nodeRow {
	rows := make([]nodeRow, n)
	for k := range rows {
		rows[k] = s.pair(k, left, right)
	}
	return rows
}

// ragged puts nodes one behind the other on lines of w cells, each as wide as
// it is.
func (s *scene) ragged(nodes []int, how detail, w int) []nodeRow {
	var rows []nodeRow
	for k := 0; k < len(nodes); {
		var at []int
		x, first := 0, k
		for ; k < len(nodes); k++ {
			wide := s.lineWidth(nodes[k], how)
			if x > 0 && x+wide > w {
				break
			}
			at = append(at, x)
			x += wide + gap
		}
		some := nodes[first:k]
		rows = append(rows, nodeRow{some, func(c *canvas.Canvas) {
			w, _ := c.Size()
			for k, i := range some {
				s.nodeLine(c.In(canvas.Rect{X: at[k], W: w - at[k], H: 1}), i, s.alignAs(some[k:k+1], how))
			}
		}})
	}
	return rows
}

// lineWidth is what a node takes on a line, with room for its being down.
func (s *scene) lineWidth(node int, how detail) int {
	w := s.alignAs([]int{node}, how).width
	if !s.actors[node].up {
		w += len("- down ")
	}
	return w
}

// pack puts nodes on lines of w cells, at most so many on each.
func (s *scene) pack(nodes []int, cols columnsOf, w, most int) []nodeRow {
	wide := cols.width + gap
	most = max(1, min(most, (w+gap)/wide))
	var rows []nodeRow
	for k := 0; k < len(nodes); k += most {
		some := nodes[k:min(k+most, len(nodes))]
		rows = append(rows, nodeRow{some, func(c *canvas.Canvas) {
			cw := w
			if most > 1 {
				cw = wide
			}
			for k, i := range some {
				s.nodeLine(c.In(canvas.Rect{X: k * wide, W: cw, H: 1}), i, cols)
			}
		}})
	}
	return rows
}

// pair is a line with a node of either side.
func (s *scene) pair(k int, left, right columnsOf) nodeRow {
	var r nodeRow
	if k < len(s.left) {
		r.nodes = append(r.nodes, s.left[k])
	}
	if k < len(s.right) {
		r.nodes = append(r.nodes, s.right[k])
	}
	at := left.width + gap - 1
	r.draw = func(c *canvas.Canvas) {
		w, _ := c.Size()
		if k < len(s.left) {
			s.nodeLine(c.In(canvas.Rect{W: at, H: 1}), s.left[k], left)
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
		out.name = max(out.name, len(a.name))
		for k, f := range s.summary(a) {
			if k == len(out.at) {
				out.at = append(out.at, 0)
			}
			out.at[k] = max(out.at[k], a.fields[f].width(how))
		}
	}
	out.width = out.name + 2
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
		if a.width+b.width+gap-2 <= w { // each ends with room for a mark of change
			return a, b, true
		}
	}
	return a, b, false
}

// summary picks the fields that a small screen shows.
func (s *scene) summary(a *actor) []int {
	var out []int
	for _, id := range a.role.Summary {
		for i := range a.fields {
			if a.fields[i].id == id {
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

// nodeLine draws a node on one line, behind the mark of the selected one, and
// gives the column behind it.
func (s *scene) nodeLine(c *canvas.Canvas, i int, cols columnsOf) int {
	w, _ := c.Size()
	a := &s.actors[i]
	c = c.Aim(NodeTarget(a.id))
	st := a.style.Bold()
	if a.id == s.v.Node {
		st = canvas.Select.Bold().Reverse()
		c.Text(0, 0, ">", canvas.Select.Bold())
	}
	x := c.Text(1, 0, a.name, st)
	c.Text(x, 0, a.glyph(), canvas.Good.Bold())
	if !a.up {
		x = c.Text(cols.name+2, 0, "▼ down ", canvas.Danger) - 1
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
