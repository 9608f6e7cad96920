package caspaxos

import (
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/engine/history"
	"synod/paxos/members"
)

func TestTranscripts(t *testing.T) { enginetest.Transcripts(t, Protocol(), "testdata") }

// The published costs for three acceptors: a change takes 12 messages, or 8
// where only a quorum answers, and 4 delays; with a promise along with each
// vote the second takes 6, or 4, and 2 delays.
func TestCosts(t *testing.T) {
	all := members.Named("A", 3)
	for _, c := range []struct {
		settings                string
		taking                  []engine.NodeID
		first, then             int
		firstDelays, thenDelays int
	}{
		{"", all, 12, 12, 4, 4},
		{"", all[:2], 8, 8, 4, 4},
		{"piggyback=true", all, 12, 6, 4, 2},
		{"piggyback=true", all[:2], 8, 4, 4, 2},
	} {
		w := enginetest.Setup{Settings: c.settings}.World(t, Protocol())
		first := enginetest.Deliver(t, enginetest.Play(t, w, "call P1 add 1"), c.taking...)
		then := enginetest.Deliver(t, enginetest.Play(t, first.World, "call P1 add 1"), c.taking...)
		if op := then.World.History().Last(); op.Outcome != engine.OK || op.Value != "2" {
			t.Errorf("add 1 twice: %s %s", op.Outcome, op.Value)
		}
		if first.Messages() != c.first || then.Messages() != c.then || first.Delays != c.firstDelays || then.Delays != c.thenDelays {
			t.Errorf("%s, %d acceptors: %d messages in %d delays and %d in %d; expected %d in %d and %d in %d", c.settings, len(c.taking),
				first.Messages(), first.Delays, then.Messages(), then.Delays, c.first, c.firstDelays, c.then, c.thenDelays)
		}
	}
}

// table is of searches with any loss, duplication and reordering. A request and
// its reply are one step, and acceptors are taken for each other. What clients
// were told may be judged, where it does not begin with what was set before.
func table(judges []engine.Property, rows ...exploretest.Row) exploretest.Table {
	return exploretest.Table{
		Protocol: Protocol(), Rows: rows, Reduce: explore.Reductions{Advisory: true, RPC: true, Symmetry: true},
		Setup: enginetest.Setup{Network: engine.SentSet, Menu: engine.Menu{NoFire: true}, Judges: judges},
	}
}

// giveUpToo is that proposers may give up.
var giveUpToo = engine.Menu{}

var told = []engine.Property{history.Object{First: Nothing, Apply: Apply}.LIN()}

// trapped is the state of the deletion trap: A1 has missed the deletion.
const trapped = "A1 voted 2.P1 42, A2 voted 3.P1 nothing, A3 voted 3.P1 nothing"

// deleted is a run in which 42 was set and deleted, and its removal has come as
// far as that all acceptors have voted for nothing.
const deleted = `call P1 set 42
deliver P1>A1 prepare 1.P1
deliver A1>P1 promise 1.P1
deliver P1>A2 prepare 1.P1
deliver A2>P1 promise 1.P1
deliver P1>A1 accept 1.P1
deliver A1>P1 accepted 1.P1
deliver P1>A2 accept 1.P1
deliver A2>P1 accepted 1.P1
call P1 delete
deliver P1>A1 prepare 2.P1
deliver A1>P1 promise 2.P1
deliver P1>A2 prepare 2.P1
deliver A2>P1 promise 2.P1
deliver P1>A1 accept 2.P1
deliver A1>P1 accepted 2.P1
deliver P1>A2 accept 2.P1
deliver A2>P1 accepted 2.P1
call P1 collect
deliver P1>A1 prepare 3.P1
deliver A1>P1 promise 3.P1
deliver P1>A2 prepare 3.P1
deliver A2>P1 promise 3.P1
deliver P1>A1 accept 3.P1
deliver A1>P1 accepted 3.P1
deliver P1>A2 accept 3.P1
deliver A2>P1 accepted 3.P1
deliver P1>A3 accept 3.P1
deliver A3>P1 accepted 3.P1`

// The right protocol keeps all that it promises in every world there is. The
// counts are those of this granularity: a request and its reply are one step, and
// acceptors are taken for each other.
func TestRightVariantsAreExhaustedClean(t *testing.T) {
	table(told,
		exploretest.Row{Name: "two additions and giving up", Menu: &giveUpToo, Calls: "P1 add 1, P2 add 1", Property: "all", Worlds: 2_503, Never: "SOME-COLLECTED"},
		exploretest.Row{Name: "compare and set, and a read", Calls: "P1 set pear, P2 cas pear fig, P2 read", Property: "all", Worlds: 13_849, Never: "SOME-COLLECTED"},
		exploretest.Row{Name: "a promise along with each vote", Settings: "piggyback=true", Calls: "P1 add 1, P1 add 1, P2 add 1", Property: "all", Worlds: 288, Never: "SOME-COLLECTED"},
		exploretest.Row{Name: "removal, with old requests about", Before: deleted, Calls: "P1 read, P2 add 1", Property: "all", Worlds: 445},
	).Run(t)
	table(nil, exploretest.Row{Name: "the trap", Start: trapped, Calls: "P1 collect, P1 read", Property: "all", Worlds: 1_735}).Run(t)
}

