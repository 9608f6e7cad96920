package ui

import (
	"synod/engine/script"
	"synod/ui/store"
)

// speech is how many lines of a width the script says at most at one point.
func speech(s *script.Script, width int) int {
	width = max(1, width) // on a screen that is too small
	most, lines := 0, 0
	set := 0 // lines of the goal of an exercise
	if l := &s.Head.Lesson; l.Goal != "" {
		set = 2 + len(l.Task)/width
	}
	for i := range s.Entries {
		switch e := &s.Entries[i]; e.Kind {
		case script.Choose, script.Back:
			lines = 0
		case script.Narrate:
			lines += 1 + len(e.Text)/width
		case script.Chapter, script.Evidence:
			lines++
		case script.Ask:
			lines += 1 + len(e.Answers)
		}
		most = max(most, lines+set)
	}
	return most
}

// question is the open question at the cursor, or nil.
func (s *session) question() *script.Entry { return s.view.Question() }

// answer gives the n-th answer to the open question.
func (s *session) answer(n int) string {
	q := s.question()
	if q == nil || n > len(q.Answers) {
		return ""
	}
	s.view.Answers[q] = n
	if q == s.predicted.entry {
		return s.foretold(n)
	}
	s.progress.change(func(p *store.Progress) { p.Answered(s.progress.lesson, q.Text, q.Answers[n-1].Right) })
	if q.Answers[n-1].Right {
		return msgRight
	}
	return msgWrong
}
