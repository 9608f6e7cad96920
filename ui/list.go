package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/show"
)

// item is one line of the list: a scenario that comes with the program, or a
// recording.
type item struct {
	group, name, title, summary string
	load                        func() (*script.Script, error)
	atEnd                       bool // opened where it ends
}

// list is what can be opened, by group, and the part of it that fits what was
// typed.
type list struct {
	all      []item
	items    []item
	selected int
	word     string
}

// itemTarget is a click on a line of the list.
type itemTarget int

func newList(noRecordings bool) list {
	var l list
	for _, p := range presets.All() {
		h := &p.Script.Head
		s := p.Script
		l.all = append(l.all, item{
			group: show.Clean(h.Group), name: p.Name, title: show.Clean(h.Title), summary: show.Clean(h.Summary),
			load: func() (*script.Script, error) { return s, nil },
		})
	}
	if !noRecordings {
		l.all = append(l.all, recent()...)
	}
	l.items = l.all
	return l
}

// filter keeps the items that have every word in them.
func (l *list) filter(words string) {
	l.word, l.items, l.selected = words, nil, 0
	for _, it := range l.all {
		if it.has(strings.Fields(strings.ToLower(words))) {
			l.items = append(l.items, it)
		}
	}
}

func (it *item) has(words []string) bool {
	text := strings.ToLower(it.group + " " + it.name + " " + it.title + " " + it.summary)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func (l *list) move(by int) {
	l.selected = max(0, min(len(l.items)-1, l.selected+by))
}

// openSelected puts the selected scenario on the screen.
func (m *Model) openSelected() tea.Cmd {
	if m.list.selected >= len(m.list.items) {
		return nil
	}
	it := m.list.items[m.list.selected]
	s, err := it.load()
	if err == nil {
		err = m.open(s, it.name, it.atEnd)
	}
	if err != nil {
		m.run, m.message = nil, show.Clean(err.Error())
	}
	return nil
}

// lines of the list: a group's name before its items.
type listLine struct {
	group string
	at    int // the item; -1: a group or a blank
}

func (l *list) lines() []listLine {
	var out []listLine
	for i, it := range l.items {
		if i == 0 || l.items[i-1].group != it.group {
			if i > 0 {
				out = append(out, listLine{at: -1})
			}
			out = append(out, listLine{group: it.group, at: -1})
		}
		out = append(out, listLine{at: i})
	}
	return out
}

// draw draws the list, scrolled so that the selection is in view, and below it
// what the selected scenario is about.
func (l *list) draw(c *canvas.Canvas) {
	w, h := c.Size()
	below := 4
	rows := c.In(canvas.Rect{X: 2, Y: 1, W: w - 4, H: h - 1 - below})
	lines := l.lines()
	at := 0
	for i, line := range lines {
		if line.at == l.selected {
			at = i
		}
	}
	_, n := rows.Size()
	first := max(0, min(at-n/2, len(lines)-n))
	for y := 0; y < n && first+y < len(lines); y++ {
		l.drawLine(rows, y, lines[first+y])
	}
	if len(l.items) == 0 {
		rows.Text(0, 0, "Nothing fits “"+l.word+"”. esc shows all again.", canvas.Plain)
	}
	l.drawAbout(c.In(canvas.Rect{X: 2, Y: h - below, W: w - 4, H: below}))
}

// nameWidth is where the titles begin.
const nameWidth = 24

func (l *list) drawLine(c *canvas.Canvas, y int, line listLine) {
	if line.at < 0 {
		c.Text(0, y, line.group, canvas.Plain.Bold().Underline())
		return
	}
	it := &l.items[line.at]
	c = c.Aim(itemTarget(line.at))
	st := canvas.Plain
	if line.at == l.selected {
		st = canvas.Select.Bold()
		c.Text(0, y, ">", st)
	}
	c.TextMax(2, y, nameWidth-1, it.name, st)
	c.Text(2+nameWidth, y, it.title, st)
}

// drawAbout says what the selected scenario is about.
func (l *list) drawAbout(c *canvas.Canvas) {
	w, h := c.Size()
	c.HLine(0, 0, w, "─", canvas.Frame)
	if l.selected >= len(l.items) {
		return
	}
	for y, line := range wrap(l.items[l.selected].summary, w, h-1) {
		c.Text(0, 1+y, line, canvas.Plain)
	}
}

// wrap breaks text at blanks into at most so many lines.
func wrap(text string, width, most int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && canvas.Width(line)+1+canvas.Width(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines[:min(len(lines), most)]
}
