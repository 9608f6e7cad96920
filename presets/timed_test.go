package presets_test

import (
	"context"
	"testing"

	"synod/engine/enginetest"
	"synod/engine/explore"
)

// Two proposers that wait for longer than a round trip get a value chosen; if
// they give up sooner than an answer can come, none of them ever does.
func TestTimersMustOutlastARoundTrip(t *testing.T) {
	w := enginetest.Setup{Calls: pearOrApple}.World(t, protocol("paxos"))
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

// Proposers that wait by their clocks: where both wait for as long as a ballot
// takes, they may keep pre-empting each other; a pause that differs each time,
// or that grows, always ends it within the 600 steps. One that is shorter than
// a ballot takes ends nothing, not even for a proposer that is alone.
func TestBackingOffEndsTheDuel(t *testing.T) {
	for _, c := range []struct {
		settings    string
		calls       string
		least, most int // decided of 100 runs
		ballots     int // undecided at the most: up to this, if all are decided, else from it on
	}{
		{"backoff=fixed", "P1 propose pear", 100, 100, 30},
		{"backoff=fixed", pearOrApple, 60, 99, 30},
		{"backoff=fixed pause=10", pearOrApple, 0, 10, 30},
		{"backoff=random", pearOrApple, 100, 100, 20},
		{"backoff=aimd", pearOrApple, 100, 100, 20},
	} {
		w := enginetest.Setup{Settings: c.settings, Calls: c.calls}.World(t, protocol("paxos"))
		r, err := explore.Walk(context.Background(), w, explore.WalkOptions{Property: "AGREE", Runs: 100, Steps: 600, Timed: true})
		if err != nil || r.Broken != nil {
			t.Fatal(err, r)
		}
		chosen, ballots := 0, r.Gauges[0].Most()
		for _, m := range r.Meters {
			if m.Property.ID == "SOME-CHOSEN" {
				chosen = len(m.Ticks)
			}
		}
		t.Logf("%s, %s: %d of %d, %d ballots", c.settings, c.calls, chosen, r.Runs, ballots)
		if chosen < c.least || chosen > c.most || (ballots > c.ballots) != (c.most < 100) {
			t.Errorf("%s, %s: decided in %d runs, expected %d to %d; %d ballots without a decision", c.settings, c.calls, chosen, c.least, c.most, ballots)
		}
	}
}
