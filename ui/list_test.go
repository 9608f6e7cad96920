package ui

import (
	"os"
	"testing"

	tea "charm.land/bubbletea/v2"

	"synod/ui/canvas"
)

func TestListOpensWhatIsSelected(t *testing.T) {
	p := sit(t, 80, 24, Options{NoRecord: true})
	p.sees("synod", "Paxos", "> first-steps", "Five minutes")
	p.press("j", "k", "j").sees("> basic-paxos").press("G").seesNo("first-steps").press("g").sees("> L1")
	p.press("/").types("stale read").press("down").sees("> stale-read").seesNo("first-steps")
	p.press("enter").sees("A stale read", "step 0 of").press("right", "q").sees("> stale-read")
	p.press("/").types("zzz").sees("Nothing fits 'zzz'").press("enter").press("esc").sees("> L1")
}

// Where not all fits, the groups stay in view with what they count, and the one
// with the selection is open.
func TestListFoldsGroups(t *testing.T) {
	p := sit(t, 80, 24, Options{NoRecord: true})
	p.sees("Paxos: mistakes ·").seesNo("promise-lost")
	firsts := p.firsts()
	for _, name := range firsts[2:] { // behind the course, and the scenario to begin with
		p.press("tab").sees("> "+name, " · ").seesNo("first-steps")
	}
	p.press("shift+tab").sees("> " + firsts[len(firsts)-2])
	p.press("g", "shift+tab").seesNo("> first-steps")
	tall := sit(t, 120, 400, Options{NoRecord: true})
	tall.sees("first-steps", "promise-lost", "read-repair").seesNo("Paxos ·")
}

// firsts are the first scenarios of the groups.
func (p *person) firsts() []string {
	var names []string
	for i, it := range p.m.list.all {
		if i == 0 || p.m.list.all[i-1].group != it.group {
			names = append(names, it.name)
		}
	}
	return names
}

func TestPasteIsOneCleanLine(t *testing.T) {
	p := lesson(t, 80, 24).press(":")
	p.m.Update(tea.PasteMsg{Content: "call P1 \x1b[31mpropose pear\rcall P2 propose apple"})
	p.press("enter").seesNo("\x1b").press("esc").sees("step 0")
	p.press(":")
	p.m.Update(tea.PasteMsg{Content: "call P1 propose pear\rcall P2 propose apple"})
	p.press("enter").sees("step 1 of")
}

func TestLongMessagesWrap(t *testing.T) {
	p := lesson(t, 80, 24)
	p.m.message = "a message that is longer than the screen is wide, so that its end would not be seen if it had one line"
	p.m.clean = false
	p.sees("a message that is", "if it had one line")
}

// What the prompt wants, and what is wrong with a line, is never cut.
func TestHintsWrap(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		p := lesson(t, size[0], size[1]).press(":").sees("a line of the language", "why deliver P1>A3")
		p.types("mark here now").sees("'here now' cannot name a point", "expected a letter", "letters, digits")
		p.sees(": mark here now")
	}
}

func TestThemesFollowTheBackground(t *testing.T) {
	for _, c := range []struct {
		o    Options
		dark bool
		want *canvas.Theme
	}{
		{Options{}, true, canvas.Dark()},
		{Options{Theme: "auto"}, false, canvas.Light()},
		{Options{Theme: "dark"}, false, canvas.Dark()},
		{Options{Theme: "light"}, true, canvas.Light()},
		{Options{Theme: "mono"}, true, canvas.Mono()},
		{Options{NoColor: true, Theme: "dark"}, true, canvas.Mono()},
	} {
		if got := c.o.theme(c.dark); *got != *c.want {
			t.Errorf("%+v with dark %v has another theme", c.o, c.dark)
		}
	}
}

func TestMouseIsGivenBack(t *testing.T) {
	p := lesson(t, 80, 24)
	if p.m.View().MouseMode == tea.MouseModeNone {
		t.Error("the mouse is off from the start")
	}
	if p.press("M"); p.m.View().MouseMode != tea.MouseModeNone {
		t.Error("M does not free the mouse")
	}
	if quiet := reader(t, 80, 24, "testdata/lesson.synod", Options{NoMouse: true}); quiet.m.View().MouseMode != tea.MouseModeNone {
		t.Error("--no-mouse leaves the mouse on")
	}
}

// Each preset opens at one of the sizes, and with SYNOD_LONG=1 at all of them.
func TestEveryPresetOpensAtEverySize(t *testing.T) {
	sizes := [][2]int{{76, 20}, {80, 24}, {120, 40}, {200, 60}}
	for k, size := range sizes {
		p := sit(t, size[0], size[1], Options{NoRecord: true})
		for i := range p.m.list.items {
			if i%len(sizes) != k && os.Getenv("SYNOD_LONG") == "" {
				continue
			}
			p.m.list.selected = i
			name := p.m.list.items[i].name
			p.press("enter").sees("step 0 of").press("right", "v", "right", "L", "z", "p", "esc", "esc", "esc", "q").sees("about", "> "+name)
		}
	}
}
