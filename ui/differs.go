package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// labelSet is whose names the run has.
func (s *session) labelSet() engine.LabelSet {
	sys := s.view.World.System()
	return sys.Protocol().LabelSet(sys.Labels())
}

// differsHere says whether the footer offers the page: at the start of a run.
func (s *session) differsHere() bool {
	return s.time.Cursor().Step == 0 && len(s.labelSet().Differs) > 0
}

// differs is the page on where the real system, whose names a run has, is not as
// it is here: each difference, and its source below it.
func (m *Model) differs() tea.Cmd {
	set := m.run.labelSet()
	if len(set.Differs) == 0 {
		return m.tell(msgNoSystem)
	}
	var text []paragraph
	for i, d := range set.Differs {
		source := d.Source
		if i < len(set.Differs)-1 {
			source += "\n" // a blank line
		}
		text = append(text, paragraph{text: d.Text, ink: canvas.Plain}, paragraph{text: source, ink: canvas.Frame, in: 4})
	}
	return m.lay(&page{title: "where " + show.Clean(set.Title) + " differs · any key closes", text: text})
}
