package pane

import (
	"slices"
	"strconv"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Properties shows how the promised properties have fared: ✓ put to the test so
// many times, · not yet, ✗ with the reason. The one the scenario is about comes
// first, underlined; what should be reached rather than hold comes last. A star
// marks what this step put to the test.
func Properties(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	b := verdicts(v)
	if v.covers(CoverProperties) {
		covered(c, v.covering(coverProperties))
		return
	}
	if lines := watches(c, v); lines > 0 {
		h -= lines
		c = c.In(canvas.Rect{W: w, H: h})
	}
	if len(b.marks) == 0 {
		c.Text(0, 0, "This scenario promises nothing.", canvas.Muted)
		return
	}
	if line := search(c, v); line > 0 {
		h -= line
		c = c.In(canvas.Rect{W: w, H: h})
	}
	y := b.flow(c, b.formBeside(w, h), w)
	room := c.In(canvas.Rect{X: 0, Y: y, W: w, H: h - y})
	if y = b.broken(room); y == 0 {
		b.statement(room)
	}
}

// formBeside is the form that fits together with why what is broken is, if one
// does, else the form that fits.
func (b *board) formBeside(w, h int) form {
	why := 0
	for i := range b.marks {
		why += len(b.marks[i].complaint(w))
	}
	if f := b.formFor(w, h-why); why > 0 && b.flow(nil, f, w) <= h-why {
		return f
	}
	return b.formFor(w, h)
}

// formFor is the form that says most of each property and fits; if none does,
// the shorter of the two shortest.
func (b *board) formFor(w, h int) form {
	for f := full; f <= brief; f++ {
		if b.flow(nil, f, w) <= h {
			return f
		}
	}
	if length(b.marks, worded) <= length(b.marks, brief) {
		return worded
	}
	return brief
}

// length is the room that all marks take.
func length(marks []verdict, f form) int {
	n := 0
	for i := range marks {
		n += canvas.Width(marks[i].texts[f])
	}
	return n
}

// PropertiesHeight is the number of lines of a width in which Properties names
// them all, says why what is broken is, and has one for the search.
func PropertiesHeight(v *View, w int) int {
	b, n := verdicts(v), 1
	for i := range b.marks {
		n += len(b.marks[i].complaint(w))
	}
	return n + b.flow(nil, full, w) + WatchesHeight(v, w)
}

// statement says in the lines that are left what the property that the scenario
// is about means.
func (b *board) statement(c *canvas.Canvas) {
	w, h := c.Size()
	about := &b.marks[0]
	if !about.about {
		return
	}
	lines := canvas.Wrap(about.Name+": "+about.Statement, w)
	if len(lines) > h {
		return
	}
	for i, l := range lines {
		c.Text(0, i, l, canvas.Frame)
	}
}

// board is all properties with how they stand.
type board struct {
	v     *View
	marks []verdict
}

// verdict is one property with how it stands.
type verdict struct {
	*engine.Property
	engine.Tally
	state engine.State
	about bool
	fresh bool              // this step put it to the test
	texts [brief + 1]string // what is said of it, by form
}

func verdicts(v *View) *board {
	if v.Cache == nil {
		return newBoard(v)
	}
	if v.Cache.now.board == nil {
		v.Cache.now.board = newBoard(v)
	}
	return v.Cache.now.board
}

func newBoard(v *View) *board {
	sys := v.World.System()
	props := sys.Properties()
	var out []verdict
	for i := range props {
		m := verdict{Property: &props[i], Tally: v.Point.Score[i], state: v.Point.Score[i].State(), about: props[i].ID == sys.Config().About}
		m.Broken = sys.Protocol().Named(m.Broken)
		if before := v.Point.Parent; before != nil {
			m.fresh = before.Score[i] != m.Tally
		}
		for f := range m.texts {
			m.texts[f] = m.say(form(f))
		}
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b verdict) int { return a.rank() - b.rank() })
	return &board{v, out}
}

