package ui

import (
	"fmt"
	"strings"

	"synod/ui/canvas"
	"synod/ui/show"
)

// drawLine draws the last lines: the message or the prompt, and the keys.
func (m *Model) drawLine(c *canvas.Canvas) {
	line, foot := c.In(m.layout.line), c.In(m.layout.footer)
	apart := m.layout.line.Y != m.layout.footer.Y
	switch {
	case m.prompt != nil:
		m.drawHint(c, apart)
		m.caret = &caret{m.prompt.draw(line), m.layout.line.Y}
		return
	case m.message != "":
		m.drawMessage(c)
		if !apart {
			return
		}
	}
	m.drawFooter(foot)
}

// messageMost is how many lines a message or a hint may take.
const messageMost = 3

// upTo breaks a text into at most so many lines; the words that do not fit are
// counted, with the key that shows them if there is one.
func upTo(most int, text string, w int, key string) []string {
	lines := canvas.Wrap(text, w)
	words := strings.Fields(text)
	for n := len(words) - 1; len(lines) > most && n > 0; n-- {
		rest := fmt.Sprintf(" … %d more%s", len(words)-n, key)
		lines = canvas.Wrap(strings.Join(words[:n], " ")+rest, w)
	}
	return lines[:min(most, len(lines))]
}

// said are the lines of the message.
func (m *Model) said() []string {
	return upTo(messageMost, m.keyed(show.Clean(m.message)), m.w-2, " words")
}

// drawMessage draws the message so that its last line stands on the line for it.
func (m *Model) drawMessage(c *canvas.Canvas) {
	lines := m.said()
	for i, text := range lines {
		line := c.In(canvas.Rect{Y: m.layout.line.Y - len(lines) + 1 + i, W: m.w, H: 1})
		blankLine(line)
		line.Text(1, 0, text, canvas.Select.Bold())
	}
}

// drawHint says what the prompt wants, or what is wrong with the line: below it
// if one line holds that and there is one, else above.
func (m *Model) drawHint(c *canvas.Canvas, below bool) {
	st, text := canvas.Muted, m.prompt.hint
	if p := m.prompt; len(p.fits) > 1 && p.input.Value() == p.put {
		text = m.prompt.choicesHint()
	}
	if m.prompt.wrong != "" {
		st, text = canvas.Danger.Bold(), m.prompt.wrong
	}
	lines := upTo(messageMost, m.keyed(text), m.w-2, ": tab")
	y := m.layout.line.Y - len(lines)
	if below {
		blankLine(c.In(m.layout.footer))
		if len(lines) == 1 {
			y = m.layout.footer.Y
		}
	}
	for i, l := range lines {
		line := c.In(canvas.Rect{Y: y + i, W: m.w, H: 1})
		blankLine(line)
		line.Text(1, 0, l, st)
	}
}

func blankLine(c *canvas.Canvas) {
	w, _ := c.Size()
	c.HLine(0, 0, w, " ", canvas.Plain)
}
