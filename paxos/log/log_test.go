package log

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/paxos/ballot"
)

// led is a world in which S1 leads.
func led(t *testing.T) *engine.World {
	t.Helper()
	w := enginetest.Setup{Settings: "clients=1"}.World(t, Protocol())
	return enginetest.Deliver(t, enginetest.Play(t, w, "fire S1 lead")).World
}

// In the steady state a command takes Phase 2 alone: with three servers 6
// messages and 2 delays until the leader knows, or 4 messages if its own
// acceptor is on its host; and a decide for each other server. Becoming leader
// takes as many.
func TestCostOfACommand(t *testing.T) {
	for _, test := range []struct {
		settings         string
		remote           int // acceptors that are on other hosts
		decides, accepts int
	}{
		{"servers=3 hosts=false", 3, 2, 6},
		{"servers=3", 2, 2, 4},
		{"servers=3 commit=index", 2, 0, 4},
		{"servers=5 hosts=false", 5, 4, 10},
		{"servers=5", 4, 4, 8},
	} {
		w := enginetest.Setup{Settings: "clients=1 " + test.settings}.World(t, Protocol())
		cost := enginetest.Deliver(t, enginetest.Play(t, w, "fire S1 lead"))
		if cost.Kinds[kindPrepare] != test.remote || cost.Kinds[kindPromise] != test.remote || cost.Delays != 2 {
			t.Errorf("%v: becoming leader: %v in %d delays; want %d of each in 2", test.settings, cost.Kinds, cost.Delays, test.remote)
		}
		for i := range 3 {
			cost = enginetest.Deliver(t, enginetest.Play(t, cost.World, fmt.Sprintf("call c1 put lunch %d\ndeliver c1>S1", i)))
			if cost.Messages(kindAccept, kindAccepted) != test.accepts || cost.Kinds[kindPrepare] != 0 || cost.Kinds[kindDecide] != test.decides {
				t.Errorf("%v: a command: %v; want %d accepts and answers and %d decides", test.settings, cost.Kinds, test.accepts, test.decides)
			}
			if cost.Delays != 3 {
				t.Errorf("%v: %d delays; want 2 until the leader knows, and one more until the client and the others do", test.settings, cost.Delays)
			}
		}
		if op := cost.World.History().Last(); op == nil || op.Value != "2" {
			t.Errorf("%v: the client was not told", test.settings)
		}
	}
}

// Servers that executed the same prefix have the same state, whatever came in
// which order: the twin executes the log from the start.
func TestTheStateIsThatOfTheLog(t *testing.T) {
	w := led(t)
	for i, call := range []string{"put lunch soup", "cas lunch soup pasta", "cas lunch soup pear", "add n 5", "add n 7", "get n"} {
		w = enginetest.Deliver(t, enginetest.Play(t, w, "call c1 "+call)).World
		for _, id := range []engine.NodeID{"S1", "S2", "S3"} {
			s := w.Node(id).(server)
			var twin machine
			for _, e := range s.log {
				twin, _, _ = twin.apply(s.c, e.slot, parse(e.value))
			}
			if s.applied != i+1 || string(twin.appendTo(nil)) != string(s.state.appendTo(nil)) {
				t.Errorf("after %s, %s has %s, and its log gives %s", call, id, s.state, twin)
			}
		}
	}
	if got := w.Node("S2").(server).state.String(); got != "lunch pasta, n 12" {
		t.Errorf("state %s", got)
	}
}

// Values read back as commands, and instances as ballot and slot.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"c1.2 put lunch soup", "no-op", "c1.x put", "", "c1.2", "x y", "1.S1/3", "1.S1", "/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cmd := parse(s)
		if back := strings.Join(strings.Fields(cmd.id+" "+cmd.text()), " "); back != strings.Join(strings.Fields(s), " ") {
			t.Errorf("%q reads as %q", s, back)
		}
		if n, slot := ballot.ParseAt(s); n.Round > 0 && slot > 0 {
			if n2, slot2 := ballot.ParseAt(ballot.At(n, slot)); n2 != n || slot2 != slot {
				t.Errorf("%q does not read back", s)
			}
		}
	})
}

func FuzzStart(f *testing.F) {
	enginetest.FuzzStart(f, Protocol(), enginetest.Setup{},
		"A1 voted 3 1.S1 put lunch soup", "A1 promised 2.S2", "S1 tried 3.S1", "S2 knows 1 c9.1 config A2", "S1 snapshot 134", "S1 knows 1 add", "A1", "", "S9 x y")
}

func TestSlotsThatALeaderDoesNotKnow(t *testing.T) {
	for _, test := range []struct {
		slots Slots
		want  string
	}{
		{Slots{From: 1}, "from 1"},
		{Slots{Holes: []int{2}, From: 4}, "2 and from 4"},
		{Slots{Holes: []int{135, 136, 137}, From: 140}, "135-137 and from 140"},
		{Slots{Holes: []int{1, 3, 4}, From: 9}, "1, 3-4 and from 9"},
	} {
		if got := test.slots.String(); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
		for slot := range 200 {
			if want := slices.Contains(test.slots.Holes, slot) || slot >= test.slots.From; test.slots.has(slot) != want {
				t.Errorf("%s has %d: %v", test.want, slot, !want)
			}
		}
	}
}

// Nodes that differ have encodings that differ.
func TestEncodingsTellNodesApart(t *testing.T) {
	c := led(t).Node("S1").(server).c
	s := server{c: c, id: "S1"}
	others := slices.Repeat([]server{s}, 10)
	others[1].phase = leading
	others[2].applied = 1
	others[3].log = entries{{1, "x"}}
	others[4].log = entries{{2, "x"}}
	others[5].queue = []string{"x"}
	others[6].open = []proposal{{slot: 1, value: "x"}}
	others[7].state = machine{pairs: []pair{{"x", "y"}}}
	others[8].state = machine{sessions: []session{{"c1", 1, "y"}}}
	others[9].state = machine{configs: []config{{1, 1}}}
	var nodes []engine.Node
	for _, x := range others {
		nodes = append(nodes, x)
	}
	enginetest.TellApart(t, nodes...)
}
