package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/ui/pane"
)

// spaceKeys are those of the space-time picture.
func spaceKeys() []binding {
	return []binding{
		{k("v"), "v", "space-time", "space-time, and back", "look", (*Model).spacetime, 0, nil},
		{k("a"), "a", "causes", "what could have led to a step", "look", (*Model).causes, 0, nil},
		{k("V"), "V", "clocks", "vector clocks of the steps", "look", (*Model).clocks, 0, nil},
	}
}

func (m *Model) spacetime() tea.Cmd { return m.show(onSpaceTime) }

// causes shows how each step stands to the selected one, and hides that again.
func (m *Model) causes() tea.Cmd {
	return m.inSpace(func(s *pane.Space) { s.Causes, s.Clocks = !s.Causes || s.Clocks, false })
}

// clocks shows the vector clocks of the steps, and hides them again.
func (m *Model) clocks() tea.Cmd {
	return m.inSpace(func(s *pane.Space) { s.Clocks, s.Causes = !s.Clocks, false })
}

// inSpace changes how the space-time picture is drawn and lets the keys speak to
// it; where it was not shown, it is shown as it was asked for.
func (m *Model) inSpace(change func(*pane.Space)) tea.Cmd {
	v := &m.run.view
	if m.main != onSpaceTime {
		m.show(onSpaceTime)
		v.Space.Causes, v.Space.Clocks = false, false
	}
	change(&v.Space)
	v.Focus = pane.OnLog
	if !v.Space.Causes && !v.Space.Clocks {
		v.Focus, v.Scroll = pane.OnNext, 0
	}
	m.space = v.Space
	return nil
}
