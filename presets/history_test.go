package presets_test

import (
	"context"
	"testing"

	"synod/engine"
	"synod/engine/explore"
)

// What clients are told is judged within a search too: each guarantee, in a
// store that does not give it, and the same calls where it does.
func TestTheSearchJudgesClientHistories(t *testing.T) {
	stale := []string{"c1 put k v via dev1", "c1 get k via dev3"}
	twice := []string{"c1 put k v via dev1", "c1 put k w via dev1 blind", "c2 get k via dev1"}
	for _, test := range []struct {
		property, weak, right string
		calls, cured          []string
	}{
		{"RYW", "nodes=3 n=3 w=1 r=1", "nodes=3 n=3 w=2 r=2", stale, stale},
		{"REGULAR", "nodes=3 n=3 w=1 r=1", "nodes=3 n=3 w=2 r=2", stale, stale},
		{"LIN", "nodes=3 n=3 w=1 r=1", "nodes=3 n=3 w=2 r=2", stale, stale},
		{"MR", "nodes=3 n=3 w=1 r=1", "nodes=3 n=3 w=3 r=3", []string{"c1 put k v via dev1", "c2 get k via dev1", "c2 get k via dev3"}, []string{"c1 put k v via dev1", "c2 get k via dev1", "c2 get k via dev3"}},
		{"MW", "nodes=1 n=1 w=1 r=1", "nodes=1 n=1 w=1 r=1", twice, []string{"c1 put k v via dev1", "c1 put k w via dev1", "c2 get k via dev1"}},
		{"WFR", "nodes=1 n=1 w=1 r=1", "nodes=1 n=1 w=1 r=1",
			[]string{"c1 put k v via dev1", "c2 get k via dev1", "c2 put k w via dev1 blind", "c1 get k via dev1"},
			[]string{"c1 put k v via dev1", "c2 get k via dev1", "c2 put k w via dev1", "c1 get k via dev1"}},
	} {
		for _, side := range []struct {
			settings string
			calls    []string
			broken   bool
		}{{test.weak, test.calls, true}, {test.right, test.cured, false}} {
			cfg := engine.Config{Network: engine.Bag, Menu: engine.Menu{NoFire: true}}
			w := start(t, "quorum", "clients=2 repair=none "+side.settings, cfg, side.calls)
			r, err := explore.Search(context.Background(), w, explore.Options{Property: test.property, Reduce: explore.Reductions{RPC: true}})
			if err != nil {
				t.Fatal(err)
			}
			if (r.Broken != nil) != side.broken || !side.broken && !r.Exhausted {
				t.Errorf("%s with %s: broken %v in %d steps, expected %v; %d worlds, stopped by %q", test.property, side.settings, r.Broken != nil, r.Length, side.broken, r.States, r.Stopped)
			}
			t.Logf("%s with %s: %d steps, %d worlds", test.property, side.settings, r.Length, r.States)
		}
	}
}
