package ui

import "testing"

func TestRunUntil(t *testing.T) {
	p := lesson(t, 120, 40)
	p.press(":").types(`until chosen() == "pear"`).sees("A question is open").press("2")
	p.press(":").types(`until chosen() == "pear"`).sees(`chosen() == "pear" holds here (`, "★ chosen: pear")
	p.press(":").types(`until chosen() == "pear"`).sees("It holds here already")
	p.press(":").types("until ").sees("until what?").press("esc")
	p.press(":").types("until chosn()").sees("column 7").press("esc")
	p.press(":").types(`until chosen() == "nobody"`).seesNo("holds here (")
}

func TestWatchedExpressionsStandOnTheScreen(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
		p := lesson(t, size[0], size[1])
		p.press(":").types("watch flight()").sees("= flight() = 0").seesNo("= 0 *")
		p.press("right").sees("= flight() = 3 *").press("right").sees("= flight() = 3", "agreement")
		p.press(":").types(`watch field("A1", "promised")`).sees(`= field("A1", "promised") = "1.P1" *`)
		p.press("left", "left").sees("= flight() = 0").press("right", "right")
		p.press(":").types("watch").sees("1. flight()", `2. field("A1", "promised")`)
		p.press(":").types("unwatch 7").sees("expected one of them, or its number").press("esc")
		p.press(":").types("unwatch 1").seesNo("= flight()").sees(`= field("A1", "promised")`)
		p.press(":").types("unwatch").sees("Nothing is watched").seesNo("= field")
	}
}

func TestBreaks(t *testing.T) {
	p := lesson(t, 120, 40)
	p.press(":").types("break kind 2a").sees("Playing stops where a property breaks", "1. kind accept")
	p.press(":").types("break kind 2x").sees("no message kind '2x'").press("esc")
	p.press(":").types("break node A9").sees("no node 'A9'; expected 'A1'?").press("esc")
	p.press("right", "right", "right", "right", "2")
	p.press(":").types(`until chosen() != ""`).sees("Stopped by break 1: deliver P1>A1 accept")
	p.press(":").types("break").sees("1. kind accept")
	p.press(":").types("unbreak 1").seesNo("1. kind accept")
	p.press(":").types(`break chosen() != ""`).sees(`1. when chosen() != ""`)
	p.press("space")
	for p.m.playing {
		p.m.Update(tick(p.m.clock))
	}
	p.sees("Stopped by break 1", "★ chosen: pear")
	p.press(":").types("unbreak").sees("does not stop where a property breaks").press(":").types("break property").sees("Playing stops where")
}

func TestTheNextStepOfANode(t *testing.T) {
	p := lesson(t, 120, 40).press("tab")
	for p.m.run.view.Node != "A3" {
		p.press("down")
	}
	p.press("}").sees("A question is open").press("2", "}").sees("A3 takes part (", "A3 · acceptor")
	at := p.m.run.time.Cursor()
	p.press("right", "right")
	for p.m.run.view.Node != "A3" {
		p.press("down")
	}
	p.press("{")
	if p.m.run.time.Cursor() != at {
		t.Errorf("back at %s, want %s", p.m.run.time.Cursor().ID(), at.ID())
	}
	p.press("{").sees("Before this step A3 did nothing.")
}

// What is watched and stopped at is no part of the run.
func TestToolsLeaveNoTrace(t *testing.T) {
	p := lesson(t, 120, 40).press("right")
	before := p.m.run.record.log.String()
	p.press(":").types("watch flight()").press(":").types("break node A1").press(":").types("unbreak")
	if after := p.m.run.record.log.String(); after != before {
		t.Errorf("the recording says\n%s", after)
	}
}
