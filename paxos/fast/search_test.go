package fast

import (
	"context"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
)

// race is a world in which the ballot 1.C1 is open, and P1 is asked for pear
// and P2 for apple, once each. Coordinators may go up to round 2. Sent messages
// stay deliverable, so every loss, duplication and reordering is in it.
func race(t *testing.T, settings string, off ...string) *engine.World {
	t.Helper()
	return begin(t, settings, engine.Config{Off: off, Start: []string{"C1 opened 1.C1"}}, "call P1 propose pear", "call P2 propose apple")
}

func begin(t *testing.T, settings string, cfg engine.Config, calls ...string) *engine.World {
	t.Helper()
	cfg.Network = engine.SentSet
	for _, s := range strings.Fields(settings) {
		name, value, _ := strings.Cut(s, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: []string{value}})
	}
	cfg.Menu = engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}
	for _, line := range calls {
		c, err := engine.ParseChoice(line)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Menu.Calls = append(cfg.Menu.Calls, c)
	}
	w, err := engine.New(Protocol(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

var reduced = explore.Reductions{Advisory: true, Sinks: true, RPC: true, Symmetry: true}

func search(t *testing.T, w *engine.World, o explore.Options) *explore.Report {
	t.Helper()
	r, err := explore.Search(context.Background(), w, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// cast is a world in which pear and apple have these acceptors' votes in 1.C1.
func cast(t *testing.T, settings string, pear, apple []string, off ...string) *engine.World {
	t.Helper()
	lines := []string{"C1 opened 1.C1"}
	for _, a := range pear {
		lines = append(lines, a+" voted 1.C1 pear")
	}
	for _, a := range apple {
		lines = append(lines, a+" voted 1.C1 apple")
	}
	return begin(t, settings, engine.Config{Off: off, Start: lines})
}

// The right protocol keeps all that it promises in every world there is, and
// all that should be reached is. The counts are those of this granularity: a
// request and its reply are one step, and acceptors are taken for each other.
func TestRightVariantsAreExhaustedClean(t *testing.T) {
	for _, c := range []struct {
		name   string
		w      *engine.World
		worlds int
		never  string // what cannot be reached there, with the reason behind it
	}{
		{"three acceptors", race(t, "acceptors=3 learners=0"), 22_376, ""},
		// The votes are cast before the start, and so is the collision.
		{"two each of four, hearing all", cast(t, "wait=true learners=0", []string{"A1", "A2"}, []string{"A3", "A4"}), 68, "SOME-FAST SOME-COLLIDED"},
		// Three of five are no fast quorum that goes with majorities, and yet nothing
		// wrong is chosen as long as the coordinator waits where it cannot tell.
		{"three of five", cast(t, "acceptors=5 fast=3 learners=0", []string{"A1", "A2", "A3"}, []string{"A4", "A5"}), 104, "SOME-FAST SOME-COLLIDED SOME-FREE"},
		// Where the quorums are right, the local majority is what the rule says.
		{"local majority of three", race(t, "acceptors=3 learners=0", "fast-quorums-rule"), 20_676, "SOME-FREE"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := search(t, c.w, explore.Options{Property: "all", Reduce: reduced})
			if !r.Exhausted || r.Broken != nil || r.States != c.worlds || strings.Join(r.Never, " ") != c.never {
				t.Errorf("%d worlds, expected %d; exhausted %v, broken %v; never reached: %v", r.States, c.worlds, r.Exhausted, r.Broken, r.Never)
			}
		})
	}
}

// Each rule that is switched off breaks what it is there for, in so many steps,
// and with it on the same schedule does no harm.
func TestWrongVariantsAreFound(t *testing.T) {
	for _, c := range []struct {
		settings, off, property string
		steps                   int
	}{
		// Fast Paxos with plain majorities. Two calls, three votes for pear, Phase 1
		// begins, one vote for apple, three promises, three votes for apple.
		{"acceptors=5 fast=3 learners=0", "fast-quorums-rule", "AGREE", 13},
		{"acceptors=5 fast=3 learners=0", "fast-quorums-rule", "P2b", 10},
		{"acceptors=3 learners=0", "vote-once", "AGREE", 8}, // two calls, three votes each
		{"acceptors=3 learners=0", "vote-once", "ONE-VOTE", 4},
		{"learners=0", "check-promise", "AGREE", 13},
		{"learners=0", "check-promise", "P1a", 4},
	} {
		t.Run(c.off+" "+c.property, func(t *testing.T) {
			r := search(t, race(t, c.settings, c.off), explore.Options{Property: c.property, Reduce: reduced})
			if r.Broken == nil || r.Length != c.steps {
				t.Fatalf("%d steps, expected %d; broken %v", r.Length, c.steps, r.Broken)
			}
			keepsPromises(t, race(t, c.settings), r.Trace)
		})
	}
}

// keepsPromises plays a schedule: deliveries are matched by their address, and
// what has no match is left out.
func keepsPromises(t *testing.T, w *engine.World, run []engine.Choice) {
	t.Helper()
	for _, c := range run {
		c.Text = ""
		next, step, err := w.Take(c)
		if err != nil {
			continue
		}
		if p, v := step.First(next); p != nil {
			t.Errorf("the right variant breaks %s at %s: %s", p.ID, c.Line(), v.Why)
		}
		w = next
	}
}
