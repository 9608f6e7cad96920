package presets_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/explore"
	"synod/presets"
)

// small are worlds that a search of whole worlds can exhaust, or go a few
// thousand worlds into: every network, every fault, hosts with several roles,
// facts, histories, limits.
var small = []struct {
	name     string
	protocol string
	settings string
	off      string
	network  engine.Network
	menu     engine.Menu
	calls    []string
	depth    int
}{
	{"paxos, set", "paxos", "acceptors=2", "", engine.SentSet, engine.Menu{NoFire: true}, []string{"P1 propose pear", "P2 propose apple"}, 12},
	{"paxos, one host each", "paxos", "hosts=true acceptors=2", "", engine.SentSet, engine.Menu{NoFire: true, Crashes: 1}, []string{"P1 propose pear", "P2 propose apple"}, 11},
	{"paxos, bag", "paxos", "acceptors=2", "", engine.Bag, engine.Menu{Drops: 1, Dups: 1, NoFire: true}, []string{"P1 propose pear", "P2 propose apple"}, 7},
	{"paxos, fifo", "paxos", "acceptors=2 nacks=true", "", engine.Fifo, engine.Menu{Crashes: 1, Cuts: 1, Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}, []string{"P1 propose pear", "P2 propose apple"}, 6},
	{"paxos, cuts", "paxos", "acceptors=2", "", engine.SentSet, engine.Menu{Cuts: 1, NoFire: true}, []string{"P1 propose pear"}, 9},
	{"paxos, retries", "paxos", "acceptors=2", "", engine.SentSet, engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}, []string{"P1 propose pear", "P2 propose apple"}, 8},
	{"quorum, bag", "quorum", "nodes=3 clients=2", "", engine.Bag, engine.Menu{Crashes: 1, Drops: 1}, []string{"c1 put k x", "c2 get k"}, 8},
	{"quorum, set", "quorum", "nodes=3 clients=2", "", engine.SentSet, engine.Menu{NoFire: true, Ticks: 1}, []string{"c1 put k x", "c2 put k y", "c1 get k"}, 9},
}

func start(t *testing.T, protocol, settings string, cfg engine.Config, calls []string) *engine.World {
	t.Helper()
	for _, line := range calls {
		c, err := engine.ParseChoice("call " + line)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Menu.Calls = append(cfg.Menu.Calls, c)
	}
	for _, s := range fields(settings) {
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: s[0], Values: strings.Split(s[1], ",")})
	}
	w, err := engine.New(presets.Protocols().Find(protocol), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// levels counts the worlds at each depth, told apart by their whole encoding.
func levels(w *engine.World, depth int) (worlds, steps int) {
	return levelsBy(w, depth, single)
}

// single takes a choice and nothing else.
func single(w *engine.World, c engine.Choice) *engine.World {
	n, _, err := w.Take(c)
	if err != nil {
		panic(err)
	}
	return n
}

// levelsBy does so with steps of its own.
func levelsBy(w *engine.World, depth int, take func(*engine.World, engine.Choice) *engine.World) (worlds, steps int) {
	all, steps := reachable(w, depth, take)
	return len(all), steps
}

// reachable lists the worlds within so many steps, told apart by their whole
// encoding, and counts the steps.
func reachable(w *engine.World, depth int, take func(*engine.World, engine.Choice) *engine.World) (all []*engine.World, steps int) {
	menu := w.System().Config().Menu
	seen := map[string]bool{string(w.AppendTo(nil)): true}
	all = []*engine.World{w}
	level := all
	for range depth {
		var next []*engine.World
		for _, w := range level {
			for _, c := range w.Enabled(&menu, nil) {
				steps++
				n := take(w, c)
				if key := string(n.AppendTo(nil)); !seen[key] {
					seen[key] = true
					next = append(next, n)
				}
			}
		}
		all, level = append(all, next...), next
	}
	return all, steps
}

func TestTheSearchCountsWhatItsDumbTwinCounts(t *testing.T) {
	for _, c := range small {
		w := start(t, c.protocol, c.settings, engine.Config{Network: c.network, Menu: c.menu}, c.calls)
		worlds, steps := levels(w, c.depth)
		if worlds < 100 {
			t.Errorf("%s: %d worlds are too few to mean much", c.name, worlds)
		}
		for workers := 1; workers <= 3; workers++ {
			r, err := explore.Search(context.Background(), w, explore.Options{Property: "all", Depth: c.depth, Workers: workers})
			if err != nil {
				t.Fatal(c.name, err)
			}
			if r.Broken != nil {
				t.Errorf("%s: %s broken: %s", c.name, r.Broken.ID, r.Why)
			}
			if got, want := fmt.Sprint(r.States, r.Steps), fmt.Sprint(worlds, steps); got != want {
				t.Errorf("%s, %d workers: worlds and steps are %s, the twin's %s", c.name, workers, got, want)
			}
		}
	}
}

func fields(settings string) (out [][2]string) {
	for s := range strings.FieldsSeq(settings) {
		name, value, _ := strings.Cut(s, "=")
		out = append(out, [2]string{name, value})
	}
	return out
}
