package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
	"synod/ui/show"
)

// page is a text over the screen, a paragraph each, with what a few keys do
// there; any other key closes it.
type page struct {
	sheet
	title string
	text  []string
	keys  map[string]func(*Model) tea.Cmd // by the action of the key table, or "enter"
	ends  bool                            // its last line is on the screen
}

func (p *page) key(m *Model, _ tea.KeyPressMsg) tea.Cmd {
	if do := p.does(m); do != nil {
		m.over, m.message = nil, ""
		return do(m)
	}
	by := stride(m.pressed)
	if by == 0 || by > 0 && p.ends {
		return m.closeOver() // a clicker has no other key to go on
	}
	p.move(by)
	return nil
}

// does is what the key that was pressed does here; nil: nothing of its own.
func (p *page) does(m *Model) func(*Model) tea.Cmd {
	if do := p.keys[m.pressed]; do != nil {
		return do
	}
	if b := lookup(m.keys(), m.pressed); b != nil && b.action() != "" {
		return p.keys[b.action()]
	}
	return nil
}

func (p *page) click(m *Model, _ canvas.Target) tea.Cmd { return m.closeOver() }

func (p *page) draw(m *Model, c *canvas.Canvas) {
	w := min(m.w, 84)
	lines := canvas.Wrap(m.keyed(strings.Join(p.text, "\n\n")), w-4)
	in := p.frame(m, c, p.title, w, len(lines))
	_, h := in.Size()
	p.ends = p.scroll+h >= len(lines)
	for i, l := range lines[min(p.scroll, len(lines)):] {
		in.Text(1, i, show.Clean(l), canvas.Plain)
	}
}
