package pane

import (
	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
)

// Travel is a message on its way: the picture is that of the world before it
// arrives, and knows nothing yet of what it will do there. The panes add where
// on the screen it goes.
type Travel struct {
	To   *timeline.Point // what its arrival leads to
	Ways []Way
}

// Way is a row of the screen on which a message goes from one column to another.
type Way struct{ Y, From, To int }

// travels says whether a message is the one that is on its way.
func (v *View) travels(c engine.Choice) bool {
	return v.Travel != nil && v.Travel.To.Choice == c
}

// unborn says whether a point is what a message on its way will lead to.
func (v *View) unborn(p *timeline.Point) bool { return v.Travel != nil && v.Travel.To == p }

// way notes where on the screen the message goes, from column x to another.
func (v *View) way(c *canvas.Canvas, y, from, to int) {
	x0, y0 := c.Origin()
	if _, h := c.Size(); y >= 0 && y < h {
		v.Travel.Ways = append(v.Travel.Ways, Way{y0 + y, x0 + from, x0 + to})
	}
}

// way notes where a wire goes that is drawn from one column up to another, if
// its message is on its way.
func (s *scene) way(c *canvas.Canvas, y, left, right int, x *wire, rightwards bool) {
	switch {
	case !s.v.travels(x.m.Choice(engine.DeliverMsg)):
	case rightwards:
		s.v.way(c, y, left, right-1)
	default:
		s.v.way(c, y, right-1, left)
	}
}
