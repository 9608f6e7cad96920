package ui

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/show"
)

// command is one line of the palette: an action of the key table, or a preset.
type command struct {
	name, help, label string // label is its key; empty: it has none
	do                func(*Model) tea.Cmd
}

// palette is the list of everything that can be done.
type palette struct{ picker[command] }

// commands lists what can be done now: the actions of the key table in their
// order, then the presets.
func (m *Model) commands() []command {
	var out []command
	help := "" // a line without one goes with the line above
	for _, b := range m.keys() {
		if b.help != "" {
			help = b.help
		}
		twice := slices.ContainsFunc(out, func(c command) bool { return c.name == b.action() })
		if b.action() != "" && !twice {
			out = append(out, command{b.action(), help, b.keys[0], b.do})
		}
	}
	for _, l := range course() {
		out = append(out, command{"open " + l.ID, show.Clean(l.Title()), "", func(m *Model) tea.Cmd { return m.openLesson(l.ID) }})
	}
	for _, p := range scenarios() {
		out = append(out, command{"open " + p.Name, show.Clean(p.Script.Head.Title), "", func(m *Model) tea.Cmd {
			return m.openPreset(p)
		}})
	}
	return out
}

// scenarios are the presets, and course the lessons, read once.
var (
	scenarios = sync.OnceValue(presets.All)
	course    = sync.OnceValue(presets.Course)
)

// openPreset leaves what is open for a preset; the run so far stays in its
// recording.
func (m *Model) openPreset(p presets.Preset) tea.Cmd {
	m.stop()
	m.leaveCourse()
	if err := m.open(p.Script, p.Name, ""); err != nil {
		m.run, m.message = nil, show.Clean(err.Error())
	}
	return nil
}

// commandList opens the palette.
func (m *Model) commandList() tea.Cmd {
	return m.lay(&palette{newPicker(m.commands(), fitting)})
}

// key moves the selection or takes it; what can be written is typed.
func (p *palette) key(m *Model, msg tea.KeyPressMsg) tea.Cmd {
	switch m.pressed {
	case "esc", "ctrl+p":
		m.over = nil
	case "enter":
		return p.perform(m, p.selected)
	default:
		p.feed(m, msg)
	}
	return nil
}

// click does what stands on the line; elsewhere it closes the palette.
func (p *palette) click(m *Model, on canvas.Target) tea.Cmd {
	line, is := on.(lineTarget)
	if !is {
		return m.closeOver()
	}
	return p.perform(m, int(line))
}

// perform closes the palette and does what stands on a line of it.
func (p *palette) perform(m *Model, line int) tea.Cmd {
	m.over = nil
	if line >= len(p.fits) {
		return nil
	}
	m.message = ""
	return p.fits[line].do(m)
}

// fitting keeps the commands that have the letters of every word in their
// order, the closest first.
func fitting(all []command, typed string) []command {
	words := strings.Fields(strings.ToLower(typed))
	if len(words) == 0 {
		return all
	}
	type scored struct {
		command
		far int
	}
	var out []scored
	for _, c := range all {
		if far, ok := c.far(words); ok {
			out = append(out, scored{c, far})
		}
	}
	slices.SortStableFunc(out, func(a, b scored) int { return a.far - b.far })
	fits := make([]command, len(out))
	for i := range out {
		fits[i] = out[i].command
	}
	return fits
}

// far is how far a command is from words, 0 for a name that begins with them.
// The name counts more than what it does.
func (c *command) far(words []string) (total int, ok bool) {
	name, help := strings.ToLower(c.name), strings.ToLower(c.help)
	for _, w := range words {
		d, ok := distance(name, w)
		if !ok {
			at := strings.Index(help, w)
			if at < 0 {
				return 0, false
			}
			d = 1000 + at
		}
		total += d
	}
	return total, true
}

// distance is how far the letters of a word lie from standing together at the
// start of a word of the text; false: they do not stand in it in their order.
func distance(text, word string) (int, bool) {
	if at := strings.Index(text, word); at >= 0 {
		if at > 0 && !unicode.IsPunct(rune(text[at-1])) && text[at-1] != ' ' {
			return 100 + at, true
		}
		return at, true
	}
	d, at := 200, 0
	for _, r := range word {
		i := strings.IndexRune(text[at:], r)
		if i < 0 {
			return 0, false
		}
		d += i
		at += i + len(string(r))
	}
	return d, true
}

// commandWidth is the room for names; the key stands before them.
const (
	commandWidth = 27
	keyWidth     = 7
)

func (p *palette) draw(m *Model, c *canvas.Canvas) {
	in, r := m.middle(c, "what do you want to do? · enter does it · esc", min(m.w-4, 84), min(m.h-4, 24))
	w, h := in.Size()
	p.picker.draw(m, in, r, h-2, func(c *canvas.Canvas, it *command, st canvas.Style) {
		c.TextMax(2, 0, keyWidth-1, it.label, canvas.Select.Bold())
		c.TextMax(2+keyWidth, 0, commandWidth-1, it.name, st)
		c.TextMax(2+keyWidth+commandWidth, 0, w-3-keyWidth-commandWidth, it.help, canvas.Plain)
	})
	in.Text(1, h-1, fmt.Sprintf("%d of %d · up and down select", len(p.fits), len(p.all)), canvas.Frame)
}
