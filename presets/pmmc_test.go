package presets_test

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore/exploretest"
)

// Each rule of Paxos Made Moderately Complex, switched off, and the shortest run
// to the invariant that it is for; switched on, the same schedule breaks nothing.
// A request and its reply are one step.
func TestModeratelyComplexMistakes(t *testing.T) {
	setup := oneBallotEach
	setup.Settings, setup.Calls = "clients=2", "k1 request pear, k2 request fig"
	exploretest.Table{Protocol: protocol("pmmc"), Setup: setup, Reduce: byRPC, Rows: []exploretest.Row{
		{Off: "adopt-pmax", Property: "A5", Length: 14, Worlds: 57_118},
		{Off: "adopt-pmax", Property: "AGREE", Length: 16, Worlds: 176_642},
		{Off: "one-command-a-slot", Property: "A4", Length: 11, Worlds: 12_312},
		{Off: "one-command-a-slot", Property: "AGREE", Length: 13, Worlds: 41_470},
		{Off: "accept-equal-ballot", Property: "A2", Length: 7, Worlds: 1_337},
		{Off: "accept-equal-ballot", Property: "AGREE", Length: 16, Worlds: 352_032},
		{Off: "count-same-ballot", Property: "LEARN", Length: 9, Worlds: 4_554},
		{Off: "perform-in-order", Property: "PREFIX", Length: 11, Worlds: 11_852},
		{Off: "perform-once", Property: "EXACTLY-ONCE", Length: 16, Worlds: 175_626},
	}}.Run(t)
}

// oneBallotEach is that each leader has one ballot, under any loss, duplication
// and reordering.
var oneBallotEach = enginetest.Setup{Network: engine.SentSet, Menu: engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 1}}}}

// One command with two leaders: no invariant breaks. Worlds that differ in the
// names of acceptors are one, and all "sometimes" are reached.
func TestModeratelyComplexIsExhaustedClean(t *testing.T) {
	exploretest.Table{Protocol: protocol("pmmc"), Setup: oneBallotEach, Reduce: byRPC, Rows: []exploretest.Row{
		{Calls: "k1 request pear", Property: "all", Worlds: 4_773},
	}}.Run(t)
}
