package engine

import (
	"fmt"
	"slices"
	"strings"
)

const labelForm = "'kind ID: name, short', 'word PLAIN: own' or 'differs: text | source' below a line [name] title"

// ParseLabels reads a catalogue of label sets: blocks that begin with
// [name] title, each line of which is "role ID: name, plural", "field ID: name",
// "kind ID: name, short", "word PLAIN: OWN" or "differs: TEXT | SOURCE". Lines that
// begin with # are remarks.
func ParseLabels(catalogue string) ([]LabelSet, error) {
	var sets []LabelSet
	for i, line := range strings.Split(catalogue, "\n") {
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			name, title, _ := strings.Cut(line[1:], "]")
			sets = append(sets, LabelSet{Name: name, Title: strings.TrimSpace(title)})
		default:
			if len(sets) == 0 || !sets[len(sets)-1].take(line) {
				return nil, fmt.Errorf("line %d: '%s'; expected %s", i+1, line, labelForm)
			}
		}
	}
	return sets, nil
}

// take adds what a line says, and whether it says something.
func (s *LabelSet) take(line string) bool {
	if text, ok := strings.CutPrefix(line, "differs:"); ok {
		text, source, _ := strings.Cut(text, "|")
		d := Difference{strings.TrimSpace(text), strings.TrimSpace(source)}
		s.Differs = append(s.Differs, d)
		return d.Text != "" && d.Source != ""
	}
	what, names, _ := strings.Cut(line, ":")
	of, id, _ := strings.Cut(what, " ")
	id, names = strings.TrimSpace(id), strings.TrimSpace(names)
	if id == "" || names == "" {
		return false
	}
	if of == "word" {
		s.Words = append(s.Words, OwnWord{id, names})
		return true
	}
	name, short, _ := strings.Cut(names, ",")
	s.Labels = append(s.Labels, Label{of, id, strings.TrimSpace(name), strings.TrimSpace(short)})
	return slices.Contains([]string{"role", "field", "kind"}, of)
}
