package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
)

// overlay is what lies over the screen. While it does, it takes the keys, the
// mouse and the wheel; a prompt that it opens comes before it.
type overlay interface {
	key(m *Model, msg tea.KeyPressMsg) tea.Cmd
	click(m *Model, on canvas.Target) tea.Cmd
	move(by int) // in what there is to select or to scroll
	draw(m *Model, c *canvas.Canvas)
}

// lay puts something over the screen. Playing stops: it would go on unseen.
func (m *Model) lay(o overlay) tea.Cmd {
	m.over, m.playing = o, false
	return nil
}

func (m *Model) closeOver() tea.Cmd {
	m.over = nil
	return nil
}

// stride is how far a key moves in what lies over the screen; 0: it does not.
func stride(key string) int {
	switch key {
	case "down", "j", "ctrl+j", "tab":
		return 1
	case "up", "k", "ctrl+k", "shift+tab":
		return -1
	case "pgdown", "space":
		return 10
	case "pgup":
		return -10
	}
	return 0
}

// middle frames a blank place of that size, or as much of it as there is, in
// the middle of the screen.
func (m *Model) middle(c *canvas.Canvas, title string, w, h int) (in *canvas.Canvas, r canvas.Rect) {
	w, h = min(m.w, w), min(m.h, h)
	r = canvas.Rect{X: (m.w - w) / 2, Y: (m.h - h) / 2, W: w, H: h}
	c.Blank(r)
	return c.Box(r, title, canvas.Round, canvas.Frame, canvas.Select.Bold()), r
}

// sheet is a page that may be longer than the screen, and how far it has been
// scrolled.
type sheet struct{ scroll int }

func (s *sheet) move(by int) { s.scroll = max(0, s.scroll+by) }

// frame draws the frame of a page of so many rows, and counts those below it.
func (s *sheet) frame(m *Model, c *canvas.Canvas, title string, w, rows int) *canvas.Canvas {
	in, r := m.middle(c, title, w, rows+2)
	s.scroll = min(s.scroll, max(0, rows-(r.H-2)))
	if below := rows - (r.H - 2) - s.scroll; below > 0 {
		hint := fmt.Sprintf(" ↓ %d more lines ", below)
		c.Text(r.X+r.W-2-canvas.Width(hint), r.Y+r.H-1, hint, canvas.Select.Bold())
	}
	return in
}

// blank is a screen with nothing on it, until any key: the room is to look at
// the speaker.
type blank struct{}

func (blank) key(m *Model, _ tea.KeyPressMsg) tea.Cmd { return m.closeOver() }
func (blank) click(m *Model, _ canvas.Target) tea.Cmd { return m.closeOver() }
func (blank) move(int)                                {}
func (blank) draw(_ *Model, c *canvas.Canvas)         { c.Clear() }
