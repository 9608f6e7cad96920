package presets_test

import (
	"context"
	"testing"

	"synod/engine"
	"synod/engine/explore"
)

// Each rule of Paxos Made Moderately Complex, switched off, and the shortest run
// to the invariant that it is for; switched on, the same schedule breaks nothing.
// A request and its reply are one step.
func TestModeratelyComplexMistakes(t *testing.T) {
	calls := []string{"k1 request pear", "k2 request fig"}
	for _, m := range []struct {
		off, property string
		want, worlds  int
	}{
		{"adopt-pmax", "A5", 14, 57_118},
		{"adopt-pmax", "AGREE", 16, 176_642},
		{"one-command-a-slot", "A4", 11, 12_312},
		{"one-command-a-slot", "AGREE", 13, 41_470},
		{"accept-equal-ballot", "A2", 7, 1_337},
		{"accept-equal-ballot", "AGREE", 16, 352_032},
		{"count-same-ballot", "LEARN", 9, 4_554},
		{"perform-in-order", "PREFIX", 11, 11_852},
		{"perform-once", "EXACTLY-ONCE", 16, 175_626},
	} {
		if tooLong(m.worlds) {
			continue
		}
		cfg := engine.Config{Network: engine.SentSet, Off: []string{m.off}, Menu: engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 1}}}}
		w := start(t, "pmmc", "clients=2", cfg, calls)
		r, err := explore.Search(context.Background(), w, explore.Options{Property: m.property, Reduce: explore.Reductions{RPC: true, Symmetry: true}})
		if err != nil {
			t.Fatal(m.off, err)
		}
		if r.Broken == nil || r.Length != m.want || r.States != m.worlds {
			t.Errorf("%s off, %s: %d steps, %d worlds; want %d, %d", m.off, m.property, r.Length, r.States, m.want, m.worlds)
			continue
		}
		cfg.Off = nil
		if at, err := follow(start(t, "pmmc", "clients=2", cfg, calls), r.Trace, m.property); err == nil && at >= 0 {
			t.Errorf("%s: with the rule on, the same schedule breaks %s at its choice %d", m.off, m.property, at)
		}
	}
}

// One command with two leaders of one ballot each, under any loss, duplication
// and reordering: no invariant breaks. Worlds that differ in the names of
// acceptors are one, and all "sometimes" are reached.
func TestModeratelyComplexIsExhaustedClean(t *testing.T) {
	cfg := engine.Config{Network: engine.SentSet, Menu: engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 1}}}}
	w := start(t, "pmmc", "", cfg, []string{"k1 request pear"})
	r, err := explore.Search(context.Background(), w, explore.Options{Property: "all", Reduce: explore.Reductions{RPC: true, Symmetry: true}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Broken != nil || !r.Exhausted || r.States != 4_773 {
		t.Errorf("broken %v, exhausted %v, %d worlds", r.Broken, r.Exhausted, r.States)
	}
	if len(r.Never) > 0 {
		t.Errorf("never reached: %v", r.Never)
	}
}
