package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
	"synod/ui/show"
)

// page is a text over the screen, with what a few keys do there; any other key
// closes it.
type page struct {
	sheet
	title string
	text  []paragraph
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
	lines := wrapped(p.text, w-4)
	in := p.frame(m, c, p.title, w, len(lines))
	_, h := in.Size()
	p.ends = p.scroll+h >= len(lines)
	drawLines(in, 0, lines[min(p.scroll, len(lines)):])
}

// paragraph is a text, its ink, and how far from the left it stands.
type paragraph struct {
	text string
	ink  canvas.Style
	in   int
}

// prose is a text of some parts with a blank line between them, and the keys in it
// as they are now.
func (m *Model) prose(parts []string) []paragraph {
	return []paragraph{{text: m.keyed(strings.Join(parts, "\n\n")), ink: canvas.Plain}}
}

// wrapped breaks paragraphs into lines of at most w cells.
func wrapped(text []paragraph, w int) []paragraph {
	var out []paragraph
	for _, p := range text {
		for _, l := range canvas.Wrap(p.text, w-p.in) {
			out = append(out, paragraph{show.Clean(l), p.ink, p.in})
		}
	}
	return out
}

// drawLines draws lines from y on and gives where the next would stand.
func drawLines(c *canvas.Canvas, y int, lines []paragraph) int {
	for i, l := range lines {
		c.Text(1+l.in, y+i, l.text, l.ink)
	}
	return y + len(lines)
}
