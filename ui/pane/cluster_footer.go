package pane

import (
	"slices"
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
	said   []remark // by the observer
	lines  int      // for that
	legend bool
	height int
}

func (s *scene) newFooter(w, h int, others []int) footer {
	f := footer{s: s, others: others, cuts: s.severance(), said: s.remarks(), legend: h >= 14, lines: 1}
	if h >= 26 {
		f.lines = s.observerLines(w-1, f.said)
	}
	if len(others) > 0 {
		f.rows = min(s.flowRows(w-flightIndent, others), max(1, h/6))
	}
	f.height = f.tall()
	return f
}

// tall is how many lines it takes.
func (f *footer) tall() int {
	n := f.rows + f.lines
	if f.cuts != "" {
		n++
	}
	if f.legend {
		n++
	}
	return n
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
	f.s.observer(c.In(canvas.Rect{X: 1, Y: y, W: w - 1, H: f.lines}), f.said)
	if f.legend {
		f.s.legend(c.In(canvas.Rect{X: 1, Y: y + f.lines, W: w - 1, H: 1}))
	}
}

const (
	observerIndent = 9
	mostObserved   = 3 // lines
)

// saying is a fact in words, with its mark.
func (s *scene) saying(f engine.Fact) (glyph, text string) {
	text = show.Fact(s.p, f)
	if k := s.p.Fact(f.Kind); k.Glyph != "" && !strings.HasPrefix(text, k.Glyph) {
		glyph = k.Glyph + " "
	}
	if s.isFresh(f) {
		text += " *"
	}
	if s.v.factApart(f) {
		text += " " + apartMark
	}
	return glyph, text
}

// remark is what an observer has to say, with its mark.
type remark struct{ glyph, text string }

func (r remark) width() int { return canvas.Width(r.glyph) + canvas.Width(r.text) }

// remarks are what an observer has to say of the point.
func (s *scene) remarks() []remark {
	if s.v.Fog != nil {
		return nil
	}
	if s.v.Cache == nil {
		return s.observed()
	}
	o := &s.v.Cache.observed
	if o.at != s.v.Point || o.apart != s.v.Apart {
		*o = observed{s.v.Point, s.v.Apart, s.observed()}
	}
	return o.remarks
}

// observed lists the readings that are worth it, and then the facts.
func (s *scene) observed() []remark {
	var out []remark
	for _, g := range s.v.World.System().Gauges() {
		if n := g.Read(s.v.World); n >= g.From {
			out = append(out, remark{"", strconv.Itoa(n) + " " + g.Name})
		}
	}
	for _, f := range s.milestones() {
		glyph, text := s.saying(f)
		out = append(out, remark{glyph, text})
	}
	return out
}

// observer says what only we know, and counts what does not fit.
func (s *scene) observer(c *canvas.Canvas, remarks []remark) {
	w, h := c.Size()
	c.Text(0, 0, "observer", canvas.Frame)
	if s.v.covers(CoverObserver) {
		covered(c.In(canvas.Rect{X: observerIndent, W: w - observerIndent, H: h}), s.v.covering(coverObserver))
		return
	}
	if s.v.Fog != nil {
		c.Text(observerIndent, 0, fogObserver, canvas.Muted)
		return
	}
	if len(remarks) == 0 {
		c.Text(observerIndent, 0, "nothing of note yet", canvas.Muted)
		return
	}
	x, y := observerIndent, 0
	for i, r := range remarks {
		room := func() int {
			if y == h-1 && i < len(remarks)-1 {
				return w - 12 // for the count of the others
			}
			return w
		}
		if x > observerIndent && x+3+r.width() > room() {
			if y == h-1 {
				c.Text(x+2, y, more(len(remarks)-i), canvas.Frame)
				return
			}
			x, y = observerIndent, y+1
		}
		if x > observerIndent {
			x = c.Text(x, y, " · ", canvas.Frame)
		}
		x = c.Text(x, y, r.glyph, canvas.Good.Bold())
		x = s.palette.say(c, x, y, room()-x, r.text, canvas.Plain)
	}
}

// observerLines is how many lines the observer could use.
func (s *scene) observerLines(w int, remarks []remark) int {
	x, y := 0, 1
	for _, r := range remarks {
		need := r.width() + 3
		if x > 0 && x+need > w-observerIndent {
			x, y = 0, y+1
		}
		if x += need; y >= mostObserved {
			return mostObserved
		}
	}
	return y
}

func (s *scene) isFresh(f engine.Fact) bool {
	return s.v.Step != nil && slices.Contains(s.v.Step.Facts, f)
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

// legend explains the short names of messages, those in flight first if not all
// fit, and the marks.
func (s *scene) legend(c *canvas.Canvas) {
	w, _ := c.Size()
	marks := "■ disk □ memory * new" + s.marked()
	kinds, total := s.shortened()
	room := w - canvas.Width(marks)
	if total > room {
		slices.SortStableFunc(kinds, func(a, b *engine.Kind) int { return s.flying(b) - s.flying(a) })
	}
	x := 0
	for _, k := range kinds {
		if x+explained(k) > room {
			break
		}
		x = c.Text(x, 0, k.Short, canvas.Plain)
		x = c.Text(x+1, 0, k.Name, canvas.Frame) + 2
	}
	c.TextMax(x, 0, w-x, marks, canvas.Frame)
}

// shortened are the kinds of messages that have a short name, and the room that
// it takes to explain them.
func (s *scene) shortened() (kinds []*engine.Kind, total int) {
	for i := range s.p.Kinds {
		if k := &s.p.Kinds[i]; k.Short != "" && !strings.EqualFold(k.Short, k.Name) {
			kinds, total = append(kinds, k), total+explained(k)
		}
	}
	return kinds, total
}

func explained(k *engine.Kind) int { return len(k.Short) + 1 + canvas.Width(k.Name) + 2 }

// flying is 1 for a kind of which something is in flight, else 0.
func (s *scene) flying(k *engine.Kind) int {
	for i := range s.wires {
		if s.wires[i].m.Kind == k.ID {
			return 1
		}
	}
	return 0
}
