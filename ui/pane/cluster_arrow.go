package pane

import (
	"strconv"
	"strings"

	"synod/ui/canvas"
)

// pen is how the line of a wire is drawn.
func (x *wire) pen() (line string, st canvas.Style) {
	switch {
	case x.selected:
		return "━", canvas.Select.Bold()
	case x.block != "":
		return "╌", canvas.Muted
	}
	return "─", x.style
}

// ink is the style of what the wire says.
func (x *wire) ink() canvas.Style {
	switch {
	case x.selected:
		return canvas.Plain.Bold().Underline()
	case x.fresh && x.block == "":
		return canvas.Plain.Bold()
	case x.block != "":
		return canvas.Muted
	}
	return canvas.Plain
}

// tip is the head of the arrow, or the mark of what the message waits for.
func (x *wire) tip(rightwards bool) (string, canvas.Style) {
	_, st := x.pen()
	switch {
	case x.block != "":
		return x.block, canvas.Danger
	case rightwards:
		return "▸", st
	}
	return "◂", st
}

// caption is what the wire says in at most w cells: all of it, or with its
// second half on a line below of under cells, or cut short with …
func (x *wire) caption(w, under int) (text, below string) {
	times := ""
	if x.copies > 1 {
		times = " ×" + strconv.Itoa(x.copies)
		w -= len(times) - 1
	}
	rest := strings.TrimSpace(strings.TrimPrefix(x.full, x.brief))
	switch {
	case canvas.Width(x.full) <= w:
		return x.full + times, ""
	case rest != "" && len(x.brief) <= w && under > 0:
		return x.brief + times, rest
	}
	for _, t := range [...]string{x.brief, x.short} {
		if t != x.full && len(t) < w {
			return t + "…" + times, ""
		}
	}
	return x.short + times, ""
}

// lane draws a wire across a gutter on one side of the hub, the name of the
// node at its far end, and what it says beside its sender. With two lines the
// second half may stand below.
func (s *scene) lane(c *canvas.Canvas, y int, x *wire, left, toHub, two bool) {
	if x.row >= 0 {
		c = c.Aim(RowTarget(x.row))
	}
	far := &s.actors[x.far()]
	w, _ := c.Size()
	name := far.name
	from, to := len(name), w
	if left {
		s.end(c, 0, y, far, x)
	} else {
		from, to = 0, w-len(name)
		s.end(c, to, y, far, x)
	}
	s.arrow(c, y, from, to, x, left == toHub, two)
}

// end writes the name at an end of a wire.
func (s *scene) end(c *canvas.Canvas, x, y int, a *actor, m *wire) int {
	st := a.style
	if m.block != "" {
		st = canvas.Muted
	} else if m.selected {
		st = st.Bold()
	}
	return c.Text(x, y, a.name, st)
}

// arrow draws the line of a wire between two columns and what it says on it.
func (s *scene) arrow(c *canvas.Canvas, y, from, to int, x *wire, rightwards, two bool) {
	line, st := x.pen()
	c.HLine(from, y, to-from, line, st)
	s.way(c, y, from, to, x, rightwards)
	tip, tipStyle := x.tip(rightwards)
	under := 0
	if two {
		under, _ = c.Size()
	}
	text, below := x.caption(to-from-2, under)
	at := from + 1
	if rightwards {
		c.Put(to-1, y, tip, tipStyle)
	} else {
		c.Put(from, y, tip, tipStyle)
		at = to - 1 - canvas.Width(text)
	}
	end := s.palette.label(c, at, y, to-1-at, text, x.ink())
	if below != "" {
		n := min(under, canvas.Width(below))
		s.palette.label(c, max(0, min(end, under)-n), y+1, n, below, s.belowInk(x, below))
	}
}

// belowInk is the style of the second half: a value has the colour of the ballot
// in the first.
func (s *scene) belowInk(x *wire, below string) canvas.Style {
	if _, own := s.palette.mention(below); own || x.block != "" {
		return x.ink()
	}
	return x.style | x.ink()
}

// two says whether what a wire says needs a second line in a gutter.
func (s *scene) two(x *wire, w int) bool {
	_, below := x.caption(w-len(s.actors[x.far()].name)-2, w)
	return below != ""
}

// inline draws a wire on one line, as wide as what it says and the cells that
// are added to its line, and gives the column behind it.
func (s *scene) inline(c *canvas.Canvas, px, y int, x *wire, form string, added int) int {
	if x.row >= 0 {
		c = c.Aim(RowTarget(x.row))
	}
	line, st := x.pen()
	tip, tipStyle := x.tip(true)
	px = s.end(c, px, y, &s.actors[x.from], x)
	begin := px
	px = c.Text(px, y, line, st)
	px = s.palette.label(c, px, y, len(form)+8, form, x.ink())
	c.HLine(px, y, added+1, line, st)
	px += added + 1
	px = c.Text(px, y, tip, tipStyle)
	s.way(c, y, begin, px, x, true)
	return s.end(c, px, y, &s.actors[x.to], x)
}
