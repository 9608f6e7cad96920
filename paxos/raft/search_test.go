package raft_test

import (
	"context"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/history"
	"synod/paxos/raft"
)

// scenario is a rule, or several, with what breaks when the last of them is off
// too, under a menu that is as small as it can be. A request and its reply are one
// step, and so are a crash and the restart.
type scenario struct {
	off, params, start string
	before             string // what is played first
	calls              string
	crashes, terms     int
	depth              int // how far it is searched with the rule on; 0: to the end
	property           string
	length             int // of the shortest run with the rule off
	worlds             int // with the rule on
}

func (s scenario) world(t *testing.T, network engine.Network, off []string) *engine.World {
	t.Helper()
	cfg := engine.Config{Off: off, About: s.property, Menu: engine.Menu{
		Crashes: s.crashes, Bounds: []engine.Bound{{Limit: "terms", N: s.terms}}}}
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
	p := raft.Protocol()
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		setup.Properties = append(setup.Properties, history.LIN(history.LastRecord))
		return setup, err
	}
	w, err := engine.New(p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return play(t, w, s.before).On(network)
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

// figure8 is where the figure of that number in the paper stands at (b), and S5
// has tried one term more.
const figure8 = "S1 log a@1 b@2, S2 log a@1 b@2, S3 log a@1, S4 log a@1, S5 log a@1 c@3, S1 term 3, S2 term 4, S3 term 4, S4 term 5, S5 term 4"

// figure8c is a little later: S1 leads again, and has brought b to S3.
const figure8c = "S1 log a@1 b@2, S2 log a@1 b@2, S3 log a@1 b@2, S4 log a@1, S5 log a@1 c@3, S1 term 4, S2 term 4, S3 term 4, S4 term 5, S5 term 4, S1 leads"

// replaced: S1 leads term 1, and its first entry is committed; S2 leads term 2, and
// S1 has not heard of it.
const replaced = `
fire S1 election
deliver S1>S2 vote
deliver S2>S1
deliver S1>S2 append
deliver S2>S1
drop S1>S3 vote
drop S1>S3 append
fire S2 election
deliver S2>S3 vote
deliver S3>S2`

// Each rule that can be switched off, off and on. The lengths are right as long
// as a step is one choice; the numbers of worlds as long as rules and menus stay.
func TestEveryRuleIsNeeded(t *testing.T) {
	for _, s := range []scenario{
		{off: "one-vote", params: "noop=false", terms: 1, property: "ONE-LEADER-PER-EPOCH", length: 4, worlds: 68},
		{off: "persist-vote", params: "noop=false", crashes: 1, terms: 1, property: "ONE-LEADER-PER-EPOCH", length: 5, worlds: 247},
		{off: "up-to-date", terms: 2, property: "LEADER-COMPLETE", length: 5, worlds: 49_332},
		{off: "persist-log", crashes: 1, terms: 2, property: "LEADER-COMPLETE", depth: 8, length: 6, worlds: 20_223},
		{off: "refuse-old-term", terms: 2, property: "LEADER-COMPLETE", length: 5, worlds: 49_332},
		{off: "check-previous", start: "S1 log a@1 b@1, S2 log a@1 c@2, S3 log a@1", terms: 3, property: "LOG-MATCH", length: 3, worlds: 18_070},
		{off: "commit-own-term", params: "servers=5 noop=false", start: figure8, terms: 5, property: "LEADER-COMPLETE", depth: 9, length: 9, worlds: 9_848},
		{off: "commit-own-term", params: "servers=5 noop=false", start: figure8c, terms: 5, property: "LEADER-COMPLETE", length: 6, worlds: 20_107},
		{off: "read-index", params: "clients=2", before: replaced, calls: "c1 append a via S2, c2 read via S1", terms: 2, depth: 8, property: "LIN", length: 8, worlds: 12_660},
	} {
		off := strings.Fields(s.off)
		wrong, right := search(t, s.world(t, engine.SentSet, off), 0), search(t, s.world(t, engine.SentSet, off[:len(off)-1]), s.depth)
		t.Logf("%s %s: %d steps, %d worlds; %d worlds", s.off, s.property, wrong.Length, wrong.States, right.States)
		if wrong.Broken == nil || wrong.Length != s.length {
			t.Errorf("%s off: %s broken %v in %d steps, want %d", s.off, s.property, wrong.Broken != nil, wrong.Length, s.length)
		}
		if right.Exhausted != (s.depth == 0) || right.Broken != nil || right.States != s.worlds {
			t.Errorf("%s on: exhausted %v, broken %v, %d worlds, want %d", s.off, right.Exhausted, right.Broken != nil, right.States, s.worlds)
		}
	}
}

func search(t *testing.T, w *engine.World, depth int) *explore.Report {
	t.Helper()
	r, err := explore.Search(context.Background(), w, explore.Options{Depth: depth, Reduce: explore.Reductions{RPC: true}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The costs of an entry with three servers: two messages and two replies, and two
// delays until it is committed; followers hear of that with the next message. An
// election costs as much.
func TestWhatAnEntryCosts(t *testing.T) {
	w := play(t, scenario{params: "noop=false"}.world(t, engine.Bag, nil), `
fire S1 election
deliver S1>S2 vote
deliver S1>S3 vote
deliver S2>S1 voted
deliver S3>S1 voted
deliver S1>S2 append
deliver S1>S3 append
deliver S2>S1 appended
deliver S3>S1 appended
call c1 append a
deliver c1>S1`)
	messages, committed := 0, -1
	for delay := 1; len(w.Flight()) > 0; delay++ {
		for _, e := range w.Flight() { // all that was sent a delay ago
			next, step, err := w.Take(e.Choice(engine.DeliverMsg))
			if err != nil {
				t.Fatal(err)
			}
			if e.From[0] == 'S' && e.To[0] == 'S' {
				messages++
			}
			for _, f := range step.Facts {
				if f.Kind == "committed" {
					committed = delay
				}
			}
			w = next
		}
	}
	if messages != 4 || committed != 2 {
		t.Errorf("%d messages, committed after %d delays; want 4 and 2", messages, committed)
	}
}
