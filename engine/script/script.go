package script

import (
	"strconv"
	"strings"
	"unicode"

	"synod/engine"
)

// Script is a .synod file.
type Script struct {
	File    string // as messages name it
	Head    Head
	Entries []Entry
	places  map[string]place // where the head says what
	// GoOn is that where the simulator does not do what the file says, that is told
	// and the rest played as far as it can be.
	GoOn bool
}

// Choices counts the choices that the script takes.
func (s *Script) Choices() int {
	n := 0
	for i := range s.Entries {
		if s.Entries[i].Kind == Choose {
			n++
		}
	}
	return n
}

// Head is what a file says before its first line of action.
type Head struct {
	Version  int // of the language
	Title    string
	Group    string // under which a list shows it
	Summary  string // one line
	Protocol string
	Config   engine.Config
	Check    *engine.Menu // what a search may take; nil: the file does not say
	Begin    int          // the step at which it opens
	Guided   bool         // offer only what the script does next, until its end
	Encoding int          // of the fingerprints behind the lines; 0: there are none
	Made     string       // the program that made the recording, with its version
	From     string       // the preset that it was, and the digest of that
	Lesson   Lesson
	Comments []HeadComment
}

// Lesson is what a head says of a file that is a part of a course. Each of it may
// be missing.
type Lesson struct {
	ID       string          // its place in the course, such as L3; files of one lesson share it
	Aim      string          // what one will know after it
	Begins   string          // the mark at which the exercise begins
	Goal     string          // the expression that has to become true
	Task     string          // the goal in words
	Hints    []string        // where to look, which rule, the move
	Par      int             // the fewest steps to the goal
	Solution []engine.Choice // that many, from the mark on
	Recap    string          // what to keep of it
	Sources  []string
}

// HeadComment is a comment of the head. It stands above the line of a key.
type HeadComment struct {
	Key  string // empty: after the last one
	Text string
}

// LanguageVersion is the version that a head states as synod.
const LanguageVersion = 1

// EntryKind says what an entry is.
type EntryKind uint8

// The kinds of entries.
const (
	Choose  EntryKind = iota // a line of the engine's language: Choice
	Narrate                  // > text
	Expect                   // expect EXPRESSION
	Ask                      // ? question, with its answers
	Mark                     // mark NAME
	Back                     // back N or back NAME
	Chapter                  // == title
	Note                     // ! speaker's note, never shown to the audience
	Unlock                   // unlock FAULT [N]: the menu offers it from here on
	Comment                  // # text
	Blank
	Evidence // @ observed TIME or @ assumed: how the step before is known, in a run that was put together later
)

// Entry is one line, or one run of lines of narration or of a note, or one
// question with its answers. In narration, notes and questions a newline in
// Text parts paragraphs.
type Entry struct {
	Kind    EntryKind
	Line    int // in the file, from 1
	Choice  engine.Choice
	Text    string // narration, expression, question, name, title, note, comment; Unlock: the fault
	N       int    // Back: steps; Unlock: how many, engine.Any
	Answers []Answer
	Because string // Ask: said after the answer
	Print   uint64 // Choose: the recorded fingerprint
	Printed bool   // there is one
	col     int    // Expect: of the expression; 0: as the canonical form has it
}

// Answer is one answer of a question.
type Answer struct {
	Text  string
	Right bool
}

// Error is what is wrong with a file, and where.
type Error struct {
	File    string
	Line    int // 0: the file as a whole
	Col     int // in characters, from 1; 0: the line as a whole
	Problem string
}

// Error gives file, line, column and problem on one line, without control characters.
func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File + ":")
	}
	for _, n := range []int{e.Line, e.Col} {
		if n > 0 {
			b.WriteString(strconv.Itoa(n) + ":")
		}
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	return strings.Map(printable, b.String()+e.Problem)
}

func printable(r rune) rune {
	if r == '\n' || r == '\t' {
		return ' '
	}
	if hostile(r) {
		return unicode.ReplacementChar
	}
	return r
}

// hostile says whether a character may do something to a terminal, or to the
// order in which a person reads a line.
func hostile(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // turns the direction of writing
		return true
	}
	return r == 0x2028 || r == 0x2029 || r == 0xfeff
}

type place struct{ line, col int }
