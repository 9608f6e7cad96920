package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// fog shows the world as the selected node can know it, and lifts that again.
// Where a world was found that the node cannot tell from this one, it shows both.
func (m *Model) fog() tea.Cmd {
	s := m.run
	switch {
	case m.main == onBeside && s.beside.about != nil:
		s.beside.fog = !s.beside.fog
		return nil
	case s.view.Asked != nil && s.asked.twinned:
		return m.tell(m.secondWorld())
	}
	m.show(onFog)
	if m.main == onFog {
		s.unfogged = s.view.Focus
		m.zoomed, s.view.Focus = false, pane.OnCluster
		m.message = fmt.Sprintf(msgFog, s.view.Node)
	}
	return nil
}

// inFog says whether what only we know is hidden.
func (m *Model) inFog() bool {
	return m.main == onFog || m.main == onBeside && m.run.beside != nil && m.run.beside.fog
}

// sight is what the selected node can know here.
func (s *session) sight() *timeline.Sight {
	if s.eye == nil || s.eyeOf != s.view.Node {
		s.eye, s.eyeOf = timeline.NewEye(s.view.Node), s.view.Node
	}
	return s.eye.At(s.view.Point)
}

// fogged is the view with all hidden that the selected node cannot know.
func (m *Model) fogged() pane.View {
	v := m.run.view
	v.Fog = &pane.Fog{Node: v.Node, Sight: m.run.sight()}
	v.Rows = nil // what can happen next is no part of it
	return v
}

// drawFog draws what the selected node can know.
func (m *Model) drawFog(c *canvas.Canvas) {
	v, l := m.fogged(), m.layout
	on := func(draw func(*canvas.Canvas, *pane.View)) func(*canvas.Canvas, *pane.View) {
		return func(in *canvas.Canvas, _ *pane.View) { draw(in, &v) }
	}
	node := v.World.System().Protocol().NodeName(v.Node)
	m.pane(c, l.main, "what "+node+" can know · ? is what it last heard", v.Focus == pane.OnCluster, on(pane.Cluster))
	m.pane(c, l.node, m.nodeTitle(), false, on(pane.Node))
	m.pane(c, l.below, "what happened to "+node, false, on(pane.Seen))
	m.pane(c, l.what, "what "+node+" sees of this step", false, on(pane.WhatSeen))
}

// secondWorld puts the world that was found beside this one, both in fog.
func (m *Model) secondWorld() string {
	s := m.run
	q := s.asked
	other := timeline.New(q.from.World)
	for _, c := range q.twin {
		if _, err := other.Take(c); err != nil {
			return reason(err)
		}
	}
	tip := other.Cursor()
	node := q.about.Node
	b := &beside{words: "", pairs: timeline.InStep(s.time.Start(), []*timeline.Point{tip}), fog: true, about: q}
	b.pane.Title = [2]string{"this world", "a world that " + m.called(node) + " cannot tell from it"}
	b.pane.Node, b.pane.Says = node, q.answer.Short
	m.openBeside(b)
	s.view.Node = node
	return fmt.Sprintf(msgSecond, node)
}