func (m *verdict) rank() int {
	switch {
	case m.about:
		return 0
	case m.Sometimes:
		return 2
	}
	return 1
}

// complaint says why what is broken is.
func (m *verdict) complaint(w int) []line {
	if m.state != engine.Broken {
		return nil
	}
	return para(line{mark: "✗", style: canvas.Danger.Bold(), x: 2, text: m.Name + ": " + m.Broken, ink: canvas.Danger.Bold()}, w, false)
}

// broken says in the lines that are left why what is broken is, and gives the
// lines it takes. What does not fit is counted.
func (b *board) broken(c *canvas.Canvas) int {
	w, h := c.Size()
	var lines []line
	for i := range b.marks {
		lines = append(lines, b.marks[i].complaint(w)...)
	}
	n := min(len(lines), h)
	for y, l := range lines[:n] {
		l.draw(c, &palette{}, y)
	}
	if left := len(lines) - n; left > 0 && n > 0 {
		right(c, n-1, b.v.theRest(left), canvas.Select)
	}
	return n
}

// form is how much is said of each property.
type form int

const (
	full   form = iota // ✓ promises only rise 3×, ✗ agreement is broken since step 9
	short              // ✓ promises only rise
	worded             // ✓ promises
	brief              // ✓ PROMISE-MONO
)

func (m *verdict) say(f form) string {
	name := m.Name
	switch {
	case f == brief:
		name = m.ID
	case f == worded && m.Short != "":
		name = m.Short
	}
	s := show.Mark(m.state) + " " + name
	if f == full && m.state == engine.Held && !m.Sometimes {
		s += " " + strconv.Itoa(m.Held) + "×"
	}
	if f <= short && m.state == engine.Broken {
		s += " is broken since step " + strconv.Itoa(m.At)
	}
	if m.fresh {
		s += "*"
	}
	return s
}

func (m *verdict) style() canvas.Style {
	st := canvas.Plain
	switch {
	case m.state == engine.Broken:
		st = canvas.Danger.Bold()
	case m.fresh:
		st = canvas.Fresh.Bold()
	case m.state == engine.Untested:
		st = canvas.Muted
	}
	if m.about {
		st = st.Bold().Underline()
	}
	return st
}

// flow draws the marks one behind the other and gives the lines it takes; on no
// canvas it only counts them. What does not fit is counted at the end.
func (b *board) flow(c *canvas.Canvas, f form, w int) int {
	marks := b.marks
	if len(marks) == 0 {
		return 0
	}
	x, y := 0, 0
	counted := c != nil && b.flow(nil, f, w) > height(c)
	for i := range marks {
		m := &marks[i]
		text, room := m.texts[f], w
		if counted && y == height(c)-1 {
			room -= canvas.Width(b.v.theRest(len(marks) - i))
		}
		label := ""
		switch before := i > 0 && marks[i-1].Sometimes; {
		case m.Sometimes && !before:
			label = "seen: "
		case before && !m.Sometimes:
			label = "│ "
		}
		n := canvas.Width(label) + canvas.Width(text)
		if x > 0 && x+2+n > room {
			x, y = 0, y+1
		} else if x > 0 {
			x += 2
		}
		if c != nil && b.v.beyond(c, y, len(marks)-i) {
			return y
		}
		if c != nil {
			at := c.Text(x, y, label, canvas.Frame)
			c.Text(at, y, text, m.style())
		}
		x += n
	}
	return y + 1
}

// beyond says whether a line lies below the canvas, and then counts what is left.
func (v *View) beyond(c *canvas.Canvas, y, left int) bool {
	w, h := c.Size()
	if y < h {
		return false
	}
	if h > 0 {
		hint := v.theRest(left)
		c.Text(max(0, w-canvas.Width(hint)), h-1, hint, canvas.Frame)
	}
	return true
}

// theRest counts what is left, and names the key that shows it.
func (v *View) theRest(left int) string { return " " + more(left) + " · " + v.key("zoom") }

func height(c *canvas.Canvas) int {
	_, h := c.Size()
	return h
}
