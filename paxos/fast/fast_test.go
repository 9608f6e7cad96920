package fast

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// With four acceptors and a ballot that is open, whoever proposes knows after
// two delays: 4 + 4 messages if all answer, 3 + 3 if a fast quorum does. Four
// more go to each learner.
func TestCostOfAFastBallot(t *testing.T) {
	all := members.Named("A", 4)
	for _, c := range []struct {
		taking   []engine.NodeID
		messages int
	}{{all, 8}, {all[:3], 6}} {
		w := enginetest.Setup{Settings: "proposers=1 learners=0", Start: "C1 opened 1.C1", Before: "call P1 propose pear"}.World(t, Protocol())
		cost := enginetest.Deliver(t, w, c.taking...)
		if cost.Messages() != c.messages || cost.Delays != 2 {
			t.Errorf("%d acceptors: %d messages in %d delays; expected %d in 2", len(c.taking), cost.Messages(), cost.Delays, c.messages)
		}
		if op := cost.World.History().Last(); op == nil || op.Outcome != engine.OK || op.Value != "pear" {
			t.Errorf("%d acceptors: P1 does not know that pear is chosen", len(c.taking))
		}
	}
}

// A collision adds a classic ballot: 4N messages, or 4 for each of a quorum, in
// 4 delays until the coordinator knows.
func TestCostOfACollision(t *testing.T) {
	all := members.Named("A", 4)
	for _, c := range []struct {
		taking   []engine.NodeID
		messages int
	}{{all, 16}, {all[:3], 12}} {
		w := enginetest.Setup{Settings: "learners=0", Start: twoEach, Before: "fire C1 recover"}.World(t, Protocol())
		cost := enginetest.Deliver(t, w, c.taking...)
		if cost.Messages() != c.messages || cost.Delays != 4 || cost.World.Node("C1").(coordinator).phase != done {
			t.Errorf("%d acceptors: %d messages in %d delays; expected %d in 4", len(c.taking), cost.Messages(), cost.Delays, c.messages)
		}
	}
}

// What may have been chosen is held against all ways in which those that have
// not promised can have voted, or still can: the rule leaves a value exactly if
// in one of them a quorum has voted for it.
func TestTheRuleAgainstAllWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "acceptors")
		k := rapid.IntRange(1, n).Draw(t, "fast")
		c := &cluster{acceptors: members.Named("A", n), fastQuorum: sets.Threshold(n, k), classicQuorum: sets.Majority(n), rulingQuorums: true}
		b := Ballot{Round: 1, By: "C1"}
		var promised set
		var r reports
		voted := make([]string, n)
		for i := range n {
			if !rapid.Bool().Draw(t, "promised") {
				continue
			}
			promised |= sets.Of(i)
			voted[i] = rapid.SampledFrom([]string{"", "apple", "pear"}).Draw(t, "vote")
			if voted[i] != "" {
				r = r.add(sets.Of(i), Vote{Ballot: b, Value: voted[i]})
			}
		}
		for _, v := range []string{"apple", "pear"} {
			may := false
			for ways := range sets.First(n) + 1 { // who of the others votes for v
				var s set
				for i := range n {
					if promised.Has(i) && voted[i] == v || !promised.Has(i) && ways.Has(i) {
						s |= sets.Of(i)
					}
				}
				may = may || c.fastQuorum.Has(s)
			}
			reported := voters(r.by, Vote{Ballot: b, Value: v}) != 0
			left := slices.Contains(r.left(c, promised), v)
			if want := reported && (may || len(r.by) == 1); left != want {
				t.Fatalf("%v of %v voted %v: %s is left: %v, expected %v", promised.Members(), n, voted, v, left, want)
			}
		}
	})
}

// Lower votes do not matter, whichever comes first.
func TestOnlyTheHighestBallotReportedCounts(t *testing.T) {
	low, high := Vote{Ballot: Ballot{Round: 1, By: "C1"}, Value: "pear"}, Vote{Ballot: Ballot{Round: 3, By: "C1"}, Value: "apple"}
	one := reports{}.add(1, low).add(2, high)
	other := reports{}.add(2, high).add(1, low)
	if one.top != high.Ballot || len(one.by) != 1 || string(one.appendTo(nil)) != string(other.appendTo(nil)) {
		t.Errorf("%v and %v", one, other)
	}
}

// Nodes that differ have encodings that differ.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := &cluster{acceptors: members.Named("A", 3)}
	b := Ballot{Round: 1, By: "C1"}
	v := Vote{Ballot: b, Value: "pear"}
	enginetest.TellApart(t, acceptor{c: c}, acceptor{c: c, promised: b}, acceptor{c: c, promised: b, opened: b}, acceptor{c: c, promised: b, voted: v})
	enginetest.TellApart(t, learner{c: c}, learner{c: c, learnt: "pear"}, learner{c: c, heard: []tally{{v, 1}}}, learner{c: c, heard: []tally{{v, 3}}})
	enginetest.TellApart(t, proposer{c: c}, proposer{c: c, wish: "pear"}, proposer{c: c, knows: "pear"}, proposer{c: c, op: "pear"}, proposer{c: c, heard: []tally{{v, 1}}})
	enginetest.TellApart(t, coordinator{c: c}, coordinator{c: c, tried: b}, coordinator{c: c, tried: b, phase: opened}, coordinator{c: c, replies: 1}, coordinator{c: c, value: "pear"},
		coordinator{c: c, reports: reports{b, []tally{{v, 1}}}})
}

func FuzzStart(f *testing.F) {
	enginetest.FuzzStart(f, Protocol(), enginetest.Setup{},
		"C1 opened 1.C1", "A1 voted 1.C1 pear", "A1 promised 2.C1", "A1 voted 1.C1 pear\nA2 voted 1.C1 apple", "A9 voted x", "C1 opened 2.C1", "\x1b")
}
