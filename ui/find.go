package ui

import (
	"strings"

	"synod/engine/timeline"
	"synod/ui/show"
)

// find goes to the next step that says the word, from the cursor on.
func (s *session) find(word string) string {
	s.view.Found = word
	if s.says(s.time.Cursor()) {
		return ""
	}
	return s.match(1)
}

// match goes to the next or the previous match, round the ends of the line.
func (s *session) match(by int) string {
	line := s.time.Line()
	n := len(line)
	for i, at := 1, s.time.Cursor().Step; i <= n; i++ {
		if p := line[((at+by*i)%n+n)%n]; s.says(p) {
			s.seek(p.Step)
			return ""
		}
	}
	return msgNoMatch
}

// says whether the sentence, the choice or the narration of a point has the word.
func (s *session) says(p *timeline.Point) bool {
	for _, e := range s.notes[p] {
		if s.has(e.Text) {
			return true
		}
	}
	step := p.Explain()
	if step == nil {
		return false
	}
	said := show.Step(step)
	return s.has(said.Did) || s.has(said.Why) || s.has(p.Choice.Line()) || s.has(p.Name)
}

func (s *session) has(text string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(s.view.Found))
}
