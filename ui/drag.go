package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/pane"
)

// held is what the mouse has taken hold of: what its moves do until the button
// is let go.
type held func(m *Model, at tea.Mouse)

// holdAt is what a press takes hold of: a border, a node, or the timeline.
func (m *Model) holdAt(at tea.Mouse, target any) held {
	switch t := target.(type) {
	case pane.NodeTarget:
		return m.carry(engine.NodeID(t))
	case pane.PointTarget:
		return scrub(at.Y)
	case nil:
		if b := m.border(at); b != nil {
			return m.pull(b, at)
		}
	}
	return nil
}

// border is the border at a cell that can be moved now.
func (m *Model) border(at tea.Mouse) *border {
	if m.zoomed || m.shaped() || m.tooSmall() || m.main == onFog || m.main == onBeside {
		return nil
	}
	return m.layout.borderAt(at.X, at.Y)
}

// pull moves a border with the mouse, as far as it goes.
func (m *Model) pull(b *border, from tea.Mouse) held {
	began := m.layout.sizes
	return func(m *Model, at tea.Mouse) {
		by := at.Y - from.Y
		if b.across {
			by = at.X - from.X
		}
		m.sizes = began
		m.sizes.pull(b, by)
		m.arrange()
		m.sizes = m.layout.sizes
	}
}

// carry takes a node to where others stand.
func (m *Model) carry(id engine.NodeID) held {
	over := id
	return func(m *Model, at tea.Mouse) {
		t, ok := m.canvas.At(at.X, at.Y).(pane.NodeTarget)
		if !ok || engine.NodeID(t) == over {
			return
		}
		if over = engine.NodeID(t); over == id || m.run == nil || !m.run.view.Arrange(id, over) {
			return
		}
		m.message = fmt.Sprintf(msgMoved, id)
		if m.run.view.Rings() {
			m.message = msgTurned
		}
		m.run.view.Cache.Changed()
		m.redraw() // so that what is under the mouse is what is seen
	}
}

// scrub goes to the points of a line of the timeline that the mouse passes.
func scrub(y int) held {
	return func(m *Model, at tea.Mouse) {
		for _, by := range [...]int{0, 1, -1, 2, -2} {
			if t, ok := m.canvas.At(at.X+by, y).(pane.PointTarget); ok && m.run != nil {
				m.run.jump(t.Point)
				m.tell("")
				m.redraw()
				return
			}
		}
	}
}
