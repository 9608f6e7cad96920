package engine_test

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

// Nodes that the menu calls by name are not alike to a search under it.
func TestWhoIsCalledByNameIsNotAlike(t *testing.T) {
	p := enginetest.Lock()
	p.Roles[0].Alike = true
	one := engine.Menu{Calls: []engine.Choice{{Verb: engine.CallOp, From: "c1", Kind: "lock"}}}
	for _, c := range []struct {
		menu engine.Menu
		want int
	}{{engine.Menu{}, 2}, {one, 0}} {
		if got := len(world(t, p, engine.Config{Menu: c.menu}).System().Renamings()); got != c.want {
			t.Errorf("%d calls: %d renamings, expected %d", len(c.menu.Calls), got, c.want)
		}
	}
}
