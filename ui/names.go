package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"synod/ui/pane"
	"synod/ui/show"
)

// names goes on to the next label set of the protocol.
func (m *Model) names() tea.Cmd {
	sys := m.run.view.World.System()
	all := sys.Protocol().LabelNames()
	if len(all) == 1 {
		return m.tell(msgOneName)
	}
	next := all[(slices.Index(all, sys.Labels())+1)%len(all)]
	said, wrong := m.run.relabel(next)
	return m.tell(said + wrong)
}

// relabel puts the run under the names of another set; starting over keeps them.
func (s *session) relabel(name string) (said, wrong string) {
	if err := s.time.Relabel(name); err != nil {
		return "", show.Clean(err.Error())
	}
	again := *s.script
	again.Head.Config.Labels = name
	s.script = &again
	s.view.Cache, s.drawn = &pane.Cache{}, drawn{}
	s.refresh()
	title := s.view.World.System().Protocol().LabelSet(name).Title
	if title == "" {
		return msgPlainNames, ""
	}
	return "Names as in " + title + ".", ""
}
