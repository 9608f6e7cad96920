package presets_test

import (
	"fmt"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/presets"
)

// small are worlds that a search of whole worlds can exhaust, or go a few
// thousand worlds into: every network, every fault, hosts with several roles,
// facts, histories, limits.
var small = []struct {
	name, protocol string
	setup          enginetest.Setup
	depth          int
}{
	{"paxos, set", "paxos", enginetest.Setup{Settings: "acceptors=2", Network: engine.SentSet, Menu: engine.Menu{NoFire: true}, Calls: pearOrApple}, 12},
	{"paxos, one host each", "paxos", enginetest.Setup{Settings: "hosts=true acceptors=2", Network: engine.SentSet, Menu: engine.Menu{NoFire: true, Crashes: 1}, Calls: pearOrApple}, 11},
	{"paxos, bag", "paxos", enginetest.Setup{Settings: "acceptors=2", Network: engine.Bag, Menu: engine.Menu{Drops: 1, Dups: 1, NoFire: true}, Calls: pearOrApple}, 7},
	{"paxos, fifo", "paxos", enginetest.Setup{Settings: "acceptors=2 nacks=true", Network: engine.Fifo, Menu: engine.Menu{Crashes: 1, Cuts: 1, Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}, Calls: pearOrApple}, 6},
	{"paxos, cuts", "paxos", enginetest.Setup{Settings: "acceptors=2", Network: engine.SentSet, Menu: engine.Menu{Cuts: 1, NoFire: true}, Calls: "P1 propose pear"}, 9},
	{"paxos, retries", "paxos", enginetest.Setup{Settings: "acceptors=2", Network: engine.SentSet, Menu: engine.Menu{Bounds: []engine.Bound{{Limit: "ballots", N: 2}}}, Calls: pearOrApple}, 8},
	{"quorum, bag", "quorum", enginetest.Setup{Settings: "nodes=3 clients=2", Network: engine.Bag, Menu: engine.Menu{Crashes: 1, Drops: 1}, Calls: "c1 put k x, c2 get k"}, 8},
	{"quorum, set", "quorum", enginetest.Setup{Settings: "nodes=3 clients=2", Network: engine.SentSet, Menu: engine.Menu{NoFire: true, Ticks: 1}, Calls: "c1 put k x, c2 put k y, c1 get k"}, 9},
}

// protocol gives the one of that name, with what its clients may be judged by.
func protocol(name string) *engine.Protocol { return presets.Protocols().Find(name) }

// pearOrApple is what two proposers are asked for.
const pearOrApple = "P1 propose pear, P2 propose apple"

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
		w := c.setup.World(t, protocol(c.protocol))
		worlds, steps := levels(w, c.depth)
		if worlds < 100 {
			t.Errorf("%s: %d worlds are too few to mean much", c.name, worlds)
		}
		for workers := 1; workers <= 3; workers++ {
			r := exploretest.Search(t, w, explore.Options{Property: "all", Depth: c.depth, Workers: workers})
			if r.Broken != nil {
				t.Errorf("%s: %s broken: %s", c.name, r.Broken.ID, r.Why)
			}
			if got, want := fmt.Sprint(r.States, r.Steps), fmt.Sprint(worlds, steps); got != want {
				t.Errorf("%s, %d workers: worlds and steps are %s, the twin's %s", c.name, workers, got, want)
			}
		}
	}
}
