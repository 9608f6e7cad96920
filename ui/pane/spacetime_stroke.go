package pane

import (
	"strconv"

	"synod/engine"
	"synod/ui/canvas"
)

// stroke is how one choice is drawn.
type stroke struct {
	x, n  int
	text  string
	ink   canvas.Style
	ahead bool // not taken yet
}

// style is that of what is drawn, unless the whole step has one.
func (k *stroke) style(st canvas.Style) canvas.Style {
	if k.ink != canvas.Plain {
		return k.ink
	}
	return st
}

// choice draws what a choice does.
func (s *sideways) choice(before *engine.World, c engine.Choice, k stroke) {
	switch c.Verb {
	case engine.DeliverMsg, engine.DropMsg, engine.DupMsg:
		s.message(before, c, k)
	case engine.CutLink, engine.HealLink, engine.PartitionHosts:
		s.links(c, k)
	default:
		if a, one := s.act(c, ""); one {
			s.at(a.node, a.glyph, a.style, k)
			return
		}
		s.links(c, k)
	}
}

// at draws something that a node does, with its words below.
func (s *sideways) at(id engine.NodeID, glyph string, st canvas.Style, k stroke) {
	l := s.find(id)
	if l == nil {
		return
	}
	if k.ahead && glyph == "●" {
		glyph = "○"
	}
	s.c.Put(k.x, l.x, glyph, k.style(st).Bold())
	ink := k.ink
	if st.Role() == canvas.Danger {
		ink = k.style(st)
	}
	s.below(l, k.x, k.n, k.text, ink)
}

// below writes a text below a lifeline, beside the column of its dot; what does
// not fit ends in an ellipsis.
func (s *sideways) below(l *lane, x, n int, text string, st canvas.Style) {
	lines := canvas.Wrap(text, max(1, n-2))
	if over := len(lines) - (s.pitch - 1); over > 0 {
		lines = lines[:s.pitch-1]
		lines[len(lines)-1] += "…"
	}
	for i, line := range lines {
		s.hues.label(s.c, x+1, l.x+1+i, n-1, line, st)
	}
}

// links draws what is done to the network: a mark at each end of the link, or
// at every node where it is not about one.
func (s *sideways) links(c engine.Choice, k stroke) {
	glyph, st := "╳", canvas.Danger
	switch c.Verb {
	case engine.HealLink:
		glyph, st = "●", canvas.Good
	case engine.AdvanceClock, engine.Wait:
		glyph, st = "·", canvas.Plain
	}
	a, b := s.find(host(s.sys, c.From)), s.find(host(s.sys, c.To))
	told := false
	for i := range s.lane {
		l := &s.lane[i]
		if c.From != "" && c.Verb != engine.PartitionHosts && l != a && l != b {
			continue
		}
		s.c.Put(k.x, l.x, glyph, k.style(st))
		if !told {
			s.below(l, k.x, k.n, k.text, k.style(st))
			told = true
		}
	}
}

// message draws an upright arrow from the lifeline of the sender to that of the
// receiver, or as far as the message came.
func (s *sideways) message(before *engine.World, c engine.Choice, k stroke) {
	from, to := s.find(c.From), s.find(c.To)
	if to == nil {
		return
	}
	hue, _ := s.hues.mention(c.Key)
	if c.Verb == engine.DropMsg {
		hue = canvas.Danger
	}
	line := k.style(hue)
	if from != nil && from != to {
		s.arrow(before, c, from.x, to.x, k, line)
	}
	dot := "●"
	switch {
	case c.Verb == engine.DropMsg:
		dot = "×"
	case c.Verb == engine.DupMsg:
		dot = "═"
	case k.ahead:
		dot = "○"
	}
	s.c.Put(k.x, to.x, dot, line.Bold())
	s.below(to, k.x, k.n, k.text, k.ink)
}

// arrow draws the line between two lifelines, with the step that sent the
// message beside the sender.
func (s *sideways) arrow(before *engine.World, c engine.Choice, from, to int, k stroke, line canvas.Style) {
	by, head, root := 1, "↓", "┬"
	if to < from {
		by, head, root = -1, "↑", "┴"
	}
	for y := from + by; y != to; y += by {
		glyph := upright[k.ahead]
		for i := range s.lane {
			if s.lane[i].x == y && !k.ahead {
				glyph = "┼"
			}
		}
		s.c.Put(k.x, y, glyph, line)
	}
	s.c.Put(k.x, from, root, line)
	if c.Verb != engine.DropMsg {
		s.c.Put(k.x, to-by, head, line.Bold())
	}
	sent := before.SentAt(c)
	if sent < 0 {
		return
	}
	tail, x := "("+strconv.Itoa(sent)+")", k.x
	if by > 0 {
		x++
	}
	s.c.TextMax(x, from+1, k.n-1, tail, k.style(canvas.Frame))
}
