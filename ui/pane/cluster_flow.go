package pane

import "synod/ui/canvas"

// hidden counts what is not shown.
func hidden(c *canvas.Canvas, y, w, n int, right bool) {
	text, x := more(n), 0
	if right {
		x = max(0, w-canvas.Width(text))
	}
	c.TextMax(x, y, w-x, text, canvas.Frame)
}

// severed draws a cut link that nothing waits at.
func (s *scene) severed(c *canvas.Canvas, y, far int, left bool) {
	w, _ := c.Size()
	name := s.actors[far].name
	from, to, at := len(name), w, w-1
	if left {
		c.Text(0, y, name, canvas.Muted)
	} else {
		from, to, at = 0, w-len(name), 0
		c.Text(to, y, name, canvas.Muted)
	}
	c.HLine(from, y, to-from, "╌", canvas.Muted)
	c.Put(at, y, "╳", canvas.Danger)
}

// inlineWidth is what inline takes.
func (s *scene) inlineWidth(x *wire, form string) int {
	return len(x.m.From) + len(x.m.To) + 3 + canvas.Width(form)
}

// within is what a wire says, cut so that its line with both ends takes at most so
// many cells: who receives a message is never cut off.
func (s *scene) within(x *wire, form string, cells int) string {
	return shortened(form, cells-s.inlineWidth(x, ""))
}

// shortened is a text in at most so many cells.
func shortened(text string, cells int) string {
	if canvas.Width(text) <= cells {
		return text
	}
	return text[:canvas.Fitting(text, max(0, cells-1))] + "…"
}

// flowRows is how many lines of width w the wires take one after the other.
func (s *scene) flowRows(w int, wires []int) int {
	x, rows := 0, 1
	for _, j := range wires {
		need := min(w, s.inlineWidth(&s.wires[j], s.wires[j].at(0)))
		if x > 0 && x+need > w {
			x, rows = 0, rows+1
		}
		x += need + 3
	}
	return rows
}

// flowWires draws wires one after the other, the selected one first if not all
// fit, and counts the rest.
func (s *scene) flowWires(c *canvas.Canvas, wires []int) {
	w, h := c.Size()
	all := s.flowRows(w, wires) <= h
	if !all {
		wires = s.selectedFirst(wires)
	}
	x, y := 0, 0
	for k, j := range wires {
		m := &s.wires[j]
		form := m.at(0)
		need, room := s.inlineWidth(m, form), w
		if !all && y == h-1 {
			room -= canvas.Width(more(len(wires)-k)) + 3
		}
		if x > 0 && x+need > room {
			if y == h-1 {
				hidden(c.In(canvas.Rect{X: x, Y: y, W: w - x, H: 1}), 0, w-x, len(wires)-k, false)
				return
			}
			x, y = 0, y+1
		}
		x = s.inline(c, x, y, m, s.within(m, form, room-x), 0) + 3
	}
}

// selectedFirst gives the wires with the selected one in front.
func (s *scene) selectedFirst(wires []int) []int {
	for k, j := range wires {
		if k > 0 && s.wires[j].selected {
			out := append([]int{j}, wires[:k]...)
			return append(out, wires[k+1:]...)
		}
	}
	return wires
}

// stackWires draws one wire a line, in a block in the middle, and counts what
// does not fit. Long ones take a second line while there are lines to spare.
func (s *scene) stackWires(c *canvas.Canvas, wires []int) {
	w, h := c.Size()
	shown, rest := s.visible(wires, h)
	longest := 0
	for _, j := range shown {
		m := &s.wires[j]
		longest = max(longest, s.inlineWidth(m, m.at(0)))
	}
	longest = min(max(longest+2, canvas.Width(more(rest))), w)
	c = c.In(canvas.Rect{X: (w - longest) / 2, W: longest, H: h})
	spare, y := h-len(shown)-min(rest, 1), 0
	for _, j := range shown {
		m := &s.wires[j]
		under := 0
		if spare > 0 {
			under = longest - 1
		}
		text, below := m.caption(longest-s.inlineWidth(m, ""), under)
		s.inline(c, 0, y, m, text, longest-s.inlineWidth(m, text))
		if y++; below != "" {
			s.palette.label(c, max(1, min(len(m.m.From)+1, longest-canvas.Width(below))), y, under, below, s.belowInk(m, below))
			y, spare = y+1, spare-1
		}
	}
	if rest > 0 {
		hidden(c, y, longest, rest, false)
	}
}

// stackHeight is how many lines stackWires could use in w cells.
func (s *scene) stackHeight(wires []int, w int) int {
	n := len(wires)
	for _, j := range wires {
		m := &s.wires[j]
		if _, below := m.caption(w-s.inlineWidth(m, ""), w-1); below != "" {
			n++
		}
	}
	return n
}
