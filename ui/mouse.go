package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/pane"
)

// click selects what is under the mouse; a click on the selection takes it.
func (m *Model) click(at tea.Mouse) tea.Cmd {
	target := m.canvas.At(at.X, at.Y)
	m.held = nil
	switch {
	case m.prompt != nil:
		return nil
	case m.over == nil && m.run != nil && at.Button == tea.MouseRight:
		return m.openMenu(at, target)
	case at.Button != tea.MouseLeft:
		return nil
	case m.over != nil:
		return m.over.click(m, target)
	case m.run == nil:
		return m.clickList(target)
	}
	if m.held = m.holdAt(at, target); m.held != nil && target == nil {
		return nil
	}
	s := m.run
	switch t := target.(type) {
	case pane.NodeTarget:
		s.view.Node = engine.NodeID(t)
	case pane.PointTarget:
		s.jump(t.Point)
		return m.tell("")
	case pane.RowTarget:
		if s.view.Selected == int(t) {
			return m.enter()
		}
		s.view.Selected = int(t)
		s.look()
	case nil:
		if m.layout.what.Contains(at.X, at.Y) {
			return m.rule()
		}
	}
	return nil
}

func (m *Model) clickList(target any) tea.Cmd {
	i, ok := target.(itemTarget)
	if !ok {
		return nil
	}
	if m.list.selected == int(i) {
		return m.openSelected()
	}
	m.list.selected = int(i)
	return nil
}

// wheel scrubs over the timeline, and elsewhere moves in what is under it.
func (m *Model) wheel(at tea.Mouse) {
	by := 0
	switch at.Button {
	case tea.MouseWheelUp:
		by = -1
	case tea.MouseWheelDown:
		by = 1
	}
	if by == 0 || m.prompt != nil {
		return
	}
	switch {
	case m.over != nil:
		m.over.move(by)
		return
	case m.run == nil:
		m.list.move(by)
		return
	}
	s, l := m.run, &m.layout
	switch {
	case l.time.Contains(at.X, at.Y):
		s.seek(s.time.Cursor().Step + by)
	case l.next.Contains(at.X, at.Y):
		s.selectRow(by)
	case l.main.Contains(at.X, at.Y) && m.main == onPicture:
		s.selectNode(by)
	default:
		m.scrollBy(by)
	}
}
