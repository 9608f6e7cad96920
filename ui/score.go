package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
)

// score counts what was predicted.
type score struct{ right, all int }

func (s score) String() string { return fmt.Sprintf("predicted %d of %d", s.right, s.all) }

// prediction is a question about a choice, before it is taken.
type prediction struct {
	at     *timeline.Point
	choice engine.Choice
	entry  *script.Entry
}

// toggleQuiz begins or ends to ask for each step before it is taken.
func (m *Model) toggleQuiz() tea.Cmd {
	m.quiz = !m.quiz
	m.run.quizzing, m.run.predicted = m.quiz, prediction{}
	m.run.refresh()
	if m.quiz {
		return m.tell(msgQuiz)
	}
	return m.tell(msgNoQuiz)
}

// forward goes on, unless the step is to be predicted first.
func (m *Model) forward() tea.Cmd {
	if m.overrun(1) {
		return m.tell("")
	}
	if m.sceneOver() && m.lessonGoesOn() {
		return m.nextScene()
	}
	if m.run.quizAhead() {
		return m.tell(msgPredict)
	}
	said := m.run.forward()
	if said == msgScriptOver && m.lessonGoesOn() {
		said = msgLessonGoesOn
	}
	return m.tell(said)
}

// quizAhead asks about the step that forward leads to.
func (s *session) quizAhead() bool {
	if !s.quizzing || s.question() != nil {
		return false // → goes on without an answer
	}
	if c, ok := s.expected(); ok {
		return s.quiz(c)
	}
	if next := s.time.Next(); next != nil {
		return s.quiz(next.Choice)
	}
	return false
}

// quiz asks what a choice will do, once at a point; false: there is nothing to
// ask, or it was asked.
func (s *session) quiz(c engine.Choice) bool {
	at := s.time.Cursor()
	if p := &s.predicted; !s.quizzing || p.at == at && p.choice == c {
		return false
	}
	e := s.predict(c)
	if e == nil {
		return false
	}
	s.predicted = prediction{at, c, e}
	s.view.Script = s.scriptAt(at)
	return true
}

// scriptAt is what stands at a point: what the script says, and what is to be
// predicted.
func (s *session) scriptAt(at *timeline.Point) []*script.Entry {
	notes := s.notes[at]
	if p := &s.predicted; p.at == at && p.entry != nil {
		return append(notes[:len(notes):len(notes)], p.entry)
	}
	return notes
}

// foretold takes an answer to what was to be predicted, counts it, and takes the step.
func (s *session) foretold(n int) string {
	p := s.predicted
	given := p.entry.Answers[n-1]
	s.score.all++
	if given.Right {
		s.score.right++
	}
	if said := s.choose(p.choice); said != "" && s.time.Cursor() == p.at {
		return said
	}
	if given.Right {
		return "✓ Right; " + s.score.String() + "."
	}
	return "✗ You said: " + given.Text + " " + s.score.String() + "."
}
