package enginetest

import (
	"fmt"

	"synod/engine"
)

// Search is a breadth-first search over whole worlds, told apart by their
// canonical encoding and not by fingerprints. It is slow and easy to believe:
// the twin that a clever search is held against.
type Search struct {
	Property  string // stop at the first step that breaks it; "": that breaks any promised property
	Stop      func(w *engine.World) bool
	MaxWorlds int // give up beyond so many; 0: a million
}

// Report is what a Search found.
type Report struct {
	Worlds    int              // distinct encodings
	Prints    int              // distinct fingerprints; fewer than Worlds would be a collision
	Steps     int              // choices taken
	Depth     int              // of the deepest world
	Exhausted bool             // every reachable world was seen
	Broken    string           // the property that the last step of Trace breaks; "": none
	Why       string           // because
	Stopped   bool             // the last world of Trace is one that Stop asked for
	Trace     []engine.Choice  // the shortest run there, from the first world
	Held      map[string]int   // by property: steps that put it to the test and found it held
	Never     []string         // promised "sometimes" that no step reached
	seen      map[string]int32 // by encoding: its row
	rows      []row
}

type row struct {
	world  *engine.World
	choice engine.Choice
	parent int32
	depth  int
}

// Run searches from w under the menu of w's configuration; World.Under gives
// the same world another one.
func (s Search) Run(w *engine.World) *Report {
	if s.MaxWorlds == 0 {
		s.MaxWorlds = 1_000_000
	}
	r := &Report{Held: map[string]int{}, seen: map[string]int32{}}
	prints := map[uint64]bool{}
	r.visit(w, engine.Choice{}, -1, prints)
	r.Exhausted = s.expand(r, prints)
	r.Worlds, r.Prints, r.Depth = len(r.rows), len(prints), r.rows[len(r.rows)-1].depth
	for _, p := range w.System().Properties() {
		if p.Sometimes && r.Held[p.ID] == 0 {
			r.Never = append(r.Never, p.ID)
		}
	}
	return r
}

// expand takes every choice of every world in the order in which they were
// found, so the first violation has the shortest run.
func (s Search) expand(r *Report, prints map[uint64]bool) bool {
	menu := r.rows[0].world.System().Config().Menu
	var step engine.Step
	var choices []engine.Choice
	for at := int32(0); int(at) < len(r.rows); at++ {
		w := r.rows[at].world
		r.rows[at].world = nil
		choices = w.Enabled(&menu, choices[:0])
		for _, c := range choices {
			if err := w.Try(c, &step); err != nil {
				panic(fmt.Sprintf("an enabled choice was refused: %v", err))
			}
			next := step.World()
			r.Steps++
			if s.judge(r, &step, next) || s.Stop != nil && s.Stop(next) {
				r.Stopped = r.Broken == ""
				r.Trace = append(r.trace(at), c)
				return false
			}
			r.visit(next, c, at, prints)
		}
		if len(r.rows) > s.MaxWorlds {
			return false
		}
	}
	return true
}

func (r *Report) visit(w *engine.World, c engine.Choice, parent int32, prints map[uint64]bool) {
	key := string(w.AppendTo(nil))
	if _, known := r.seen[key]; known {
		return
	}
	depth := 0
	if parent >= 0 {
		depth = r.rows[parent].depth + 1
	}
	r.seen[key] = int32(len(r.rows))
	r.rows = append(r.rows, row{w, c, parent, depth})
	prints[w.Fingerprint()] = true
}

// judge says whether the step breaks what the search is about.
func (s Search) judge(r *Report, step *engine.Step, next *engine.World) bool {
	props := next.System().Properties()
	for i, t := range step.Judge(make(engine.Score, len(props)), next) {
		r.Held[props[i].ID] += t.Held
		if t.Broken != "" && (s.Property == "" || s.Property == props[i].ID) {
			r.Broken, r.Why = props[i].ID, t.Broken
			return true
		}
	}
	return false
}

func (r *Report) trace(at int32) []engine.Choice {
	if r.rows[at].parent < 0 {
		return nil
	}
	return append(r.trace(r.rows[at].parent), r.rows[at].choice)
}

// Lines is the trace in the language, one choice a line.
func (r *Report) Lines() string { return Lines(r.Trace) }

// String sums the report up on one line.
func (r *Report) String() string {
	s := fmt.Sprintf("%d worlds, %d steps, depth %d", r.Worlds, r.Steps, r.Depth)
	switch {
	case r.Exhausted:
		s += ", exhausted"
	case r.Broken != "":
		s += fmt.Sprintf(", %s broken after %d steps: %s", r.Broken, len(r.Trace), r.Why)
	}
	return s
}
