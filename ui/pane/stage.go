package pane

import (
	"strconv"

	"synod/engine/script"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Stage says what just happened for the last row of a room: one sentence, what
// became known by it on bands across the screen, and the reason if there is room.
// The narration is left to whoever speaks.
func Stage(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	p := colours(v.World.System())
	c.HLine(0, 0, w, "━", canvas.Plain)
	y := 1
	lines := stage(v, w, h-1)
	for i, l := range lines {
		if left := len(lines) - i; y == h-1 && left > 1 && h > 2 {
			right(c, y, more(left)+" · "+v.key("layout"), canvas.Select.Bold())
			return
		}
		if l.band {
			c.HLine(0, y, w, " ", l.ink)
			c.Text(l.x, y, l.text, l.ink)
		} else {
			l.draw(c, &p, y)
		}
		if left := len(lines) - i - 1; y == h-1 && left > 0 { // the picture has the room
			right(c, y, " "+more(left)+" · "+v.key("zoom"), canvas.Select.Bold())
			return
		}
		y++
	}
}

// StageHeight is the number of lines that Stage wants of h, if the picture
// above it needs so many.
func StageHeight(v *View, w, h, picture int) int {
	must := len(stage(v, w, 0))
	return 1 + len(stage(v, w, max(must, h-1-max(picture, h/2))))
}

// stageLine is a line of the stage, as text or as a band across it.
type stageLine struct {
	line
	band bool
}

// mostAsked is how many lines a question and the sentence before it may take: a
// long question stands alone.
const mostAsked = 9

// stage lists what there is to say; the reason only if h lines hold it, and where a
// question was answered the reason of that instead.
func stage(v *View, w, h int) []stageLine {
	a := account(v, w-2)
	var out []stageLine
	say := func(lines []line) {
		for _, l := range lines {
			out = append(out, stageLine{line: l})
		}
	}
	for _, e := range v.Script {
		if e.Kind == script.Chapter {
			out = append(out, bands(line{x: 1, text: show.Clean(e.Text), ink: canvas.Select.Bold().Reverse()}, w)...)
		}
	}
	asking, did := a.blocks[asked].lines, sentence(v, w)
	if !v.asks() {
		asking = judged(v, w-2)
	}
	if len(asking)+len(did) <= mostAsked || len(asking) == 0 {
		say(did)
	}
	if v.asks() {
		say(asking)
		return out
	}
	for _, l := range a.blocks[became].lines {
		out = append(out, stageLine{line{x: 1, text: l.text, ink: l.ink.Bold().Reverse()}, true})
	}
	say(asking)
	say(a.blocks[asked].lines)
	if reason := a.blocks[because].lines; len(asking) == 0 && len(out)+len(reason) <= h {
		say(reason)
	}
	return out
}

// sentence is what just happened, with nothing that is not bold.
func sentence(v *View, w int) []line {
	text, number := show.Clean(v.Title), strconv.Itoa(v.Point.Step)
	if v.Point.Parent != nil {
		text = v.told(v.Point).Did
	}
	return para(line{mark: " " + number, style: canvas.Select.Bold(), x: max(4, len(number)+2), text: text, ink: canvas.Plain.Bold()}, w-2, false)
}

func bands(l line, w int) []stageLine {
	var out []stageLine
	for _, one := range para(l, w-1, false) {
		out = append(out, stageLine{one, true})
	}
	return out
}
