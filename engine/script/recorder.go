package script

import (
	"io"
	"slices"
	"strings"

	"synod/engine"
	"synod/engine/timeline"
)

// Recorder writes a run as it goes: the head at once, then one line for each
// move on the timeline, each with one Write.
type Recorder struct {
	out   io.Writer
	at    *timeline.Point
	trail *trail
	last  EntryKind
}

// NewRecorder writes the head with the configuration of the run, then the tree
// as it stands, and begins at a point of it.
func NewRecorder(out io.Writer, head Head, at *timeline.Point) (*Recorder, error) {
	start := at
	for start.Parent != nil {
		start = start.Parent
	}
	head.Version, head.Encoding = LanguageVersion, engine.EncodingVersion
	head.Protocol = at.World.System().Protocol().Name
	head.Config = at.World.System().Config()
	r := &Recorder{out: out, at: start, trail: newTrail(start), last: Blank}
	if _, err := io.WriteString(out, head.print()+separator+"\n"); err != nil {
		return nil, err
	}
	if err := r.mark(start); err != nil {
		return nil, err
	}
	for _, p := range oldestFirst(start) {
		if err := r.Move(p); err != nil {
			return nil, err
		}
	}
	return r, r.Move(at)
}

// oldestFirst lists the tips of the tree's branches, the older branch first,
// which gives them the same letters again.
func oldestFirst(start *timeline.Point) []*timeline.Point {
	branches := []*timeline.Branch{start.Branch}
	for todo := []*timeline.Point{start}; len(todo) > 0; {
		p := todo[len(todo)-1]
		todo = append(todo[:len(todo)-1], p.Children()...)
		if p.Branch.Points[0] == p && p != start {
			branches = append(branches, p.Branch)
		}
	}
	slices.SortFunc(branches, func(a, b *timeline.Branch) int {
		if n := len(a.Name) - len(b.Name); n != 0 {
			return n
		}
		return strings.Compare(a.Name, b.Name)
	})
	var tips []*timeline.Point
	for _, b := range branches {
		tips = append(tips, b.Tip())
	}
	return tips
}

// Move records that the cursor went to a point: one step forward as its choice
// with the fingerprint behind it, anything else as going back or to a name.
// Steps on the way that the file does not have yet are recorded first.
func (r *Recorder) Move(to *timeline.Point) error {
	if to == r.at {
		return nil
	}
	if to.Parent == r.at {
		return r.step(to)
	}
	var missing []*timeline.Point
	for ; !r.trail.knows(to); to = to.Parent {
		missing = append(missing, to)
	}
	if err := r.jump(to); err != nil {
		return err
	}
	for _, p := range slices.Backward(missing) {
		if err := r.step(p); err != nil {
			return err
		}
	}
	return nil
}

func (r *Recorder) step(to *timeline.Point) error {
	fresh := !r.trail.knows(to)
	r.at = to
	r.trail.reach(to)
	e := Entry{Kind: Choose, Choice: to.Choice, Print: to.World.Fingerprint(), Printed: true}
	if err := r.write(&e); err != nil || !fresh {
		return err
	}
	return r.mark(to)
}

// mark records a name that a point had before it came into the file.
func (r *Recorder) mark(p *timeline.Point) error {
	if p.Name == "" {
		return nil
	}
	return r.write(&Entry{Kind: Mark, Text: p.Name})
}

func (r *Recorder) jump(to *timeline.Point) error {
	if to == r.at {
		return nil
	}
	e := Entry{Kind: Back, Text: r.trail.id(to)}
	if up := r.at.Step - to.Step; up > 0 && r.at.Up(up) == to {
		e = Entry{Kind: Back, N: up}
	}
	r.at = to
	return r.write(&e)
}

// Add records an entry that is no move: narration, a mark, a question. What
// the language cannot hold is refused. What a script unlocks is not written,
// since the head has the menu with all of it.
func (r *Recorder) Add(e Entry) error {
	switch e.Kind {
	case Choose, Back:
		return &Error{Problem: "a move cannot be added; expected narration, a mark, a question"}
	case Unlock:
		return nil
	}
	again, err := ParseEntry(e.String())
	switch {
	case err != nil:
		return err
	case again.Kind != e.Kind:
		return &Error{Problem: "'" + short(e.Text) + "' would be read as something else"}
	}
	return r.write(&again)
}

func (r *Recorder) write(e *Entry) error {
	text := e.String() + "\n"
	if e.Kind == r.last && (e.Kind == Narrate || e.Kind == Note) {
		text = "\n" + text // or the two would read as one
	}
	r.last = e.Kind
	_, err := io.WriteString(r.out, text)
	return err
}

// Salvage gives what is whole of a recording whose writer was killed: without
// a last line that was cut off.
func Salvage(src []byte) []byte {
	text := strings.TrimRight(string(src), "\x00")
	end := strings.LastIndexByte(text, '\n') + 1
	if e, err := ParseEntry(text[end:]); err == nil && e.Printed {
		return []byte(text + "\n")
	}
	return []byte(text[:end])
}
