package explore_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
)

func twoPhase(tb testing.TB, rms int) *engine.World {
	tb.Helper()
	w, err := engine.New(enginetest.TwoPhase(rms), engine.Config{Network: engine.SentSet})
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// search is bounded, so that a search gone wrong fails a test rather than
// hanging it.
func search(tb testing.TB, w *engine.World, o explore.Options) *explore.Report {
	tb.Helper()
	if o.MaxMemory == 0 && os.Getenv("SYNOD_BIG") == "" {
		o.MaxMemory = 1 << 30
	}
	r, err := explore.Search(context.Background(), w, o)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// The counts of states are those on which independent checkers of TwoPhase
// agree; the steps are those of search.md's sketch.
func TestTwoPhaseCommitHasTheKnownNumberOfStates(t *testing.T) {
	for _, c := range []struct{ rms, states, steps, depth, largest int }{
		{3, 288, 1_601, 10, 54}, {5, 8_832, 84_225, 16, 1_425}, {7, 296_448, 4_051_969, 22, 42_924}, {8, 1_745_408, 27_467_777, 25, 244_342},
	} {
		if c.rms > 5 && (testing.Short() || raceDetector) {
			continue
		}
		for workers := 1; workers <= 3; workers++ {
			if c.rms == 8 && workers != 2 {
				continue
			}
			r := search(t, twoPhase(t, c.rms), explore.Options{Property: "CONSISTENT", Workers: workers})
			got := fmt.Sprint(r.States, r.Steps, r.Depth, r.Largest, r.Exhausted, r.Broken, r.Never)
			if want := fmt.Sprint(c.states, c.steps, c.depth, c.largest, true, (*engine.Property)(nil), []string(nil)); got != want {
				t.Errorf("%d resource managers, %d workers: %s, want %s", c.rms, workers, got, want)
			}
		}
	}
}

// Whoever finds it first, the run that is shown is the same.
func TestTheShortestRunDependsOnNobody(t *testing.T) {
	goal := func(w *engine.World) (bool, error) { return w.Facts().Count("committed") == 2, nil }
	var first string
	for workers := 1; workers <= 4; workers++ {
		r := search(t, twoPhase(t, 4), explore.Options{Goal: goal, Workers: workers})
		run := ""
		for _, c := range r.Trace {
			run += c.Line() + "\n"
		}
		switch {
		case !r.Found || len(r.Trace) != 11: // four prepare, four say so, the manager decides, two hear of it
			t.Fatalf("%d workers: found %v in %d steps", workers, r.Found, len(r.Trace))
		case first == "":
			first = run
		case run != first:
			t.Errorf("%d workers give another run:\n%s", workers, run)
		}
	}
}

func TestBoundsAreTold(t *testing.T) {
	w := twoPhase(t, 5)
	r := search(t, w, explore.Options{Property: "CONSISTENT", Depth: 4})
	if r.Exhausted || r.Stopped != "depth 4" || r.Depth != 4 || r.Passed() {
		t.Errorf("by depth: %+v", r)
	}
	full := search(t, w, explore.Options{Property: "CONSISTENT"})
	r = search(t, w, explore.Options{Property: "CONSISTENT", MaxStates: 1000})
	if r.Exhausted || r.Stopped != "1000 states" || r.States < 1000 || r.States >= full.States {
		t.Errorf("by states: %+v", r)
	}
	again := search(t, w, explore.Options{Property: "CONSISTENT", MaxStates: 1000, Workers: 1})
	if again.States != r.States || again.Depth != r.Depth {
		t.Errorf("a bound on states does not stop at a level's end: %d and %d states", r.States, again.States)
	}
	r = search(t, twoPhase(t, 7), explore.Options{Property: "CONSISTENT", MaxMemory: 1})
	if r.Exhausted || r.Stopped != "memory" {
		t.Errorf("by memory: exhausted %v, stopped by %q", r.Exhausted, r.Stopped)
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("the end of the lecture"))
	r, err := explore.Search(ctx, w, explore.Options{Property: "CONSISTENT"})
	if err != nil || r.Exhausted || r.Stopped != "the end of the lecture" || r.Passed() {
		t.Errorf("by the context: %+v, %v", r, err)
	}
}

func TestWhatIsNeverReachedIsNoPass(t *testing.T) {
	w, err := twoPhase(t, 2).Under(engine.Menu{NoFire: true})
	if err != nil {
		t.Fatal(err)
	}
	r := search(t, w, explore.Options{Property: "CONSISTENT"})
	if !r.Exhausted || fmt.Sprint(r.Never) != "[COMMITS ABORTS]" || r.Passed() {
		t.Errorf("exhausted %v, never %v, passed %v", r.Exhausted, r.Never, r.Passed())
	}
}

func TestWhatShouldBeReachedSometimesCanBeLookedFor(t *testing.T) {
	r := search(t, twoPhase(t, 2), explore.Options{Property: "COMMITS"})
	if !r.Found || r.Broken != nil || r.Length != 6 {
		t.Errorf("found %v in %d steps, broken %v", r.Found, r.Length, r.Broken)
	}
}

func TestAnUnknownPropertyIsRefused(t *testing.T) {
	_, err := explore.Search(context.Background(), twoPhase(t, 2), explore.Options{Property: "CONSISTEN"})
	if err == nil || err.Error() != "no property 'CONSISTEN'; expected 'CONSISTENT'?" {
		t.Error(err)
	}
}

// A run on a sent-set that takes a message twice needs a copy on a bag.
func TestABagNeedsCopies(t *testing.T) {
	start, err := engine.New(enginetest.Lock(), engine.Config{})
	if err != nil {
		t.Fatal(err)
	}
	ask := engine.Choice{Verb: engine.DeliverMsg, From: "c1", To: "K", Kind: "ask"}
	run, err := explore.Bagged(start, []engine.Choice{{Verb: engine.CallOp, From: "c1", Kind: "lock"}, ask, ask, ask})
	if err != nil {
		t.Fatal(err)
	}
	lines := ""
	for _, c := range run {
		lines += c.Line() + "; "
	}
	if lines != "call c1 lock; dup c1>K ask; deliver c1>K ask; dup c1>K ask; deliver c1>K ask; deliver c1>K ask; " {
		t.Error(lines)
	}
}

func TestWalksAreShrunkAndRepeatable(t *testing.T) {
	w, err := engine.New(enginetest.Lock(), engine.Config{Off: []string{"one-holder"}, Menu: engine.Menu{
		Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any,
		Calls: []engine.Choice{{Verb: engine.CallOp, From: "c1", Kind: "lock"}, {Verb: engine.CallOp, From: "c2", Kind: "lock"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for range 2 {
		r, err := explore.Walk(context.Background(), w, explore.WalkOptions{Property: "MUTEX", Seed: 3})
		if err != nil || r.Broken == nil {
			t.Fatalf("nothing broke: %v", err)
		}
		if len(r.Trace) != 4 { // two call, two are heard
			t.Errorf("shrunk to %d choices", len(r.Trace))
		}
		switch found := fmt.Sprint(r.Runs, r.Steps, r.Found); first {
		case "":
			first = found
		case found:
		default:
			t.Errorf("the same seed gives another walk")
		}
	}
}
