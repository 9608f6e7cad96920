package timeline_test

import (
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/timeline"
)

func words(list []timeline.Word) string {
	s := ""
	for _, w := range list {
		s += w.Message.Line() + "; "
	}
	return s
}

func TestANodeHearsWhatReachesIt(t *testing.T) {
	tl := start(t)
	eye := timeline.NewEye("c1")
	expect(t, "at the start", words(eye.At(tl.Cursor()).Heard), "")
	first := take(t, tl, "call c1 lock")
	take(t, tl, "call c2 lock", "deliver c2>K", "deliver c1>K")
	s := eye.At(tl.Cursor())
	expect(t, "what it heard", words(s.Heard), "")
	expect(t, "what it told", words(s.Told), "c1>K ask; ")
	if s.At != first {
		t.Error("c1 took part in its own call alone")
	}
	expect(t, "the keeper", words(timeline.NewEye("K").At(tl.Cursor()).Heard), "c2>K ask; c1>K ask; ")
	take(t, tl, "deliver K>c2")
	expect(t, "the other client", words(timeline.NewEye("c2").At(tl.Cursor()).Heard), "K>c2 grant; ")
	take(t, tl, "crash c2")
	if lost := timeline.NewEye("c2").At(tl.Cursor()); !lost.Lost || words(lost.Heard) != "" {
		t.Error("a crash takes what was heard")
	}
}

// The slow twin: two points with equal sights for a node are told apart only by
// steps elsewhere, so the node's state is the same; and a sight depends on the
// path alone, whatever was asked before.
func TestAStepElsewhereIsNotSeen(t *testing.T) {
	for seed := range int64(100) {
		tl := walks(t, lock(t, engine.Config{}), seed)
		for _, id := range []engine.NodeID{"c1", "c2", "K"} {
			eye := timeline.NewEye(id)
			for _, b := range tl.Branches() {
				for _, p := range slices.Backward(b.Points) {
					s, fresh := eye.At(p), timeline.NewEye(id).At(p)
					if words(s.Heard) != words(fresh.Heard) || words(s.Told) != words(fresh.Told) || s.At != fresh.At {
						t.Fatalf("seed %d, %s at %s: the sight depends on what was asked before", seed, id, p.ID())
					}
					if p.Parent == nil || s.At == p {
						continue
					}
					if string(p.World.Node(id).AppendTo(nil)) != string(p.Parent.World.Node(id).AppendTo(nil)) {
						t.Fatalf("seed %d, %s at %s: its state changed in a step that it did not see", seed, id, p.ID())
					}
				}
			}
		}
	}
}
