package pane

import (
	"slices"
	"strconv"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
)

// SpaceTime draws the run that the cursor is on: a lifeline for each node, a
// row for each step, each message where it is received, with the step that sent
// it at its tail. Below the cursor stand the selected choice, as it would be
// drawn, and what is in flight. Scroll moves the picture by steps.
func SpaceTime(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	s := newSpace(v, w)
	foot := s.foot(w, max(1, h/4))
	body := max(0, h-1-foot.height())
	if v.Space.Right || v.Space.Zoom > 0 {
		s.otherwise(c.In(canvas.Rect{W: w, H: body + 1}))
		foot.draw(c, h-foot.height())
		return
	}
	first, above := around(len(s.line), s.anchor(), body, s.tall)
	s.lanes(first, body)
	s.heads(c)
	rows := c.In(canvas.Rect{X: 0, Y: 1, W: w, H: body})
	y := -above
	for i := first; i < len(s.line) && y < body; i++ {
		y = s.step(rows, i, y)
	}
	for ; y < body; y++ {
		s.lifelines(rows, y, s.line[len(s.line)-1], canvas.Muted)
	}
	foot.draw(c, h-foot.height())
}

// otherwise draws the picture with time to the right, or from further away, and
// then what its marks mean below.
func (s *space) otherwise(c *canvas.Canvas) {
	w, h := c.Size()
	if s.v.Space.Zoom == 0 {
		newSideways(s, c).draw()
		return
	}
	f := newFar(s, c.In(canvas.Rect{W: w, H: h - 1}))
	f.draw()
	legendLine(c, 1, h-1, f.marks())
}

// space is the space-time picture.
type space struct {
	v      *View
	p      *engine.Protocol
	sys    *engine.System
	hues   palette
	line   []*timeline.Point
	lane   []lane // those shown, from the left
	gutter int    // columns for the numbers of the steps
	w      int
	hidden int // nodes without a lane
	shift  int // scrolled by so many steps
	cone   *cone
}

func newSpace(v *View, w int) *space {
	sys := v.World.System()
	s := &space{v: v, sys: sys, p: sys.Protocol(), hues: colours(sys), line: v.Timeline.Line(), w: w}
	s.gutter = max(3, len(strconv.Itoa(len(s.line)))+1)
	if v.Focus == OnLog {
		s.shift = v.Scroll
	}
	if v.Space.Causes || v.Space.Clocks {
		s.cone = s.newCone()
	}
	return s
}

// anchor is the selected step.
func (s *space) anchor() int {
	return max(0, min(s.v.Point.Step+s.shift, len(s.line)-1))
}

// tall is the number of rows of a step: its own, one for each event, and below
// the cursor the line that says so and the selected choice.
func (s *space) tall(i int) int {
	n := 0
	if i > 0 {
		n = 1 + len(s.v.told(s.line[i]).events)
	}
	if i == s.v.Point.Step {
		n += 2
	}
	return n
}

const (
	leastLane   = 5 // between two lifelines
	margin      = 6 // to the right of the last
	hiddenWidth = 6 // to say how many are not shown
)

// lanes places the lifelines. With more nodes than room, those that take part
// in the steps shown come first.
func (s *space) lanes(first, rows int) {
	ids := s.nodes()
	room := s.w - s.gutter - 2 - margin
	if most := max(1, 1+(room-hiddenWidth)/leastLane); len(ids) > 1+room/leastLane {
		s.hidden = len(ids) - most
		ids = s.busiest(ids, most, first, rows)
		room -= hiddenWidth
	}
	for i, id := range ids {
		x := s.gutter + 2 + i*room/max(1, len(ids)-1)
		s.lane = append(s.lane, lane{id, s.place(id), x, s.hues.of(id)})
	}
}

func (s *space) place(id engine.NodeID) int {
	return slices.IndexFunc(s.sys.Nodes(), func(n engine.NodeSpec) bool { return n.ID == id })
}

// nodes lists the nodes role by role, those of a role as a person has arranged them.
func (s *space) nodes() []engine.NodeID {
	ids := s.v.Nodes()
	role := func(id engine.NodeID) int {
		of := s.sys.Role(id)
		return slices.IndexFunc(s.p.Roles, func(r engine.Role) bool { return r.ID == of.ID })
	}
	slices.SortStableFunc(ids, func(a, b engine.NodeID) int { return role(a) - role(b) })
	return ids
}

func (s *space) busiest(ids []engine.NodeID, most, first, rows int) []engine.NodeID {
	busy := map[engine.NodeID]bool{}
	for i := max(1, first); i < len(s.line) && i < first+rows; i++ {
		c := s.line[i].Choice
		busy[c.From], busy[c.To] = true, true
	}
	var out []engine.NodeID
	spare := most
	for _, id := range ids {
		if busy[id] {
			spare--
		}
	}
	for _, id := range ids {
		switch {
		case len(out) == most:
		case busy[id]:
			out = append(out, id)
		case spare > 0:
			out = append(out, id)
			spare--
		}
	}
	return out
}

