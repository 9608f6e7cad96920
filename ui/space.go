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
		{k("o"), "o", "turn", "time runs right, or down", "look", (*Model).turn, 0, nil},
		{k("+", "="), "+ -", "nearer", "space-time nearer, further", "look", (*Model).nearer, 0, nil},
		{k("-"), "", "further", "", "look", (*Model).further, 0, nil},
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

// turn lets time run to the right, or down again.
func (m *Model) turn() tea.Cmd {
	return m.picture(func(s *pane.Space) { s.Right = !s.Right })
}

// nearer and further show less of the run and more of what is said, or more of it.
func (m *Model) nearer() tea.Cmd { return m.picture(func(s *pane.Space) { s.Zoom = max(0, s.Zoom-1) }) }
func (m *Model) further() tea.Cmd {
	return m.picture(func(s *pane.Space) { s.Zoom = min(pane.Farthest, s.Zoom+1) })
}

// picture changes how the space-time picture is drawn, and shows it. From far
// away the keys speak to it: one wants to go through it.
func (m *Model) picture(change func(*pane.Space)) tea.Cmd {
	v := &m.run.view
	if m.main != onSpaceTime && (m.main != onPicture || m.layout.below.H == 0) {
		m.show(onSpaceTime)
	}
	change(&v.Space)
	m.space = v.Space
	if v.Space.Zoom > 0 && m.main == onSpaceTime {
		v.Focus = pane.OnLog
	}
	return nil
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
