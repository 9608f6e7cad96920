package ui

import (
	"strings"
	"testing"

	"synod/ui/canvas"
)

func TestTheTourIsOfferedOnce(t *testing.T) {
	sit(t, 80, 24, Options{NoRecord: true, First: true}).sees("First time here? i takes you on a tour").press("down").seesNo("First time here?")
	sit(t, 80, 24, Options{NoRecord: true}).seesNo("First time here?")
}

func TestTheTourPointsAtEachPane(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
		p := sit(t, size[0], size[1], Options{NoRecord: true}).press("i")
		p.sees("tour 1 of 8", "Welcome.").press("left").sees("tour 1 of 8")
		stops := tourStops()
		for i, stop := range stops {
			words := strings.Fields(stop.text)
			p.sees(strings.Join(words[:3], " "))
			if r := p.m.tourRect(stop.pane); r.H > 1 {
				p.sees("▸ look here")
				hidden := shared(p.m.besideOf(r, 60, 8), r)
				if hidden*2 > r.W*r.H && stop.pane != "main" {
					t.Errorf("%v: the words of %s hide it", size, stop.pane)
				}
			}
			if i == 2 {
				p.sees("step 2 of")
			}
			p.press("enter")
		}
		p.sees("That was the tour").seesNo("look here").press("i").sees("tour 1").press("esc").seesNo("tour 1")
	}
}

func TestTheTourSpeaksOfEveryPane(t *testing.T) {
	m := sit(t, 120, 40, Options{NoRecord: true}).press("i").m
	m.View()
	for _, stop := range tourStops() {
		if r := m.tourRect(stop.pane); stop.pane != "all" && r == (canvas.Rect{}) {
			t.Errorf("there is no pane %s", stop.pane)
		}
	}
}

func TestThePaneIsExplained(t *testing.T) {
	p := lesson(t, 80, 24).press("right", "right", "?").sees("? explains the pane").press("?")
	p.sees("What can happen next.", "Selected: deliver P1>A2 prepare", "that is Prepare", "Messages: 1a Prepare").press("x").seesNo("Selected:").sees("step 2")
	p.press("tab", "?", "?").sees("The machines and the messages", "■ on its disk: it survives a crash").press("esc")
	p.press("tab", "?", "?").sees("Where the run stands").press("esc").press("L", "?", "?").sees("What happened, from the first step")
}
