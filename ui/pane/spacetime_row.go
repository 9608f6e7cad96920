package pane

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// drawing is one row of the space-time picture.
type drawing struct {
	*space
	c     *canvas.Canvas
	y     int
	tail  int // the step that sent the message; below 0: not known
	ink   canvas.Style
	pen   string
	ahead bool   // not taken yet
	apart string // who is on which side of a network that is parted here
	lost  string // what a crash took
	clock string // instead of words; empty: they stand
}

// choice draws what a choice does, one line a verb.
func (d *drawing) choice(before *engine.World, c engine.Choice) {
	if d.apart != "" {
		d.across(c.Verb.String() + ": " + d.apart)
		return
	}
	switch c.Verb {
	case engine.DeliverMsg, engine.DropMsg, engine.DupMsg:
		d.message(before, c)
	case engine.CutLink, engine.HealLink:
		d.link(c)
	default:
		if a, one := d.act(c, d.lost); one {
			d.at(a.node, a.glyph, a.words, a.style)
			return
		}
		d.across(show.Choice(d.p, c))
	}
}

// act is something that one node does by itself.
type act struct {
	node         engine.NodeID
	glyph, words string
	style        canvas.Style
}

// act says what a choice that is about one node does there, and what a crash
// took; false: it is about none, or about a message or a link.
func (s *space) act(c engine.Choice, lost string) (act, bool) {
	switch c.Verb {
	case engine.CrashHost:
		words := strings.TrimRight("crash "+c.Kind, " ")
		if lost != "" {
			words += ", lost: " + lost
		}
		return act{host(s.sys, c.From), "▼", words, canvas.Danger.Bold()}, true
	case engine.RestartHost:
		return act{host(s.sys, c.From), "▲", "restart", canvas.Good.Bold()}, true
	case engine.FireTimer:
		return act{c.From, "●", c.Kind, canvas.Plain}, true
	case engine.CallOp:
		return act{c.From, "●", strings.TrimRight(c.Kind+" "+c.Key, " "), canvas.Plain}, true
	case engine.AdvanceClock:
		return act{host(s.sys, c.From), "●", "clock +" + strconv.Itoa(c.N), canvas.Plain}, true
	}
	return act{}, false
}

// host is the node that stands for a host: the first that lives on it.
func host(sys *engine.System, h engine.NodeID) engine.NodeID {
	if on := sys.NodesOn(engine.HostID(h)); len(on) > 0 {
		return on[0]
	}
	return h
}

// style is that of what is written, unless the whole row has one.
func (d *drawing) style(st canvas.Style) canvas.Style {
	if d.ink != canvas.Plain {
		return d.ink
	}
	return st
}

// at draws something that a node does by itself, with its words where there is room.
func (d *drawing) at(id engine.NodeID, glyph, words string, st canvas.Style) {
	l := d.find(id)
	if l == nil {
		d.across(glyph + " " + d.sys.Protocol().NodeName(id) + " " + words)
		return
	}
	if d.ahead {
		glyph = "○"
	}
	if d.clock != "" {
		words = d.clock
	}
	d.c.Put(l.x, d.y, glyph, d.style(st))
	n := canvas.Width(words)
	if x := l.x + 2; x+n <= d.w {
		d.c.Put(x-1, d.y, " ", canvas.Plain)
		d.hues.say(d.c, x, d.y, n, words, d.style(st))
		d.gap(x + n)
		return
	}
	x := max(d.gutter+1, l.x-1-n)
	d.gap(x - 1)
	d.c.Put(l.x-1, d.y, " ", canvas.Plain)
	d.hues.say(d.c, x, d.y, l.x-1-x, words, d.style(st))
}

// gap keeps a text apart from a lifeline beside it.
func (d *drawing) gap(x int) {
	for i := range d.lane {
		if d.lane[i].x == x {
			d.c.Put(x, d.y, " ", canvas.Plain)
		}
	}
}

// across writes what concerns no single node.
func (d *drawing) across(words string) {
	d.c.Text(d.gutter+2, d.y, words+" ", d.style(canvas.Danger))
}

// link draws the cut or healing of a link between the lifelines of its ends.
func (d *drawing) link(c engine.Choice) {
	a, b := d.find(host(d.sys, c.From)), d.find(host(d.sys, c.To))
	if a == nil || b == nil {
		d.across(d.linkWords(c))
		return
	}
	if a.x > b.x {
		a, b = b, a
	}
	glyph, st := "╳", canvas.Danger
	if c.Verb == engine.HealLink {
		glyph, st = "●", canvas.Good
	}
	d.c.HLine(a.x+1, d.y, b.x-a.x-1, "╌", d.style(st))
	d.c.Put(a.x, d.y, glyph, d.style(st))
	d.c.Put(b.x, d.y, glyph, d.style(st))
	words := " " + d.linkWords(c) + " "
	n := canvas.Width(words)
	switch {
	case n <= b.x-a.x-1:
		d.c.Text(a.x+(b.x-a.x+1-n)/2, d.y, words, d.style(st))
	case b.x+1+n <= d.w:
		d.c.Text(b.x+1, d.y, words, d.style(st))
	default:
		d.c.Text(max(0, a.x-n), d.y, words, d.style(st))
	}
}

// linkWords say what is done to a link, or to all.
func (d *drawing) linkWords(c engine.Choice) string {
	switch {
	case c.From == "":
		return "all links healed"
	case c.N == engine.OneWay:
		return show.Choice(d.p, c)
	}
	return c.Verb.String()
}

// message draws an arrow from the lifeline of the sender to that of the
// receiver, or as far as the message came.
func (d *drawing) message(before *engine.World, c engine.Choice) {
	d.tail = before.SentAt(c)
	from, to := d.find(c.From), d.find(c.To)
	if from == nil || to == nil || from == to {
		d.across(show.Choice(d.p, c))
		return
	}
	label := d.carries(c)
	if d.clock != "" {
		label = d.clock
	}
	arrow := arrow{d, from.x, to.x, c.Verb, d.shade(c)}
	arrow.draw(label)
	if d.ahead && d.v.travels(c) {
		d.v.way(d.c, d.y, from.x, to.x)
	}
}

// shade is the colour of an arrow: that of the node its key speaks of.
func (d *drawing) shade(c engine.Choice) canvas.Style {
	if d.ink != canvas.Plain {
		return d.ink
	}
	if c.Verb == engine.DropMsg {
		return canvas.Danger
	}
	st, _ := d.hues.mention(c.Key)
	return st
}
