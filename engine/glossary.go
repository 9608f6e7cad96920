package engine

import (
	"fmt"
	"slices"
	"strings"
)

// Term is what a word on a screen means, in one or two sentences.
type Term struct {
	Of     string // role, kind or field, or word for what is none of these
	ID     string // of the role, kind or field; of a field it may end in *: all that begin so
	Says   string
	Source string // where it stands; empty: it is of this program
}

// ParseTerms reads a catalogue of terms: lines "role ID: text", "kind ID: text",
// "field ID: text" or "word WORDS: text", where " | source" may stand behind the
// text. A line "source: text" says the source of the lines below it that have none,
// a line that begins with blanks goes on with the one before, and # begins a remark.
func ParseTerms(catalogue string) ([]Term, error) {
	var terms []Term
	source := ""
	for i, line := range strings.Split(catalogue, "\n") {
		trimmed := strings.TrimSpace(line)
		text, is := strings.CutPrefix(trimmed, "source:")
		switch {
		case trimmed == "" || trimmed[0] == '#':
		case is:
			source = strings.TrimSpace(text)
		case line[0] == ' ' && len(terms) > 0:
			last := &terms[len(terms)-1]
			last.take(last.Says+" "+trimmed, source)
		default:
			t, ok := parseTerm(trimmed, source)
			if !ok {
				return nil, fmt.Errorf("line %d: '%s'; expected 'field ID: what it means | source'", i+1, trimmed)
			}
			terms = append(terms, t)
		}
	}
	return terms, nil
}

func parseTerm(line, source string) (t Term, ok bool) {
	what, text, _ := strings.Cut(line, ":")
	of, id, _ := strings.Cut(what, " ")
	t = Term{Of: of, ID: strings.TrimSpace(id)}
	t.take(text, source)
	return t, slices.Contains([]string{"role", "kind", "field", "word"}, of) && t.ID != "" && t.Says != ""
}

// take reads the text and what stands behind it as its source.
func (t *Term) take(text, source string) {
	says, own, given := strings.Cut(text, " |")
	t.Says, t.Source = strings.TrimSpace(says), source
	if given {
		t.Source = strings.TrimSpace(own)
	}
}

// MustTerms is ParseTerms for catalogues that are part of the program, the first
// of which goes before the others.
func MustTerms(catalogues ...string) []Term {
	var all []Term
	for _, c := range catalogues {
		terms, err := ParseTerms(c)
		if err != nil {
			panic(err)
		}
		all = append(all, terms...)
	}
	return all
}

// Term says what a role, a kind of message or a field is; false: nobody has said.
func (p *Protocol) Term(of, id string) (Term, bool) {
	i := slices.IndexFunc(p.Terms, func(t Term) bool { return t.Of == of && t.fits(id) })
	if i < 0 {
		return Term{}, false
	}
	return p.Terms[i], true
}

func (t *Term) fits(id string) bool {
	if head, all := strings.CutSuffix(t.ID, "*"); all {
		return strings.HasPrefix(id, head)
	}
	return t.ID == id
}
