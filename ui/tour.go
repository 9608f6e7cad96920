package ui

import (
	_ "embed" // the tour's words
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/pane"
)

//go:embed tour.txt
var tourText string

// tourStop is one place that the tour points at, and how many steps have been taken
// there.
type tourStop struct {
	pane  string
	steps int
	text  string
}

// tourStops reads the tour: blocks that begin with == PANE STEPS.
func tourStops() (stops []tourStop) {
	for block := range strings.SplitSeq(strings.TrimPrefix(tourText, "== "), "\n== ") {
		head, text, _ := strings.Cut(block, "\n")
		name, steps, _ := strings.Cut(head, " ")
		n, _ := strconv.Atoi(steps)
		stops = append(stops, tourStop{name, n, strings.TrimSpace(text)})
	}
	return stops
}

// tour is where a person is in it.
type tour struct {
	stops []tourStop
	at    int
}

// tourOf is the scenario that the tour is about.
const tourOf = "first-steps"

// takeTour opens its scenario and begins.
func (m *Model) takeTour() tea.Cmd {
	p, ok := presets.Find(tourOf)
	if !ok {
		return nil
	}
	m.openPreset(p)
	if m.run != nil {
		m.setShape(study)
		m.message = ""
		return m.lay(&tour{stops: tourStops()})
	}
	return nil
}

// key goes on, back, or ends the tour.
func (t *tour) key(m *Model, _ tea.KeyPressMsg) tea.Cmd {
	switch m.pressed {
	case "enter", "right", "space", "l", "down", "pgdown":
		return t.to(m, t.at+1)
	case "left", "h", "backspace", "up", "pgup":
		return t.to(m, t.at-1)
	case "esc", "q":
		return t.to(m, len(t.stops))
	}
	return nil
}

func (t *tour) click(m *Model, _ canvas.Target) tea.Cmd { return t.to(m, t.at+1) }
func (t *tour) move(int)                                {}

// to goes to another stop, and takes the steps that have to be taken there.
func (t *tour) to(m *Model, at int) tea.Cmd {
	if t.at = max(0, at); t.at >= len(t.stops) {
		m.over, m.message = nil, msgTourOver
		return nil
	}
	for m.run.time.Cursor().Step < t.stops[t.at].steps {
		if before := m.run.time.Cursor(); m.run.forward() != "" || m.run.time.Cursor() == before {
			break
		}
	}
	if m.run.time.Cursor().Step > t.stops[t.at].steps {
		m.run.seek(t.stops[t.at].steps)
	}
	m.run.view.Focus = pane.OnNext
	return nil
}

// tourRect is what a stop points at; on a small screen that may not be there.
func (m *Model) tourRect(name string) canvas.Rect {
	l := &m.layout
	switch name {
	case "what":
		return l.what
	case "main":
		return l.main
	case "next":
		return l.next
	case "node":
		if l.node.H == 0 { // the picture says all of it
			return l.main
		}
		return l.node
	case "props":
		return l.props
	case "time":
		return l.time
	case "footer":
		return l.footer
	}
	return canvas.Rect{}
}

// draw draws a heavy frame around what is spoken of, and the words where they
// hide least of it.
func (t *tour) draw(m *Model, c *canvas.Canvas) {
	at := t.stops[t.at]
	r := m.tourRect(at.pane)
	if r.H > 1 {
		m.frameOf(c, r)
	}
	w := min(64, m.w-4)
	lines := canvas.Wrap(m.keyed(at.text), w-4)
	box := m.besideOf(r, w, len(lines)+2)
	c.Blank(box)
	title := fmt.Sprintf("tour %d of %d · enter goes on · esc ends it", t.at+1, len(t.stops))
	in := c.Box(box, title, canvas.Double, canvas.Select, canvas.Select.Bold())
	for i, l := range lines {
		in.Text(1, i, l, canvas.Plain)
	}
}

// frameOf marks a pane: all around where panes have boxes, else its rule.
func (m *Model) frameOf(c *canvas.Canvas, r canvas.Rect) {
	const here = "▸ look here"
	if m.layout.boxed {
		c.Box(r, here, canvas.Heavy, canvas.Select.Bold(), canvas.Select.Bold())
		return
	}
	c.HLine(r.X, r.Y, r.W, "━", canvas.Select.Bold())
	c.Text(r.X+1, r.Y, " "+here+" ", canvas.Select.Bold())
}

// besideOf is the place for a box of that size where it hides least of r.
func (m *Model) besideOf(r canvas.Rect, w, h int) canvas.Rect {
	middle := func(at, size, own, all int) int { return max(0, min(all-own, at+(size-own)/2)) }
	places := []canvas.Rect{
		{X: middle(r.X, r.W, w, m.w), Y: r.Y - h, W: w, H: h},
		{X: middle(r.X, r.W, w, m.w), Y: r.Y + r.H, W: w, H: h},
		{X: r.X - w, Y: middle(r.Y, r.H, h, m.h), W: w, H: h},
		{X: r.X + r.W, Y: middle(r.Y, r.H, h, m.h), W: w, H: h},
		{X: (m.w - w) / 2, Y: max(1, m.h-h-2), W: w, H: h},
		{X: (m.w - w) / 2, Y: 1, W: w, H: h},
	}
	if r.H == 0 {
		places = []canvas.Rect{{X: (m.w - w) / 2, Y: (m.h - h) / 2, W: w, H: h}}
	}
	screen := canvas.Rect{W: m.w, H: m.h}
	return slices.MinFunc(places, func(a, b canvas.Rect) int {
		return (w*h-shared(a, screen))*100 + shared(a, r) - (w*h-shared(b, screen))*100 - shared(b, r)
	})
}

// shared is how many cells two rectangles have in common.
func shared(a, b canvas.Rect) int {
	w := min(a.X+a.W, b.X+b.W) - max(a.X, b.X)
	h := min(a.Y+a.H, b.Y+b.H) - max(a.Y, b.Y)
	return max(0, w) * max(0, h)
}
