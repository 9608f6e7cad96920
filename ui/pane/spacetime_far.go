package pane

import (
	"strconv"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
)

// far is the space-time picture from further away: no words, a cell for each
// step, or for many, and a line for each message from where it was sent to where
// it arrived.
type far struct {
	*space
	c     *canvas.Canvas
	per   int // steps of a cell
	pitch int // from one cell to the next, on the screen
	first int // the first step that is shown
	n     int // cells
	legend
}

// farSteps are the steps of a cell, by how far away the picture is.
var farSteps = [...]int{1, 10, 100}

// Farthest is the largest Zoom.
const Farthest = len(farSteps)

// farPitch is the most rows from one lifeline to the next.
const farPitch = 9

// Steps is how many steps a cell of the picture holds.
func (s Space) Steps() int {
	if s.Zoom == 0 {
		return 1
	}
	return farSteps[min(s.Zoom, Farthest)-1]
}

// newFar places the lifelines, and the selected step among those shown.
func newFar(s *space, c *canvas.Canvas) *far {
	f := &far{space: s, c: c, per: s.v.Space.Steps(), pitch: 1}
	w, h := c.Size()
	long := h - 1
	var side *sideways
	if s.v.Space.Right {
		side = newSideways(s, c)
		side.pitch = max(1, min(farPitch, (h-2)/len(s.sys.Nodes())))
		s.gutter, long = side.left, w-side.left
		if f.per == 1 {
			f.pitch = stepWidth
		}
	}
	f.n = max(1, long/f.pitch)
	f.first = max(0, min(s.anchor()/f.per-f.n*2/3, (len(s.line)-1)/f.per+1-f.n)) * f.per
	if side != nil {
		side.rows(f.first, f.n*f.per)
		side.names()
	} else {
		s.lanes(f.first, min(f.n*f.per, 1000))
		s.heads(c)
	}
	return f
}

// cell is the cell of a step, counted from the first that is shown.
func (f *far) cell(step int) int { return step/f.per - f.first/f.per }

// last is the last step that is shown.
func (f *far) last() int { return min(len(f.line)-1, f.first+f.n*f.per-1) }

// xy is where a cell of a lifeline stands.
func (f *far) xy(cell int, l *lane) (x, y int) {
	if f.v.Space.Right {
		return f.gutter + cell*f.pitch, l.x
	}
	return l.x, 1 + cell
}

func (f *far) draw() {
	for i := range f.n {
		f.background(i)
	}
	if f.per == 1 {
		for i := max(1, f.first); i <= f.last(); i++ {
			f.message(f.line[i])
		}
	}
	f.happened()
	f.numbers()
	f.others(f.c)
}

// background draws the lifelines of a cell, and the band while a link is cut.
func (f *far) background(cell int) {
	step := f.first + cell*f.per
	p, st := f.line[min(step+f.per, len(f.line))-1], canvas.Frame
	if step > f.v.Point.Step {
		st = canvas.Muted
	}
	parts := partsOf(p.World)
	for i := range f.lane {
		l := &f.lane[i]
		x, y := f.xy(cell, l)
		glyph := l.glyph(p.World, parts)
		if f.v.Space.Right {
			glyph = partRows[glyph]
		}
		f.c.HLine(x, y, f.pitch, glyph, st)
	}
	if len(p.World.Cuts()) > 0 && step < len(f.line) {
		f.band(cell)
	}
}

// band marks a cell during which a link is cut: beside the numbers, or over them
// where there is no line between them and the first lifeline.
func (f *far) band(cell int) {
	x, y := f.xy(cell, &lane{})
	switch {
	case !f.v.Space.Right:
		x = f.gutter
	case len(f.lane) > 0 && f.lane[0].x > 1:
		y = 1
	}
	f.c.HLine(x, y, f.pitch, bandMark, canvas.Danger)
}

// happened draws what happened in each cell: of several steps at one node, the
// gravest.
func (f *far) happened() {
	lanes, line := f.laneOf(), f.v.noted(f.line)
	gravest := make([]*noted, len(f.lane)*f.n)
	for i := max(1, f.first); i <= f.last(); i++ {
		n := &line[i]
		if n.node < 0 || lanes[n.node] < 0 {
			continue
		}
		at := &gravest[lanes[n.node]*f.n+f.cell(i)]
		if *at == nil || f.grave(n) > f.grave(*at) {
			*at = n
		}
	}
	for i, n := range gravest {
		if n != nil {
			f.mark(n, &f.lane[i/f.n])
		}
	}
}

