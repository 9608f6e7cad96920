package fast

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
)

// Coordinators may go up to round 2.
var twoRounds = engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}

// race is that the ballot 1.C1 is open, and P1 is asked for pear and P2 for apple,
// once each. Sent messages stay deliverable, so every loss, duplication and
// reordering is in it. A request and its reply are one step, and acceptors are
// taken for each other.
func race(rows ...exploretest.Row) exploretest.Table {
	return exploretest.Table{
		Protocol: Protocol(), Rows: rows, Reduce: explore.Reductions{Advisory: true, Sinks: true, RPC: true, Symmetry: true},
		Setup: enginetest.Setup{Network: engine.SentSet, Menu: twoRounds, Start: "C1 opened 1.C1", Calls: "P1 propose pear, P2 propose apple"},
	}
}

// split are votes that are cast before the start, in 1.C1, and nobody proposes.
func split(rows ...exploretest.Row) exploretest.Table {
	x := race(rows...)
	x.Setup.Calls = ""
	return x
}

const (
	twoEach     = "C1 opened 1.C1, A1 voted 1.C1 pear, A2 voted 1.C1 pear, A3 voted 1.C1 apple, A4 voted 1.C1 apple"
	threeAndTwo = "C1 opened 1.C1, A1 voted 1.C1 pear, A2 voted 1.C1 pear, A3 voted 1.C1 pear, A4 voted 1.C1 apple, A5 voted 1.C1 apple"
)

// The right protocol keeps all that it promises in every world there is, and
// all that should be reached is.
func TestRightVariantsAreExhaustedClean(t *testing.T) {
	race(
		exploretest.Row{Settings: "acceptors=3 learners=0", Property: "all", Worlds: 22_376},
		// Where the quorums are right, the local majority is what the rule says.
		exploretest.Row{Settings: "acceptors=3 learners=0", Off: "fast-quorums-rule", Property: "all", Worlds: 20_676, Never: "SOME-FREE"},
	).Run(t)
	split(
		// The votes are cast before the start, and so is the collision.
		exploretest.Row{Settings: "wait=true learners=0", Start: twoEach, Property: "all", Worlds: 68, Never: "SOME-FAST SOME-COLLIDED"},
		// Three of five are no fast quorum that goes with majorities, and yet nothing
		// wrong is chosen as long as the coordinator waits where it cannot tell.
		exploretest.Row{Settings: "acceptors=5 fast=3 learners=0", Start: threeAndTwo, Property: "all", Worlds: 104, Never: "SOME-FAST SOME-COLLIDED SOME-FREE"},
	).Run(t)
}

// Each rule that is switched off breaks what it is there for, in so many steps,
// and with it on the same schedule does no harm.
func TestWrongVariantsAreFound(t *testing.T) {
	race(
		// Fast Paxos with plain majorities. Two calls, three votes for pear, Phase 1
		// begins, one vote for apple, three promises, three votes for apple.
		exploretest.Row{Settings: "acceptors=5 fast=3 learners=0", Off: "fast-quorums-rule", Property: "AGREE", Length: 13},
		exploretest.Row{Settings: "acceptors=5 fast=3 learners=0", Off: "fast-quorums-rule", Property: "P2b", Length: 10},
		exploretest.Row{Settings: "acceptors=3 learners=0", Off: "vote-once", Property: "AGREE", Length: 8}, // two calls, three votes each
		exploretest.Row{Settings: "acceptors=3 learners=0", Off: "vote-once", Property: "ONE-VOTE", Length: 4},
		exploretest.Row{Settings: "learners=0", Off: "check-promise", Property: "AGREE", Length: 13},
		exploretest.Row{Settings: "learners=0", Off: "check-promise", Property: "P1a", Length: 4},
	).Run(t)
}
