package paxos

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"synod/engine"
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

// No sentence is left with a gap, whatever happens in a run.
func TestSentencesAreFilled(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txt")
	said := map[string]bool{}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sayAll(t, string(src), said)
	}
	for _, r := range Protocol().Rules {
		if !said[r.ID] {
			t.Errorf("no transcript applies rule %s", r.ID)
		}
	}
}

// sayAll plays the choices of a transcript again and fills every sentence.
func sayAll(t *testing.T, transcript string, said map[string]bool) {
	var w *engine.World
	for line := range strings.Lines(transcript) {
		line = strings.TrimSpace(line)
		if args, ok := strings.CutPrefix(line, "world"); ok {
			w = configured(args)
		}
		c, err := engine.ParseChoice(line)
		if err != nil || w == nil {
			continue
		}
		s, err := w.Explain(c)
		if err != nil {
			continue
		}
		for _, y := range s.Whys {
			r := Protocol().Rule(y.Rule)
			said[r.ID] = true
			for _, text := range []string{y.Fill(r.Did), y.Fill(r.Why)} {
				if strings.ContainsAny(text, "{}") || strings.Contains(text, "  ") {
					t.Errorf("%s: %s", r.ID, text)
				}
			}
		}
		w = s.World()
	}
}

func configured(args string) *engine.World {
	var cfg engine.Config
	for _, arg := range strings.Fields(args) {
		name, value, _ := strings.Cut(arg, "=")
		if name == "off" {
			cfg.Off = []string{value}
			continue
		}
		cfg.Settings = append(cfg.Settings, set1(name, value))
	}
	w, err := engine.New(Protocol(), cfg)
	if err != nil {
		return nil
	}
	return w
}

// With N acceptors and nobody failing, 4N messages pass until the proposer
// knows, in 4 delays; if only a majority of m answers, 4m do.
func TestCostOfOneBallot(t *testing.T) {
	for _, n := range []int{1, 3, 5, 9} {
		acceptors := ids("A", n)
		if messages, delays := cost(t, n, acceptors); messages != 4*n || delays != 4 {
			t.Errorf("%d acceptors: %d messages in %d delays; want %d in 4", n, messages, delays, 4*n)
		}
		m := n/2 + 1
		if messages, delays := cost(t, n, acceptors[:m]); messages != 4*m || delays != 4 {
			t.Errorf("%d of %d acceptors: %d messages in %d delays; want %d in 4", m, n, messages, delays, 4*m)
		}
	}
}

// cost delivers in rounds, one a message delay, what goes between P1 and the
// acceptors that take part.
func cost(t *testing.T, n int, taking []engine.NodeID) (messages, delays int) {
	w := configured("proposers=1 acceptors=" + string(rune('0'+n)))
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

func TestBallotsAreOrdered(t *testing.T) {
	order := []Ballot{{}, {1, "P1"}, {1, "P2"}, {2, "P1"}, {2, "P9"}, {10, "P1"}}
	for i, a := range order {
		for j, b := range order {
			if a.Less(b) != (i < j) {
				t.Errorf("%v < %v is %v", a, b, a.Less(b))
			}
		}
		if a != (Ballot{}) && parseBallot(a.String()) != a {
			t.Errorf("%v does not read back", a)
		}
	}
}

// Nodes that differ have encodings that differ, and equal ones equal encodings.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := &cluster{acceptors: ids("A", 3)}
	b := Ballot{1, "P1"}
	nodes := []engine.Node{
		acceptor{c: c}, acceptor{c: c, promised: b}, acceptor{c: c, promised: b, voted: Vote{b, "pear"}},
		learner{c: c}, learner{c: c, learnt: "pear"}, learner{c: c, heard: []tally{{Vote{b, "pear"}, 1}}},
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
