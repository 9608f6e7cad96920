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
	Until  *script.Entry // a question to begin with; nil: the script begins at its start
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
	m.toQuestion()
	if m.message == "" {
		m.message = m.sceneOf() + ": " + m.run.view.Title
	}
	return nil
}

// toQuestion goes to the question that the scene is about, if it is.
func (m *Model) toQuestion() {
	if m.scene >= len(m.o.Playlist) {
		return
	}
	if until := m.o.Playlist[m.scene].Until; until != nil {
		m.message, m.over = m.run.goTo(until), nil
	}
}

// sceneOf says which of the playlist this is; empty: there is none.
func (m *Model) sceneOf() string {
	if m.scene >= len(m.o.Playlist) {
		return ""
	}
	if at := m.o.Playlist[m.scene]; at.Until == nil && at.Script.Head.Lesson.ID != "" {
		return "lesson " + at.Script.Head.Lesson.ID // a learner is called L1, too
	}
	return fmt.Sprintf("%d of %d in the list", m.scene+1, len(m.o.Playlist))
}

// onward goes forward, and where the script is over, to the next of the list.
func (m *Model) onward() tea.Cmd {
	if m.sceneOver() && m.scene+1 < len(m.o.Playlist) {
		return m.nextScene()
	}
	cmd := m.forward()
	if m.message == msgScriptOver && m.scene+1 < len(m.o.Playlist) {
		m.message = msgNextScene
	}
	return cmd
}

// sceneOver says whether the script and the run are at their end.
func (m *Model) sceneOver() bool {
	s := m.run
	return s.player.Upcoming() == nil && s.time.Next() == nil && s.question() == nil
}

// lessonGoesOn says whether the next of the list is of the same lesson.
func (m *Model) lessonGoesOn() bool {
	next := m.scene + 1
	if next >= len(m.o.Playlist) || m.run.script != m.o.Playlist[m.scene].Script {
		return false
	}
	id := m.run.script.Head.Lesson.ID
	return id != "" && m.o.Playlist[next].Until == nil && m.o.Playlist[next].Script.Head.Lesson.ID == id
}
