package members

import (
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/quorum/sets"
)

func TestGroup(t *testing.T) {
	g := Named("A", 4)
	s := g.Bit("A1") | g.Bit("A3")
	if g.Names(s) != "A1, A3" || s != sets.Of(0, 2) || g.Bit("P1") != 0 {
		t.Errorf("%s", g.Names(s))
	}
	if !slices.Equal(g.List(g.All()), g) {
		t.Errorf("all of %v are %v", g, g.List(g.All()))
	}
	next := func(id engine.NodeID) engine.NodeID { return g[(slices.Index(g, id)+1)%len(g)] }
	if got := g.Names(g.Rename(s, next)); got != "A2, A4" {
		t.Errorf("renamed: %s", got)
	}
}

func TestCountsAndWhoIsMissing(t *testing.T) {
	g := Named("A", 4)
	rows, err := sets.Parse([]string{"rows", "2x2"}, 4, "A")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		q              sets.System
		s              sets.Set
		count, missing string
	}{
		{sets.Majority(4), sets.Of(0, 1), "2 of 3", "P1 needs 3 of A1, A2, A3, A4 up and linked with it for Phase 1; A3, A4 are down or cut off"},
		{sets.Majority(4), sets.Of(0, 1, 3), "3 of 3", ""},
		{rows, sets.Of(0, 1), "2 (quorum)", ""},
		{rows, sets.Of(0, 2), "2 (no quorum)", "P1 needs a quorum (rows 2x2) up and linked with it for Phase 1; A2, A4 are down or cut off"},
	} {
		if Count(c.s, c.q) != c.count {
			t.Errorf("%v of %s: %s", c.s.Members(), c.q, Count(c.s, c.q))
		}
		if got := strings.Join(g.Missing("P1", c.s, c.q, "for Phase 1"), ""); got != c.missing {
			t.Errorf("%v of %s: %s", c.s.Members(), c.q, got)
		}
	}
}
