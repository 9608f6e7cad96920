package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"synod/engine/script"
	"synod/ui/show"
)

// Scene is one of the scripts of a playlist.
type Scene struct {
	Name   string // of its preset or file
	Script *script.Script
}

func (m *Model) nextScene() tea.Cmd     { return m.toScene(m.scene + 1) }
func (m *Model) previousScene() tea.Cmd { return m.toScene(m.scene - 1) }

// toScene opens one of the playlist from its start; the run so far stays in its
// recording.
func (m *Model) toScene(i int) tea.Cmd {
	all := m.o.Playlist
	switch {
	case len(all) == 0:
		return m.tell(msgNoPlaylist)
	case i < 0:
		return m.tell(msgFirstScene)
	case i >= len(all):
		return m.tell(msgLastScene)
	}
	m.stop()
	if err := m.open(all[i].Script, all[i].Name, ""); err != nil {
		return m.tell(show.Clean(err.Error()))
	}
	m.scene = i
	if m.message == "" {
		m.message = m.sceneOf() + ": " + m.run.view.Title
	}
	return nil
}

// sceneOf says which of the playlist this is; empty: there is none.
func (m *Model) sceneOf() string {
	if len(m.o.Playlist) == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d in the list", m.scene+1, len(m.o.Playlist))
}

// onward goes forward, and where the script is over, to the next of the list.
func (m *Model) onward() tea.Cmd {
	s := m.run
	over := s.player.Upcoming() == nil && s.time.Next() == nil
	if over && m.scene+1 < len(m.o.Playlist) {
		return m.nextScene()
	}
	cmd := m.forward()
	if m.message == msgScriptOver && m.scene+1 < len(m.o.Playlist) {
		m.message = msgNextScene
	}
	return cmd
}
