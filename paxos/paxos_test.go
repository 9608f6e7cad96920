package paxos

import (
	"fmt"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/paxos/members"
)

// With N acceptors and nobody failing, 4N messages pass until the proposer
// knows, in 4 delays; if only a majority of m answers, 4m do.
func TestCostOfOneBallot(t *testing.T) {
	for _, n := range []int{1, 3, 5, 9} {
		acceptors := members.Named("A", n)
		if messages, delays := cost(t, n, acceptors); messages != 4*n || delays != 4 {
			t.Errorf("%d acceptors: %d messages in %d delays; want %d in 4", n, messages, delays, 4*n)
		}
		m := n/2 + 1
		if messages, delays := cost(t, n, acceptors[:m]); messages != 4*m || delays != 4 {
			t.Errorf("%d of %d acceptors: %d messages in %d delays; want %d in 4", m, n, messages, delays, 4*m)
		}
	}
}

// cost is what a ballot of P1 takes where these acceptors take part.
func cost(t *testing.T, n int, taking []engine.NodeID) (messages, delays int) {
	t.Helper()
	w := enginetest.Setup{Settings: fmt.Sprintf("proposers=1 learners=0 acceptors=%d", n)}.World(t, Protocol())
	c := enginetest.Deliver(t, enginetest.Play(t, w, "call P1 propose pear"), taking...)
	if op := c.World.History().Last(); op == nil || op.Outcome != engine.OK || op.Value != "pear" {
		t.Fatalf("P1 does not know that pear is chosen")
	}
	return c.Messages(), c.Delays
}

// Nodes that differ have encodings that differ.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := &cluster{acceptors: members.Named("A", 3)}
	b := Ballot{Round: 1, By: "P1"}
	v := Vote{Ballot: b, Value: "pear"}
	enginetest.TellApart(t, acceptor{c: c}, acceptor{c: c, promised: b}, acceptor{c: c, promised: b, voted: v})
	enginetest.TellApart(t, learner{c: c}, learner{c: c, learnt: "pear"}, learner{c: c, heard: []tally{{v, 1}}})
}

// Writing to no more than a quorum, and the three ways of telling learners
// (§2.3): all of them, one who tells the others, or some.
func TestCostOfTheWays(t *testing.T) {
	for _, test := range []struct {
		settings    string
		toProposers int // until the proposer knows: what it sends and gets
		toLearners  int // until all learners know
	}{
		{"contact=all learners=3", 12, 9},
		{"contact=quorum learners=3", 8, 6},
		{"distinguished=1 learners=3", 12, 3 + 2},
		{"distinguished=2 learners=5", 12, 6 + 6},
	} {
		w := enginetest.Setup{Settings: "proposers=1 " + test.settings}.World(t, Protocol())
		proposer := enginetest.Deliver(t, enginetest.Play(t, w, "call P1 propose pear"), "P1")
		learners := enginetest.Deliver(t, proposer.World)
		for _, spec := range w.System().Nodes() {
			if n, ok := learners.World.Node(spec.ID).(learner); ok && n.learnt != "pear" {
				t.Errorf("%s: %s has learnt '%s'", test.settings, spec.ID, n.learnt)
			}
		}
		if proposer.Messages() != test.toProposers || learners.Messages() != test.toLearners {
			t.Errorf("%s: %d messages with the proposer and %d to learners; want %d and %d", test.settings, proposer.Messages(), learners.Messages(), test.toProposers, test.toLearners)
		}
	}
}

// The three quorums of a ballot, each at the step in which it forms: of
// promises, of votes cast, of votes heard of.
func TestQuorumsAreShownAsTheyForm(t *testing.T) {
	w := enginetest.Setup{}.World(t, Protocol())
	for _, row := range []struct{ line, want string }{
		{"call P1 propose pear", "[]"},
		{"deliver P1>A1 prepare", "[]"},
		{"deliver P1>A3 prepare", "[]"},
		{"deliver A1>P1 promise", "[]"},
		{"deliver A3>P1 promise", "[{P1 [A1 A3]}]"},
		{"deliver P1>A2 accept", "[]"},
		{"deliver P1>A3 accept", "[{ [A2 A3]}]"},
		{"deliver A2>P1 accepted", "[]"},
		{"deliver A3>P1 accepted", "[{P1 [A2 A3]}]"},
		{"deliver A2>L1 accepted", "[]"},
		{"deliver A3>L1 accepted", "[{L1 [A2 A3]}]"},
	} {
		s, err := w.Explain(enginetest.Choice(t, row.line))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(s.Quorums); got != row.want {
			t.Errorf("%s: %s, expected %s", row.line, got, row.want)
		}
		w = s.World()
	}
}
