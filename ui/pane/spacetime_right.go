package pane

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// sideways is the space-time picture with time to the right: a lifeline is a
// row, a step a few columns, a message an upright arrow where it is received,
// and what it says stands below the dot.
type sideways struct {
	*space
	c     *canvas.Canvas
	pitch int // rows from one lifeline to the next
	left  int // where the names end
}

const (
	leastPitch = 2
	mostPitch  = 5
	stepLeast  = 5  // columns of a step
	labelMost  = 18 // columns that what it says may take
	eventMost  = 22
	hereWidth  = 3
)

// draw draws as many steps as there is room for, the selected one among them.
func (s *sideways) draw() {
	w, _ := s.c.Size()
	room := w - s.left
	first, before := around(len(s.line), s.anchor(), room, s.wide)
	s.rows(first, room/stepLeast)
	s.names()
	on := *s
	on.c = s.c.In(canvas.Rect{X: s.left, W: room, H: s.height()})
	x := -before
	if before > 0 && first < s.anchor() { // no half steps
		x += s.wide(first)
		on.lifelines(0, x, s.line[first], canvas.Frame)
		first++
	}
	for i := first; i < len(s.line) && x < room; i++ {
		x = on.step(i, x)
	}
	for last := s.line[len(s.line)-1]; x < room; x++ {
		on.lifelines(x, 1, last, canvas.Muted)
		on.c.Put(x, 0, " ", canvas.Plain) // nobody knows how long it stays cut
	}
	s.others(s.c)
}

func (s *sideways) height() int {
	_, h := s.c.Size()
	return h
}

// newSideways places the names; the lifelines follow once it is known which steps
// are shown.
func newSideways(s *space, c *canvas.Canvas) *sideways {
	out := &sideways{space: s, c: c}
	for _, id := range s.nodes() {
		out.left = max(out.left, len(id))
	}
	out.left = min(out.left, 8) + 1
	n, rows := len(s.sys.Nodes()), out.height()-1
	out.pitch = max(leastPitch, min(mostPitch, rows/max(1, n)))
	return out
}

// rows places the lifelines from the top; those without room are counted.
func (s *sideways) rows(first, steps int) {
	ids := s.nodes()
	if most := max(1, (s.height()-1)/s.pitch); len(ids) > most {
		s.hidden = len(ids) - most
		ids = s.busiest(ids, most, first, steps)
	}
	top := 1
	if len(ids)*s.pitch+1 < s.height() {
		top = 2 // for the bar of the first
	}
	s.lane = s.lane[:0]
	for i, id := range ids {
		s.lane = append(s.lane, lane{id, s.place(id), top + i*s.pitch, s.hues.of(id)})
	}
}

// names writes the nodes' names before their lifelines.
func (s *sideways) names() {
	for _, l := range s.lane {
		st := l.hue.Bold()
		if l.id == s.v.Node {
			st = st.Underline()
		}
		s.c.Aim(NodeTarget(l.id)).TextMax(0, l.x, s.left-1, s.sys.Protocol().NodeName(l.id), st)
	}
}

// wide is the number of columns of a step: its own, those of its events, and
// behind the cursor those of the selected choice.
func (s *sideways) wide(i int) int {
	n := 0
	if p := s.line[i]; i > 0 {
		n = s.fits(s.says(p), labelMost)
		for _, e := range s.v.told(p).events {
			n += s.fits(e.text, eventMost)
		}
	}
	if i == s.v.Point.Step {
		n += hereWidth
		if row := s.v.Row(); row != nil {
			n += s.fits(s.words(row.Choice, told{}), labelMost)
		}
	}
	return n
}

// fits is the least width of a step that shows a text below its lifeline, if
// that is not more than most.
func (s *sideways) fits(text string, most int) int {
	for w := stepLeast - 2; w < most; w++ {
		if len(canvas.Wrap(text, w)) < s.pitch && longestWord(text) <= w {
			return w + 2
		}
	}
	return most + 2
}

func longestWord(text string) int {
	n := 0
	for _, word := range strings.Fields(text) {
		n = max(n, canvas.Width(word))
	}
	return n
}

// says is what stands below the dot of a step.
func (s *sideways) says(p *timeline.Point) string {
	if s.v.Space.Clocks && s.cone != nil && s.cone.Event(p.Step).Host >= 0 {
		return s.cone.clock(s.space, p.Step)
	}
	return s.words(p.Choice, s.v.told(p))
}

