package ui

import (
	"testing"

	"synod/presets"
)

// A node knows its own state, what reached it, and what it said.
func TestInTheEyesOfANode(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
		p := preset(t, size[0], size[1], "chosen-but-unknown").steps(11)
		p.sees("observer ★ chosen: pear in 1.P1").press("f")
		p.sees("what A2 can know", "◂ 1a 2.P2 (11)", "said nothing yet", "hidden: what only we know", "what happened to A2", "A2 votes for pear in 1.P1.")
		p.seesNo("★", "▼", "agreement", "P1 starts ballot", "next ·")
		p.press("left").sees("what A2 can know", "A2 has no part in this step, and cannot know of it.").seesNo("2.P2")
		p.press("up").sees("what A1 can know", "◂ 2a 1.P1").press("f").sees("cluster", "★ chosen")
	}
}

// What a node sees of a step is said to the end, and when the fog lifts the keys speak to
// what they spoke to before.
func TestTheFogLifts(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		p := preset(t, size[0], size[1], "promise-lost").steps(5).sees("> next ·").press("f")
		p.sees("what P1 sees of this step", "have promised", "cast none below 1.P1 any more.")
		p.press("f").sees("> next ·").press("f", "esc").sees("> next ·").press("tab", "f", "f").sees("> cluster")
	}
}

// The choices are hidden too: enter does not take one unseen.
func TestNothingIsTakenUnseen(t *testing.T) {
	p := preset(t, 120, 40, "chosen-but-unknown").steps(5).press("f", "enter")
	p.sees("The choices are hidden in the fog", "step 5 of").press("d", "u", "c").sees("step 5 of").press("right").sees("step 6 of").press("esc").sees("cluster")
}

func TestACrashTakesWhatWasHeard(t *testing.T) {
	p := preset(t, 120, 40, "promise-lost").steps(12)
	if p.m.run.view.Node != "A2" {
		t.Fatal("the node that crashed is not selected")
	}
	p.press("f").sees("What it had heard", "is gone", "▼ down").seesNo("◂ 1a", "◂ 2a")
}

// Every scenario can be seen with the eyes of each of its nodes.
func TestFogForEveryProtocol(t *testing.T) {
	seen := map[string]bool{}
	for _, set := range presets.All() {
		if seen[set.Script.Head.Protocol] {
			continue
		}
		seen[set.Script.Head.Protocol] = true
		p := sit(t, 120, 40, Options{Open: set.Script, Name: set.Name, NoRecord: true, At: AtEnd}).press("f")
		for range p.m.run.view.World.System().Nodes() {
			p.press("down").sees("what " + string(p.m.run.view.Node) + " can know").seesNo("★")
		}
	}
}

// What a node cannot know: another world, found by search, which looks the same
// to it.
func TestTheSecondWorld(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		p := preset(t, size[0], size[1], "chosen-but-unknown").steps(7)
		p.m.run.view.Node = "P2"
		p.press("K").waits("enter").sees("both worlds beside each other")
		p.press("f").sees("this world", "a world that P2 cannot tell from it", "to P2", "the two are the same", "they differ: f lifts the fog").seesNo("★", "≠")
		p.press("f").sees("★ chosen: pear in 1.P1 ", "≠2b", "≠").press("B").sees("cluster").seesNo("≠")
		p.press("f").sees("this world").press("right").sees("cluster", "step 8 of")
	}
}

// What a node can know, and two runs, have a form for a room; the tree of branches
// comes back to all panes, and so does what the log alone has no room for.
func TestFogAndTwoRunsForARoom(t *testing.T) {
	for _, size := range [][2]int{{64, 20}, {80, 24}, {120, 40}} {
		p := scenario(t, size[0], size[1], "chosen-but-unknown", Options{Layout: "presenter"}).times(11, "pgdown").press("f")
		p.sees("what A2 can know · ? is what it last heard", "A2 promises 2.P2 to P2, and reports its vote: pear in 1.P1.", "hidden: what only we know")
		p.seesNo("★", "what happened to A2", "? help").press("left").sees("A2 has no part in this step, and cannot know of it.").press("f").sees("★")
		p = scenario(t, size[0], size[1], "promise-lost", Options{Layout: "presenter"}).puts("+persist-promise").times(14, "pgdown")
		p.sees("━ this run · ", "━ beside · same steps, +persist-promise", "beside    A2 does not vote for pear in 1.P1.", "now ≠     ✗ broken in this run only", "≠")
		p.seesNo("? help", "what differs").press("z").sees("first     step 12, crash A2.", "on its").seesNo("proposers").press("z", "B").seesNo("beside")
	}
	p := preset(t, 120, 40, "chosen-but-unknown").steps(11)
	p.press("P", "P", "f").sees("what A2 can know").press("f", "P", "P", "T").sees("branches · 1").press("P").puts("b").press("esc", "T").sees("branches · 1")
}

// Two pictures beside each other have boxes both or neither.
func TestTwoPicturesLookAlike(t *testing.T) {
	p := preset(t, 120, 40, "promise-lost").puts("+persist-promise").times(14, "right")
	p.sees(">A2◈□ promised 1.P1 ≠ *", ">A2≠■ promised 2.P2 ≠").seesNo("╭─ A1", "╭─ A3")
}

// A property that broke is told once for a room, and a picture that is zoomed has
// the room of what is said.
func TestTheStageSaysItOnceAndZooms(t *testing.T) {
	p := scenario(t, 64, 20, "promise-lost", Options{Layout: "presenter"}).times(12, "right")
	p.sees("✗ promises only rise is broken: A2 had promised").seesNo("the reason stands with")
	p.press("z").sees("12 A2 goes down and forgets", "more · z").press("z").sees("✗ promises only rise is broken")
}
