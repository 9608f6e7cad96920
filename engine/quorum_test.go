package engine_test

import (
	"fmt"
	"testing"

	"synod/engine"
)

// A step that is explained says which quorums formed in it: those that a node
// counted, and those behind what an observer concludes.
func TestQuorumsOfAStep(t *testing.T) {
	know := func(fx *engine.Effects) { fx.Fact("known", "k", "x") }
	p := probes(on{
		"a a.1 put x": know,
		"b b.1 put x": func(fx *engine.Effects) { know(fx); fx.Quorum("a", "c") },
	}, "a", "b", "c")
	p.Facts = []engine.FactKind{{ID: "known"}, {ID: "twice", Quorum: func(before engine.Facts, f engine.Fact) (who []engine.NodeID) {
		for g := range before.With("known", f.Key) {
			who = append(who, g.Node)
		}
		return who
	}}}
	w := play(t, world(t, p, engine.Config{}), "call a put x")
	c, _ := engine.ParseChoice("call b put x")
	s, err := w.Explain(c)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "quorums", fmt.Sprint(s.Quorums), "[{b [a c]} { [b a]}]")
	expect(t, "who is in one", fmt.Sprint(s.InQuorum("a"), s.InQuorum("b"), s.InQuorum("d")), "true true false")
	var plain engine.Step
	if err := w.Try(c, &plain); err != nil || len(plain.Quorums) > 0 {
		t.Errorf("without Explain: %v, %v", plain.Quorums, err)
	}
}
