package pane

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// footer is what stands below a picture: messages that have no place in it,
// cut links, what an observer knows, and the legend.
type footer struct {
	s      *scene
	others []int // wires
	rows   int   // lines for them
	cuts   string
	facts  []engine.Fact
	legend bool
	height int
}

func (s *scene) newFooter(w, h int, others []int) footer {
	f := footer{s: s, others: others, cuts: s.severance(), facts: s.milestones(), legend: h >= 14}
	if len(others) > 0 {
		f.rows = min(s.flowRows(w-flightIndent, others), max(1, h/6))
	}
	f.height = f.rows + 1
	if f.cuts != "" {
		f.height++
	}
	if f.legend {
		f.height++
	}
	return f
}

const flightIndent = 11

func (f *footer) draw(c *canvas.Canvas) {
	w, _ := c.Size()
	y := 0
	if f.rows > 0 {
		c.Text(1, y, "in flight", canvas.Frame)
		f.s.flowWires(c.In(canvas.Rect{X: flightIndent, Y: y, W: w - flightIndent, H: f.rows}), f.others)
		y += f.rows
	}
	if f.cuts != "" {
		x := c.Text(1, y, "╳ cut  ", canvas.Danger.Bold())
		c.Text(x, y, f.cuts, canvas.Plain)
		y++
	}
	f.s.observer(c.In(canvas.Rect{X: 1, Y: y, W: w - 1, H: 1}), f.facts)
	if f.legend {
		f.s.legend(c.In(canvas.Rect{X: 1, Y: y + 1, W: w - 1, H: 1}))
	}
}

// observer says what only we know, the newest first.
func (s *scene) observer(c *canvas.Canvas, facts []engine.Fact) {
	w, _ := c.Size()
	x := c.Text(0, 0, "observer ", canvas.Frame)
	if len(facts) == 0 {
		c.Text(x, 0, "nothing of note yet", canvas.Muted)
		return
	}
	for i, f := range facts {
		text := show.Fact(s.p, f)
		room := w - x - 10*min(1, len(facts)-i-1)
		if i > 0 && canvas.Width(text)+5 > room {
			c.Text(x, 0, " … "+strconv.Itoa(len(facts)-i)+" more", canvas.Frame)
			return
		}
		if i > 0 {
			x = c.Text(x, 0, " · ", canvas.Frame)
		}
		if k := s.p.Fact(f.Kind); k != nil && k.Glyph != "" && !strings.HasPrefix(text, k.Glyph) {
			x = c.Text(x, 0, k.Glyph+" ", canvas.Good.Bold())
		}
		x = s.palette.say(c, x, 0, w-x, text, canvas.Plain)
		if s.isFresh(f) {
			x = c.Text(x, 0, " *", canvas.Fresh.Bold())
		}
	}
}

func (s *scene) isFresh(f engine.Fact) bool {
	if s.v.Step == nil {
		return false
	}
	for _, g := range s.v.Step.Facts {
		if g == f {
			return true
		}
	}
	return false
}

// milestones lists the facts that are worth a line, those with a mark first,
// the newest of each kind first.
func (s *scene) milestones() []engine.Fact {
	var out []engine.Fact
	for _, marked := range [2]bool{true, false} {
		for i := range s.p.Facts {
			k := &s.p.Facts[i]
			if !k.Milestone || (k.Glyph != "") != marked {
				continue
			}
			for f := range s.v.World.Facts().Of(k.ID) {
				if out = append(out, f); len(out) == 30 {
					return out
				}
			}
		}
	}
	return out
}

// legend explains the short names of messages and the marks.
func (s *scene) legend(c *canvas.Canvas) {
	w, _ := c.Size()
	const marks = "■ disk □ memory * new"
	x, room := 0, w-canvas.Width(marks)
	for i := range s.p.Kinds {
		k := &s.p.Kinds[i]
		if k.Short == "" || strings.EqualFold(k.Short, k.Name) {
			continue
		}
		need := len(k.Short) + 1 + canvas.Width(k.Name) + 2
		if x+need > room {
			break
		}
		x = c.Text(x, 0, k.Short, canvas.Plain)
		x = c.Text(x+1, 0, k.Name, canvas.Frame) + 2
	}
	c.Text(x, 0, marks, canvas.Frame)
}
