package ui

import (
	"strconv"

	"synod/ui/canvas"
)

// listLine is a line of the list: an item, the name of a group before its
// items, or a blank.
type listLine struct {
	group string
	size  int  // of the group
	first int  // the group's first item
	at    int  // the item; -1: a group or a blank
	shut  bool // the group's items are not shown
}

// itemTarget is a click on a line of the list.
type itemTarget int

// lines lists what is shown in so many rows: everything, if there is room for
// it; else the groups, and the items of the one in which something is selected.
func (l *list) lines(rows int) []listLine {
	if all := l.unfolded(func(int, int) bool { return true }, true); len(all) <= rows {
		return all
	}
	return l.unfolded(func(from, to int) bool { return from <= l.selected && l.selected < to }, false)
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
	first := max(0, min(at-n/2, len(lines)-n))
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
const nameWidth = 24

func (l *list) drawListLine(c *canvas.Canvas, y int, line listLine) {
	switch {
	case line.at >= 0:
		l.drawItem(c, y, line.at)
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
