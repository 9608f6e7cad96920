package paxos

import (
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

// duel is a world in which P1 is asked for pear and P2 for apple, once each, and
// nobody's timer fires unless change says so. Sent messages stay deliverable,
// so every loss, duplication and reordering is in it.
func duel(t *testing.T, change func(cfg *engine.Config)) *engine.World {
	t.Helper()
	cfg := engine.Config{
		Network: engine.SentSet,
		Menu:    engine.Menu{NoFire: true, Calls: choices(t, "call P1 propose pear", "call P2 propose apple")},
	}
	if change != nil {
		change(&cfg)
	}
	w, err := engine.New(Protocol(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func choices(t *testing.T, lines ...string) []engine.Choice {
	t.Helper()
	var out []engine.Choice
	for _, l := range lines {
		c, err := engine.ParseChoice(l)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

func set1(name, value string) engine.Setting {
	return engine.Setting{Name: name, Values: []string{value}}
}

// The right protocol keeps all its promises in every world there is. The counts
// are those of this message granularity, pinned so that a change of the rules
// has to be explained; all "sometimes" are reached, so nothing holds vacuously.
func TestRightVariantIsExhaustedClean(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(cfg *engine.Config)
		worlds int
		never  string // what cannot be reached there, with the reason behind it
	}{
		{"two acceptors", func(cfg *engine.Config) {
			cfg.Settings = []engine.Setting{set1("acceptors", "2")}
		}, 1272, ""},
		{"two acceptors, one crash", func(cfg *engine.Config) {
			cfg.Settings = []engine.Setting{set1("acceptors", "2")}
			cfg.Menu.Crashes = 1
		}, 9606, ""},
		{"three acceptors, each on a host with a proposer or learner", func(cfg *engine.Config) {
			cfg.Settings = []engine.Setting{set1("hosts", "true")}
		}, 8887, ""},
		{"one acceptor, retries up to round 2, nacks", func(cfg *engine.Config) {
			cfg.Settings = []engine.Setting{set1("hosts", "true"), set1("acceptors", "1"), set1("nacks", "true")}
			cfg.Menu.NoFire = false
			cfg.Menu.Bounds = []engine.Bound{{Limit: "ballots", N: 2}}
		}, 289, "SOME-UNKNOWN"}, // L1 lives with the only acceptor and knows at once
	} {
		t.Run(test.name, func(t *testing.T) {
			r := enginetest.Search{MaxWorlds: 20_000}.Run(duel(t, test.change))
			if !r.Exhausted || r.Worlds != test.worlds || r.Prints != r.Worlds || strings.Join(r.Never, " ") != test.never {
				t.Errorf("%v (want %d worlds), %d fingerprints, never reached: %v\n%s", r, test.worlds, r.Prints, r.Never, r.Lines())
			}
		})
	}
}

// half is the start that the shortest violations share: P1 has its quorum of
// promises for 1.P1. Searching from here finds them as from the very start, in
// a fraction of the worlds.
const half = `call P1 propose pear
deliver P1>A1 prepare
deliver P1>A2 prepare
deliver A1>P1 promise
deliver A2>P1 promise
`

// overtaken goes on: A1 has voted, and A2 and A3 have promised the other ballot.
const overtaken = `deliver P1>A1 accept
call P2 propose apple
deliver P2>A2 prepare
deliver P2>A3 prepare
`

// Each rule that is switched off breaks what it is there for. The lengths are
// those of the literature's shortest runs: a request and its reply are two
// choices, and the last replies need not arrive.
func TestWrongVariantsAreFound(t *testing.T) {
	for _, test := range []struct {
		off, property, after string
		crashes, steps       int
	}{
		{"adopt-highest-vote", "P2b", "", 0, 12},
		{"adopt-highest-vote", "AGREE", half, 0, 14},
		{"check-promise", "P1a", "", 0, 8},
		{"check-promise", "AGREE", half, 0, 14},
		{"persist-promise", "PROMISE-MONO", "", 1, 3},
		{"persist-promise", "P1a", half, 1, 10},
		{"persist-promise", "AGREE", half + overtaken, 1, 16},
	} {
		t.Run(test.off+" "+test.property, func(t *testing.T) {
			variant := func(cfg *engine.Config) { cfg.Off, cfg.Menu.Crashes = []string{test.off}, test.crashes }
			w, taken := play(t, duel(t, variant), test.after)
			r := enginetest.Search{Property: test.property}.Run(w)
			if r.Broken != test.property || taken+len(r.Trace) != test.steps {
				t.Fatalf("%v; want %s broken after %d+%d choices\n%s", r, test.property, taken, test.steps-taken, r.Lines())
			}
			right := duel(t, func(cfg *engine.Config) { cfg.Menu.Crashes = test.crashes })
			keepsPromises(t, right, test.after+"\n"+r.Lines())
		})
	}
}

// play takes the lines and says how many there were.
func play(t *testing.T, w *engine.World, lines string) (*engine.World, int) {
	t.Helper()
	taken := choices(t, fields(lines)...)
	for _, c := range taken {
		next, _, err := w.Take(c)
		if err != nil {
			t.Fatal(err)
		}
		w = next
	}
	return w, len(taken)
}

func fields(lines string) []string {
	return slices.DeleteFunc(strings.Split(lines, "\n"), func(l string) bool { return l == "" })
}

// keepsPromises plays the same schedule on the right variant: deliveries are
// matched by their address, and what has no match is left out.
func keepsPromises(t *testing.T, w *engine.World, lines string) {
	t.Helper()
	for _, c := range choices(t, fields(lines)...) {
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
