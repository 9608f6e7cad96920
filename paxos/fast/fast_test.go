package fast

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"synod/engine"
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
		w := begin(t, "proposers=1 learners=0", engine.Config{Start: []string{"C1 opened 1.C1"}})
		w = take(t, w.On(engine.Bag), "call P1 propose pear")
		w, messages, delays := deliver(t, w, c.taking)
		if messages != c.messages || delays != 2 {
			t.Errorf("%d acceptors: %d messages in %d delays; expected %d in 2", len(c.taking), messages, delays, c.messages)
		}
		if op := w.History().Last(); op == nil || op.Outcome != engine.OK || op.Value != "pear" {
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
		w := cast(t, "learners=0", []string{"A1", "A2"}, []string{"A3", "A4"})
		w, messages, delays := deliver(t, take(t, w.On(engine.Bag), "fire C1 recover"), c.taking)
		if messages != c.messages || delays != 4 || w.Node("C1").(coordinator).phase != done {
			t.Errorf("%d acceptors: %d messages in %d delays; expected %d in 4", len(c.taking), messages, delays, c.messages)
		}
	}
}

func take(t *testing.T, w *engine.World, line string) *engine.World {
	t.Helper()
	c, err := engine.ParseChoice(line)
	if err != nil {
		t.Fatal(err)
	}
	next, _, err := w.Take(c)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// deliver delivers in rounds, one a message delay, what goes to and from the
// acceptors that take part.
func deliver(t *testing.T, w *engine.World, taking []engine.NodeID) (end *engine.World, messages, delays int) {
	for {
		delivered := 0
		for _, e := range w.Flight() {
			if slices.Contains(taking, e.From) || slices.Contains(taking, e.To) {
				w = take(t, w, "deliver "+e.Line())
				delivered++
			}
		}
		if delivered == 0 {
			return w, messages, delays
		}
		messages, delays = messages+delivered, delays+1
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
	for _, nodes := range [][]engine.Node{
		{acceptor{c: c}, acceptor{c: c, promised: b}, acceptor{c: c, promised: b, opened: b}, acceptor{c: c, promised: b, voted: v}},
		{learner{c: c}, learner{c: c, learnt: "pear"}, learner{c: c, heard: []tally{{v, 1}}}, learner{c: c, heard: []tally{{v, 3}}}},
		{proposer{c: c}, proposer{c: c, wish: "pear"}, proposer{c: c, knows: "pear"}, proposer{c: c, op: "pear"}, proposer{c: c, heard: []tally{{v, 1}}}},
		{coordinator{c: c}, coordinator{c: c, tried: b}, coordinator{c: c, tried: b, phase: opened}, coordinator{c: c, replies: 1}, coordinator{c: c, value: "pear"},
			coordinator{c: c, reports: reports{b, []tally{{v, 1}}}}},
	} {
		seen := map[string]bool{}
		for _, n := range nodes {
			seen[string(n.AppendTo(nil))] = true
		}
		if len(seen) != len(nodes) {
			t.Errorf("%T: %d encodings of %d nodes", nodes[0], len(seen), len(nodes))
		}
	}
}