// words says what a choice does, as short as it can be said beside a lifeline.
func (s *space) words(c engine.Choice, t told) string {
	if c.Verb.OfMessage() {
		return s.carries(c)
	}
	switch a, one := s.act(c, t.lost); {
	case one:
		return a.words
	case t.apart != "":
		return c.Verb.String() + ": " + t.apart
	}
	return show.Choice(s.p, c)
}

// carries is what the message of a choice says, and what becomes of it.
func (s *space) carries(c engine.Choice) string {
	return show.Label(s.p, &engine.Message{From: c.From, To: c.To, Kind: c.Kind, Key: c.Key, Text: c.Text}) + fate[c.Verb]
}

// fate is what becomes of a message that is not delivered.
var fate = map[engine.Verb]string{engine.DropMsg: " lost", engine.DupMsg: " copied"}

// step draws a step with its events, and the cursor behind it, and gives the
// column behind that.
func (s *sideways) step(i, x int) int {
	p := s.line[i]
	if i > 0 {
		x = s.taken(p, x)
	}
	if i != s.v.Point.Step {
		return x
	}
	s.lifelines(x, hereWidth, p, canvas.Frame)
	s.c.VLine(x+1, 0, s.height(), "┃", canvas.Select.Bold())
	s.c.Put(x+1, 0, "◉", canvas.Select.Bold())
	x += hereWidth
	row := s.v.Row()
	if row == nil {
		return x
	}
	text := s.words(row.Choice, told{})
	n := s.fits(text, labelMost)
	s.lifelines(x, n, p, canvas.Frame)
	to := *s
	to.c = s.c.Aim(RowTarget(s.v.Selected))
	to.c.Put(x, 0, ">", canvas.Select.Bold())
	to.choice(p.World, row.Choice, stroke{x: x, n: n, text: text, ink: canvas.Select.Bold(), ahead: true})
	return x + n
}

// taken draws a step and its events.
func (s *sideways) taken(p *timeline.Point, x int) int {
	line := canvas.Frame
	k := stroke{x: x, text: s.says(p), ink: canvas.Plain}
	k.n = s.fits(k.text, labelMost)
	if p.Step > s.v.Point.Step {
		line, k.ink = canvas.Muted, canvas.Muted
	}
	mark := ""
	if s.cone != nil {
		mark, k.ink = s.cone.shade(p.Step)
	}
	on := *s
	on.c = s.c.Aim(PointTarget{p})
	on.lifelines(x, k.n, p, line)
	on.number(p, x, mark)
	on.choice(p.Parent.World, p.Choice, k)
	x += k.n
	for _, e := range s.v.told(p).events {
		n := s.fits(e.text, eventMost)
		on.lifelines(x, n, p, line)
		if k.ink == canvas.Muted {
			e.style = canvas.Muted
		}
		if l := s.find(e.node); l != nil {
			on.c.Put(x, l.x, e.glyph, e.style)
			on.below(l, x, n, e.text, e.style)
		}
		x += n
	}
	return x
}

// number writes the number of a step above it; that of the selected one stands
// out.
func (s *sideways) number(p *timeline.Point, x int, mark string) {
	st := canvas.Frame
	if p == s.v.Point {
		st = canvas.Select.Bold()
	}
	if p.Step == s.anchor() && (s.shift != 0 || s.cone != nil) {
		st = canvas.Select.Bold().Reverse()
	}
	s.c.Text(s.c.Text(x, 0, strconv.Itoa(p.Step), st), 0, mark, canvas.Plain.Bold())
}

// The lifelines of a network that lies to the right, as partLines and downLine.
var (
	partRows = map[string]string{"│": "─", "║": "═", "┃": "━", downLine: "╌"}
	upright  = map[bool]string{false: "│", true: "┃"}
)

// lifelines draws n columns of them, with a band above while a link is cut, and a bar
// above each node that a client waits for.
func (s *sideways) lifelines(x, n int, p *timeline.Point, st canvas.Style) {
	w, parts := p.World, s.v.told(p).parts
	for i := range s.lane {
		l := &s.lane[i]
		s.c.HLine(x, l.x, n, partRows[l.glyph(w, parts)], st)
		if l.x > 1 && w.History().Pending(l.id) != nil {
			s.c.HLine(x, l.x-1, n, "▂", st)
		}
	}
	if len(w.Cuts()) > 0 {
		s.c.HLine(x, 0, n, bandMark, canvas.Danger)
	}
}
