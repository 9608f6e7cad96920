package ui

import (
	"strings"
	"testing"

	"synod/engine/script"
	"synod/presets"
)

// three is a person who went back twice: b leaves the script's run at step 8, c
// leaves b at step 9.
func three(t *testing.T, w, h int) *person {
	p := preset(t, w, h, "promise-lost").steps(16)
	for range 8 {
		p.press("left")
	}
	p.press(":").types("deliver A2>P2 promise 2.P2").press(":").types("deliver P1>A2 accept")
	return p.press("left").press(":").types("deliver P1>A3 prepare")
}

func TestTheTreeOfBranches(t *testing.T) {
	p := three(t, 120, 40).sees("timeline · 3 branches · T: as a tree").press("T")
	p.sees("branches · 3", "a  from the start, 16 steps", "ends: ✗ agreement broken at step 16",
		"b  leaves a at step 8, 2 steps", "takes deliver A2▸P2 1b 2.P2, where a has deliver P2▸A3 1a 2.P2",
		">     c  leaves b at step 9, 1 step · ◉ here, step 10")
	p.press("up", "up", "up").sees("> a  from").press("enter").sees("cluster", "step 16 of 16 · branch a")
	p.press("T", "down", "B").sees("beside · branch b", "step 9: this run takes deliver P2▸A3 1a 2.P2; beside, deliver")
	p.press("esc").sees("cluster")
	preset(t, 80, 24, "promise-lost").press("T").sees("branches · 1", "from the start, 0 steps").press("esc").sees("cluster")
}

func TestTheTreeOnASmallScreenCountsWhatItLeavesOut(t *testing.T) {
	p := three(t, 80, 24).press("T").sees("1 more branch · ↑ ↓")
	p.press("z").sees("a  from the start", "c  leaves b").seesNo("more branch ·")
}

func TestPruningAsksFirst(t *testing.T) {
	p := three(t, 120, 40).press("T", "up", "X").sees("prune branches b c, 3 steps?").types("n").sees("branches · 3", "Nothing was pruned.")
	p.press("X").types("y").sees("branches · 1", "Branch b is pruned. The recording still has it.", "step 8 of 16")
	p.press("X").sees("Branch a is the one that all others leave: it stays.")
	p.press("esc", ":").types("deliver P1>A3 prepare").sees("step 9 of 9 · branch d")
}

// A branch that stood beside the run and was pruned is not offered again.
func TestAPrunedBranchIsNotOfferedBesideTheRun(t *testing.T) {
	p := three(t, 120, 40).press("T", "up", "up", "up", "enter", "T", "down", "B").sees("beside · branch b").press("B", "B").sees("beside b")
	p.press("esc", "T", "down", "X").types("y").sees("Branch b is pruned").press("T", "B").sees("beside ").seesNo("beside b")
}

// What the script came through stays: it may go back there.
func TestTheScriptsOwnBranchesStay(t *testing.T) {
	for _, set := range presets.All() {
		backs := 0
		for _, e := range set.Script.Entries {
			if e.Kind == script.Back {
				backs++
			}
		}
		if backs == 0 {
			continue
		}
		p := sit(t, 120, 40, Options{Open: set.Script, Name: set.Name, NoRecord: true, At: AtEnd})
		p.press("T", "down", "X").sees("is the script's own: it stays.")
		return
	}
	t.Fatal("no scenario goes back: nothing was put to the test")
}

// The recording is only ever written on: what was pruned is there again.
func TestTheRecordingKeepsWhatWasPruned(t *testing.T) {
	p := three(t, 120, 40).press("X").types("y").sees("Branch c is pruned")
	p.press(":").types("deliver P2>A3 prepare")
	p.m.run.record.close(p.m.run.time.Cursor())
	src := p.m.run.record.log.String()
	again, err := script.Parse("again", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	w, err := again.World(presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	player := script.NewPlayer(again, w)
	for e, more := player.Next(); more; e, more = player.Next() {
		if e.Err != nil {
			t.Fatal(e.Err)
		}
	}
	if n := len(player.Timeline().Branches()); n != 4 || !strings.Contains(src, "deliver P1>A3 prepare") {
		t.Errorf("the recording has %d branches; expected the script's, b, the pruned one, and the one after it", n)
	}
}

// Diverge, compare, name two branches: an afternoon's work of a student.
func TestTwoBranchesAreNamedAndCompared(t *testing.T) {
	p := preset(t, 80, 24, "promise-lost").steps(16)
	p.press("m").types("two-chosen")
	for range 5 {
		p.press("left")
	}
	p.press("s", ":").types("deliver P1>A3 prepare").press("m").types("no-crash")
	p.press("T").sees("named two-chosen", "named no-crash", "✗ agreement broken at step 16")
	p.press("up", "enter").sees("a · two-chosen").puts("no-crash")
	p.sees("beside · branch b", "step 12: this run takes crash A2", "✗ broken in this run only: agreement")
	for range 5 {
		p.press("left")
	}
	p.sees("step 11 of", "No difference so far", "the two worlds are the same").press("B", ":").types("back no-crash").sees("b · no-crash")
}
