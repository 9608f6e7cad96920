package explore_test

import (
	"context"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
)

// In two-phase commit a prepared resource manager cannot know what was decided:
// that is why it has to wait.
func TestWhatAPreparedManagerCannotKnow(t *testing.T) {
	start, err := engine.New(enginetest.TwoPhase(2), engine.Config{Network: engine.SentSet})
	if err != nil {
		t.Fatal(err)
	}
	at, _, err := start.Take(engine.Choice{Verb: engine.FireTimer, From: "R1", Kind: "prepare"})
	if err != nil {
		t.Fatal(err)
	}
	decided := func(kind string) func(*engine.World) (any, error) {
		return func(w *engine.World) (any, error) { return w.Facts().Count(kind), nil }
	}
	for _, kind := range []string{"committed", "aborted"} {
		r, err := explore.Unknown(context.Background(), start, at, "R1", decided(kind), explore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !r.Found {
			t.Errorf("R1 can know whether another has %s", kind)
		}
		w := start
		for _, c := range r.Trace {
			if w, _, err = w.Take(c); err != nil {
				t.Fatal(err)
			}
		}
		if string(w.Node("R1").AppendTo(nil)) != string(at.Node("R1").AppendTo(nil)) || w.Facts().Count(kind) == 0 {
			t.Errorf("the world that was found is no such world")
		}
	}
	r, err := explore.Unknown(context.Background(), start, at, "R1", func(w *engine.World) (any, error) {
		return string(w.Node("R1").AppendTo(nil)), nil
	}, explore.Options{})
	if err != nil || r.Found || !r.Exhausted {
		t.Errorf("a node does not know itself: %v %v", r, err)
	}
}
