package lwt

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/engine/history"
	"synod/paxos/members"
)

func TestTranscripts(t *testing.T) { enginetest.Transcripts(t, Protocol(), "testdata") }

var told = []engine.Property{history.Object{First: Nothing, Apply: Apply}.LIN()}

// table is of searches with any loss, duplication and reordering. A request and its
// reply are one step, and replicas are taken for each other.
func table(rows ...exploretest.Row) exploretest.Table {
	return exploretest.Table{
		Protocol: Protocol(), Rows: rows, Reduce: explore.Reductions{Advisory: true, RPC: true, Symmetry: true},
		Setup: enginetest.Setup{Network: engine.SentSet, Menu: engine.Menu{NoFire: true}, Judges: told},
	}
}

// timeOuts is that coordinators may begin again, up to a bound, and give up.
func timeOuts(ballots int) *engine.Menu {
	return &engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: ballots}}}
}

const (
	two       = "version=v2 commit=any "
	atAQuorum = "contact=quorum "
	race      = "X1 insert a, X2 insert b"
	readTwice = "X1 insert a, X2 read, X2 read"
)

// The right protocol keeps all that it promises in every world there is, in both
// versions. Where a coordinator asks one quorum only the worlds are few enough for
// coordinators to begin again and give up as well.
func TestRightVariantsAreExhaustedClean(t *testing.T) {
	const update = "X1 insert a, X2 update a b"
	table(
		exploretest.Row{Name: "two inserts", Settings: atAQuorum, Calls: race + ", X2 read", Property: "all", Worlds: 3_985},
		exploretest.Row{Name: "an update", Settings: atAQuorum, Calls: update, Property: "all", Worlds: 1_459},
		exploretest.Row{Name: "two inserts", Settings: two + atAQuorum, Calls: race + ", X2 read", Property: "all", Worlds: 4_070},
		exploretest.Row{Name: "an update", Settings: two + atAQuorum, Calls: update, Property: "all", Worlds: 968},
		exploretest.Row{Name: "begun again, two inserts", Settings: atAQuorum, Menu: timeOuts(2), Calls: race, Property: "all", Worlds: 202_819},
		exploretest.Row{Name: "begun again, two reads", Settings: atAQuorum, Menu: timeOuts(2), Calls: readTwice, Property: "all", Worlds: 728_462},
		exploretest.Row{Name: "begun again, two reads", Settings: two + atAQuorum, Menu: timeOuts(2), Calls: readTwice, Property: "all", Worlds: 177_009},
		exploretest.Row{Name: "all are asked, two inserts", Settings: two, Calls: race, Property: "all", Worlds: 233_323},
		exploretest.Row{Name: "all are asked, a read", Settings: two, Calls: "X1 insert a, X2 read", Property: "all", Worlds: 203_699},
	).Run(t)
}

// Each rule that is switched off breaks what it is there for, in so many steps, and
// with it on the same schedule does no harm.
func TestWrongVariantsAreFound(t *testing.T) {
	table(
		exploretest.Row{Off: "finish-in-progress", Property: "AGREE", Calls: race, Length: 14},
		exploretest.Row{Off: "finish-in-progress", Property: "P2c", Calls: race, Length: 12},
		exploretest.Row{Off: "finish-in-progress", Settings: two, Property: "AGREE", Calls: race, Length: 10},
		exploretest.Row{Off: "check-promise", Property: "AGREE", Calls: race, Length: 14},
		exploretest.Row{Off: "check-promise", Settings: two, Property: "AGREE", Calls: race, Length: 10},
		// CASSANDRA-12126: the first read finds nothing, the second what it was to come after.
		exploretest.Row{Off: "empty-proposal", Property: "SETTLED", Calls: readTwice, Length: 16},
		exploretest.Row{Off: "empty-proposal", Settings: two, Property: "SETTLED", Calls: readTwice, Length: 12},
		exploretest.Row{Off: "empty-scrubs", Property: "SETTLED", Calls: readTwice, Length: 18},
		exploretest.Row{Off: "incomplete-promises", Settings: two, Property: "SETTLED", Calls: readTwice, Length: 12},
		// An empty proposal that one replica has accepted hides what another may still finish.
		exploretest.Row{Off: "each-voter", Settings: two + atAQuorum, Menu: timeOuts(2), Property: "SETTLED", Calls: "X1 insert a, X2 update a b, X1 read", Length: 17, Worlds: 184_537},
		exploretest.Row{Off: "commit-before-next", Settings: atAQuorum, Property: "LIN", Calls: readTwice, Length: 22},
		exploretest.Row{Off: "honest-outcome", Settings: atAQuorum, Menu: timeOuts(2), Property: "LIN", Calls: readTwice, Length: 17, Worlds: 108_818},
		// Without both, the second read finds what was called failed before the first.
		exploretest.Row{Off: "empty-proposal honest-outcome", Settings: atAQuorum, Menu: timeOuts(2), Property: "LIN", Calls: readTwice, Length: 15},
	).Run(t)
}

// The published costs, in round trips to the replicas: version 1 takes four for a
// write and three for a read; version 2 two for a write, and one for a read if no
// promise is incomplete, or two. A round trip is two delays; of the six of version
// 2's write the last two are those of its commits, after the client has been told.
func TestCosts(t *testing.T) {
	for _, c := range []struct {
		settings, before, call string
		delays                 int
	}{
		{"", "", "X1 insert a", 8},
		{"", "", "X1 read", 6},
		{two, "", "X1 insert a", 6},
		{two, "", "X1 read", 2},
		{two, "call X1 insert a\ndeliver X1>R1 prepare", "X2 read", 4},
	} {
		w := enginetest.Setup{Settings: c.settings, Before: c.before}.World(t, Protocol())
		cost := enginetest.Deliver(t, enginetest.Play(t, w, "call "+c.call))
		if op := cost.World.History().Last(); op.Outcome != engine.OK || cost.Delays != c.delays {
			t.Errorf("%s, %s: %s %s after %d delays in %d messages, want %d delays", c.settings, c.call, op.Outcome, op.Value, cost.Delays, cost.Messages(), c.delays)
		}
	}
}

// Nodes that differ have encodings that differ.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := &cluster{replicas: members.Named("R", 3)}
	b := Ballot{Round: 1, By: "X1"}
	v := Vote{Ballot: b, Value: "pear"}
	enginetest.TellApart(t, replica{c: c}, replica{c: c, promised: b}, replica{c: c, written: b}, replica{c: c, accepted: v}, replica{c: c, committed: v})
	enginetest.TellApart(t, coordinator{c: c}, coordinator{c: c, tried: b}, coordinator{c: c, seen: b}, coordinator{c: c, n: b}, coordinator{c: c, op: "x"},
		coordinator{c: c, change: "x"}, coordinator{c: c, value: "x"}, coordinator{c: c, phase: proposing}, coordinator{c: c, job: scrubbing},
		coordinator{c: c, risked: true}, coordinator{c: c, replies: 1}, coordinator{c: c, has: 1}, coordinator{c: c, readOnly: 1},
		coordinator{c: c, accepted: v}, coordinator{c: c, latest: v}, coordinator{c: c, written: b}, coordinator{c: c, told: "x"})
}
