package pane

import (
	"strconv"
	"strings"

	"synod/engine/timeline"
	"synod/ui/canvas"
)

// Log tells the run that the cursor is on, a sentence and its reason for each
// step, with the cursor's in view. Steps behind the cursor are muted. Scroll
// moves it by steps.
func Log(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	line := v.Timeline.Line()
	p := colours(v.World.System())
	if len(line) == 1 {
		c.Text(1, 0, "Nothing has happened yet.", canvas.Muted)
		return
	}
	at := v.Point.Step
	if v.Focus == OnLog {
		at = max(0, min(at+v.Scroll, len(line)-1))
	}
	first, above := around(len(line), at, h, func(i int) int { return len(entry(v, line[i], w)) })
	y := -above
	for i := first; i < len(line) && y < h; i++ {
		for _, l := range entry(v, line[i], w) {
			l.draw(c.Aim(PointTarget{line[i]}), &p, y)
			highlight(c, l, y, v.Found)
			y++
		}
	}
}

// entry is what the log says about one step.
func entry(v *View, p *timeline.Point, w int) []line {
	if p.Parent == nil {
		return nil
	}
	t := v.told(p)
	number := strconv.Itoa(p.Step)
	x := max(5, len(number)+2)
	did, why := canvas.Plain, canvas.Muted
	l := line{mark: strings.Repeat(" ", x-2-len(number)) + number, style: canvas.Frame, x: x, text: t.Did}
	switch {
	case p == v.Point:
		l.mark, l.style = "◉"+l.mark[min(1, len(l.mark)-len(number)):], canvas.Select.Bold()
		did, why = canvas.Plain.Bold(), canvas.Plain
	case p.Step > v.Point.Step:
		did = canvas.Muted
	}
	l.ink = did
	if name := v.nameOf(p); name != "" {
		l.text += " [" + name + "]"
	}
	out := para(l, w, false)
	for _, e := range t.events {
		st := e.style
		if p.Step > v.Point.Step {
			st = canvas.Muted
		}
		out = append(out, para(line{x: x, text: e.glyph + " " + e.text, ink: st}, w, false)...)
	}
	return append(out, para(line{x: x, text: t.Why, ink: why}, w, false)...)
}

// highlight marks what was searched for.
func highlight(c *canvas.Canvas, l line, y int, found string) {
	if found == "" {
		return
	}
	lower, word := strings.ToLower(l.text), strings.ToLower(found)
	for from := 0; ; {
		i := strings.Index(lower[from:], word)
		if i < 0 || from+i+len(word) > len(l.text) {
			return
		}
		i += from
		c.Text(l.x+canvas.Width(l.text[:i]), y, l.text[i:i+len(word)], canvas.Select.Bold().Reverse())
		from = i + len(word)
	}
}
