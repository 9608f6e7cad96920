package pane

import (
	"strconv"

	"synod/engine"
	"synod/ui/canvas"
)

// arrow is a message between two lifelines.
type arrow struct {
	*drawing
	from, to int // columns
	verb     engine.Verb
	line     canvas.Style
}

// draw draws the line first, then what is written on it: the tail beside the
// sender, the label behind the tail if it fits between the lifelines, else
// beside the receiver, else beside the sender, else cut short in between.
func (a *arrow) draw(label string) {
	left, between := min(a.from, a.to), max(a.from, a.to)-min(a.from, a.to)-1
	for x := left + 1; x <= left+between; x++ {
		a.c.Put(x, a.y, a.crossing(x), a.line)
	}
	a.ends()
	tail := ""
	if a.tail >= 0 {
		tail = "(" + strconv.Itoa(a.tail) + ")"
	}
	n := canvas.Width(label)
	switch room := between - len(tail) - 3; {
	case a.clock != "" && a.outside(a.to, a.to > a.from, label, n):
		a.short(tail, between)
	case n <= room:
		a.inside(tail, label, n, n == room)
	case a.outside(a.to, a.to > a.from, label, n):
		a.short(tail, between)
	case a.outside(a.from, a.to < a.from, label, n):
		a.short(tail, between)
	default:
		a.squeezed(tail, label, room)
	}
}

func (a *arrow) crossing(x int) string {
	for i := range a.lane {
		if a.lane[i].x == x && a.pen == "─" {
			return "┼"
		}
	}
	return a.pen
}

// ends draws the dot of who acts, and the head beside it.
func (a *arrow) ends() {
	head, before := "▸", a.to-1
	if a.to < a.from {
		head, before = "◂", a.to+1
	}
	dot := "●"
	switch {
	case a.verb == engine.DropMsg:
		a.c.Put(before, a.y, "×", a.style(canvas.Danger.Bold()))
		return
	case a.verb == engine.DupMsg:
		head, dot = "═", ""
	case a.ahead:
		dot = "○"
	}
	a.c.Put(before, a.y, head, a.line)
	if dot != "" {
		a.c.Put(a.to, a.y, dot, a.style(a.line).Bold())
	}
}

// inside writes tail and label beside the sender, close together if need be.
func (a *arrow) inside(tail, label string, n int, tight bool) {
	gap := 1
	if tight {
		gap = 0
	}
	if a.from < a.to {
		x := a.c.Text(a.from+1, a.y, tail, a.style(canvas.Frame))
		a.write(x+gap, label, n)
		return
	}
	x := a.from - len(tail)
	a.c.Text(x, a.y, tail, a.style(canvas.Frame))
	a.write(x-gap-2-n, label, n)
}

// write writes a label with a blank on either side.
func (a *arrow) write(x int, label string, n int) {
	a.c.Put(x, a.y, " ", canvas.Plain)
	a.hues.say(a.c, x+1, a.y, n, label, a.ink)
	a.c.Put(x+1+n, a.y, " ", canvas.Plain)
}

// outside writes the label beyond a lifeline, on the side that the arrow does
// not come from, and says whether it has room there.
func (a *arrow) outside(lane int, rightwards bool, label string, n int) bool {
	if rightwards {
		if lane+2+n > a.w {
			return false
		}
		a.write(lane+1, label, n)
		return true
	}
	if lane-2-n < a.gutter {
		return false
	}
	a.write(lane-2-n, label, n)
	return true
}

// short writes the tail alone, if it leaves some of the arrow.
func (a *arrow) short(tail string, between int) {
	if len(tail)+1 > between {
		return
	}
	x := a.from + 1
	if a.to < a.from {
		x = a.from - len(tail)
	}
	a.c.Text(x, a.y, tail, a.style(canvas.Frame))
}

// squeezed writes as much of the label as there is room for.
func (a *arrow) squeezed(tail, label string, room int) {
	if room < 4 {
		a.short(tail, room+len(tail)+3)
		return
	}
	a.inside(tail, label, room, true)
}
