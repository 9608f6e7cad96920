package paxos

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"synod/engine"
	"synod/paxos/members"
)

// Every rule that the code names is in the catalogue with its sentences, and
// the catalogue holds no other.
func TestCatalogueIsComplete(t *testing.T) {
	var used []string
	call := regexp.MustCompile(`(?:fx\.Why|whyDisk)\("[^)]*`)
	id := regexp.MustCompile(`"([a-z-]+)"`)
	files, _ := filepath.Glob("*.go")
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range call.FindAllString(string(src), -1) {
			for _, m := range id.FindAllStringSubmatch(c, -1) {
				used = append(used, m[1])
			}
		}
	}
	var known []string
	for _, r := range Protocol().Rules {
		known = append(known, r.ID)
		if r.Did == "" || r.Why == "" || r.Source == "" || r.Name == "" || r.Switch != (r.Off != "") {
			t.Errorf("rule %s lacks a sentence, a name or a source", r.ID)
		}
		if !slices.Contains(used, r.ID) {
			t.Errorf("rule %s is in the catalogue and is never applied", r.ID)
		}
	}
	for _, id := range used {
		if !slices.Contains(known, id) {
			t.Errorf("rule %s is applied and is not in the catalogue", id)
		}
	}
}

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

func with(t *testing.T, settings ...engine.Setting) *engine.World {
	t.Helper()
	w, err := engine.New(Protocol(), engine.Config{Settings: settings})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// cost delivers in rounds, one a message delay, what goes between P1 and the
// acceptors that take part.
func cost(t *testing.T, n int, taking []engine.NodeID) (messages, delays int) {
	w := with(t, set1("proposers", "1"), set1("acceptors", strconv.Itoa(n)))
	w, _ = play(t, w, "call P1 propose pear")
	for {
		round := w.Flight()
		delivered := 0
		for _, e := range round {
			if !slices.Contains(taking, e.From) && !slices.Contains(taking, e.To) || e.To == "L1" {
				continue
			}
			w, _ = play(t, w, "deliver "+e.Line())
			delivered++
		}
		if delivered == 0 {
			break
		}
		messages, delays = messages+delivered, delays+1
	}
	if op := w.History().Last(); op == nil || op.Outcome != engine.OK || op.Value != "pear" {
		t.Fatalf("P1 does not know that pear is chosen")
	}
	return messages, delays
}

// Nodes that differ have encodings that differ, and equal ones equal encodings.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := &cluster{acceptors: members.Named("A", 3)}
	b := Ballot{Round: 1, By: "P1"}
	nodes := []engine.Node{
		acceptor{c: c}, acceptor{c: c, promised: b}, acceptor{c: c, promised: b, voted: Vote{Ballot: b, Value: "pear"}},
		learner{c: c}, learner{c: c, learnt: "pear"}, learner{c: c, heard: []tally{{Vote{Ballot: b, Value: "pear"}, 1}}},
	}
	for i, x := range nodes {
		for j, y := range nodes {
			sameKind := (i < 3) == (j < 3)
			if same := string(x.AppendTo(nil)) == string(y.AppendTo(nil)); sameKind && same != (i == j) {
				t.Errorf("nodes %d and %d: same encoding is %v", i, j, same)
			}
		}
	}
}

// Writing to no more than a quorum, and the three ways of telling learners
// (§2.3): all of them, one who tells the others, or some.
func TestCostOfTheWays(t *testing.T) {
	for _, test := range []struct {
		settings    []engine.Setting
		toProposers int // until the proposer knows: what it sends and gets
		toLearners  int // until all learners know
	}{
		{[]engine.Setting{set1("contact", "all"), set1("learners", "3")}, 12, 9},
		{[]engine.Setting{set1("contact", "quorum"), set1("learners", "3")}, 8, 6},
		{[]engine.Setting{set1("distinguished", "1"), set1("learners", "3")}, 12, 3 + 2},
		{[]engine.Setting{set1("distinguished", "2"), set1("learners", "5")}, 12, 6 + 6},
	} {
		w := with(t, append(test.settings, set1("proposers", "1"))...)
		w, _ = play(t, w, "call P1 propose pear")
		withProposer, toLearners := 0, 0
		for flight := w.Flight(); len(flight) > 0; flight = w.Flight() {
			if flight[0].To[0] == 'L' {
				toLearners++
			} else {
				withProposer++
			}
			w, _ = play(t, w, engine.Choice{Verb: engine.DeliverMsg, From: flight[0].From, To: flight[0].To, Kind: flight[0].Kind, Key: flight[0].Key}.Line())
		}
		for _, id := range w.System().Nodes() {
			if n, ok := w.Node(id.ID).(learner); ok && n.learnt != "pear" {
				t.Errorf("%v: %s has learnt '%s'", test.settings, id.ID, n.learnt)
			}
		}
		if withProposer != test.toProposers || toLearners != test.toLearners {
			t.Errorf("%v: %d messages with the proposer and %d to learners; want %d and %d", test.settings, withProposer, toLearners, test.toProposers, test.toLearners)
		}
	}
}

// The three quorums of a ballot, each at the step in which it forms: of
// promises, of votes cast, of votes heard of.
func TestQuorumsAreShownAsTheyForm(t *testing.T) {
	w := with(t)
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
		c, err := engine.ParseChoice(row.line)
		if err != nil {
			t.Fatal(err)
		}
		s, err := w.Explain(c)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(s.Quorums); got != row.want {
			t.Errorf("%s: %s, expected %s", row.line, got, row.want)
		}
		w = s.World()
	}
}
