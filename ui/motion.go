package ui

import (
	"math"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// motion is a message that is on its way over the screen. The run is where the
// step led to already; what is drawn is the world before, until the message
// arrives.
type motion struct {
	before pane.View
	began  time.Time
	takes  time.Duration
	over   []canvas.Patch // what the message covers
}

// glide is the time for another frame of a motion; those of an older generation
// are void.
type glide struct {
	of int
	at time.Time
}

const (
	frameTime = time.Second / 30
	// A message takes this part of the time that a step has, and no more than so
	// long; one that would be seen in fewer than three frames is not shown.
	motionShare   = 0.45
	longestMotion = time.Second
	leastMotion   = 3 * frameTime
)

// moment is the run as it is drawn, to tell what a key or a tick has led to.
type moment struct {
	run  *session
	view pane.View
}

// now is the moment before something is done; nothing, where no motion is wanted.
func (m *Model) now() moment {
	if !m.o.Motion || m.run == nil {
		return moment{}
	}
	return moment{m.run, m.run.view}
}

// arrive ends a motion: the screen is that of where the run is.
func (m *Model) arrive() {
	m.motion, m.clean = nil, false
	if m.run != nil {
		m.run.view.Cache.Changed()
	}
}

// settle ends a motion before something is pointed at, so that what is meant is
// what stands there then.
func (m *Model) settle() {
	if m.motion != nil {
		m.arrive()
		m.redraw()
	}
}

// depart shows how a message travels, if that is what was done since a moment:
// one step on, by the delivery of a message that can be seen on the screen.
func (m *Model) depart(from moment) tea.Cmd {
	if from.run == nil || from.run != m.run || m.over != nil || m.prompt != nil {
		return nil
	}
	to := m.run.view.Point
	takes := min(longestMotion, time.Duration(motionShare*float64(time.Second)/m.run.view.Speed))
	if to.Parent == nil || to.Parent != from.view.Point || to.Choice.Verb != engine.DeliverMsg || takes < leastMotion {
		return nil
	}
	v := from.view
	v.Travel = &pane.Travel{To: to}
	for i := range v.Rows {
		if v.Rows[i].Choice == to.Choice {
			v.Selected, v.Preview = i, m.run.view.Step
		}
	}
	m.motion = &motion{before: v, began: time.Now(), takes: takes}
	m.redraw()
	if len(v.Travel.Ways) == 0 {
		m.arrive()
		return nil
	}
	m.moves++
	m.place(0)
	return m.frames()
}

// redraw draws the frame: while a message is on its way, as it was before.
func (m *Model) redraw() {
	if m.motion == nil {
		m.draw()
	} else {
		v, said := m.run.view, m.message
		m.run.view, m.message = m.motion.before, ""
		m.motion.before.Travel.Ways = m.motion.before.Travel.Ways[:0]
		m.draw()
		m.run.view, m.message = v, said
		m.motion.over = m.motion.over[:0]
	}
	m.frame, m.clean = m.canvas.Encode(), true
}

// frames asks for the next frame of a motion.
func (m *Model) frames() tea.Cmd {
	mine := m.moves
	return tea.Tick(frameTime, func(at time.Time) tea.Msg { return glide{mine, at} })
}

// glide moves the message to where it is now, or ends its way.
func (m *Model) glide(g glide) tea.Cmd {
	if m.motion == nil || g.of != m.moves {
		return nil
	}
	gone := g.at.Sub(m.motion.began)
	if gone >= m.motion.takes {
		m.arrive()
		return nil
	}
	if !m.clean {
		m.redraw()
	}
	m.place(float64(gone) / float64(m.motion.takes))
	return m.frames()
}

// place puts the message on each of its ways, so far from their beginnings: a
// block of three cells, through which what is written there can be read.
func (m *Model) place(part float64) {
	for _, p := range slices.Backward(m.motion.over) {
		m.canvas.Undo(p)
	}
	m.motion.over = m.motion.over[:0]
	for _, w := range m.motion.before.Travel.Ways {
		x := w.From + int(math.Round(part*float64(w.To-w.From)))
		for at := max(x-1, min(w.From, w.To)); at <= min(x+1, max(w.From, w.To)); at++ {
			m.block(at, w.Y, at == x)
		}
	}
	m.frame = m.canvas.Encode()
}

// block turns a cell around; a line in the middle of the block becomes a dot.
func (m *Model) block(x, y int, middle bool) {
	text, _ := m.canvas.Cell(x, y)
	switch text {
	case "━", "─", "┼", "=", "-", "+":
		if middle {
			text = "●"
		}
	}
	if p, ok := m.canvas.Patch(x, y, text, canvas.Select.Bold().Reverse()); ok {
		m.motion.over = append(m.motion.over, p)
	}
}
