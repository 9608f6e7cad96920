package group_test

import (
	"context"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/history"
	"synod/quorum/group"
)

// case_ is a rule, or several, with what breaks when it is switched off, under a
// menu that is as small as it can be.
type case_ struct {
	off      string // switched off in turn, the last one; those before it are off throughout
	params   string
	menu     string // crashes, epochs, changes; disk: crashes take the disk; gone: what is down stays down
	calls    string
	property string
	length   int    // of the shortest run with the rule off; 0: nothing is found
	worlds   int    // with the rule on, exhausted
	before   string // what is played first, if the search would take too long
}

func (c case_) world(t *testing.T, off []string) *engine.World {
	t.Helper()
	cfg := engine.Config{Off: off, About: c.property}
	n := map[string]int{}
	for word := range strings.FieldsSeq(c.menu) {
		name, value, _ := strings.Cut(word, "=")
		n[name] = int(value[0] - '0')
	}
	cfg.Menu = engine.Menu{Crashes: n["crashes"], Cuts: n["cuts"], NoRepair: n["gone"] > 0, Bounds: []engine.Bound{{Limit: "epochs", N: n["epochs"]}, {Limit: "changes", N: n["changes"]}}}
	if n["disk"] > 0 {
		cfg.Menu.Losses = []string{"disk"}
	}
	for setting := range strings.FieldsSeq(c.params) {
		name, value, _ := strings.Cut(setting, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: []string{value}})
	}
	for call := range strings.SplitSeq(c.calls, ",") {
		if call = strings.TrimSpace(call); call != "" {
			choice, err := engine.ParseChoice("call " + call)
			if err != nil {
				t.Fatal(err)
			}
			cfg.Menu.Calls = append(cfg.Menu.Calls, choice)
		}
	}
	p := group.Protocol()
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
	return play(t, w, c.before).On(engine.SentSet)
}

