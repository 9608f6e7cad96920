package explore_test

import (
	"context"
	"testing"
	"time"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
)

func TestTwoPhase(t *testing.T) {
	for _, c := range []struct{ rms, states int }{{3, 288}, {5, 8832}, {7, 296448}, {8, 1745408}} {
		w, err := engine.New(enginetest.TwoPhase(c.rms), engine.Config{Network: engine.SentSet})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{1, 2} {
			at := time.Now()
			r, err := explore.Search(context.Background(), w, explore.Options{Property: "CONSISTENT", Workers: n})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d rms %d workers: %v: %d states %d steps depth %d largest %d", c.rms, n, time.Since(at), r.States, r.Steps, r.Depth, r.Largest)
			if r.States != c.states || !r.Exhausted || len(r.Never) > 0 {
				t.Errorf("%d: %d states, want %d %v", c.rms, r.States, c.states, r.Never)
			}
		}
	}
}
