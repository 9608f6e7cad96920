package pane

import (
	"strconv"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Fog hides what one node cannot know: the state of the others, what is under
// way, which links are cut, and all that only an observer sees.
type Fog struct {
	Node  engine.NodeID
	Sight *timeline.Sight // nil: nothing is told of the others at all
}

// fogged says whether a node is hidden.
func (v *View) fogged(id engine.NodeID) bool { return v.Fog != nil && v.Fog.Node != id }

// hearsay are the fields of a hidden node: what it last said to the one that
// sees, and what it was last told by it.
func (f *Fog) hearsay(p *engine.Protocol, id engine.NodeID) []item {
	if f.Sight == nil {
		return []item{{id: "heard", name: "state", text: "unknown", hearsay: true}}
	}
	out := []item{{id: "heard", name: "said", text: "nothing yet", hearsay: true}}
	if w := timeline.With(f.Sight.Heard, id); w != nil {
		out[0].text = "◂ " + wordOf(p, w)
	}
	if w := timeline.With(f.Sight.Told, id); w != nil {
		out = append(out, item{id: "told", name: "was told", text: "▸ " + wordOf(p, w), hearsay: true})
	}
	return out
}

func wordOf(p *engine.Protocol, w *timeline.Word) string {
	return show.Label(p, w.Message) + " (" + strconv.Itoa(w.Step) + ")"
}

const (
	unknownMark = "?"
	fogObserver = "hidden: what only we know"
)

// Seen lists the steps that the node took part in, the latest last.
func Seen(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	p := colours(v.World.System())
	var lines []line
	for s := v.Fog.Sight; s != nil && s.At != nil && len(lines) <= h; s = s.Before {
		lines = append(v.seen(s, w), lines...)
	}
	if len(lines) == 0 {
		c.Text(0, 0, "Nothing yet.", canvas.Muted)
		return
	}
	if over := len(lines) - h; over > 0 {
		lines = lines[over:]
		lines[0] = line{text: "… earlier steps: " + v.key("zoom"), ink: canvas.Select}
	}
	for y, l := range lines {
		l.draw(c, &p, y)
	}
}

// seen is one step as the node saw it.
func (v *View) seen(s *timeline.Sight, w int) []line {
	st := canvas.Plain
	if s.At == v.Point {
		st = canvas.Plain.Bold()
	}
	text := v.told(s.At).Did
	if s.Lost {
		text += " What it had heard is gone; what is on its disk is left."
	}
	return para(line{mark: strconv.Itoa(s.At.Step), style: canvas.Select, x: 4, text: text, ink: st}, w, false)
}

// WhatSeen says what just happened, as far as the node can know.
func WhatSeen(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	p := colours(v.World.System())
	lines := canvas.Wrap(v.seenOf(), w)
	if over := len(lines) - h; over > 0 {
		lines = append(lines[:max(0, h-1)], more(over+1))
	}
	for y, l := range lines {
		p.say(c, 0, y, w, l, canvas.Plain)
	}
}

// SeenHeight is the number of lines that WhatSeen has to say in a width.
func SeenHeight(v *View, w int) int { return len(canvas.Wrap(v.seenOf(), w)) }

// seenOf is what the node can know of what just happened.
func (v *View) seenOf() string {
	switch {
	case v.Point.Parent == nil:
		return "Nothing has happened yet."
	case v.Fog.Sight.At == v.Point:
		return v.told(v.Point).Did + " " + v.told(v.Point).Why
	}
	return v.World.System().Protocol().NodeName(v.Fog.Node) + " has no part in this step, and cannot know of it."
}

// SeenStage says for a room whose eyes these are, and what they saw.
func SeenStage(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	p := colours(v.World.System())
	c.HLine(0, 0, w, "━", canvas.Plain)
	band := canvas.Select.Bold().Reverse()
	c.HLine(0, 1, w, " ", band)
	c.TextMax(1, 1, w-2, v.stageBand(), band)
	for i, l := range canvas.Wrap(v.seenOf(), w-2) {
		if y := 2 + i; y < h {
			p.say(c, 1, y, w-2, l, canvas.Plain.Bold())
		}
	}
}

func (v *View) stageBand() string {
	return "what " + v.World.System().Protocol().NodeName(v.Fog.Node) + " can know · ? is what it last heard"
}

// SeenStageHeight is the number of lines that SeenStage has to say in a width.
func SeenStageHeight(v *View, w int) int { return 2 + len(canvas.Wrap(v.seenOf(), w-2)) }
