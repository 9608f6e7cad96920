package exploretest

import (
	"context"
	"os"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
)

// Table says what searches find.
type Table struct {
	Protocol *engine.Protocol
	Setup    enginetest.Setup // what the rows share
	Reduce   explore.Reductions
	Length   func(t *testing.T, w *engine.World, r *explore.Report) int // of a run that was found; nil: its choices
	Rows     []Row
}

// Row is one search, or two: with rules switched off, and with the last of them
// on. What it does not say is as the table's setup has it.
type Row struct {
	Name                                string
	Settings, Off, Start, Before, Calls string // as in an enginetest.Setup
	OnBag                               bool
	Menu                                *engine.Menu
	Property                            string // that breaks; "all": nothing that is promised does
	Length                              int    // of the shortest run that breaks it; 0: none does, and the search ends
	Worlds                              int    // that the search meets; 0: any number
	Never                               string // where nothing breaks: which "sometimes" cannot be reached
	Right                               int    // worlds with the rule on, where nothing breaks and the search ends; 0: not searched
	Depth                               int    // how far it is searched with the rule on; 0: to its end
}

// Run holds each row to what it says. The schedule that shows a mistake breaks
// nothing with the rule on: deliveries are matched by their address, and what
// cannot be taken is left out. Searches that are Long are left out.
func (x Table) Run(t *testing.T) {
	for _, row := range x.Rows {
		if Long(row.Worlds) {
			continue
		}
		words := row.Name + " " + row.Settings
		if row.Off != "" {
			words += " off " + row.Off
		}
		t.Run(strings.Join(strings.Fields(words+" "+row.Property), " "), func(t *testing.T) { x.row(t, row) })
	}
}

func (x Table) row(t *testing.T, row Row) {
	t.Helper()
	w := x.world(t, row)
	r := Search(t, w, explore.Options{Property: row.Property, Reduce: x.Reduce})
	if row.Length == 0 {
		x.clean(t, row, r)
	} else if length := x.length(t, w, r); r.Broken == nil || length != row.Length {
		t.Fatalf("broken %v in %d, want %d; %d worlds\n%s", r.Broken != nil, length, row.Length, r.States, enginetest.Lines(r.Trace))
	}
	if row.Worlds > 0 && r.States != row.Worlds {
		t.Errorf("%d worlds, want %d", r.States, row.Worlds)
	}
	if off := strings.Fields(row.Off); row.Length > 0 && len(off) > 0 {
		row.Off = strings.Join(off[:len(off)-1], " ")
		x.right(t, row, r.Trace)
	}
}

func (x Table) clean(t *testing.T, row Row, r *explore.Report) {
	t.Helper()
	if !r.Exhausted || r.Broken != nil {
		t.Errorf("%d worlds; exhausted %v, broken %v: %s\n%s", r.States, r.Exhausted, r.Broken != nil, r.Why, enginetest.Lines(r.Trace))
	}
	if never := strings.Join(r.Never, " "); row.Property == "all" && never != row.Never {
		t.Errorf("never reached: %s, want %s", never, row.Never)
	}
}

func (x Table) length(t *testing.T, w *engine.World, r *explore.Report) int {
	t.Helper()
	if x.Length == nil {
		return r.Length
	}
	return x.Length(t, w, r)
}

// right is the same with the rule on.
func (x Table) right(t *testing.T, row Row, run []engine.Choice) {
	t.Helper()
	w := x.world(t, row)
	keeps(t, w, run, row.Property)
	if row.Right == 0 || Long(row.Right) {
		return
	}
	r := Search(t, w, explore.Options{Property: row.Property, Reduce: x.Reduce, Depth: row.Depth})
	if r.Broken != nil || r.Exhausted != (row.Depth == 0) || r.States != row.Right {
		t.Errorf("with the rule on: broken %v, exhausted %v, %d worlds, want %d", r.Broken != nil, r.Exhausted, r.States, row.Right)
	}
}

// keeps plays a schedule, and nothing breaks.
func keeps(t *testing.T, w *engine.World, run []engine.Choice, property string) {
	t.Helper()
	for _, c := range run {
		c.Text = ""
		next, step, err := w.Take(c)
		if err != nil {
			continue
		}
		for _, p := range w.System().AllProperties() {
			if v := step.Verdict(&p, next); v.State == engine.Broken && p.ID == property {
				t.Errorf("with the rule on, the same schedule breaks %s at %s: %s", p.ID, c.Line(), v.Why)
			}
		}
		if p, v := step.First(next); p != nil {
			t.Errorf("with the rule on, the same schedule breaks %s at %s: %s", p.ID, c.Line(), v.Why)
		}
		w = next
	}
}

// world is where a row begins.
func (x Table) world(t *testing.T, row Row) *engine.World {
	t.Helper()
	s := x.Setup
	s.Settings += " " + row.Settings
	s.OnBag = s.OnBag || row.OnBag
	for _, own := range []struct {
		to   *string
		text string
	}{{&s.Off, row.Off}, {&s.Start, row.Start}, {&s.Before, row.Before}, {&s.Calls, row.Calls}} {
		if own.text != "" {
			*own.to = own.text
		}
	}
	if row.Menu != nil {
		s.Menu = *row.Menu
	}
	return s.World(t, x.Protocol)
}

// Search searches, and stops the test if that cannot be done.
func Search(t *testing.T, w *engine.World, o explore.Options) *explore.Report {
	t.Helper()
	if o.MaxStates == 0 {
		o.MaxStates = 1_000_000
	}
	r, err := explore.Search(context.Background(), w, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Long says whether a search of so many worlds is left out, so that the tests
// stay quick; with SYNOD_LONG=1 none is.
func Long(worlds int) bool { return worlds > longest && os.Getenv("SYNOD_LONG") == "" }

const longest = 40_000