// Each rule that is switched off breaks what it is there for, in so many steps,
// and with it on the same schedule does no harm.
func TestWrongVariantsAreFound(t *testing.T) {
	table(nil,
		// Two calls, and two requests each for promises, votes, removal, and promises.
		exploretest.Row{Off: "tombstone-everywhere", Property: "NO-RESURRECT", Start: trapped, Calls: "P1 collect, P1 read", Length: 10},
		exploretest.Row{Off: "tombstone-everywhere", Property: "CHAIN", Start: trapped, Calls: "P1 collect, P1 read", Length: 10},
		exploretest.Row{Off: "adopt-highest-state", Property: "CHAIN", Start: "A1 voted 1.P1 pear, A2 voted 2.P1 fig, A3 voted 2.P1 fig", Calls: "P1 read", Length: 3},
	).Run(t)
	table(told,
		exploretest.Row{Off: "fence", Property: "PROMISE-MONO", Before: deleted, Calls: "P1 read", Length: 1},
		exploretest.Row{Off: "fence", Property: "NO-RESURRECT", Before: deleted, Calls: "P1 read", Length: 7},
		exploretest.Row{Off: "fence", Property: "LIN", Before: deleted, Calls: "P1 read", Length: 9},
		exploretest.Row{Off: "check-promise", Property: "CHAIN", Calls: "P1 add 1, P2 add 1", Length: 8},
		exploretest.Row{Off: "check-promise", Property: "LIN", Calls: "P1 add 1, P2 add 1", Length: 10},
		// One vote for pear; a read finds it, and the next one does not.
		exploretest.Row{Off: "accept-reads", Property: "LIN", Calls: "P1 set pear, P2 read, P2 read", Length: 10},
		// One vote for pear, which is said to have failed, and then read.
		exploretest.Row{Menu: &giveUpToo, Off: "honest-outcome", Property: "LIN", Calls: "P1 set pear, P2 read", Length: 10},
	).Run(t)
}

// What a change makes of a state.
func TestApply(t *testing.T) {
	for _, c := range []struct{ state, change, want string }{
		{Nothing, "read", Nothing},
		{Nothing, "set pear", "pear"},
		{Nothing, "add 2", "2"},
		{"40", "add 2", "42"},
		{"pear", "add -2", "-2"},
		{"pear", "cas pear fig", "fig"},
		{"plum", "cas pear fig", "plum"},
		{Nothing, "cas nothing fig", "fig"},
		{"pear", "delete", Nothing},
		{"pear", "collect", "pear"},
	} {
		words := strings.Fields(c.change)
		op := engine.Op{Name: words[0], Args: words[1:]}
		next, told := Apply(c.state, &op)
		if next != c.want || told != c.want || change(op) != c.change || applied(c.state, c.change) != c.want {
			t.Errorf("%s of %s: %s, told %s; expected %s", c.change, c.state, next, told, c.want)
		}
	}
}

// Nodes that differ have encodings that differ.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := &cluster{acceptors: members.Named("A", 3)}
	b := Ballot{Round: 1, By: "P1"}
	v := Vote{Ballot: b, Value: "pear"}
	enginetest.TellApart(t, acceptor{c: c}, acceptor{c: c, promised: b}, acceptor{c: c, voted: v})
	enginetest.TellApart(t, proposer{c: c}, proposer{c: c, tried: b}, proposer{c: c, seen: b}, proposer{c: c, n: b}, proposer{c: c, op: "x"}, proposer{c: c, change: "x"},
		proposer{c: c, value: "x"}, proposer{c: c, phase: accepting}, proposer{c: c, replies: 1}, proposer{c: c, best: v}, proposer{c: c, next: b},
		proposer{c: c, known: v}, proposer{c: c, told: "x"})
}

func FuzzStart(f *testing.F) {
	enginetest.FuzzStart(f, Protocol(), enginetest.Setup{},
		"A1 voted 2.P1 42", "A1 promised 3.P1", "A2 removed 3.P1", "A1 voted 2.P1 42\nA2 voted 3.P1 nothing", "A9 voted x", "A1 voted 2.P1", "\x1b")
}