func (s *space) find(id engine.NodeID) *lane {
	for i := range s.lane {
		if s.lane[i].id == id {
			return &s.lane[i]
		}
	}
	return nil
}

// heads writes the nodes' names above their lifelines.
func (s *space) heads(c *canvas.Canvas) {
	for i, l := range s.lane {
		room := s.w - l.x
		if i+1 < len(s.lane) {
			room = s.lane[i+1].x - l.x - 1
		}
		st := l.hue.Bold()
		if l.id == s.v.Node {
			st = st.Underline()
		}
		name := s.sys.Protocol().NodeName(l.id)
		x := max(0, l.x-(min(len(name), room)-1)/2)
		c.Aim(NodeTarget(l.id)).TextMax(x, 0, room, name, st)
	}
	s.others(c)
}

// others counts the nodes without a lifeline.
func (s *space) others(c *canvas.Canvas) {
	if s.hidden > 0 {
		right(c, 0, " "+more(s.hidden), canvas.Frame)
	}
}

// step draws a step with its events, and the cursor's line behind it, and gives
// the row below.
func (s *space) step(c *canvas.Canvas, i, y int) int {
	p := s.line[i]
	if i > 0 {
		y = s.taken(c.Aim(PointTarget{p}), p, y)
	}
	if i != s.v.Point.Step {
		return y
	}
	c.HLine(0, y, s.w, "─", canvas.Select)
	c.Text(3, y, " ◉ here ", canvas.Select.Bold())
	s.selected(c, p, y+1)
	return y + 2
}

// taken draws a step and its events.
func (s *space) taken(c *canvas.Canvas, p *timeline.Point, y int) int {
	line := canvas.Frame
	t := s.v.told(p)
	d := drawing{space: s, c: c, y: y, tail: -1, ink: canvas.Plain, pen: "─", lost: t.lost, apart: t.apart}
	if p.Step > s.v.Point.Step {
		line, d.ink = canvas.Muted, canvas.Muted
	}
	mark := ""
	if s.cone != nil {
		mark, d.ink = s.cone.shade(p.Step)
		if s.v.Space.Clocks && s.cone.Event(p.Step).Host >= 0 {
			d.clock = s.cone.clock(s, p.Step)
		}
	}
	s.lifelines(c, y, p, line)
	s.bars(c, y, p, line)
	s.number(c, y, p, mark)
	d.choice(p.Parent.World, p.Choice)
	for _, e := range t.events {
		y++
		s.lifelines(c, y, p, line)
		s.event(c, y, e, d.ink == canvas.Muted)
	}
	return y + 1
}

// number writes the number of a step, with a mark behind it; that of the
// selected one stands out.
func (s *space) number(c *canvas.Canvas, y int, p *timeline.Point, mark string) {
	number, st := strconv.Itoa(p.Step), canvas.Frame
	if p == s.v.Point {
		st = canvas.Select.Bold()
	}
	x := s.gutter - 1 - len(number)
	if p.Step == s.anchor() && (s.shift != 0 || s.cone != nil) {
		st = canvas.Select.Bold().Reverse()
		c.Put(max(0, x-1), y, ">", canvas.Select.Bold())
	}
	c.Text(x, y, number, st)
	c.Text(s.gutter-1, y, mark, canvas.Plain.Bold())
}

// event writes what a step brought about at the lifeline where it happened, to
// the right of it if it has room there.
func (s *space) event(c *canvas.Canvas, y int, e event, later bool) {
	if later {
		e.style = canvas.Muted
	}
	x := s.gutter + 2
	if l := s.find(e.node); l != nil {
		x = l.x
	}
	n := canvas.Width(e.text) + 2
	at := x + 1
	switch {
	case x+n <= s.w:
	case n <= x-s.gutter:
		at = x - n
	default:
		x = max(s.gutter, s.w-n)
		at = x + 1
	}
	c.Put(at, y, " ", canvas.Plain)
	c.Put(c.Text(at+1, y, e.text, e.style), y, " ", canvas.Plain)
	c.Put(x, y, e.glyph, e.style)
}

// selected draws the selected choice as it would be drawn once taken.
func (s *space) selected(c *canvas.Canvas, p *timeline.Point, y int) {
	s.lifelines(c, y, p, canvas.Frame)
	row := s.v.Row()
	if row == nil {
		return
	}
	d := drawing{space: s, c: c.Aim(RowTarget(s.v.Selected)), y: y, tail: -1, ink: canvas.Select.Bold(), pen: "━", ahead: true}
	d.c.Text(s.gutter-2, y, ">", canvas.Select.Bold())
	d.choice(p.World, row.Choice)
}
