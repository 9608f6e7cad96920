package presets_test

import (
	"context"
	"testing"

	"synod/engine"
	"synod/engine/explore"
)

// Two proposers that wait for longer than a round trip get a value chosen; if
// they give up sooner than an answer can come, none of them ever does.
func TestTimersMustOutlastARoundTrip(t *testing.T) {
	w := start(t, "paxos", "", engine.Config{}, []string{"P1 propose pear", "P2 propose apple"})
	for _, c := range []struct {
		timer [2]int
		least int
		most  int
	}{{[2]int{60, 120}, 200, 200}, {[2]int{1, 3}, 0, 0}} {
		times := explore.Usual
		times.Timer = c.timer
		r, err := explore.Walk(context.Background(), w, explore.WalkOptions{Property: "AGREE", Runs: 200, Steps: 300, Timed: true, Times: times})
		if err != nil {
			t.Fatal(err)
		}
		chosen := 0
		for _, m := range r.Meters {
			if m.Property.ID == "SOME-CHOSEN" {
				chosen = len(m.Ticks)
			}
		}
		if r.Broken != nil || chosen < c.least || chosen > c.most {
			t.Errorf("timers of %v ticks: chosen in %d of %d runs; expected %d to %d; broken %v", c.timer, chosen, r.Runs, c.least, c.most, r.Broken)
		}
	}
}
