package zab_test

import (
	"context"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
	"synod/paxos/zab"
)

// scenario is a rule, or several, with what breaks when the last of them is off
// too, under a menu that is as small as it can be.
type scenario struct {
	off, params, start string
	before             string // what is played first, on links that keep their order
	calls              string
	crashes, epochs    int
	property           string
	length             int // of the shortest run with the rule off
	worlds             int // with the rule on, exhausted
}

func (s scenario) world(t *testing.T, network engine.Network, off []string) *engine.World {
	t.Helper()
	cfg := engine.Config{Network: network, Off: off, About: s.property, Menu: engine.Menu{
		Crashes: s.crashes, NoRepair: true, Bounds: []engine.Bound{{Limit: "rounds", N: 1}, {Limit: "epochs", N: s.epochs}}}}
	for setting := range strings.FieldsSeq(s.params) {
		name, value, _ := strings.Cut(setting, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: []string{value}})
	}
	if s.start != "" {
		cfg.Start = strings.Split(s.start, ", ")
	}
	if s.calls != "" {
		for call := range strings.SplitSeq(s.calls, ", ") {
			cfg.Menu.Calls = append(cfg.Menu.Calls, parse(t, "call "+call))
		}
	}
	w, err := engine.New(zab.Protocol(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return play(t, w, s.before)
}

func parse(t *testing.T, line string) engine.Choice {
	t.Helper()
	c, err := engine.ParseChoice(line)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func play(t *testing.T, w *engine.World, lines string) *engine.World {
	t.Helper()
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		next, _, err := w.Take(parse(t, strings.TrimSpace(line)))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		w = next
	}
	return w
}

// delivered: a is delivered by p1, and p2 has it on disk.
const delivered = `
call c1 write a
deliver c1>p1
deliver p1>p2
deliver p2>p1`

// alone: p1 has a on disk, and nobody else has heard of it.
const alone = `
call c1 write a
deliver c1>p1`

// another: p2 leads epoch 2 with p3, and b is delivered. p1 has heard of nothing.
const another = `
fire p2 look
deliver p2>p3
deliver p3>p2
deliver p2>p3
deliver p3>p2
deliver p2>p3
deliver p2>p3
deliver p3>p2
deliver p2>p3
call c1 write b via p2
deliver c1>p2
deliver p2>p3
deliver p3>p2`

// Each rule that can be switched off, off and on. The lengths are right as long
// as a step is one choice; the numbers of worlds as long as rules and menus stay.
func TestEveryRuleIsNeeded(t *testing.T) {
	for _, s := range []scenario{
		{off: "truncate-unseen", params: "begin=looking election=oracle", start: "p1 logged a@1.1", before: another, epochs: 1, property: "AGREE", length: 8, worlds: 136},
		{off: "wait-for-quorum", params: "election=oracle", before: alone + "\nfire p2 lost\nfire p3 lost\ncrash p1", epochs: 2, property: "LEADER-COMPLETE", length: 8, worlds: 232},
		{off: "persist-history", params: "election=oracle", before: delivered + "\ncrash p2\ncrash p1\nrestart p2\nfire p3 lost", epochs: 2, property: "LEADER-COMPLETE", length: 8, worlds: 216},
		{off: "never-behind", params: "election=oracle", before: delivered + "\ncrash p1\nfire p2 lost\nfire p3 lost", epochs: 2, property: "LEADER-COMPLETE", length: 8, worlds: 216},
		{off: "never-behind best-history-leads", params: "", before: delivered + "\ncrash p1\nfire p2 lost\nfire p3 lost", epochs: 2, property: "LEADER-COMPLETE", length: 9, worlds: 82},
		{off: "wait-for-newleader", params: "begin=looking election=oracle", start: "p1 logged a@1.1", epochs: 3, property: "LEADER-COMPLETE", length: 5, worlds: 116,
			before: "fire p1 look\ndeliver p1>p2\ndeliver p2>p1\ndeliver p1>p2\ndeliver p2>p1\nfire p2 lost\ncrash p1"},
	} {
		off := strings.Fields(s.off)
		wrong, right := search(t, s.world(t, engine.Fifo, off)), search(t, s.world(t, engine.Fifo, off[:len(off)-1]))
		t.Logf("%s %s: %d steps, %d worlds; %d worlds", s.off, s.property, wrong.Length, wrong.States, right.States)
		if wrong.Broken == nil || wrong.Length != s.length {
			t.Errorf("%s off: %s broken %v in %d steps, want %d", s.off, s.property, wrong.Broken != nil, wrong.Length, s.length)
		}
		if !right.Exhausted || right.Broken != nil || right.States != s.worlds {
			t.Errorf("%s on: exhausted %v, broken %v, %d worlds, want %d", s.off, right.Exhausted, right.Broken != nil, right.States, s.worlds)
		}
	}
}

func search(t *testing.T, w *engine.World) *explore.Report {
	t.Helper()
	r, err := explore.Search(context.Background(), w, explore.Options{MaxStates: 1_000_000})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// p3 asks p1 for epoch 1, and p1 goes to p2, which asks for epoch 1 as well; p1
// accepts it, goes down, comes back to p3, accepts it again, and so once more. What
// stops p1 from making two leaders of one epoch is that it remembers the first
// time, and that it counts once. It is too far for a search: played as it stands.
const twice = `
fire p3 look
deliver p3>p1
deliver p1>p3
deliver p1>p3
fire p1 lost
crash p2
restart p2
fire p1 look
deliver p1>p2
deliver p2>p1
deliver p1>p2
deliver p1>p2
deliver p2>p1
deliver p1>p2
crash p1
restart p1
fire p1 look
deliver p1>p3
deliver p3>p1
deliver p1>p3
deliver p3>p1
deliver p1>p3
`

// on is how it goes on where p3 has its majority, and then p2 gets one too.
const on = `
deliver p3>p1
deliver p3>p1
deliver p1>p3
crash p1
restart p1
fire p1 look
deliver p1>p2
deliver p2>p1
deliver p1>p2
deliver p2>p1
deliver p1>p2
deliver p2>p1
deliver p2>p1
deliver p1>p2
`

func TestTwoLeadersOfOneEpoch(t *testing.T) {
	s := scenario{params: "begin=looking", before: twice, epochs: 2, property: "ONE-LEADER-PER-EPOCH"}
	for _, off := range []string{"accept-once", "persist-epoch"} {
		w := play(t, s.world(t, engine.Fifo, []string{off}), on)
		if n := w.Facts().Count("established"); n != 2 {
			t.Errorf("%s off: %d leaders of epoch 1", off, n)
		}
	}
	w := s.world(t, engine.Fifo, nil)
	if w.Facts().Count("established") != 0 || len(w.Flight()) == 0 {
		t.Error("p3 leads without a majority of its own")
	}
	for _, e := range w.Flight() {
		if e.Kind == "diff" && e.From == "p3" {
			t.Error("p3 counts p1, whose word is given")
		}
	}
}

// The costs of a write with three peers: 6 messages with the leader's own client,
// a request more through a follower; two delays until the leader delivers it, three
// until the others do.
func TestWhatAWriteCosts(t *testing.T) {
	for _, test := range []struct {
		via      string
		messages int
	}{{"p1", 6}, {"p2", 7}} {
		w := scenario{}.world(t, engine.Fifo, nil)
		w = play(t, w, "call c1 write a via "+test.via)
		total, delays := map[string]int{}, map[engine.NodeID]int{}
		for delay := 0; len(w.Flight()) > 0; delay++ {
			for _, e := range w.Flight() { // all that was sent a delay ago
				next, step, err := w.Take(e.Choice(engine.DeliverMsg))
				if err != nil {
					t.Fatal(err)
				}
				if e.From[0] == 'p' && e.To[0] == 'p' {
					total[e.Kind]++
				}
				for _, f := range step.Facts {
					if f.Kind == "delivered" {
						delays[f.Node] = delay
					}
				}
				w = next
			}
		}
		sum := 0
		for _, n := range total {
			sum += n
		}
		if sum != test.messages || total["proposal"] != 2 || total["ack"] != 2 || total["commit"] != 2 {
			t.Errorf("via %s: %d messages, want %d: %v", test.via, sum, test.messages, total)
		}
		request := test.messages - 6 // a delay more
		if delays["p1"] != 2+request || delays["p2"] != 3+request || delays["p3"] != 3+request {
			t.Errorf("via %s: delivered after %v", test.via, delays)
		}
	}
}

// Links that do not keep the order let a follower log a transaction without the
// one before it, and acknowledge both.
func TestWithoutOrder(t *testing.T) {
	s := scenario{params: "election=oracle", epochs: 1, property: "PRIMARY-ORDER"}
	s.before = "call c1 write a\ndeliver c1>p1\nfire c1 timeout\ncall c1 write b\ndeliver c1>p1"
	for _, row := range []struct {
		network engine.Network
		length  int
	}{{engine.Bag, 3}, {engine.Fifo, 0}} {
		w := play(t, s.world(t, row.network, nil), "")
		r := search(t, w)
		if r.Length != row.length || r.Exhausted != (row.length == 0) {
			t.Errorf("%v: %d steps, %d worlds, exhausted %v", row.network, r.Length, r.States, r.Exhausted)
		}
	}
}
