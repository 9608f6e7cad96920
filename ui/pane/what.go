package pane

import (
	"strconv"
	"strings"

	"synod/ui/canvas"
	"synod/ui/show"
)

// What says what just happened and why: the script's words for this point, the
// step in one sentence, what became known by it, the reason, and where the
// paper says so. At the start it says what the scenario is about.
func What(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	p := colours(v.World.System())
	a := account(v, w)
	y := 0
	blocks := a.fit(h)
	last, unseen := unseen(blocks)
	for k, b := range blocks {
		left := len(b.lines) - b.n
		if k == last {
			left += unseen
		}
		for i, l := range b.lines[:b.n] {
			if left == 0 || i < b.n-1 {
				a.end = l.draw(c, &p, y)
				y++
				continue
			}
			hint := " " + more(left) + " · " + v.key("zoom")
			l.text = wholeWords(l.text, w-l.x-canvas.Width(hint))
			l.draw(c, &p, y)
			right(c, y, hint, canvas.Select)
			a.end = w
			y++
		}
	}
	a.drawCitation(c, y, h)
}

// unseen is the last block that is shown, and how many lines there are in those that
// are not: it speaks for them.
func unseen(blocks [blockCount]block) (last, lines int) {
	for k, b := range blocks {
		if b.n > 0 {
			last = k
		} else {
			lines += len(b.lines)
		}
	}
	return last, lines
}

// wholeWords is as much of a text as fits without a word that is cut.
func wholeWords(text string, room int) string {
	if canvas.Width(text) <= room {
		return text
	}
	cut := text[:canvas.Fitting(text, max(0, room))]
	if i := strings.LastIndexByte(cut, ' '); i > 0 && text[len(cut)] != ' ' {
		return cut[:i]
	}
	return cut
}

// WhatHeight is the number of lines that What has to say in a width, and how
// many of them are more than the reason and its source.
func WhatHeight(v *View, w int) (all, must int) {
	a := account(v, w)
	for i, b := range a.blocks {
		all += len(b.lines)
		if i != because {
			must += len(b.lines)
		}
	}
	if a.cite != "" && !a.citeBeside(w) {
		all++
	}
	return all, must
}

// TaughtHeight is how many lines a person has to read here in a width before going on, with one
// that counts what is left out: a question, with the reason and what is set after it once it is
// answered, and what a lesson says. 0: nothing is taught here.
func TaughtHeight(v *View, w int) int {
	a := account(v, w)
	said := len(a.blocks[answered].lines)
	if said == 0 && a.lesson {
		said = len(a.blocks[narrated].lines)
	}
	if said == 0 && !v.asks() {
		return 0
	}
	return said + len(a.blocks[asked].lines) + 1
}

// citeBeside says whether the source fits behind the last line there is.
func (a *accountOf) citeBeside(w int) bool {
	for i := blockCount - 1; i >= 0; i-- {
		if lines := a.blocks[i].lines; len(lines) > 0 {
			last := lines[len(lines)-1]
			return last.x+canvas.Width(last.text)+3+canvas.Width(a.cite) <= w
		}
	}
	return false
}

// block is a part of an account, of which the first n lines are shown.
type block struct {
	lines []line
	n     int
}

// The blocks of an account, in the order in which they stand.
const (
	narrated = iota
	answered
	asked
	happened
	became
	because
	blockCount
)

type accountOf struct {
	blocks [blockCount]block
	cite   string
	lesson bool // it is that of a lesson
	end    int  // where the last line drawn ends
}

// byWeight is the order in which blocks get room. Narration is longest, and
// says again in other words what the step was. Who has just answered a question has
// read what stands above it, and looks for the reason.
var byWeight = [blockCount]int{asked, answered, happened, became, narrated, because}

// byLesson is that order where a lesson speaks: its words come before those of the rules.
var byLesson = [blockCount]int{asked, answered, narrated, happened, became, because}

func (a *accountOf) fit(h int) [blockCount]block {
	order := &byWeight
	if a.lesson && len(a.blocks[answered].lines) == 0 {
		order = &byLesson
	}
	for _, i := range order {
		b := &a.blocks[i]
		b.n = min(len(b.lines), h)
		h -= b.n
	}
	return a.blocks
}

// account is what there is to say in a width.
func account(v *View, w int) *accountOf {
	if v.Cache == nil {
		return newAccount(v, w)
	}
	return v.Cache.now.accounts.at(w, func() *accountOf { return newAccount(v, w) })
}

func newAccount(v *View, w int) *accountOf {
	a := &accountOf{lesson: v.Player != nil && v.Player.Script().Head.Lesson.ID != ""}
	a.blocks[narrated].lines, a.blocks[answered].lines, a.blocks[asked].lines = narration(v, w)
	if v.Point.Parent == nil {
		a.start(v, w)
		return a
	}
	if v.covers(CoverSentence) {
		a.blocks[narrated].lines, a.blocks[answered].lines = nil, nil // they tell of the step
	}
	t := v.told(v.Point)
	number := strconv.Itoa(v.Point.Step)
	x := max(4, len(number)+2)
	a.blocks[happened].lines = para(line{mark: " " + number, style: canvas.Select.Bold(), x: x, text: t.Did, ink: canvas.Plain.Bold()}, w, false)
	for _, e := range t.events {
		a.blocks[became].lines = append(a.blocks[became].lines, para(line{x: x, text: e.glyph + " " + e.text, ink: e.style}, w, false)...)
	}
	a.blocks[because].lines = para(line{x: x, text: t.Why}, w, false)
	a.cite = t.Cite()
	return a
}

// start says what the scenario is about.
func (a *accountOf) start(v *View, w int) {
	a.blocks[happened].lines = para(line{mark: " 0", style: canvas.Select.Bold(), x: 4, text: show.Clean(v.Title), ink: canvas.Plain.Bold()}, w, false)
	if v.Player != nil {
		a.blocks[because].lines = para(line{x: 4, text: show.Clean(v.Player.Script().Head.Summary)}, w, false)
	}
	for _, note := range v.World.System().Notes() {
		a.blocks[because].lines = append(a.blocks[because].lines, para(line{x: 4, text: "Note: " + note}, w, false)...)
	}
}

// drawCitation puts the source at the right of the last line if it has room
// there, else on a line of its own if there is one.
func (a *accountOf) drawCitation(c *canvas.Canvas, y, h int) {
	w, _ := c.Size()
	n := canvas.Width(a.cite)
	switch {
	case n == 0 || a.blocks[because].n < len(a.blocks[because].lines):
	case y > 0 && a.end+3+n <= w:
		right(c, y-1, a.cite, canvas.Frame)
	case y < h:
		right(c, y, a.cite, canvas.Frame)
	}
}
