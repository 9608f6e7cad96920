package ui

import (
	"testing"

	"synod/presets"
)

// A student asks what could have led to a step, holds it against another, reads
// their vector clocks, and goes there.
func TestCausesOfAStep(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right", "right", "right", "2", "right", "right", "right")
	p.sees("chosen: pear").press("a").sees("> space-time · time runs down · causes")
	p.sees("step 7: → 5 before it · ← 0 after it · 1 concurrent with it", "↑ ↓ select another step")
	p.press("up").sees("6 at A1 and 7 at A2 are concurrent: 6 is event 2 at A1, and 7 has heard", "of 1 there; 7 is event 2 at A2, and 6 has heard of 1 there. Neither could")
	p.press("up", "up").sees("4 at P1, then 5 at P1, whose message is taken in 7 at A2: so the first", "could have led to the last.")
	p.press("V").sees("vector clocks", "[2 0 1 0 0 0 0]", "[3 0 1 2 0 0 0]").seesNo("1b 1.P1")
	p.press("enter").sees("step 4 of 9").press("V").sees("(n) = the step that sent it").seesNo("[2 0 1 0 0 0 0]")
	p.press("a").sees("step 4: → 2 before it").press("v").sees("cluster").press("v").sees("· causes")
}

// What a client waits for is a bar beside its node, and ends with the answer.
func TestAClientsOperationIsABar(t *testing.T) {
	preset, _ := presets.Find("basic-paxos")
	p := sit(t, 120, 40, Options{Open: preset.Script, NoRecord: true}).press("v", "right").sees("1  ┏● propose pear")
	p.press("right").sees("2  ┃│(1)─ 1a 1.P1")
	for range 10 {
		p.press("right")
	}
	p.sees("12  ┗●◂", "⇒ propose pear by P1 returns pear").press("right").sees("13   ●◂")
}

// The picture turns, so that time runs to the right, and from further away it
// shows more of the run; what it was like stays when it is opened again.
func TestTheSpaceTimePictureTurnsAndZooms(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right", "right", "right", "2", "right", "right", "right")
	p.press("v", "o").sees("time runs right · (n) = the step that sent it", "◉ >")
	p.press("-").sees("> space-time · time runs right · 1 step a mark", "● step  ◉ here").seesNo("◉ >")
	p.press("o").sees("time runs down · 1 step a mark").press("-", "-", "-").sees("100 steps a mark")
	p.press("=", "=", "+").sees("time runs down · (n) = the step").press("-", "up", "up", "enter").sees("step 5 of 9")
	p.press("v").sees("cluster").press("v").sees("1 step a mark")
}

// With a rule changed the picture is drawn as it was.
func TestTheSpaceTimePictureStaysAsItWasAsked(t *testing.T) {
	lesson(t, 120, 40).press("right", "right", "v", "o", "-", "e", "ctrl+u").types("acceptors=5").sees("time runs right · 1 step a mark")
}
