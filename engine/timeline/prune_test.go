package timeline_test

import (
	"strings"
	"testing"

	"synod/engine/timeline"
)

// bush is a run with four branches: b and d leave a, c leaves b.
func bush(t *testing.T) *timeline.Timeline {
	tl := start(t)
	take(t, tl, "call c1 lock", "deliver c1>K", "deliver K>c1")
	tl.Seek(1)
	take(t, tl, "call c2 lock", "deliver c2>K")
	tl.Seek(2)
	take(t, tl, "deliver c1>K")
	tl.Jump(tl.Find("a2"))
	take(t, tl, "crash K")
	return tl
}

func letters(tl *timeline.Timeline) string {
	var out []string
	for _, b := range tl.Branches() {
		out = append(out, b.Name)
	}
	return strings.Join(out, "")
}

func TestPruningTakesWhatLeavesTheBranchToo(t *testing.T) {
	tl := bush(t)
	expect(t, "all branches", letters(tl), "abcd")
	tl.Jump(tl.Find("c3"))
	if err := tl.Mark("lost"); err != nil {
		t.Fatal(err)
	}
	if err := tl.Prune(tl.Find("b2").Branch); err != nil {
		t.Fatal(err)
	}
	expect(t, "what is left", letters(tl), "ad")
	expect(t, "the cursor is where the branch left", line(tl), "a0 *a1 a2 a3 ")
	if tl.Find("b2") != nil || tl.Find("lost") != nil || len(tl.Find("a1").Children()) != 1 {
		t.Error("something of the branch is still there")
	}
	take(t, tl, "call c2 lock")
	expect(t, "taken again it is new, under a letter of its own", line(tl), "a0 a1 *e2 ")
}

func TestPruningElsewhereLeavesTheCursor(t *testing.T) {
	tl := bush(t)
	if err := tl.Prune(tl.Find("c3").Branch); err != nil {
		t.Fatal(err)
	}
	expect(t, "what is left", letters(tl), "abd")
	expect(t, "the cursor", line(tl), "a0 a1 a2 *d3 ")
	err := tl.Prune(tl.Start().Branch)
	if err == nil || !strings.Contains(err.Error(), "branch a is the one that all others leave") {
		t.Errorf("the first branch: %v", err)
	}
}

// The cursor may stand before a branch that is ahead of it on its line.
func TestPruningWhatIsAhead(t *testing.T) {
	tl := bush(t)
	tl.Jump(tl.Find("c3"))
	tl.Seek(0)
	if err := tl.Prune(tl.Find("c3").Branch); err != nil {
		t.Fatal(err)
	}
	expect(t, "the line goes on with the older branch", line(tl), "*a0 a1 b2 b3 ")
}
