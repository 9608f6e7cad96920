package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
	"synod/ui/pane"
)

// shape is how the whole screen is laid out.
type shape uint8

const (
	study   shape = iota // all panes
	onStage              // for a room: the picture and one sentence
	logOnly
)

// Layouts are the names of the shapes of the screen, the usual one first.
var Layouts = []string{"study", "presenter", "log"}

// The smallest screen on which a room can still be told what happened.
const (
	stageW = 48
	stageH = 14
)

// shapeOf gives the shape of a name; the usual one for none.
func shapeOf(name string) shape {
	for i, n := range Layouts {
		if n == name {
			return shape(i)
		}
	}
	return study
}

// reshape goes on to the next layout.
func (m *Model) reshape() tea.Cmd {
	m.setShape((m.shape + 1) % shape(len(Layouts)))
	m.message = [...]string{msgStudy, msgStage, msgLogOnly}[m.shape]
	return nil
}

func (m *Model) setShape(to shape) {
	m.shape, m.zoomed = to, false
	if m.run != nil {
		m.run.setCover(m.covers())
	}
	m.repaint()
}

// repaint gives the canvas its colours: on the stage none of them is faint.
func (m *Model) repaint() {
	t := m.o.theme(m.dark)
	if m.sixteen {
		t = t.Sixteen()
	}
	if m.shape == onStage {
		t = t.Bright()
	}
	m.canvas.SetTheme(t)
}

// shaped says whether the run is drawn in another layout than the usual one. The
// tree of branches has one of its own; the log alone shows no two runs, and
// nothing that is only one node's.
func (m *Model) shaped() bool {
	if m.main == onBranches || m.shape == logOnly && (m.main == onFog || m.main == onBeside) {
		return false
	}
	return m.run != nil && m.shape != study && m.w >= stageW && m.h >= stageH
}

// drawShaped draws the presenter's layout or the log alone.
func (m *Model) drawShaped(c *canvas.Canvas) {
	line := canvas.Rect{Y: m.h - 1, W: m.w, H: 1}
	m.layout = layout{line: line, footer: line}
	if m.shape == logOnly {
		m.layout.header = canvas.Rect{W: m.w, H: 1}
		m.layout.main = canvas.Rect{Y: 1, W: m.w, H: m.h - 2}
		m.pane(c, m.layout.main, "log", true, pane.Log)
		m.drawHeader(c.In(m.layout.header))
		m.drawLine(c)
		return
	}
	m.drawStage(c)
	if m.prompt != nil || m.message != "" {
		m.drawLine(c)
	}
}

// drawStage draws a picture without frames, and below it what just happened.
func (m *Model) drawStage(c *canvas.Canvas) {
	if strings.HasSuffix(m.message, msgBroken) {
		m.message = "" // a band says it, with the reason
	}
	rows := m.h - max(1, len(m.said())) // below is what the program has to say
	switch m.main {
	case onFog:
		m.stageFog(c, rows)
		return
	case onBeside:
		m.stageBeside(c, rows)
		return
	}
	v := &m.run.view
	_, least := pictureLines(v, m.w-2)
	said := pane.StageHeight(v, m.w, rows, least)
	lay := func(kept int) layout {
		l := m.layout
		l.halve(rows, max(said, kept), m.zoomed)
		return l
	}
	if kept := m.kept(said, m.h/4, func() int { return 2 }); m.main == onPicture && !m.zoomed {
		m.steady(kept, lay, 0)
	} else {
		m.layout = lay(0)
	}
	picture := c.In(canvas.Rect{X: 1, W: m.w - 2, H: m.layout.main.H})
	switch m.main {
	case onSpaceTime:
		pane.SpaceTime(picture, v)
	case onLog:
		pane.Log(picture, v)
	case onPanel:
		pane.Document(picture, m.run.document(m.panel), v)
	default:
		pane.Cluster(picture, v)
	}
	pane.Stage(c.In(m.layout.what), v)
}

// stageZoomed is how many lines a picture that is zoomed leaves to what is said.
const stageZoomed = 2

// halve gives so many of the rows to what is said, and the rest to the picture.
func (l *layout) halve(rows, said int, zoomed bool) {
	said = min(rows, said)
	if zoomed {
		said = min(said, stageZoomed)
	}
	l.main = canvas.Rect{W: l.line.W, H: rows - said}
	l.what = canvas.Rect{Y: rows - said, W: l.line.W, H: said}
}
