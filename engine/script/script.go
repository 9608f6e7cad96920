package script

import (
	"errors"
	"io"

	"synod/engine"
	"synod/engine/timeline"
)

// Script is a .synod file.
type Script struct {
	File    string // as messages name it
	Head    Head
	Entries []Entry
}

// Head is what a file says before its first line of action.
type Head struct {
	Version  int // of the language
	Title    string
	Group    string // under which a list shows it
	Summary  string // one line
	Protocol string
	Config   engine.Config
	Guided   bool // offer only what the script does next, until its end
	Encoding int  // of the fingerprints behind the lines; 0: there are none
}

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
)

// Entry is one line, or one paragraph of narration, or one question.
type Entry struct {
	Kind    EntryKind
	Line    int // in the file, from 1
	Choice  engine.Choice
	Text    string // narration, expression, question, name, title, note, comment
	N       int    // Back: steps; Unlock: how many, engine.Any
	Answers []Answer
	Because string // Ask: said after the answer
	Print   uint64 // Choose: the recorded fingerprint
	Printed bool   // there is one
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
	Col     int // 0: the line as a whole
	Problem string
}

// Event is one entry as it was played.
type Event struct {
	Entry *Entry
	Point *timeline.Point // where the run is after it
	// Err says that the entry failed: a choice that may not be taken, an
	// expectation that does not hold, a fingerprint that differs. It is an *Error.
	Err error
	// Notice is a remark that is no failure, such as fingerprints of another encoding.
	Notice string
}

// ---- signatures that other packages build on; bodies to come ----

var errSoon = errors.New("soon")

// Error gives file, line, column and problem on one line, without control characters.
func (e *Error) Error() string { return e.Problem }

// Parse reads a file. The error is an *Error.
func Parse(file string, src []byte) (*Script, error) { return nil, errSoon }

// Print gives the canonical form; Parse reads it back to the same script.
func (s *Script) Print() string { return "" }

// World builds the world that the head describes. The error is an *Error.
func (s *Script) World(protocols engine.Registry) (*engine.World, error) { return nil, errSoon }

// Player plays a script on a timeline. It remembers its own place, so that one
// can leave the script, wander in the timeline and come back.
type Player struct{}

// NewPlayer starts a script on a timeline of its own.
func NewPlayer(s *Script, w *engine.World) *Player { return &Player{} }

// Timeline is what the player plays on.
func (p *Player) Timeline() *timeline.Timeline { return nil }

// Script is what is being played.
func (p *Player) Script() *Script { return nil }

// Next plays one entry, from the player's own place, and says false at the end.
func (p *Player) Next() (Event, bool) { return Event{}, false }

// At is the point that the script has reached.
func (p *Player) At() *timeline.Point { return nil }

// Upcoming is the next entry, or nil at the end; UpcomingChoice the next choice.
func (p *Player) Upcoming() *Entry       { return nil }
func (p *Player) UpcomingChoice() *Entry { return nil }

// Left counts the choices that are still to come.
func (p *Player) Left() int { return 0 }

// Menu is the head's menu with what has been unlocked so far.
func (p *Player) Menu() engine.Menu { return engine.Menu{} }

// Recorder writes a run as it goes: the head at once, then one line for each
// move on the timeline, each with one Write.
type Recorder struct{}

// NewRecorder writes the head and begins at a point.
func NewRecorder(out io.Writer, head Head, at *timeline.Point) (*Recorder, error) {
	return nil, errSoon
}

// Move records that the cursor went to a point: one step forward as its choice
// with the fingerprint behind it, anything else as going back or to a name.
func (r *Recorder) Move(to *timeline.Point) error { return nil }

// Add records an entry that is no move: narration, a mark, a question.
func (r *Recorder) Add(e Entry) error { return nil }

// Expr is a compiled expression.
type Expr struct{}

// Compile checks an expression against the functions that worlds of sys offer.
func Compile(expression string, sys *engine.System) (*Expr, error) { return nil, errSoon }

// Eval gives the expression's value in a world.
func (x *Expr) Eval(w *engine.World) (any, error) { return nil, errSoon }

// Holds evaluates an expression that is true or false.
func (x *Expr) Holds(w *engine.World) (bool, error) { return false, errSoon }
