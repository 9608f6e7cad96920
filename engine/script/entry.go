package script

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"synod/engine"
	"synod/engine/timeline"
)

// line is a line that begins with a word: the word, what follows it, and the
// column at which that begins.
type line struct {
	p    *parser
	e    *Entry
	no   int // of the line, from 1
	text string
	word string
	rest string
	col  int
}

func (l *line) fail(col int, format string, args ...any) error {
	return l.p.fail(l.no, col, format, args...)
}

// word reads an entry that begins with a word of the language.
func (p *parser) word(e *Entry, i int) error {
	full := p.lines[i]
	text := strings.TrimLeft(full, " \t")
	word, rest, _ := strings.Cut(strings.ReplaceAll(text, "\t", " "), " ")
	rest = strings.TrimLeft(rest, " ")
	l := &line{p, e, i + 1, text, word, rest, utf8.RuneCountInString(full) - utf8.RuneCountInString(rest) + 1}
	switch word {
	case "expect":
		return l.expect()
	case "mark":
		return l.mark()
	case "back":
		return l.back()
	case "unlock":
		return l.unlock()
	}
	if !slices.Contains(engine.Verbs(), word) {
		at := utf8.RuneCountInString(full) - utf8.RuneCountInString(text) + 1
		return l.fail(at, "unknown word '%s'; expected %s", short(word), engine.Nearest(short(word), Words()))
	}
	return l.choice(len(full) - len(text))
}

// short keeps a word that a message quotes from filling the screen.
func short(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		return string([]rune(s)[:40]) + "…"
	}
	return s
}

func (l *line) choice(indent int) error {
	l.e.Kind = Choose
	text, err := l.print(indent)
	if err != nil {
		return err
	}
	c, err := engine.ParseChoice(text)
	if err != nil {
		s := err.(*engine.SyntaxError)
		return l.fail(indent+s.Col, "%s; expected %s", short(s.Problem), s.Expected)
	}
	l.e.Choice = c
	return nil
}

// print reads the fingerprint at the end of a choice and gives what is before it.
func (l *line) print(indent int) (string, error) {
	text := l.text
	from := strings.LastIndexByte(text, ')') + 1 // what a message says may hold a #
	at := strings.IndexByte(text[from:], '#')
	if at < 0 {
		return text, nil
	}
	at += from
	digits := text[at+1:]
	n, err := strconv.ParseUint(digits, 16, 64)
	if err != nil || len(digits) != 16 || strings.ToLower(digits) != digits {
		return "", l.fail(indent+at+1, "'%s'; expected # and a fingerprint of 16 digits 0-9 a-f; a comment stands on a line of its own", short(text[at:]))
	}
	l.e.Print, l.e.Printed = n, true
	return strings.TrimRight(text[:at], " \t"), nil
}

func (l *line) expect() error {
	l.e.Kind, l.e.Text, l.e.col = Expect, l.rest, l.col
	switch {
	case l.rest == "":
		return l.fail(l.col, "the line ends; expected an expression, such as expect chosen() == \"pear\"")
	case len(l.rest) > maxExpression:
		return l.fail(l.col, "the expression has %d bytes; expected at most %d", len(l.rest), maxExpression)
	}
	return nil
}

func (l *line) mark() error {
	l.e.Kind, l.e.Text = Mark, l.rest
	if !timeline.IsMark(l.rest) {
		return l.fail(l.col, "'%s' cannot name a point; expected %s", short(l.rest), timeline.Marks)
	}
	return nil
}

const maxSteps = 10_000_000

func (l *line) back() error {
	l.e.Kind = Back
	if n, err := strconv.Atoi(l.rest); err == nil {
		l.e.N = n
		if n < 1 || n > maxSteps {
			return l.fail(l.col, "'%s'; expected a number of steps from 1 to %d", short(l.rest), maxSteps)
		}
		return nil
	}
	l.e.Text = l.rest
	if _, _, ok := pointName(l.rest); !ok && !timeline.IsMark(l.rest) {
		return l.fail(l.col, "'%s'; expected a number of steps, the name of a mark, or a point such as a11", short(l.rest))
	}
	return nil
}

// faults are the words that unlock takes.
var faults = []string{"crash", "drop", "dup", "cut", "tick"}

func (l *line) unlock() error {
	l.e.Kind = Unlock
	fault, count, _ := strings.Cut(l.rest, " ")
	l.e.Text, l.e.N = fault, engine.Any
	if !slices.Contains(faults, fault) {
		return l.fail(l.col, "unknown fault '%s'; expected %s", short(fault), engine.Nearest(short(fault), faults))
	}
	count = strings.TrimSpace(count)
	if count == "" || count == "any" {
		return nil
	}
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 || n > maxBound {
		return l.fail(l.col+len(l.rest)-len(count), "'%s'; expected a number from 1 to %d, or any", short(count), maxBound)
	}
	l.e.N = n
	return nil
}
