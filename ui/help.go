package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
)

// keyHelp is the key table over the screen, or the lines of it that have every
// word that was looked for.
type keyHelp struct {
	sheet
	sought string
}

func (m *Model) showHelp() tea.Cmd { return m.lay(&keyHelp{}) }

// key scrolls or looks for a key; any other closes.
func (h *keyHelp) key(m *Model, _ tea.KeyPressMsg) tea.Cmd {
	switch by := stride(m.pressed); {
	case by != 0:
		h.move(by)
	case m.pressed == "/":
		m.ask("find in the keys: ", h.sought, hintKeys, func(string) (string, string) { return "", "" }).live = func(word string) {
			h.sought, h.scroll = word, 0
		}
	case m.pressed == "?":
		return m.explain()
	default:
		m.over = nil
	}
	return nil
}

func (h *keyHelp) click(m *Model, _ canvas.Target) tea.Cmd { return m.closeOver() }

// helpGroup is a group of the key table as it stands in the help.
type helpGroup struct {
	name  string
	lines []*binding
}

// says reports whether a line of the help has every word in it.
func (b *binding) says(words string) bool {
	return hasWords(strings.Join([]string{b.label, b.word, b.help, b.group, strings.Join(b.keys, " ")}, " "), words)
}

// helpGroups is what the key table says of some words, in two columns of groups.
func helpGroups(table []binding, words string) (left, right []helpGroup) {
	var all []helpGroup
	for _, name := range groups {
		g := helpGroup{name: name}
		for i := range table {
			if b := &table[i]; b.group == name && b.label != "" && b.says(words) {
				g.lines = append(g.lines, b)
			}
		}
		if len(g.lines) > 0 {
			all = append(all, g)
		}
	}
	n := 0
	for n < len(all) && height(all[:n])+len(all[n].lines) < (height(all)+1)/2 {
		n++
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

func (h *keyHelp) draw(m *Model, c *canvas.Canvas) {
	left, right := helpGroups(m.keys(), h.sought)
	title := "keys · / finds one · ? explains the pane · any other key closes"
	if h.sought != "" {
		title = "keys with '" + h.sought + "' · any other key closes"
	}
	in := h.frame(m, c, title, 96, max(1, height(left), height(right)))
	if len(left)+len(right) == 0 {
		in.Text(1, 0, msgNoSuchKey, canvas.Plain)
	}
	w, rows := in.Size()
	drawColumn(in.In(canvas.Rect{X: 1, W: w/2 - 1, H: rows}), left, h.scroll)
	drawColumn(in.In(canvas.Rect{X: w / 2, W: w/2 - 1, H: rows}), right, h.scroll)
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
