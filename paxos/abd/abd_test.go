package abd

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

// begin is a world of the register, with what its clients may be judged by, and
// calls that a search may take once each.
func begin(t *testing.T, settings, off string, network engine.Network, calls ...string) *engine.World {
	t.Helper()
	cfg := engine.Config{Network: network, Off: strings.Fields(off), Menu: engine.Menu{NoFire: true}}
	for _, s := range strings.Fields(settings) {
		name, value, _ := strings.Cut(s, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: []string{value}})
	}
	for _, line := range calls {
		c, err := engine.ParseChoice("call " + line)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Menu.Calls = append(cfg.Menu.Calls, c)
	}
	p := Protocol()
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		setup.Properties = append(setup.Properties, history.LIN(history.Register), history.REGULAR(history.Register))
		return setup, err
	}
	w, err := engine.New(p, cfg)
	if err != nil {
		t.Fatal(err)
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
		w := begin(t, c.settings, "", engine.Bag)
		if c.call == "R1 read" { // an empty register needs no write-back
			w, _, _ = deliver(t, take(t, w, "call W1 write pear"), all)
		}
		w, messages, delays := deliver(t, take(t, w, "call "+c.call), c.taking)
		if op := w.History().Last(); op.Outcome != engine.OK || op.Value != "pear" {
			t.Errorf("%s: %s %s", c.call, op.Outcome, op.Value)
		}
		if messages != c.messages || delays != c.delays {
			t.Errorf("%s with %s, %d servers: %d messages in %d delays; expected %d in %d", c.call, c.settings, len(c.taking), messages, delays, c.messages, c.delays)
		}
	}
}

// deliver delivers in rounds, one a message delay, what goes to and from the
// servers that take part.
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

func search(t *testing.T, w *engine.World, property string) *explore.Report {
	t.Helper()
	r, err := explore.Search(context.Background(), w, explore.Options{Property: property, Reduce: explore.Reductions{RPC: true, Symmetry: true}, MaxStates: 1_000_000})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const oneWrite = "W1 write pear"

// One write and two reads: the mistakes of the literature are as short as
// published, counted in requests with their replies, plus the calls; with the
// write-back on, and everywhere else, the search ends with nothing found.
func TestOneWriteTwoReads(t *testing.T) {
	for _, c := range []struct {
		settings, off, property string
		rpcs                    int // to the violation; 0: none
	}{
		{"", "write-back", "LIN", 5},               // a new value, and then the old one
		{"read=1 write=3", "write-back", "LIN", 3}, // write all, read one
		{"read=3 write=1", "write-back", "LIN", 0},
		{"read=3 write=3", "write-back", "LIN", 0},
		{"", "write-back", "REGULAR", 0}, // either value is right while it is being written
		{"", "write-back", "READ-SPREAD", 3},
		{"", "", "LIN", 0},
		{"read=1 write=3", "", "LIN", 0},
	} {
		w := begin(t, c.settings, c.off, engine.SentSet, oneWrite, "R1 read", "R2 read")
		r := search(t, w, c.property)
		calls := 0
		for _, choice := range r.Trace {
			if choice.Verb == engine.CallOp {
				calls++
			}
		}
		if (r.Broken != nil) != (c.rpcs > 0) || r.Broken != nil && r.Length-calls != c.rpcs || r.Broken == nil && !r.Exhausted {
			t.Errorf("%s off, %s, %s: %d steps with %d calls, expected %d", c.off, c.settings, c.property, r.Length, calls, c.rpcs)
		}
	}
}

// The right register, exhausted: nothing breaks, everything that should be
// reached is. The counts are of this model: requests with their replies, or
// every message by itself; servers are taken for each other: other models
// of the same run, in which servers have names and each message is a step, have
// some hundred times as many.
func TestRightVariantsAreExhaustedClean(t *testing.T) {
	oneByOne := explore.Reductions{Symmetry: true}
	byRPC := explore.Reductions{RPC: true, Symmetry: true}
	for _, c := range []struct {
		settings string
		calls    []string
		crashes  int
		reduce   explore.Reductions
		worlds   int
	}{
		{"", []string{oneWrite, "R1 read", "R2 read"}, 0, byRPC, 992},
		{"", []string{oneWrite, "R1 read", "R2 read"}, 1, byRPC, 5_477},
		{"", []string{oneWrite, "R1 read"}, 0, oneByOne, 4_145},
		{"", []string{oneWrite, "W1 write apple", "R1 read", "R2 read"}, 0, byRPC, 34_547},
		{"writers=2 readers=1", []string{oneWrite, "W2 write apple", "R1 read"}, 0, byRPC, 3_911},
	} {
		w := begin(t, c.settings, "", engine.SentSet, c.calls...)
		menu := w.System().Config().Menu
		menu.Crashes = c.crashes
		w, err := w.Under(menu)
		if err != nil {
			t.Fatal(err)
		}
		r, err := explore.Search(context.Background(), w, explore.Options{Property: "all", Reduce: c.reduce, MaxStates: 1_000_000})
		if err != nil {
			t.Fatal(err)
		}
		if !r.Exhausted || r.Broken != nil || r.States != c.worlds || len(r.Never) > 0 {
			t.Errorf("%s %v, %d crashes: %d worlds, expected %d; %d steps, exhausted %v, broken %v, never reached %v", c.settings, c.calls, c.crashes, r.States, c.worlds, r.Steps, r.Exhausted, r.Broken, r.Never)
		}
	}
}

// Each rule that is switched off breaks what it is there for, and with it on the
// same schedule does no harm.
func TestWrongVariantsAreFound(t *testing.T) {
	for _, c := range []struct {
		settings, off, property string
		calls                   []string
		steps                   int
	}{
		{"", "write-back", "LIN", []string{oneWrite, "R1 read", "R2 read"}, 8},
		// W2's write of two round trips is done, and W1 makes the same number, whose
		// name is lower: two round trips for each, and a read of four.
		{"writers=2 readers=1", "query-first", "LIN", []string{oneWrite, "W2 write apple", "R1 read"}, 11},
		{"", "keep-newest", "STAMP-MONO", []string{oneWrite, "W1 write apple"}, 6},
		{"", "keep-newest", "LIN", []string{oneWrite, "W1 write apple", "R1 read"}, 12},
	} {
		r := search(t, begin(t, c.settings, c.off, engine.SentSet, c.calls...), c.property)
		if r.Broken == nil || r.Length != c.steps {
			t.Errorf("%s %s: %d steps, expected %d; %d worlds, broken %v", c.off, c.property, r.Length, c.steps, r.States, r.Broken)
			continue
		}
		w := begin(t, c.settings, "", engine.SentSet, c.calls...)
		for _, choice := range r.Trace {
			choice.Text = ""
			next, step, err := w.Take(choice)
			if err != nil {
				continue
			}
			if p, v := step.First(next); p != nil {
				t.Errorf("the right variant breaks %s at %s: %s", p.ID, choice.Line(), v.Why)
			}
			w = next
		}
	}
}

// Nodes that differ have encodings that differ.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := &cluster{servers: members.Named("S", 3)}
	b := Stamp{Round: 1, By: "W1"}
	v := Stamped{Ballot: b, Value: "pear"}
	for _, nodes := range [][]engine.Node{
		{server{c: c}, server{c: c, held: v}},
		{client{c: c}, client{c: c, made: b}, client{c: c, op: "W1.1"}, client{c: c, value: "pear"}, client{c: c, write: true}, client{c: c, phase: updating},
			client{c: c, replies: 1}, client{c: c, best: v}, client{c: c, told: "read pear"}},
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
