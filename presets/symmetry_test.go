package presets_test

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
)

// least is the least fingerprint of a world under all renamings of nodes that
// are alike, put together part by part.
func least(w *engine.World) uint64 {
	sys, parts := w.System(), w.Apart()
	menu := sys.Config().Menu
	var best uint64
	for i, r := range sys.Renamings() {
		sum := parts.History.Term() + sys.RestTermUnder(r, parts.Rest, &menu)
		for _, kind := range sys.Protocol().Facts {
			for f := range parts.Facts.Of(kind.ID) {
				sum += sys.FactTermUnder(r, f)
			}
		}
		for h := range sys.Hosts() {
			sum += sys.HostTermUnder(r, h, parts.Hosts[h])
		}
		for _, m := range parts.Flight {
			sum += sys.MessageTermUnder(r, m)
		}
		if i == 0 && sum != w.Fingerprint() {
			panic("taking each node for itself changes the fingerprint")
		}
		if i == 0 || sum < best {
			best = sum
		}
	}
	return best
}

// Symmetry meets each world once, whatever its nodes are called: as many as
// there are classes among all worlds that a search without it meets.
func TestSymmetryMeetsEachClassOfWorldsOnce(t *testing.T) {
	for _, c := range []struct {
		settings string
		menu     engine.Menu
		depth    int
		rpc      bool
	}{
		{"acceptors=3 learners=1", engine.Menu{NoFire: true}, 7, false},
		{"acceptors=2 learners=2", engine.Menu{NoFire: true, Crashes: 1}, 6, false},
		{"acceptors=3 nacks=true", engine.Menu{NoFire: true, Cuts: 1}, 4, false},
		{"acceptors=2 learners=2", engine.Menu{NoFire: true, Crashes: 1}, 5, true},
	} {
		w := enginetest.Setup{Settings: c.settings, Network: engine.SentSet, Menu: c.menu, Calls: pearOrApple}.World(t, protocol("paxos"))
		classes, take := map[uint64]bool{}, single
		if c.rpc {
			take = composite // a crash and the restart are two steps of one host
		}
		worlds, _ := reachable(w, c.depth, take)
		for _, w := range worlds {
			classes[least(w)] = true
		}
		r := exploretest.Search(t, w, explore.Options{Property: "AGREE", Depth: c.depth, Reduce: explore.Reductions{Symmetry: true, RPC: c.rpc}})
		if r.States != len(classes) {
			t.Errorf("%s: %d worlds under symmetry; there are %d classes", c.settings, r.States, len(classes))
		}
	}
}

// What symmetry leaves out changes no verdict, and the run that it finds is one
// that can be taken.
func TestSymmetryFindsTheSameMistakes(t *testing.T) {
	for _, off := range []string{"adopt-highest-vote", "check-promise"} {
		w := enginetest.Setup{Off: off, Network: engine.SentSet, Menu: quiet, Calls: pearOrApple}.World(t, protocol("paxos"))
		r := exploretest.Search(t, w, explore.Options{Property: "AGREE", Reduce: explore.Reductions{Symmetry: true}})
		if r.Broken == nil || len(r.Trace) != 14 || r.Why == "" {
			t.Errorf("%s: %d choices, %q; expected the 14 that a full search needs", off, len(r.Trace), r.Why)
		}
	}
}
