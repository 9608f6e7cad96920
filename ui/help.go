package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
)

func (m *Model) toggleHelp() tea.Cmd {
	m.help, m.scroll = !m.help, 0
	return nil
}

// inHelp handles a key while the help is open: it scrolls or closes.
func (m *Model) inHelp() tea.Cmd {
	switch m.pressed {
	case "down", "j", "pgdown", "space":
		m.scroll++
	case "up", "k", "pgup":
		m.scroll = max(0, m.scroll-1)
	case "ctrl+c":
		return m.interrupt()
	case "ctrl+z":
		return m.suspend()
	default:
		m.help = false
	}
	return nil
}

type helpLine struct{ label, text string }

// helpLines is the key table as text, by groups.
func helpLines(table []binding) []helpLine {
	var out []helpLine
	for _, g := range groups {
		n := len(out)
		for _, b := range table {
			if b.group != g {
				continue
			}
			if len(out) == n {
				if n > 0 {
					out = append(out, helpLine{})
				}
				out = append(out, helpLine{text: g})
			}
			text := b.help
			if b.word != "" {
				text = b.word + ": " + text
			}
			out = append(out, helpLine{b.label, text})
		}
	}
	return out
}

// drawHelp draws the key table over the screen, in two columns.
func (m *Model) drawHelp(c *canvas.Canvas) {
	lines := helpLines(m.keys())
	rows := (len(lines) + 1) / 2
	h := min(m.h, rows+2)
	w := min(m.w, 132)
	r := canvas.Rect{X: (m.w - w) / 2, Y: (m.h - h) / 2, W: w, H: h}
	for y := range r.H {
		c.HLine(r.X, r.Y+y, r.W, " ", canvas.Plain)
	}
	in := c.Box(r, "keys · any key closes", canvas.Round, canvas.Frame, canvas.Select.Bold())
	m.scroll = min(m.scroll, max(0, rows-(h-2)))
	half := (w - 2) / 2
	for i, line := range lines {
		col, row := i/rows, i%rows-m.scroll
		if row < 0 || row >= h-2 {
			continue
		}
		x := 1 + col*half
		if line.label == "" {
			in.TextMax(x, row, half-2, line.text, canvas.Plain.Bold().Underline())
			continue
		}
		in.TextMax(x, row, 7, line.label, canvas.Select.Bold())
		in.TextMax(x+8, row, half-10, line.text, canvas.Plain)
	}
}
