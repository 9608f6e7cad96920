package paxos

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore/exploretest"
)

// duel is that P1 is asked for pear and P2 for apple, once each.
const duel = "P1 propose pear, P2 propose apple"

// What happens besides: nobody's timer fires unless a menu says so.
var (
	quiet   = engine.Menu{NoFire: true}
	crash   = engine.Menu{NoFire: true, Crashes: 1}
	retries = engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}
)

// The right protocol keeps all its promises in every world there is. The counts
// are those of this message granularity, pinned so that a change of the rules
// has to be explained; all "sometimes" are reached, so nothing holds vacuously.
func TestRightVariantIsExhaustedClean(t *testing.T) {
	anyLoss := enginetest.Setup{Network: engine.SentSet, Calls: duel, Menu: quiet} // and duplication, and reordering
	table := exploretest.Table{Protocol: Protocol(), Setup: anyLoss, Rows: []exploretest.Row{
		{Settings: "acceptors=2", Property: "all", Worlds: 1272},
		{Settings: "acceptors=2", Menu: &crash, Property: "all", Worlds: 9606},
		{Name: "each acceptor on a host with a proposer or learner", Settings: "hosts=true", Property: "all", Worlds: 8887},
		// L1 lives with the only acceptor and knows at once.
		{Settings: "hosts=true acceptors=1 nacks=true", Menu: &retries, Property: "all", Worlds: 289, Never: "SOME-UNKNOWN"},
	}}
	table.Run(t)
	anyLoss.Settings = "acceptors=2"
	if r := (enginetest.Search{}).Run(anyLoss.World(t, Protocol())); !r.Exhausted || r.Worlds != 1272 || r.Prints != r.Worlds || len(r.Never) > 0 {
		t.Errorf("the dumb twin: %v, %d fingerprints, never reached: %v\n%s", r, r.Prints, r.Never, r.Lines())
	}
}

// half is the start that the shortest violations share: P1 has its quorum of
// promises for 1.P1. Searching from here finds them as from the very start, in
// a fraction of the worlds.
const half = `call P1 propose pear
deliver P1>A1 prepare
deliver P1>A2 prepare
deliver A1>P1 promise
deliver A2>P1 promise
`

// overtaken goes on: A1 has voted, and A2 and A3 have promised the other ballot.
const overtaken = `deliver P1>A1 accept
call P2 propose apple
deliver P2>A2 prepare
deliver P2>A3 prepare
`

// Each rule that is switched off breaks what it is there for. The lengths are
// those of the literature's shortest runs: a request and its reply are two
// choices, and the last replies need not arrive.
func TestWrongVariantsAreFound(t *testing.T) {
	const before, after = 5, 9 // choices of half, and of both
	exploretest.Table{Protocol: Protocol(), Setup: enginetest.Setup{Network: engine.SentSet, Calls: duel, Menu: quiet}, Rows: []exploretest.Row{
		{Off: "adopt-highest-vote", Property: "P2b", Length: 12},
		{Off: "adopt-highest-vote", Property: "AGREE", Before: half, Length: 14 - before},
		{Off: "check-promise", Property: "P1a", Length: 8},
		{Off: "check-promise", Property: "AGREE", Before: half, Length: 14 - before},
		{Off: "persist-promise", Property: "PROMISE-MONO", Menu: &crash, Length: 3},
		{Off: "persist-promise", Property: "P1a", Menu: &crash, Before: half, Length: 10 - before},
		{Off: "persist-promise", Property: "AGREE", Menu: &crash, Before: half + overtaken, Length: 16 - after},
	}}.Run(t)
}
