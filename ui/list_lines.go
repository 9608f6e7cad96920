package ui

import (
	"strconv"

	"synod/ui/canvas"
	"synod/ui/pane"
)

// listLine is a line of the list: an item, the name of a group before its
// items, or a blank.
type listLine struct {
	group string
	size  int  // of the group
	first int  // the group's first item
	at    int  // the item; -1: a group or a blank
	shut  bool // the group's items are not shown
	more  string
}

// itemTarget is a click on a line of the list.
type itemTarget int

// lines lists what is shown in so many rows: everything, if there is room for
// it; else the groups, and the items of the one in which something is selected.
func (l *list) lines(rows int) []listLine {
	if all := l.unfolded(func(int, int) bool { return true }, true); len(all) <= rows {
		return all
	}
	return l.narrowed(l.unfolded(func(from, to int) bool { return from <= l.selected && l.selected < to }, false), rows)
}

// leastItems is how many items of an open group are shown at the least, so that
// it can be told what it holds.
const leastItems = 5

// narrowed leaves out items that are far from the selection, so that the groups
// stay in view.
func (l *list) narrowed(lines []listLine, rows int) []listLine {
	from, to := len(lines), 0
	for i, line := range lines {
		if line.at >= 0 {
			from, to = min(from, i), max(to, i+1)
		}
	}
	n := max(leastItems, rows-(len(lines)-(to-from)))
	if n >= to-from {
		return lines
	}
	first := max(from, min(from+l.selected-lines[from].at-n/2, to-n))
	out := append(lines[:from:from], lines[first:first+n]...)
	if first > from {
		out[from] = listLine{at: -1, first: -1, more: "… " + strconv.Itoa(first-from+1) + " more above"}
	}
	if rest := to - first - n; rest > 0 {
		out[from+n-1] = listLine{at: -1, first: -1, more: "… " + strconv.Itoa(rest+1) + " more below"}
	}
	return append(out, lines[to:]...)
}

// unfolded lists the groups, and the items of those that are open.
func (l *list) unfolded(open func(from, to int) bool, blanks bool) []listLine {
	var out []listLine
	for from := 0; from < len(l.items); {
		to := l.groupEnd(from)
		if from > 0 && blanks {
			out = append(out, listLine{at: -1, first: -1})
		}
		out = append(out, listLine{group: l.items[from].group, size: to - from, first: from, at: -1, shut: !open(from, to)})
		for i := from; i < to && open(from, to); i++ {
			out = append(out, listLine{at: i})
		}
		from = to
	}
	return out
}

// groupEnd is the item after the last of the group that an item belongs to.
func (l *list) groupEnd(i int) int {
	group := l.items[i].group
	for i < len(l.items) && l.items[i].group == group {
		i++
	}
	return i
}

// moveGroup selects the first item of another group, round and round.
func (l *list) moveGroup(by int) {
	var firsts []int
	here := 0
	for from := 0; from < len(l.items); from = l.groupEnd(from) {
		if from <= l.selected {
			here = len(firsts)
		}
		firsts = append(firsts, from)
	}
	if n := len(firsts); n > 0 {
		l.selected = firsts[(here+by+n)%n]
	}
}

// drawItems draws the lines, scrolled so that the selection is in view.
func (l *list) drawItems(c *canvas.Canvas) {
	_, n := c.Size()
	lines := l.lines(n)
	at := 0
	for i, line := range lines {
		if line.at == l.selected {
			at = i
		}
	}
	first := pane.First(at, n, len(lines))
	from, to := first, min(first+n, len(lines))
	if first > 0 {
		from++
		c.Text(2, 0, "… "+strconv.Itoa(from)+" more above", canvas.Muted)
	}
	if rest := len(lines) - to; rest > 0 {
		to--
		c.Text(2, n-1, "… "+strconv.Itoa(rest+1)+" more below", canvas.Muted)
	}
	for i := from; i < to; i++ {
		l.drawListLine(c, i-first, lines[i])
	}
	if len(l.items) == 0 {
		c.Text(0, 0, "Nothing fits '"+l.word+"'. esc shows all again.", canvas.Plain)
	}
}

// nameWidth is where the titles begin.
const nameWidth = 28

func (l *list) drawListLine(c *canvas.Canvas, y int, line listLine) {
	switch {
	case line.at >= 0:
		l.drawItem(c, y, line.at)
	case line.more != "":
		c.Text(2, y, line.more, canvas.Muted)
	case line.first >= 0:
		c = c.Aim(itemTarget(line.first))
		x := c.Text(0, y, line.group, canvas.Plain.Bold().Underline())
		if line.shut {
			c.Text(x+1, y, "· "+strconv.Itoa(line.size), canvas.Plain)
		}
	}
}

func (l *list) drawItem(c *canvas.Canvas, y, i int) {
	it := &l.items[i]
	c = c.Aim(itemTarget(i))
	w, _ := c.Size()
	c.Blank(canvas.Rect{Y: y, W: w, H: 1})
	st := canvas.Plain
	if i == l.selected {
		st = canvas.Select.Bold()
		c.Text(0, y, ">", st)
	}
	c.TextMax(2, y, nameWidth-1, it.name, st)
	c.Text(2+nameWidth, y, it.title, st)
}
