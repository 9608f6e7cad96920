package pane

import (
	"slices"

	"synod/ui/canvas"
)

// legend keeps the marks that are in a picture.
type legend struct{ seen []mark }

// note keeps a mark.
func (g *legend) note(m mark) mark {
	for i := range g.seen {
		if g.seen[i].glyph == m.glyph {
			return m
		}
	}
	g.seen = append(g.seen, m)
	return m
}

// explain explains the marks that are in the picture, where nothing else stands:
// below the branches if there is a line, else beside the first.
func (t *tree) explain(c *canvas.Canvas) {
	marks := t.marks()
	if len(t.rows) < t.h {
		legendLine(c, 1, t.h-1, marks)
		return
	}
	width := legendWidth(marks)
	for y := range t.rows {
		if x := max(t.rows[y].end+4, t.w-width-1); x+width <= t.w {
			legendLine(c, x, y, marks)
			return
		}
	}
}

// legendOrder is the order in which marks that every protocol has stand; those
// of the protocol itself follow the step, and the names of points come last.
const legendOrder = "●…×╳▼▲✗◉○←"

func (g *legend) marks() []mark {
	marks := slices.Clone(g.seen)
	slices.SortStableFunc(marks, func(a, b mark) int { return legendRank(a.glyph) - legendRank(b.glyph) })
	return marks
}

func legendRank(glyph string) int {
	for i, r := range legendOrder {
		if string(r) == glyph {
			return i
		}
	}
	if canvas.Width(glyph) > 1 {
		return len(legendOrder)
	}
	return len("●")
}

func legendWidth(marks []mark) int {
	n := 0
	for _, m := range marks {
		n += canvas.Width(m.glyph) + 1 + canvas.Width(m.means) + 2
	}
	return n
}

func legendLine(c *canvas.Canvas, x, y int, marks []mark) {
	w, _ := c.Size()
	for _, m := range marks {
		if x+canvas.Width(m.glyph)+1+canvas.Width(m.means) > w {
			return
		}
		x = c.Text(x, y, m.glyph, m.style)
		x = c.Text(x+1, y, m.means, canvas.Frame) + 2
	}
}
