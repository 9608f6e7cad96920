package pane

import (
	"slices"
	"strings"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
)

// lane is the lifeline of a node.
type lane struct {
	id   engine.NodeID
	node int // its place among the nodes
	x    int
	hue  canvas.Style
}

const (
	bandMark = "╳" // beside each step while a link is cut
	downLine = "╎"
)

// partLines are the lifelines of the parts of a parted network.
var partLines = [...]string{"│", "║", "┃"}

// glyph is the lifeline of a node: broken while it is down, another one for each
// part of a parted network.
func (l *lane) glyph(w *engine.World, parts []uint8) string {
	switch {
	case !w.Up(l.id):
		return downLine
	case parts == nil:
		return partLines[0]
	}
	return partLines[min(int(parts[l.node]), len(partLines)-1)]
}

// lifelines draws one row of them, with a band while a link is cut, and a bar
// beside each node that a client waits for.
func (s *space) lifelines(c *canvas.Canvas, y int, p *timeline.Point, st canvas.Style) {
	w := p.World
	parts := s.v.told(p).parts
	for i := range s.lane {
		l := &s.lane[i]
		c.Put(l.x, y, l.glyph(w, parts), st)
		if w.History().Pending(l.id) != nil {
			c.Put(l.x-1, y, "┃", st)
		}
	}
	if len(w.Cuts()) > 0 {
		c.Put(s.gutter, y, bandMark, canvas.Danger)
	}
}

// bars draws where the bar of a client's operation begins and ends.
func (s *space) bars(c *canvas.Canvas, y int, p *timeline.Point, st canvas.Style) {
	for i := range s.lane {
		l := &s.lane[i]
		before, after := p.Parent.World.History().Pending(l.id), p.World.History().Pending(l.id)
		switch {
		case before == nil && after != nil:
			c.Put(l.x-1, y, "┏", st)
		case before != nil && before != after:
			c.Put(l.x-1, y, "┗", st)
		}
	}
}

// parted says which lifelines belong to which part of a network that a step
// parted; empty: it did not.
func parted(p *timeline.Point, now []uint8) string {
	if now == nil || slices.Equal(partsOf(p.Parent.World), now) {
		return ""
	}
	var sides [len(partLines)][]string
	for i, n := range p.World.System().Nodes() {
		k := min(int(now[i]), len(sides)-1)
		sides[k] = append(sides[k], p.World.System().Protocol().NodeName(n.ID))
	}
	var out []string
	for k, names := range sides {
		if len(names) > 0 {
			out = append(out, partLines[k]+" "+strings.Join(names, " "))
		}
	}
	return strings.Join(out, "   ")
}
