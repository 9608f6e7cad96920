package export

import (
	"math"
	"strconv"
	"strings"

	"synod/engine"
	"synod/ui/show"
)

// step draws one step, one line a verb.
func (c *chart) step(s *engine.Step, number int) {
	y := c.row(number)
	c.text(gutter-14, y+3.5, "s", "end", pale, strconv.Itoa(number))
	switch c.bandsBelow(s, number, y); s.Choice.Verb {
	case engine.DeliverMsg:
		c.deliver(s, y)
	case engine.DropMsg:
		c.drop(s, y)
	case engine.DupMsg:
		c.dup(s, number, y)
	case engine.CrashHost, engine.RestartHost:
		c.host(s, y)
	case engine.FireTimer:
		c.event(s.Choice.From, y, s.Choice.Kind)
	case engine.CallOp:
		c.event(s.Choice.From, y, strings.TrimSpace(s.Choice.Kind+" "+s.Choice.Key))
	case engine.AdvanceClock, engine.Wait:
		c.clock(s, number, y)
	default:
		c.link(s, y)
	}
}

func (c *chart) bandsBelow(s *engine.Step, number int, y float64) {
	y += 10
	for _, b := range c.bands(s, number) {
		h := bandLine * float64(len(b.lines))
		c.band(gutter-8, y, c.width-gutter-12, h+2, b.bed)
		for i, text := range b.lines {
			c.rimmed(gutter, y+11.5+bandLine*float64(i), b.bed, b.colour, text)
		}
		y += h + 5
	}
}

// origin is where the drawing of a message begins: at its sender when it was
// sent, or where the network copied it.
func (c *chart) origin(w *engine.World, m *engine.Message) (x, y float64) {
	for _, e := range w.Flight() {
		if e.Message != m {
			continue
		}
		if at, ok := c.copies[int(e.Sent)]; e.Copy && ok {
			return at[0], at[1]
		}
		return c.lanes[m.From], c.row(int(e.Sent))
	}
	return c.lanes[m.From], headY
}

func (c *chart) deliver(s *engine.Step, y float64) {
	m := s.Taken
	x1, y1 := c.origin(s.From, m)
	x2 := c.lanes[m.To]
	colour := c.colour(m)
	c.arrow(x1, y1, x2, y, colour, "")
	c.dot(x2, y, c.colourOf(m.To))
	c.along(x1, y1, x2, y, colour, show.Label(c.sys.Protocol(), m))
}

// drop draws a message that ends on its way.
func (c *chart) drop(s *engine.Step, y float64) {
	m := s.Taken
	x1, y1 := c.origin(s.From, m)
	x2 := x1 + (c.lanes[m.To]-x1)*0.62
	c.line(x1, y1, x2, y, pale, ` stroke-dasharray="4 3"`)
	c.cross(x2, y, danger)
	c.beside(x2, y, x1, danger, show.Label(c.sys.Protocol(), m)+" lost")
}

// dup marks where the network copies a message; the copy goes on from there.
func (c *chart) dup(s *engine.Step, number int, y float64) {
	m := s.Taken
	x1, y1 := c.origin(s.From, m)
	x2 := x1 + (c.lanes[m.To]-x1)*0.45
	c.line(x1, y1, x2, y, pale, ` stroke-dasharray="4 3"`)
	c.dot(x2, y, pale)
	c.beside(x2, y-5, x1, pale, "copy of "+show.Label(c.sys.Protocol(), m))
	c.copies[number] = [2]float64{x2, y}
}

// beside writes a label on the side of x that lies away from where a line comes from.
func (c *chart) beside(x, y, from float64, colour, text string) {
	if right := x+9+wide(text) < c.width-4; from < x && right || x-9-wide(text) < gutter {
		c.label(x+9, y+3.5, "start", colour, text)
		return
	}
	c.label(x-9, y+3.5, "end", colour, text)
}

func (c *chart) event(id engine.NodeID, y float64, text string) {
	x := c.lanes[id]
	c.dot(x, y, c.colourOf(id))
	c.beside(x-2, y-6, 0, c.colourOf(id), text)
}

func (c *chart) host(s *engine.Step, y float64) {
	down := s.Choice.Verb == engine.CrashHost
	text, colour := "up again", good
	if down {
		text, colour = "crash", danger
		if s.Choice.Kind != "" {
			text += ", loses " + s.Choice.Kind
		}
	}
	for i, id := range c.sys.NodesOn(engine.HostID(s.Choice.From)) {
		c.triangle(c.lanes[id], y, down, colour)
		if i == 0 {
			c.beside(c.lanes[id], y, 0, colour, text)
		}
	}
}

func (c *chart) clock(s *engine.Step, number int, y float64) {
	for _, n := range c.sys.Nodes() {
		before, after := s.From.Clock(n.Host), c.Line[number].World.Clock(n.Host)
		if before != after {
			c.beside(c.lanes[n.ID], y, 0, pale, "clock "+strconv.FormatInt(after, 10))
		}
	}
}

// link marks where links are cut or healed.
func (c *chart) link(s *engine.Step, y float64) {
	colour := danger
	if s.Choice.Verb == engine.HealLink {
		colour = good
	}
	text := strings.TrimSuffix(show.Step(s).Did, ".")
	from, to := gutter, c.width-rightEdge
	if s.Choice.To != "" && s.Choice.Verb != engine.PartitionHosts {
		from, to = c.ends(s.Choice)
	}
	c.line(from, y, to, y, colour, ` stroke-dasharray="6 4"`)
	if s.Choice.Verb != engine.HealLink {
		c.cross(from, y, colour)
		c.cross(to, y, colour)
	}
	middle := (from + to) / 2
	middle = max(gutter+wide(text)/2, min(middle, c.width-6-wide(text)/2))
	c.label(middle, y-4, "middle", colour, text)
}

// ends gives the lanes of the two hosts of a link, from left to right.
func (c *chart) ends(choice engine.Choice) (left, right float64) {
	at := func(h engine.NodeID) float64 {
		if nodes := c.sys.NodesOn(engine.HostID(h)); len(nodes) > 0 {
			return c.lanes[nodes[0]]
		}
		return gutter
	}
	a, b := at(choice.From), at(choice.To)
	return min(a, b), max(a, b)
}

// underway draws the first bit of what was sent and has not arrived by the end.
func (c *chart) underway() {
	for _, e := range c.Line[c.To].World.Flight() {
		if int(e.Sent) < c.From || int(e.Sent) > c.To || e.Copy {
			continue
		}
		x, y := c.lanes[e.From], c.row(int(e.Sent))
		dx := math.Copysign(26, c.lanes[e.To]-x)
		c.arrow(x, y, x+dx, y+9, c.colour(e.Message), ` stroke-dasharray="2 2.5"`)
	}
}

// foot lists below the picture what is in flight at its end, and says how high
// the picture is.
func (c *chart) foot() float64 {
	var waiting []string
	for _, e := range c.Line[c.To].World.Flight() {
		waiting = append(waiting, show.Message(c.sys.Protocol(), e.Message))
	}
	y := c.bottom + 6
	if len(waiting) == 0 {
		return y + 4
	}
	for _, l := range c.wrap(show.Say("in-flight") + ": " + strings.Join(waiting, " · ")) {
		y += bandLine
		c.text(gutter-8, y, "s", "start", ink, l)
	}
	return y + 12
}
