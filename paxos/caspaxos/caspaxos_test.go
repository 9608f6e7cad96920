package caspaxos

import (
	"context"
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/history"
	"synod/paxos/members"
)

func TestTranscripts(t *testing.T) { enginetest.Transcripts(t, Protocol(), "testdata") }

// setup is a world of the register, with what its clients may be judged by.
type setup struct {
	settings, off string
	start         []string
	network       engine.Network
	calls         []string // that a search may take once each
	fire          bool     // proposers may give up
	after         string   // lines that are taken first
}

func (s setup) world(t *testing.T) *engine.World {
	t.Helper()
	cfg := engine.Config{Network: s.network, Off: strings.Fields(s.off), Start: s.start, Menu: engine.Menu{NoFire: !s.fire}}
	for _, pair := range strings.Fields(s.settings) {
		name, value, _ := strings.Cut(pair, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: []string{value}})
	}
	for _, line := range s.calls {
		c, err := engine.ParseChoice("call " + line)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Menu.Calls = append(cfg.Menu.Calls, c)
	}
	p := Protocol()
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		made, err := build(cfg)
		made.Properties = append(made.Properties, history.Object{First: Nothing, Apply: Apply}.LIN())
		return made, err
	}
	w, err := engine.New(p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(s.after) {
		w = take(t, w, strings.TrimSpace(line))
	}
	return w
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
		w := setup{settings: c.settings}.world(t)
		w, first, firstDelays := deliver(t, take(t, w, "call P1 add 1"), c.taking)
		w, then, thenDelays := deliver(t, take(t, w, "call P1 add 1"), c.taking)
		if op := w.History().Last(); op.Outcome != engine.OK || op.Value != "2" {
			t.Errorf("add 1 twice: %s %s", op.Outcome, op.Value)
		}
		if first != c.first || then != c.then || firstDelays != c.firstDelays || thenDelays != c.thenDelays {
			t.Errorf("%s, %d acceptors: %d messages in %d delays and %d in %d; expected %d in %d and %d in %d", c.settings, len(c.taking),
				first, firstDelays, then, thenDelays, c.first, c.firstDelays, c.then, c.thenDelays)
		}
	}
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

func search(t *testing.T, s setup, property string) *explore.Report {
	t.Helper()
	s.network = engine.SentSet
	r, err := explore.Search(context.Background(), s.world(t), explore.Options{Property: property, MaxStates: 400_000,
		Reduce: explore.Reductions{Advisory: true, RPC: true, Symmetry: true}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// trapped is the state of the deletion trap: A1 has missed the deletion.
var trapped = []string{"A1 voted 2.P1 42", "A2 voted 3.P1 nothing", "A3 voted 3.P1 nothing"}

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
	for _, c := range []struct {
		name   string
		s      setup
		worlds int
		never  string // what cannot be reached there, with the reason behind it
	}{
		{"two additions and giving up", setup{calls: []string{"P1 add 1", "P2 add 1"}, fire: true}, 2_503, "SOME-COLLECTED"},
		{"compare and set, and a read", setup{calls: []string{"P1 set pear", "P2 cas pear fig", "P2 read"}}, 13_849, "SOME-COLLECTED"},
		{"a promise along with each vote", setup{settings: "piggyback=true", calls: []string{"P1 add 1", "P1 add 1", "P2 add 1"}}, 288, "SOME-COLLECTED"},
		{"the trap", setup{start: trapped, calls: []string{"P1 collect", "P1 read"}}, 1_735, ""},
		{"removal, with old requests about", setup{after: deleted, calls: []string{"P1 read", "P2 add 1"}}, 445, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			property := "all"
			if c.s.start != nil {
				property = "CHAIN" // what clients were told begins with what was set before
			}
			r := search(t, c.s, property)
			if !r.Exhausted || r.Broken != nil || r.States != c.worlds || strings.Join(r.Never, " ") != c.never {
				t.Errorf("%d worlds, expected %d; %d steps, exhausted %v, broken %v; never reached: %v; %s", r.States, c.worlds, r.Steps, r.Exhausted, r.Broken, r.Never, r.Why)
			}
		})
	}
}

// Each rule that is switched off breaks what it is there for, in so many steps,
// and with it on the same schedule does no harm.
func TestWrongVariantsAreFound(t *testing.T) {
	for _, c := range []struct {
		off, property string
		s             setup
		steps         int
	}{
		// Two calls, and two requests each for promises, votes, removal, and promises.
		{"tombstone-everywhere", "NO-RESURRECT", setup{start: trapped, calls: []string{"P1 collect", "P1 read"}}, 10},
		{"tombstone-everywhere", "CHAIN", setup{start: trapped, calls: []string{"P1 collect", "P1 read"}}, 10},
		{"fence", "PROMISE-MONO", setup{after: deleted, calls: []string{"P1 read"}}, 1},
		{"fence", "NO-RESURRECT", setup{after: deleted, calls: []string{"P1 read"}}, 7},
		{"fence", "LIN", setup{after: deleted, calls: []string{"P1 read"}}, 9},
		{"adopt-highest-state", "CHAIN", setup{start: []string{"A1 voted 1.P1 pear", "A2 voted 2.P1 fig", "A3 voted 2.P1 fig"}, calls: []string{"P1 read"}}, 3},
		{"check-promise", "CHAIN", setup{calls: []string{"P1 add 1", "P2 add 1"}}, 8},
		{"check-promise", "LIN", setup{calls: []string{"P1 add 1", "P2 add 1"}}, 10},
		// One vote for pear; a read finds it, and the next one does not.
		{"accept-reads", "LIN", setup{calls: []string{"P1 set pear", "P2 read", "P2 read"}}, 10},
		// One vote for pear, which is said to have failed, and then read.
		{"honest-outcome", "LIN", setup{calls: []string{"P1 set pear", "P2 read"}, fire: true}, 10},
	} {
		t.Run(c.off+" "+c.property, func(t *testing.T) {
			right := c.s
			c.s.off = c.off
			r := search(t, c.s, c.property)
			if r.Broken == nil || r.Length != c.steps {
				t.Fatalf("%d steps, expected %d; %d worlds, broken %v", r.Length, c.steps, r.States, r.Broken != nil)
			}
			right.network = engine.SentSet
			w := right.world(t)
			for _, choice := range r.Trace {
				choice.Text = ""
				next, step, err := w.Take(choice)
				if err != nil {
					continue
				}
				for _, p := range w.System().AllProperties() {
					if v := step.Verdict(&p, next); p.ID == c.property && v.State == engine.Broken {
						t.Errorf("the right variant breaks %s at %s: %s", p.ID, choice.Line(), v.Why)
					}
				}
				w = next
			}
		})
	}
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
	for _, nodes := range [][]engine.Node{
		{acceptor{c: c}, acceptor{c: c, promised: b}, acceptor{c: c, voted: v}},
		{proposer{c: c}, proposer{c: c, tried: b}, proposer{c: c, seen: b}, proposer{c: c, n: b}, proposer{c: c, op: "x"}, proposer{c: c, change: "x"},
			proposer{c: c, value: "x"}, proposer{c: c, phase: accepting}, proposer{c: c, replies: 1}, proposer{c: c, best: v}, proposer{c: c, next: b},
			proposer{c: c, known: v}, proposer{c: c, told: "x"}},
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
