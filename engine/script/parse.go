package script

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"synod/engine"
)

// The sizes that a file may have, in bytes.
const (
	maxFile       = 16 << 20
	maxHead       = 64 << 10
	maxLine       = 4 << 10
	maxExpression = 1 << 10
)

// How many answers a question, and expectations a file, may have.
const (
	maxAnswers      = 9
	maxExpectations = 10_000
)

const separator = "---"

// Parse reads a file. The error is an *Error.
func Parse(file string, src []byte) (*Script, error) {
	p := &parser{s: &Script{File: file}}
	if len(src) > maxFile {
		return nil, p.fail(0, 0, "the file is larger than %d MB", maxFile>>20)
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	p.lines = strings.Split(string(src), "\n")
	if err := p.clean(); err != nil {
		return nil, err
	}
	end := p.head()
	if end < 0 {
		return nil, p.fail(len(p.lines), 0, "the head has no end; expected a line '%s' after it", separator)
	}
	if err := p.parseHead(strings.Join(p.lines[:end], "\n")); err != nil {
		return nil, err
	}
	if err := p.entries(end + 1); err != nil {
		return nil, err
	}
	return p.s, nil
}

// ParseEntry reads one line of the language on its own, as a prompt takes it.
// The error is an *Error without a file and a line.
func ParseEntry(line string) (Entry, error) {
	p := &parser{s: &Script{}, lines: strings.Split(line, "\n")}
	err := p.clean()
	if err == nil {
		err = p.entries(0)
	}
	switch {
	case err != nil:
		e := err.(*Error)
		e.Line = 0
		return Entry{}, e
	case len(p.s.Entries) > 1:
		return Entry{}, p.fail(0, 0, "more than one line; expected one")
	case len(p.s.Entries) == 0:
		return Entry{Kind: Blank}, nil
	}
	e := p.s.Entries[0]
	e.Line = 0
	return e, nil
}

type parser struct {
	s     *Script
	lines []string
}

func (p *parser) fail(line, col int, format string, args ...any) error {
	return &Error{p.s.File, line, col, fmt.Sprintf(format, args...)}
}

// clean strips the ends of lines and refuses what is no text.
func (p *parser) clean() error {
	for i, l := range p.lines {
		l = strings.TrimSuffix(l, "\r")
		if len(l) > maxLine {
			return p.fail(i+1, 0, "the line has %d bytes; expected at most %d", len(l), maxLine)
		}
		if col, what := badText(l); col > 0 {
			return p.fail(i+1, col, "%s; expected text in UTF-8", what)
		}
		p.lines[i] = strings.TrimRight(l, " \t")
	}
	return nil
}

// badText gives the column of the first character that is no text, from 1.
func badText(s string) (col int, what string) {
	for i, r := range s {
		switch {
		case r >= ' ' && r < 0x7f || r == '\t':
		case r == utf8.RuneError && strings.HasPrefix(s[i:], "\ufffd"):
		case r == utf8.RuneError:
			return utf8.RuneCountInString(s[:i]) + 1, fmt.Sprintf("the byte 0x%02x", s[i])
		case hostile(r):
			return utf8.RuneCountInString(s[:i]) + 1, fmt.Sprintf("the control character U+%04X", r)
		}
	}
	return 0, ""
}

// head gives the index of the line that ends the head, or -1.
func (p *parser) head() int {
	for i, l := range p.lines {
		if l == separator {
			return i
		}
	}
	return -1
}

func (p *parser) entries(from int) error {
	expectations := 0
	p.s.Entries = make([]Entry, 0, len(p.lines)-from) // a recording may have very many
	for i := from; i < len(p.lines); {
		e, used, err := p.entry(i)
		if err != nil {
			return err
		}
		if err := p.fits(&e, p.lines[i:i+used]); err != nil {
			return err
		}
		i += used
		if e.Kind == Expect {
			if expectations++; expectations > maxExpectations {
				return p.fail(e.Line, 0, "more than %d expectations", maxExpectations)
			}
		}
		if e.Kind == Blank && (len(p.s.Entries) == 0 || p.last().Kind == Blank) {
			continue
		}
		p.s.Entries = append(p.s.Entries, e)
	}
	if n := len(p.s.Entries); n > 0 && p.last().Kind == Blank {
		p.s.Entries = p.s.Entries[:n-1]
	}
	return nil
}

// fits refuses an entry whose canonical form would have a line that is too
// long. That form is never twice as long as what was read.
func (p *parser) fits(e *Entry, lines []string) error {
	long := func(most int) func(string) bool {
		return func(l string) bool { return len(l) > most }
	}
	if !slices.ContainsFunc(lines, long(maxLine/2)) {
		return nil
	}
	if slices.ContainsFunc(strings.Split(e.String(), "\n"), long(maxLine)) {
		return p.fail(e.Line, 0, "the canonical form of the line is too long; expected at most %d bytes", maxLine)
	}
	return nil
}

func (p *parser) last() *Entry { return &p.s.Entries[len(p.s.Entries)-1] }

// entry reads the entry that begins at a line and says how many lines it has.
func (p *parser) entry(i int) (Entry, int, error) {
	l := strings.TrimLeft(p.lines[i], " \t")
	e := Entry{Line: i + 1}
	switch {
	case l == "":
		e.Kind = Blank
	case l[0] == '#':
		e.Kind, e.Text = Comment, strings.TrimSpace(l[1:])
	case l[0] == '@':
		e.Kind, e.Text = Evidence, words(l[1:])
		if how, _, _ := strings.Cut(e.Text, " "); !slices.Contains(evidence, how) {
			return e, 0, p.fail(i+1, 0, "'@ %s'; expected @ observed, with a time and a remark if there are any, or @ assumed", short(e.Text))
		}
	case l[0] == '>':
		return p.prose(e, Narrate, i, ">")
	case l[0] == '!':
		return p.prose(e, Note, i, "!")
	case l[0] == '?':
		return p.question(e, i)
	case strings.HasPrefix(l, "=="):
		e.Kind, e.Text = Chapter, words(l[2:])
		if e.Text == "" {
			return e, 0, p.fail(i+1, 0, "a chapter without a title; expected == title")
		}
	default:
		return e, 1, p.word(&e, i)
	}
	return e, 1, nil
}

// evidence is how a step can be known.
var evidence = []string{"observed", "assumed"}

func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// prose reads the lines from i on that begin with sign: a sign that stands
// alone parts paragraphs.
func (p *parser) prose(e Entry, kind EntryKind, i int, sign string) (Entry, int, error) {
	var paragraphs, current []string
	flush := func() {
		if len(current) > 0 {
			paragraphs = append(paragraphs, strings.Join(current, " "))
		}
		current = nil
	}
	used := 0
	for _, l := range p.lines[i:] {
		text, ok := strings.CutPrefix(strings.TrimLeft(l, " \t"), sign)
		if !ok || sign == "=" && !isBecause(l) {
			break
		}
		used++
		if text = words(text); text == "" {
			flush()
			continue
		}
		current = append(current, text)
	}
	flush()
	e.Kind, e.Text = kind, strings.Join(paragraphs, "\n")
	if e.Text == "" {
		return e, 0, p.fail(i+1, 0, "'%s' without text; expected %s text", sign, sign)
	}
	return e, used, nil
}

// question reads a question, its answers and what is said after them.
func (p *parser) question(e Entry, i int) (Entry, int, error) {
	e, used, err := p.prose(e, Ask, i, "?")
	if err != nil {
		return e, 0, err
	}
	right := 0
	for ; i+used < len(p.lines); used++ {
		l := strings.TrimLeft(p.lines[i+used], " \t")
		if l == "" || l[0] != '-' && l[0] != '+' {
			break
		}
		a := Answer{words(l[1:]), l[0] == '+'}
		if a.Text == "" {
			return e, 0, p.fail(i+used+1, 0, "an answer without text; expected - wrong answer or + right answer")
		}
		if a.Right {
			right++
		}
		e.Answers = append(e.Answers, a)
	}
	switch {
	case len(e.Answers) < 2 || right == 0:
		return e, 0, p.fail(i+1, 0, "a question with %d answers, %d of them right; expected below it lines such as '- wrong answer' and '+ right answer', at least one right and two in all", len(e.Answers), right)
	case len(e.Answers) > maxAnswers:
		return e, 0, p.fail(i+1, 0, "a question with %d answers; expected at most %d", len(e.Answers), maxAnswers)
	}
	if at := i + used; at < len(p.lines) && isBecause(p.lines[at]) {
		said, more, err := p.prose(Entry{}, Narrate, at, "=")
		e.Because = said.Text
		return e, used + more, err
	}
	return e, used, nil
}

func isBecause(line string) bool {
	l := strings.TrimLeft(line, " \t")
	return strings.HasPrefix(l, "=") && !strings.HasPrefix(l, "==")
}

// entryWords are the words that begin an entry and are no verbs of the engine.
var entryWords = []string{"expect", "mark", "back", "unlock"}

// Words lists all words that may begin a line.
func Words() []string { return slices.Concat(engine.Verbs(), entryWords) }
