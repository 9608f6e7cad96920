package log

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"synod/engine"
	"synod/paxos/ballot"
)

// Every rule that the code names is in the catalogue with its sentences, and
// the catalogue holds no other.
func TestCatalogueIsComplete(t *testing.T) {
	var used []string
	id := regexp.MustCompile(`(?:fx\.Why\(|rule :?= )"([a-z-]+)"`)
	files, _ := filepath.Glob("*.go")
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range id.FindAllStringSubmatch(string(src), -1) {
			used = append(used, m[1])
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

// led is a world in which S1 leads.
func led(t *testing.T, settings ...string) *engine.World {
	t.Helper()
	w := world(t, engine.Config{}, append(settings, "clients=1")...)
	w, _ = run(t, w, "fire S1 lead")
	w, _, _ = settle(t, w)
	return w
}

func world(t *testing.T, cfg engine.Config, settings ...string) *engine.World {
	t.Helper()
	for _, s := range settings {
		name, value, _ := strings.Cut(s, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: strings.Split(value, " ")})
	}
	w, err := engine.New(Protocol(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// settle delivers all that is in flight, in rounds, one a message delay, and
// counts messages by kind and the rounds.
func settle(t *testing.T, w *engine.World) (_ *engine.World, messages map[string]int, delays int) {
	t.Helper()
	messages = map[string]int{}
	for flight := w.Flight(); len(flight) > 0; flight = w.Flight() {
		for _, e := range flight {
			messages[e.Kind]++
			w, _ = run(t, w, "deliver "+e.Line())
		}
		delays++
	}
	return w, messages, delays
}

// In the steady state a command takes Phase 2 alone: with three servers 6
// messages and 2 delays until the leader knows, or 4 messages if its own
// acceptor is on its host; and a decide for each other server. Becoming leader
// takes as many.
func TestCostOfACommand(t *testing.T) {
	for _, test := range []struct {
		settings         []string
		servers, remote  int
		decides, accepts int
	}{
		{[]string{"servers=3", "hosts=false"}, 3, 3, 2, 6},
		{[]string{"servers=3"}, 3, 2, 2, 4},
		{[]string{"servers=3", "commit=index"}, 3, 2, 0, 4},
		{[]string{"servers=5", "hosts=false"}, 5, 5, 4, 10},
		{[]string{"servers=5"}, 5, 4, 4, 8},
	} {
		w := world(t, engine.Config{}, append(test.settings, "clients=1")...)
		w, _ = run(t, w, "fire S1 lead")
		w, messages, delays := settle(t, w)
		if messages[kindPrepare] != test.remote || messages[kindPromise] != test.remote || delays != 2 {
			t.Errorf("%v: becoming leader: %v in %d delays; want %d of each in 2", test.settings, messages, delays, test.remote)
		}
		for i := range 3 {
			w, _ = run(t, w, "call c1 put lunch "+strconv.Itoa(i))
			w, _ = run(t, w, "deliver c1>S1")
			w, messages, delays = settle(t, w)
			if messages[kindAccept]+messages[kindAccepted] != test.accepts || messages[kindPrepare] != 0 || messages[kindDecide] != test.decides {
				t.Errorf("%v: a command: %v; want %d accepts and answers and %d decides", test.settings, messages, test.accepts, test.decides)
			}
			if delays != 3 {
				t.Errorf("%v: %d delays; want 2 until the leader knows, and one more until the client and the others do", test.settings, delays)
			}
		}
		if op := w.History().Last(); op == nil || op.Value != "2" {
			t.Errorf("%v: the client was not told", test.settings)
		}
	}
}

// Servers that executed the same prefix have the same state, whatever came in
// which order: the twin executes the log from the start.
func TestTheStateIsThatOfTheLog(t *testing.T) {
	w := led(t)
	for i, call := range []string{"put lunch soup", "cas lunch soup pasta", "cas lunch soup pear", "add n 5", "add n 7", "get n"} {
		w, _ = run(t, w, "call c1 "+call)
		w, _ = run(t, w, "deliver c1>S1")
		w, _, _ = settle(t, w)
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

// Whatever a start line says, it is taken or refused, and what is taken can be
// looked at and goes on.
func FuzzStartLine(f *testing.F) {
	for _, s := range []string{
		"A1 voted 3 1.S1 put lunch soup", "A1 promised 2.S2", "S1 tried 3.S1", "S2 knows 1 c9.1 config A2", "S1 snapshot 134", "S1 knows 1 add", "A1", "", "S9 x y",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		w, err := engine.New(Protocol(), engine.Config{Start: []string{line, line}})
		if err != nil {
			return
		}
		for _, n := range w.System().Nodes() {
			w.Node(n.ID).Fields()
		}
		w.System().Panels()[0].Draw(w, "S1")
		for _, lead := range []string{"fire S1 lead", "deliver S1>A2", "deliver A2>S1"} {
			if w, _ = tryLine(w, lead); w == nil {
				return
			}
		}
	})
}

func tryLine(w *engine.World, line string) (*engine.World, error) {
	c, err := engine.ParseChoice(line)
	if err != nil {
		return nil, err
	}
	next, _, err := w.Take(c)
	return next, err
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
	others := []server{s, s, s, s, s, s, s, s, s, s}
	others[1].phase = leading
	others[2].applied = 1
	others[3].log = entries{{1, "x"}}
	others[4].log = entries{{2, "x"}}
	others[5].queue = []string{"x"}
	others[6].open = []proposal{{slot: 1, value: "x"}}
	others[7].state = machine{pairs: []pair{{"x", "y"}}}
	others[8].state = machine{sessions: []session{{"c1", 1, "y"}}}
	others[9].state = machine{configs: []config{{1, 1}}}
	for i, x := range others {
		for j, y := range others {
			if (string(x.AppendTo(nil)) == string(y.AppendTo(nil))) != (i == j) {
				t.Errorf("servers %d and %d are told apart or not: %v", i, j, i != j)
			}
		}
	}
}

// run takes the lines and says how many there were.
func run(t *testing.T, w *engine.World, lines string) (*engine.World, int) {
	t.Helper()
	n := 0
	for line := range strings.Lines(lines) {
		c, err := engine.ParseChoice(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		next, _, err := w.Take(c)
		if err != nil {
			t.Fatal(err)
		}
		w, n = next, n+1
	}
	return w, n
}
