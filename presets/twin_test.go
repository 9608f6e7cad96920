package presets_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/presets"
)

// A preset is small if its search ends before so many worlds, and with
// SYNOD_LONG=1 twice as many; of the others the twin counts the first levels.
const (
	smallWorlds = 1_000
	firstWorlds = 200
)

func long() bool { return os.Getenv("SYNOD_LONG") != "" }

// In every preset the search, without reductions, meets as many worlds in as
// many steps as its dumb twin, and both see first in the same level that what
// the preset is about is broken, or reached, or neither.
func TestEveryPresetHasTheWorldsThatADumbTwinCounts(t *testing.T) {
	whole, small := 0, smallWorlds
	if long() {
		small *= 2
	}
	for _, p := range presets.All() {
		if agrees(t, p.Name, searched(t, p), small) {
			whole++
		}
	}
	if whole < 8 {
		t.Errorf("only %d presets are small enough to be searched to the end", whole)
	}
}

// So it does from any world that somebody may have come to; in every third preset,
// and with SYNOD_LONG=1 in all.
func TestFromAnyWorldTheTwinCountsTheSame(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 6))
	for i, p := range presets.All() {
		if i%3 != 0 && !long() {
			continue
		}
		_, w := wander(searched(t, p), dice, 5+dice.IntN(15))
		agrees(t, p.Name+" from further on", w, firstWorlds)
	}
}

// agrees compares a search with its twin, up to so many worlds, or if there are
// more, in the first levels. It says whether there were no more.
func agrees(t *testing.T, name string, w *engine.World, most int) bool {
	t.Helper()
	r := exploretest.Search(t, w, explore.Options{MaxStates: most})
	whole := r.Stopped == ""
	if !whole {
		r = exploretest.Search(t, w, explore.Options{MaxStates: firstWorlds})
	}
	depth := r.Depth
	if r.Exhausted {
		depth++ // one more level, in which nothing is new
	}
	ended := -1
	worlds, steps := levelsBy(w, depth, judged(w, &ended))
	ends := r.Broken != nil || r.Found
	if got, want := fmt.Sprint(r.States, r.Steps, ends), fmt.Sprint(worlds, steps, ended >= 0); got != want {
		t.Errorf("%s, %d levels: worlds, steps, and whether it ends are %s, the twin's %s", name, depth, got, want)
	}
	if ends && r.Length != ended {
		t.Errorf("%s: the shortest run has %d steps, the twin's %d", name, r.Length, ended)
	}
	return whole
}

func aboutOf(w *engine.World) *engine.Property {
	all := w.System().AllProperties()
	return &all[slices.IndexFunc(all, func(p engine.Property) bool { return p.ID == w.System().Config().About })]
}

// judged takes steps, and keeps in ended how many it takes at least to break, or
// to reach, what the configuration is about.
func judged(w *engine.World, ended *int) func(*engine.World, engine.Choice) *engine.World {
	about, first := aboutOf(w), w.Steps()
	ends := func(v engine.Verdict) bool {
		return v.State == engine.Broken && !about.Sometimes || v.State == engine.Held && about.Sometimes
	}
	if about.OnWorld != nil && ends(about.OnWorld(w)) {
		*ended = 0
	}
	return func(w *engine.World, c engine.Choice) *engine.World {
		next, step, err := w.Take(c)
		if err != nil {
			panic(err)
		}
		if *ended < 0 && ends(step.Verdict(about, next)) {
			*ended = next.Steps() - first
		}
		return next
	}
}

// Whoever shares the work, and whatever is left out, what is found is the same.
func TestTheSearchDependsOnNobody(t *testing.T) {
	for _, name := range []string{"promise-not-checked", "quorums-that-miss", "stale-read", "duelling-proposers", "learners-three-ways", "read-repair"} {
		p, _ := presets.Find(name)
		for _, o := range []explore.Options{
			{Reduce: explore.Reductions{Advisory: true, Sinks: true, Symmetry: true}},
			{Reduce: explore.Reductions{RPC: true}},
			{MaxStates: 1_000}, {Depth: 6, Property: "all"},
		} {
			var first string
			for o.Workers = 1; o.Workers <= 4; o.Workers++ {
				r := exploretest.Search(t, searched(t, p), o)
				r.Workers = 0
				got := fmt.Sprint(r.States, r.Steps, r.Depth, r.Whole, r.Largest, r.Exhausted, r.Stopped, r.Found, r.Why, r.Held, r.Never, enginetest.Lines(r.Trace))
				if first == "" {
					first = got
				}
				if got != first {
					t.Errorf("%s, %+v: %s, and with one worker %s", name, o, got, first)
				}
			}
		}
	}
}
