package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
)

func (m *Model) toggleHelp() tea.Cmd {
	m.help, m.scroll, m.sought = !m.help, 0, ""
	return nil
}

// inHelp handles a key while the help is open: it scrolls or closes.
func (m *Model) inHelp() tea.Cmd {
	switch m.pressed {
	case "down", "j", "pgdown", "space":
		m.scroll++
	case "up", "k", "pgup":
		m.scroll = max(0, m.scroll-1)
	case "?":
		return m.explain()
	case "/":
		m.ask("find in the keys: ", m.sought, hintKeys, func(string) (string, string) { return "", "" }).live = func(word string) {
			m.sought, m.scroll = word, 0
		}
	case "ctrl+c":
		return m.interrupt()
	case "ctrl+z":
		return m.suspend()
	default:
		m.help = false
	}
	return nil
}

// helpGroup is a group of the key table as it stands in the help.
type helpGroup struct {
	name  string
	lines []*binding
}

// says reports whether a line of the help has every word in it.
func (b *binding) says(words string) bool {
	line := strings.ToLower(strings.Join([]string{b.label, b.word, b.help, b.group, strings.Join(b.keys, " ")}, " "))
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(line, word) {
			return false
		}
	}
	return true
}

// helpGroups is what the key table says of some words, in two columns of groups.
func helpGroups(table []binding, words string) (left, right []helpGroup) {
	var all []helpGroup
	total := 0
	for _, name := range groups {
		g := helpGroup{name: name}
		for i := range table {
			if b := &table[i]; b.group == name && b.label != "" && b.says(words) {
				g.lines = append(g.lines, b)
			}
		}
		if len(g.lines) > 0 {
			all = append(all, g)
			total += 1 + len(g.lines)
		}
	}
	n, rows := 0, 0
	for ; n < len(all) && rows+len(all[n].lines) < (total+1)/2; n++ {
		rows += 1 + len(all[n].lines)
	}
	return all[:n], all[n:]
}

func height(column []helpGroup) int {
	n := 0
	for _, g := range column {
		n += 1 + len(g.lines)
	}
	return n
}

// drawHelp draws the key table over the screen.
func (m *Model) drawHelp(c *canvas.Canvas) {
	left, right := helpGroups(m.keys(), m.sought)
	rows := max(1, height(left), height(right))
	title := "keys · / finds one · ? explains the pane · any other key closes"
	if m.sought != "" {
		title = "keys with '" + m.sought + "' · any other key closes"
	}
	h, w := min(m.h, rows+2), min(m.w, 96)
	r := canvas.Rect{X: (m.w - w) / 2, Y: (m.h - h) / 2, W: w, H: h}
	for y := range r.H {
		c.HLine(r.X, r.Y+y, r.W, " ", canvas.Plain)
	}
	in := c.Box(r, title, canvas.Round, canvas.Frame, canvas.Select.Bold())
	m.scroll = min(m.scroll, max(0, rows-(h-2)))
	if below := rows - (h - 2) - m.scroll; below > 0 {
		hint := fmt.Sprintf(" ↓ %d more lines ", below)
		c.Text(r.X+r.W-2-canvas.Width(hint), r.Y+h-1, hint, canvas.Select.Bold())
	}
	if len(left)+len(right) == 0 {
		in.Text(1, 0, msgNoSuchKey, canvas.Plain)
	}
	half := (w - 2) / 2
	drawColumn(in.In(canvas.Rect{X: 1, W: half - 1, H: h - 2}), left, m.scroll)
	drawColumn(in.In(canvas.Rect{X: half, W: half - 1, H: h - 2}), right, m.scroll)
}

const labelWidth = 8

func drawColumn(c *canvas.Canvas, column []helpGroup, scroll int) {
	y := -scroll
	for _, g := range column {
		c.Text(0, y, g.name, canvas.Plain.Bold().Underline())
		for i, b := range g.lines {
			c.TextMax(1, y+1+i, labelWidth-1, b.label, canvas.Select.Bold())
			c.Text(1+labelWidth, y+1+i, b.help, canvas.Plain)
		}
		y += 1 + len(g.lines)
	}
}