func play(t *testing.T, w *engine.World, lines string) *engine.World {
	t.Helper()
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		choice, err := engine.ParseChoice(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		if w, _, err = w.Take(choice); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	return w
}

// Each rule that can be switched off, off and on. The lengths are right as long
// as a step is one choice; the numbers of worlds as long as rules and menus stay.
func TestEveryRuleIsNeeded(t *testing.T) {
	for _, c := range []case_{
		{off: "wait-for-all", params: "members=2", menu: "epochs=2", calls: "c1 append a", property: "ACK-DURABLE", length: 4, worlds: 529},
		{off: "stop-below-min", params: "members=2 min-in-sync=2", menu: "crashes=1 epochs=1 changes=1", calls: "c1 append a", property: "ACK-DURABLE", length: 9, worlds: 54_281},
		{off: "maximal-in-sync", params: "members=2", menu: "epochs=2 changes=2", calls: "c1 append a", property: "ACK-DURABLE", length: 10, worlds: 19_726},
		{off: "ask-authority", params: "members=2", menu: "epochs=2 changes=1", calls: "c1 append a", property: "ACK-DURABLE", length: 5, worlds: 7_453},
		{off: "catch-up-first", params: "members=2", menu: "epochs=2 changes=2", calls: "c1 append a", property: "ACK-DURABLE", length: 10, worlds: 19_726},
		{off: "catch-up-to-epoch", params: "min-in-sync=2", menu: "epochs=3 changes=1 gone=1", property: "ACK-DURABLE", before: behind, length: 4, worlds: 633},
		{off: "eligible-leaders truncate-by-epoch", params: "members=2", menu: "crashes=1 epochs=2", calls: "c1 append a", property: "ACK-DURABLE", length: 12, worlds: 14_402},
		{off: "refuse-old-epoch", params: "members=2 reads=any clients=2", menu: "epochs=2", calls: "c1 locate, c1 read via R1", property: "EPOCH-CURRENT", length: 6, worlds: 3_171},
		{off: "refuse-old-epoch", params: "replication=push clients=2", menu: "epochs=2", calls: "c1 append a via R1, c2 append b via R2", property: "IN-SYNC-HAS-ALL", before: replaced, length: 7, worlds: 5_114},
		{off: "flush-before-ack refuse-old-life", params: "members=2 min-in-sync=2", menu: "crashes=1 epochs=1 changes=1", calls: "c1 append a", property: "ACK-DURABLE", length: 15, worlds: 215_861},
		{off: "eligible-leaders flush-before-ack", params: "members=2", menu: "crashes=1 epochs=1", calls: "c1 append a", property: "ACK-DURABLE", length: 10, worlds: 1_670},
		{off: "clean-election", params: "members=2", menu: "epochs=2 changes=1", calls: "c1 append a", property: "ACK-DURABLE", length: 7, worlds: 7_453},
		{off: "new-epoch", params: "members=2", menu: "epochs=2 changes=1", property: "ONE-LEADER-PER-EPOCH", length: 2, worlds: 292},
		{off: "eligible-leaders persist-authority", params: "members=2", menu: "crashes=2 epochs=2", property: "ONE-LEADER-PER-EPOCH", length: 8, worlds: 7_592},
		{off: "stale-stays-out", params: "members=2", menu: "crashes=1 epochs=1 changes=1", property: "EPOCH-CURRENT", length: 4, worlds: 1_022},
		{off: "stale-stays-out", params: "members=2", menu: "epochs=2 changes=2", calls: "c1 append a", property: "ACK-DURABLE", length: 8, worlds: 19_726},
		{off: "wait-for-expiry", params: "members=2 clients=2 lease=1", menu: "epochs=2", calls: "c1 append a via R2, c2 read via R1", property: "LIN", length: 8, worlds: 1_188},
	} {
		off := strings.Fields(c.off)
		wrong, right := search(t, c.world(t, off)), search(t, c.world(t, off[:len(off)-1]))
		t.Logf("%s %s: %d steps, %d worlds; %d worlds", c.off, c.property, wrong.Length, wrong.States, right.States)
		if wrong.Broken == nil || wrong.Length != c.length {
			t.Errorf("%s off: %s broken %v in %d steps, want %d", c.off, c.property, wrong.Broken != nil, wrong.Length, c.length)
		}
		if !right.Exhausted || right.Broken != nil || right.States != c.worlds {
			t.Errorf("%s on: exhausted %v, broken %v, %d worlds, want %d", c.off, right.Exhausted, right.Broken != nil, right.States, c.worlds)
		}
	}
}

// The minimum of members in sync is a number and no rule: with 1, what one member
// acknowledged alone goes with its disk; with 2, nothing does.
func TestAloneInSync(t *testing.T) {
	for _, c := range []case_{
		{params: "members=2", length: 8},
		{params: "members=2 min-in-sync=2", worlds: 61_681},
	} {
		c.menu, c.calls, c.property = "crashes=1 epochs=1 changes=1 disk=1", "c1 append a", "ACK-DURABLE"
		r := search(t, c.world(t, nil))
		if r.Length != c.length || c.length == 0 && (!r.Exhausted || r.States != c.worlds) {
			t.Errorf("%s: %d steps, want %d; exhausted %v, %d worlds", c.params, r.Length, c.length, r.Exhausted, r.States)
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

// behind: R3 is out and lacks a record that was acknowledged; R2 has just begun
// to lead, and does not know yet that it was. R1 is down for good.
const behind = `
fire R1 lag-R3
deliver R1>auth alter
deliver auth>R1 config
call c1 append a
deliver c1>R1
fire R2 fetch
deliver R2>R1 fetch 1 (from 0)
deliver R1>R2 records
deliver R2>R1 fetch 1 (from 1)
deliver R1>c1 appended
fire auth lost-R1
crash R1
deliver auth>R2 config 2.0
deliver auth>R3 config 2.0`

// replaced: R2 leads with R3, and R1 has not heard of it.
const replaced = `
fire auth lost-R1
deliver auth>R2 config 2.0
deliver auth>R3 config 2.0`

// A lease is a promise about time: what it is worth shows only where clocks go
// together. This search lets all of them go a tick at a time.
func TestLeases(t *testing.T) {
	c := case_{params: "members=2 clients=2 lease=1", menu: "epochs=2", calls: "c1 append a via R2, c2 read via R1", property: "LIN"}
	for _, row := range []struct {
		off    string
		skewed bool
		breaks bool
	}{
		{off: "", breaks: false},
		{off: "obey-lease", breaks: true},
		{off: "wait-for-expiry", breaks: true},
		{off: "", skewed: true, breaks: true},
	} {
		w := c.world(t, strings.Fields(row.off))
		tick := engine.Choice{Verb: engine.Wait, N: 1}
		if row.skewed {
			tick = engine.Choice{Verb: engine.AdvanceClock, From: "auth", N: 1}
		}
		worlds, broken := together(t, w, tick, 1)
		t.Logf("off %q, skewed %v: %d worlds", row.off, row.skewed, worlds)
		if broken != row.breaks {
			t.Errorf("off %q, skewed %v: LIN broken %v", row.off, row.skewed, broken)
		}
	}
}

// together searches breadth first, with ticks of which there are at most so many.
func together(t *testing.T, w *engine.World, tick engine.Choice, most int64) (worlds int, broken bool) {
	t.Helper()
	menu := w.System().Config().Menu
	seen, queue := map[uint64]bool{w.Fingerprint(): true}, []*engine.World{w}
	var step engine.Step
	for ; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		choices := at.Enabled(&menu, nil)
		if at.Clock("auth") < most {
			choices = append(choices, tick)
		}
		for _, choice := range choices {
			if err := at.Try(choice, &step); err != nil {
				t.Fatal(err)
			}
			if seen[step.Fingerprint()] {
				continue
			}
			next := step.World()
			for _, p := range next.System().AllProperties() {
				if p.ID == "LIN" && step.Verdict(&p, next).State == engine.Broken {
					return len(seen), true
				}
			}
			seen[next.Fingerprint()] = true
			queue = append(queue, next)
		}
	}
	return len(seen), false
}
