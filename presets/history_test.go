package presets_test

import (
	"testing"

	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
)

// What clients are told is judged within a search too: each guarantee, in a
// store that does not give it, and the same calls where it does.
func TestTheSearchJudgesClientHistories(t *testing.T) {
	stale := "c1 put k v via dev1, c1 get k via dev3"
	twice := "c1 put k v via dev1, c1 put k w via dev1 blind, c2 get k via dev1"
	for _, test := range []struct {
		property, weak, right, calls, cured string
	}{
		{"RYW", "nodes=3 n=3 w=1 r=1", "nodes=3 n=3 w=2 r=2", stale, stale},
		{"REGULAR", "nodes=3 n=3 w=1 r=1", "nodes=3 n=3 w=2 r=2", stale, stale},
		{"LIN", "nodes=3 n=3 w=1 r=1", "nodes=3 n=3 w=2 r=2", stale, stale},
		{"MR", "nodes=3 n=3 w=1 r=1", "nodes=3 n=3 w=3 r=3", "c1 put k v via dev1, c2 get k via dev1, c2 get k via dev3", "c1 put k v via dev1, c2 get k via dev1, c2 get k via dev3"},
		{"MW", "nodes=1 n=1 w=1 r=1", "nodes=1 n=1 w=1 r=1", twice, "c1 put k v via dev1, c1 put k w via dev1, c2 get k via dev1"},
		{"WFR", "nodes=1 n=1 w=1 r=1", "nodes=1 n=1 w=1 r=1",
			"c1 put k v via dev1, c2 get k via dev1, c2 put k w via dev1 blind, c1 get k via dev1",
			"c1 put k v via dev1, c2 get k via dev1, c2 put k w via dev1, c1 get k via dev1"},
	} {
		for _, side := range []struct {
			settings string
			calls    string
			broken   bool
		}{{test.weak, test.calls, true}, {test.right, test.cured, false}} {
			w := enginetest.Setup{Settings: "clients=2 repair=none " + side.settings, Menu: quiet, Calls: side.calls}.World(t, protocol("quorum"))
			r := exploretest.Search(t, w, explore.Options{Property: test.property, Reduce: explore.Reductions{RPC: true}})
			if (r.Broken != nil) != side.broken || !side.broken && !r.Exhausted {
				t.Errorf("%s with %s: broken %v in %d steps, expected %v; %d worlds, stopped by %q", test.property, side.settings, r.Broken != nil, r.Length, side.broken, r.States, r.Stopped)
			}
			t.Logf("%s with %s: %d steps, %d worlds", test.property, side.settings, r.Length, r.States)
		}
	}
}