// laneOf says of each node which lifeline is its own, or below 0.
func (f *far) laneOf() []int {
	out := make([]int, len(f.sys.Nodes()))
	for i := range out {
		out[i] = -1
	}
	for i := range f.lane {
		out[f.lane[i].node] = i
	}
	return out
}

// grave orders marks: what most has to be seen comes last.
func (f *far) grave(n *noted) int {
	switch m := &n.mark; {
	case n.p == f.v.Point:
		return 5
	case m.glyph == "✗":
		return 4
	case m.style == canvas.Good.Bold():
		return 3
	case m.glyph == "×":
		return 1
	case m.style == canvas.Plain:
		return 0
	}
	return 2
}

func (f *far) mark(n *noted, l *lane) {
	m := n.mark
	switch {
	case n.p == f.v.Point:
		m = hereMark
	case f.v.unborn(n.p):
		m = plainMark
	}
	f.note(m)
	st := m.style
	if st == canvas.Plain {
		st, _ = f.hues.mention(n.p.Choice.Key)
	}
	switch {
	case f.cone != nil:
		_, st = f.cone.shade(n.p.Step)
	case n.p.Step > f.v.Point.Step:
		st = canvas.Muted
	}
	x, y := f.xy(f.cell(n.p.Step), l)
	f.c.Aim(PointTarget{n.p}).Put(x, y, m.glyph, st)
}

// message draws the way of a message: from where it was sent, or from the edge
// if that is not on the screen.
func (f *far) message(p *timeline.Point) {
	switch c := p.Choice; c.Verb {
	case engine.DeliverMsg, engine.DropMsg, engine.DupMsg:
		from, to, sent := f.find(c.From), f.find(c.To), p.Parent.World.SentAt(c)
		if from == nil || to == nil || from == to || sent < 0 {
			return
		}
		st, _ := f.hues.mention(c.Key)
		if c.Verb == engine.DropMsg {
			st = canvas.Danger
		}
		switch {
		case f.cone != nil:
			_, st = f.cone.shade(p.Step)
		case p.Step > f.v.Point.Step:
			st = canvas.Muted
		}
		x0, y0 := f.xy(f.cell(sent), from)
		x1, y1 := f.xy(f.cell(p.Step), to)
		f.slant(x0, y0, x1, y1, st)
	}
}

// numbers writes the numbers of steps beside the cells, as many as have room,
// and over them those of the cursor and of the selected step.
func (f *far) numbers() {
	room := len(strconv.Itoa(len(f.line))) + 2 // of a number, in cells of the screen
	if !f.v.Space.Right {
		room = 1
	}
	every := 0
	for _, n := range [...]int{1, 2, 5, 10, 20} {
		if every = n; n*f.pitch >= room {
			break
		}
	}
	here, at := f.v.Point.Step, f.anchor()
	for i := 0; i < f.n && f.first+i*f.per < len(f.line); i += every {
		if f.apart(i, f.cell(here), room) && f.apart(i, f.cell(at), room) {
			f.number(i, f.first+i*f.per, canvas.Frame)
		}
	}
	f.number(f.cell(here), here, canvas.Select.Bold())
	if f.shift != 0 || f.cone != nil {
		f.number(f.cell(at), at, canvas.Select.Bold().Reverse())
	}
}

// apart says whether two cells stand so far from each other that their numbers do
// not touch.
func (f *far) apart(a, b, room int) bool { return max(a-b, b-a)*f.pitch >= room }

func (f *far) number(cell, step int, st canvas.Style) {
	if cell < 0 || cell >= f.n {
		return
	}
	text := strconv.Itoa(step)
	c := f.c.Aim(PointTarget{f.line[step]})
	x, y := f.xy(cell, &lane{})
	if !f.v.Space.Right {
		c.Text(max(0, f.gutter-1-len(text)), y, text, st)
		return
	}
	c.Text(x, 0, text, st)
}
