package ui

import tea "charm.land/bubbletea/v2"

// play starts and stops playing: the known run, then the script; off the
// script, whatever choice comes first.
func (m *Model) play() tea.Cmd {
	if m.playing {
		return m.pause(msgPaused)
	}
	m.playing = true
	m.step()
	if !m.playing {
		return nil
	}
	return m.next()
}

// pause stops playing and says why.
func (m *Model) pause(why string) tea.Cmd {
	m.playing, m.message = false, why
	return nil
}

// tick plays one step if playing has not been stopped or started anew since.
func (m *Model) tick(t tick) tea.Cmd {
	if !m.playing || int(t) != m.clock || m.run == nil {
		return nil
	}
	m.step()
	if !m.playing {
		return nil
	}
	return m.next()
}

// step plays one step and stops where there is something to read or to do.
func (m *Model) step() {
	s := m.run
	switch {
	case s.question() != nil && !m.o.Replay:
		m.pause(msgAsk)
	case s.quizAhead():
		m.pause(msgPredict)
	case s.atScript() || s.time.Next() != nil:
		m.message = s.forward()
		m.playing = m.message == "" || m.message == msgScriptBack
		if m.playing && s.chapter() && !m.o.Replay {
			m.pause(msgChapter)
		}
	default:
		said, ok := s.auto()
		m.message = said
		m.playing = ok && said == ""
	}
	if why := s.stopped(s.time.Cursor()); m.playing && why != "" {
		m.pause(why)
	}
}

func (m *Model) slower() tea.Cmd { return m.pace(0.5) }
func (m *Model) faster() tea.Cmd { return m.pace(2) }

func (m *Model) pace(by float64) tea.Cmd {
	v := &m.run.view
	v.Speed = max(0.125, min(32, v.Speed*by))
	if m.playing {
		return m.next()
	}
	return nil
}
