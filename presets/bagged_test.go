package presets_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/presets"
)

// Whatever can happen on a sent-set can happen on a bag, with copies: the nodes
// end in the same states, and an observer knows the same.
func TestAnyRunOnASetIsARunOnABag(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	copies := 0
	for _, p := range presets.All() {
		for range 4 {
			start := searched(t, p)
			run, set := wander(start, dice, 40)
			bagged, err := explore.Bagged(start, run)
			if err != nil {
				t.Fatalf("%s: %v\n%v", p.Name, err, enginetest.Lines(run))
			}
			bag := start.On(engine.Bag)
			for _, c := range bagged {
				if bag, _, err = bag.Take(c); err != nil {
					t.Fatalf("%s: %v", p.Name, err)
				}
			}
			copies += len(bagged) - len(run)
			if !bytes.Equal(beside(set), beside(bag)) {
				t.Errorf("%s: the run ends elsewhere on a bag\n%v", p.Name, enginetest.Lines(bagged))
			}
		}
	}
	if copies == 0 {
		t.Error("no run needed a copy")
	}
}

// wander takes steps at random.
func wander(w *engine.World, dice *rand.Rand, steps int) (run []engine.Choice, end *engine.World) {
	menu := w.System().Config().Menu
	for range steps {
		choices := w.Enabled(&menu, nil)
		if len(choices) == 0 {
			break
		}
		c := choices[dice.IntN(len(choices))]
		next, _, err := w.Take(c)
		if err != nil {
			panic(err)
		}
		run, w = append(run, c), next
	}
	return run, w
}

// beside is a world without what is in flight and what was taken of the menu.
func beside(w *engine.World) []byte {
	sys, parts := w.System(), w.Apart()
	var b []byte
	for i, h := range parts.Hosts {
		b = sys.AppendHost(b, i, h)
	}
	return slices.Concat(b, engine.AppendInt(nil, int64(parts.Facts.Term())), engine.AppendInt(nil, int64(parts.History.Term())))
}
