package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/engine/script"
	"synod/ui/pane"
)

// toggleCover hides what a room is to be asked first, at each step anew, or
// shows everything again.
func (m *Model) toggleCover() tea.Cmd {
	m.cover = !m.cover
	m.run.setCover(m.covers())
	if m.cover {
		return m.tell(msgCovered)
	}
	return m.tell(msgUncovered)
}

// reveal shows the next thing that is covered here.
func (m *Model) reveal() tea.Cmd {
	if !m.run.reveal() {
		return m.tell(msgNoCover)
	}
	return m.tell("")
}

// blank is the clicker's key: it shows what is covered, and where nothing is it
// empties the screen, until any key.
func (m *Model) blank() tea.Cmd {
	m.tell("")
	if m.run.reveal() {
		return nil
	}
	return m.lay(blank{})
}

// covers is what each step covers: what is on the screen, of all that can be.
func (m *Model) covers() pane.Cover {
	switch {
	case !m.cover:
		return 0
	case m.shape == onStage:
		return pane.CoverSentence | pane.CoverObserver
	}
	return pane.CoverAll
}

// setCover says what each step covers from here on.
func (s *session) setCover(what pane.Cover) {
	s.covering, s.revealed = what, 0
	s.uncover()
}

// reveal shows the next thing that is covered; false: nothing is.
func (s *session) reveal() bool {
	next := s.view.Covered.Topmost()
	if next == 0 || next == pane.CoverPreview && s.quizzing {
		return false
	}
	s.revealed |= next
	s.uncover()
	return true
}

// uncover works out what is covered here: a step that is new to the screen is
// covered whole, and its preview for as long as it is to be predicted.
func (s *session) uncover() {
	at := s.time.Cursor()
	if s.coveredAt != at {
		s.coveredAt, s.revealed = at, 0
	}
	v := &s.view
	v.Covered, v.Quiz = 0, s.quizzing
	v.Covered = s.covering &^ s.revealed
	if at.Parent == nil {
		v.Covered &^= pane.CoverSentence // it is the title
	}
	if s.quizzing {
		v.Covered |= pane.CoverPreview
	}
}

// chapter says whether a chapter of the script begins here.
func (s *session) chapter() bool {
	for _, e := range s.view.Script {
		if e.Kind == script.Chapter {
			return true
		}
	}
	return false
}

// clickerKeys are what a presenter's clicker sends, and what its keys do where
// the screen is for a room.
func clickerKeys() []binding {
	return []binding{
		{k("pgdown"), "pgdn", "on", "clicker: on, then the next", "time", (*Model).onward, 0, nil},
		{k("pgup"), "pgup", "back", "clicker: a step back", "time", (*Model).back, 0, nil},
		{k("."), ".", "reveal", "clicker: show it, or go blank", "look", (*Model).blank, 0, nil},
	}
}

// before puts bindings in front of a table, which loses the keys that they take.
func before(first, table []binding) []binding {
	out := first
	for _, b := range table {
		var kept []string
		for _, key := range b.keys {
			if lookup(first, key) == nil {
				kept = append(kept, key)
			}
		}
		if len(kept) > 0 {
			b.keys = kept
			out = append(out, b)
		}
	}
	return out
}

// covers says whether something is covered here.
func (s *session) covers() bool { return s.covering != 0 && s.view.Covered != 0 }
