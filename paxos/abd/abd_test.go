package abd

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

// The published costs for three servers: a write takes 6 messages and 2 delays,
// or 4 messages where only a quorum answers; a read 12, or 8, and 4 delays. With
// several writers a write costs as much as a read.
func TestCosts(t *testing.T) {
	all := members.Named("S", 3)
	for _, c := range []struct {
		settings, call   string
		taking           []engine.NodeID
		messages, delays int
	}{
		{"", "W1 write pear", all, 6, 2},
		{"", "W1 write pear", all[:2], 4, 2},
		{"", "R1 read", all, 12, 4},
		{"", "R1 read", all[:2], 8, 4},
		{"writers=2", "W1 write pear", all, 12, 4},
		{"writers=2", "W1 write pear", all[:2], 8, 4},
	} {
		w := enginetest.Setup{Settings: c.settings}.World(t, Protocol())
		if c.call == "R1 read" { // an empty register needs no write-back
			w = enginetest.Deliver(t, enginetest.Play(t, w, "call W1 write pear")).World
		}
		cost := enginetest.Deliver(t, enginetest.Play(t, w, "call "+c.call), c.taking...)
		if op := cost.World.History().Last(); op.Outcome != engine.OK || op.Value != "pear" {
			t.Errorf("%s: %s %s", c.call, op.Outcome, op.Value)
		}
		if cost.Messages() != c.messages || cost.Delays != c.delays {
			t.Errorf("%s with %s, %d servers: %d messages in %d delays; expected %d in %d", c.call, c.settings, len(c.taking), cost.Messages(), cost.Delays, c.messages, c.delays)
		}
	}
}

const (
	oneRead  = "W1 write pear, R1 read"
	twoReads = oneRead + ", R2 read"
	twoMore  = "W1 write pear, W1 write apple, R1 read"
)

// table is of searches with any loss, duplication and reordering; clients judge
// what they see, and have no time-outs. A request and its reply are one step, and
// servers are taken for each other.
func table(rows ...exploretest.Row) exploretest.Table {
	return exploretest.Table{
		Protocol: Protocol(), Rows: rows, Reduce: explore.Reductions{RPC: true, Symmetry: true},
		Setup: enginetest.Setup{Network: engine.SentSet, Menu: engine.Menu{NoFire: true}, Calls: twoReads,
			Judges: []engine.Property{history.LIN(history.Register), history.REGULAR(history.Register)}},
	}
}

// One write and two reads: the mistakes of the literature are as short as
// published, counted in requests with their replies, and not in calls; with the
// write-back on, and everywhere else, the search ends with nothing found.
func TestOneWriteTwoReads(t *testing.T) {
	x := table(
		exploretest.Row{Off: "write-back", Property: "LIN", Length: 5},                             // a new value, and then the old one
		exploretest.Row{Settings: "read=1 write=3", Off: "write-back", Property: "LIN", Length: 3}, // write all, read one
		exploretest.Row{Settings: "read=3 write=1", Off: "write-back", Property: "LIN"},
		exploretest.Row{Settings: "read=3 write=3", Off: "write-back", Property: "LIN"},
		exploretest.Row{Off: "write-back", Property: "REGULAR"}, // either value is right while it is being written
		exploretest.Row{Off: "write-back", Property: "READ-SPREAD", Length: 3},
		exploretest.Row{Property: "LIN"},
		exploretest.Row{Settings: "read=1 write=3", Property: "LIN"},
	)
	x.Length = func(_ *testing.T, _ *engine.World, r *explore.Report) int {
		rpcs := r.Length
		for _, c := range r.Trace {
			if c.Verb == engine.CallOp {
				rpcs--
			}
		}
		return rpcs
	}
	x.Run(t)
}

// The right register, exhausted: nothing breaks, everything that should be
// reached is. The counts are of this model; other models of the same run, in which
// servers have names and each message is a step, have some hundred times as many.
func TestRightVariantsAreExhaustedClean(t *testing.T) {
	crash := &engine.Menu{NoFire: true, Crashes: 1}
	table(
		exploretest.Row{Property: "all", Worlds: 992},
		exploretest.Row{Menu: crash, Property: "all", Worlds: 5_477},
		exploretest.Row{Calls: "W1 write pear, W1 write apple, R1 read, R2 read", Property: "all", Worlds: 34_547},
		exploretest.Row{Settings: "writers=2 readers=1", Calls: "W1 write pear, W2 write apple, R1 read", Property: "all", Worlds: 3_911},
	).Run(t)
	oneByOne := table(exploretest.Row{Calls: oneRead, Property: "all", Worlds: 4_145})
	oneByOne.Reduce = explore.Reductions{Symmetry: true}
	oneByOne.Run(t)
}

// Each rule that is switched off breaks what it is there for, and with it on the
// same schedule does no harm.
func TestWrongVariantsAreFound(t *testing.T) {
	table(
		exploretest.Row{Off: "write-back", Property: "LIN", Length: 8},
		// W2's write of two round trips is done, and W1 makes the same number, whose
		// name is lower: two round trips for each, and a read of four.
		exploretest.Row{Settings: "writers=2 readers=1", Off: "query-first", Property: "LIN", Calls: "W1 write pear, W2 write apple, R1 read", Length: 11},
		exploretest.Row{Off: "keep-newest", Property: "STAMP-MONO", Calls: "W1 write pear, W1 write apple", Length: 6},
		exploretest.Row{Off: "keep-newest", Property: "LIN", Calls: twoMore, Length: 12},
	).Run(t)
}

// Nodes that differ have encodings that differ.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := &cluster{servers: members.Named("S", 3)}
	b := Stamp{Round: 1, By: "W1"}
	v := Stamped{Ballot: b, Value: "pear"}
	enginetest.TellApart(t, server{c: c}, server{c: c, held: v})
	enginetest.TellApart(t, client{c: c}, client{c: c, made: b}, client{c: c, op: "W1.1"}, client{c: c, value: "pear"}, client{c: c, write: true}, client{c: c, phase: updating},
		client{c: c, replies: 1}, client{c: c, best: v}, client{c: c, told: "read pear"})
}
