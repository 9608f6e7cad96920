package ui

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/show"
)

// item is one line of the list: a scenario that comes with the program, or a
// recording.
type item struct {
	group, name, title string
	about              func() []string // what it is about, a paragraph each
	load               func() (*script.Script, error)
	at                 string // where it is opened; empty: at its start
	lesson             string // of the course, which is gone on with from there; empty: it is none
}

// list is what can be opened, by group, and the part of it that fits what was
// typed.
type list struct {
	all      []item
	items    []item
	selected int
	word     string
}

func newList(noRecordings bool) list {
	protocols := presets.Protocols()
	l := list{all: lessons(protocols)}
	l.selected = len(l.all) // the first steps
	for _, p := range presets.Cards() {
		h := &p.Script.Head
		whole := sync.OnceValue(func() *script.Script {
			whole, _ := presets.Find(p.Name)
			return whole.Script
		})
		l.all = append(l.all, item{
			group: show.Clean(h.Group), name: p.Name, title: show.Clean(h.Title), about: sync.OnceValue(func() []string { return aboutScript(whole(), protocols) }),
			load: func() (*script.Script, error) { return whole(), nil },
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
		if hasWords(it.group+" "+it.name+" "+it.title, words) {
			l.items = append(l.items, it)
		}
	}
}

// hasWords says whether a text has every word, in capitals or not.
func hasWords(text, words string) bool {
	text = strings.ToLower(text)
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// selectNamed selects the item of that name, if there is one.
func (l *list) selectNamed(name string) {
	if i := slices.IndexFunc(l.items, func(it item) bool { return it.name == name }); i >= 0 {
		l.selected = i
	}
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
	if it.lesson != "" {
		return m.openLesson(it.lesson)
	}
	m.leaveCourse()
	s, err := it.load()
	if err == nil {
		err = m.open(s, it.name, it.at)
	}
	if err != nil {
		m.run, m.message = nil, show.Clean(err.Error())
	}
	return nil
}

// draw draws the list, scrolled so that the selection is in view, and beside or
// below it what the selected scenario is about.
func (l *list) draw(c *canvas.Canvas) {
	w, h := c.Size()
	left := canvas.Rect{X: 2, Y: 1, W: w - 4, H: h - 7}
	about := canvas.Rect{Y: h - 6, W: w, H: 6}
	if w >= 108 {
		left = canvas.Rect{X: 2, Y: 1, W: w * 6 / 10, H: h - 2}
		about = canvas.Rect{X: 4 + left.W, Y: 1, W: w - left.W - 5, H: min(h-2, 22)}
		l.drawAbout(c.Box(about, "about", canvas.Round, canvas.Frame, canvas.Frame))
	} else {
		l.drawAbout(c.Rule(about, "about", canvas.Frame, canvas.Frame))
	}
	l.drawItems(c.In(left))
}

// drawAbout says what the selected scenario is about, in whole sentences.
func (l *list) drawAbout(c *canvas.Canvas) {
	w, h := c.Size()
	if l.selected >= len(l.items) {
		return
	}
	it, y := &l.items[l.selected], 0
	parts := it.about()
	if h < 10 && len(parts) > 2 && it.at == "" {
		length := parts[2] // which stands beside the title where lines are few
		c.Text(max(0, w-canvas.Width(length)-1), 0, length, canvas.Frame)
		parts = slices.Delete(slices.Clone(parts), 2, 3)
	}
	for i, part := range parts {
		for _, line := range upTo(h-y, part, w-2, "") {
			st := canvas.Plain
			if i == 0 {
				st = canvas.Plain.Bold()
			}
			c.Text(1, y, line, st)
			y++
		}
		if y++; h < 10 {
			y--
		}
	}
}

// aboutScript says what a script is about.
func aboutScript(s *script.Script, protocols engine.Registry) []string {
	h, steps := &s.Head, s.Choices()
	parts := []string{h.Title, sentence(h.Summary)}
	how := fmt.Sprintf("%d steps, then it is yours.", steps)
	if h.Guided {
		how = fmt.Sprintf("%d steps, one choice at a time; then it is yours.", steps)
	}
	parts = append(parts, how)
	if about := aboutProperty(s, protocols); about != "" {
		parts = append(parts, about)
	}
	if len(h.Config.Off) > 0 {
		parts = append(parts, "Switched off: "+strings.Join(h.Config.Off, ", ")+".")
	}
	for i := range parts {
		parts[i] = show.Clean(parts[i])
	}
	return parts
}

// aboutProperty names the property that a script is about, and says what it
// means.
func aboutProperty(s *script.Script, protocols engine.Registry) string {
	w, err := s.World(protocols)
	if err != nil {
		return ""
	}
	for _, p := range w.System().Properties() {
		switch {
		case p.ID != s.Head.Config.About:
		case p.Sometimes:
			return "It shows: " + p.Statement
		default:
			return "It is about " + p.Name + ": " + p.Statement
		}
	}
	return ""
}

// sentence gives text the form of a sentence.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:] + "."
}
