package enginetest

import (
	"slices"
	"testing"

	"synod/engine"
)

// Cost is what it takes until nothing is in flight any more.
type Cost struct {
	World  *engine.World
	Kinds  map[string]int // messages that were delivered, by kind
	Delays int            // message delays
	Known  map[string]int // by a fact's kind, and by that and a node: the delay in which it came last
	total  int
}

// Deliver delivers in rounds, one a message delay, whatever is in flight; or, if
// some nodes are named, what goes to them and comes from them.
func Deliver(t testing.TB, w *engine.World, taking ...engine.NodeID) Cost {
	t.Helper()
	c := Cost{World: w, Kinds: map[string]int{}, Known: map[string]int{}}
	for c.round(t, taking) {
	}
	return c
}

// round delivers what was sent a delay ago, and says whether that was anything.
func (c *Cost) round(t testing.TB, taking []engine.NodeID) bool {
	t.Helper()
	c.Delays++
	delivered := false
	for _, e := range c.World.Flight() {
		if len(taking) > 0 && !slices.Contains(taking, e.From) && !slices.Contains(taking, e.To) {
			continue
		}
		next, step, err := c.World.Take(e.Choice(engine.DeliverMsg))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range step.Facts {
			c.Known[f.Kind] = c.Delays
			c.Known[f.Kind+" "+string(f.Node)] = c.Delays
		}
		c.Kinds[e.Kind]++
		c.total++
		c.World, delivered = next, true
	}
	if !delivered {
		c.Delays--
	}
	return delivered
}

// Messages is how many there were of these kinds, or of all if none is named.
func (c Cost) Messages(kinds ...string) (n int) {
	if len(kinds) == 0 {
		return c.total
	}
	for _, kind := range kinds {
		n += c.Kinds[kind]
	}
	return n
}
