package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/timeline"
)

// nodeNext goes on to the next step in which the selected node takes part; the
// run is played on where it is not known.
func (m *Model) nodeNext() tea.Cmd {
	s, id := m.run, m.run.view.Node
	return m.tell(s.keeping(id, s.runTo(func(p *timeline.Point) string {
		if actsAt(p, id) != "" {
			return m.called(id) + " takes part"
		}
		return ""
	})))
}

// nodeBefore goes back to the step before this one in which it did.
func (m *Model) nodeBefore() tea.Cmd {
	s, id := m.run, m.run.view.Node
	for p := s.time.Cursor().Parent; p != nil; p = p.Parent {
		if actsAt(p, id) != "" {
			s.seek(p.Step)
			return m.tell(s.keeping(id, ""))
		}
	}
	return m.tell("Before this step " + m.called(id) + " did nothing.")
}

// keeping leaves a node selected whoever acted last.
func (s *session) keeping(id engine.NodeID, said string) string {
	s.view.Node = id
	return said
}
