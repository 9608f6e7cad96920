package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// keysIn presses the characters of a text one by one.
func (p *person) writes(text string) *person {
	for _, r := range text {
		if r == ' ' {
			p.press("space")
		} else {
			p.press(string(r))
		}
	}
	return p
}

func TestThePaletteHoldsEveryActionAndEveryPreset(t *testing.T) {
	p := lesson(t, 120, 40).press("ctrl+p")
	p.sees("what do you want to do?", "forward", "a step on, or with the script")
	p.writes("spacetime").sees("> v      space-time").press("enter")
	p.seesNo("what do you want").sees("space-time · time runs down")
	p.press("ctrl+p").writes("crsh").sees("> x      crash/restart", "crash or restart the node")
	p.press("backspace", "backspace", "backspace", "backspace").writes("open prom lost").sees(">        open promise-lost").press("enter")
	p.sees("promise", "step 0")
	names := map[string]bool{}
	for _, c := range p.m.commands() {
		if names[c.name] {
			t.Errorf("two commands are called %s", c.name)
		}
		names[c.name] = true
	}
	for _, b := range runKeys() {
		if b.action() != "" && !names[b.action()] {
			t.Errorf("%s is not among the commands", b.action())
		}
		if b.action() == "" && b.label != "1-9" {
			t.Errorf("%v has no name", b.keys)
		}
	}
}

func TestThePaletteIsForTheMouseToo(t *testing.T) {
	p := lesson(t, 80, 24).press("ctrl+p").writes("log")
	_, y := p.finds("L      log")
	p.m.Update(tea.MouseClickMsg{X: 20, Y: y, Button: tea.MouseLeft})
	p.seesNo("what do you want").sees("> log")
	p.press("ctrl+p").m.Update(tea.MouseClickMsg{X: 0, Y: 0, Button: tea.MouseLeft})
	p.seesNo("what do you want")
	p.press("ctrl+p").writes("qqqq").sees("0 of").press("enter").sees("step 0")
}

// However far one has gone down, typing on selects the best fit; the cursor stands
// behind what is typed.
func TestTypingSelectsTheBestFit(t *testing.T) {
	p := lesson(t, 80, 24).press("ctrl+p").writes("o").press("down", "down", "down").writes("pen duel")
	p.sees(">        open duelling-proposers")
	at := p.m.View().Cursor
	if at == nil {
		t.Fatal("there is no cursor")
	}
	line := []rune(strings.Split(p.screen(), "\n")[at.Y])
	if before := string(line[:at.X]); !strings.HasSuffix(before, "> open duel") {
		t.Errorf("before the cursor stands %q", before)
	}
}

func TestThePaletteOfTheList(t *testing.T) {
	p := sit(t, 80, 24, Options{NoRecord: true}).press("ctrl+p").writes("open duel").press("enter")
	p.sees("step 0 of")
}

func TestCloserFitsComeFirst(t *testing.T) {
	all := []command{{name: "space-time"}, {name: "page up"}, {name: "mark"}, {name: "a", help: "time and again"}, {name: "start"}}
	for typed, want := range map[string]string{
		"time": "space-time a", "mar": "mark", "st": "start space-time", "pu": "page up", "": "space-time page up mark a start", "again time": "a",
	} {
		var got []string
		for _, c := range fitting(all, typed) {
			got = append(got, c.name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q fits %q, want %q", typed, got, want)
		}
	}
}

func TestTheHelpCanBeSearched(t *testing.T) {
	p := lesson(t, 80, 24).press("?").sees("/ finds one")
	p.press("/").writes("branch").sees("to the branch before, after").seesNo("client calls an operation")
	p.press("enter").sees("keys with 'branch'").press("esc").seesNo("to the branch before")
	p.press("?", "/").writes("zzz").sees("No key says that.").press("esc").sees("client calls an operation")
}

func TestThePromptCompletes(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right", ":")
	p.writes("del").press("tab").sees(": deliver ")
	p.press("tab").sees("tab: A1>P1", ": deliver A1>P1 promise").press("tab").sees(": deliver P1>A2").press("esc")
	p.press(":").writes("call P2").press("tab").sees(": call P2 propose").press("esc")
	p.press(":").writes("expect cho").press("tab").sees(": expect chosen(").press("esc")
	p.press(":").writes("expect field(\"A").press("tab").sees(`: expect field("A1"`, "tab: ").press("tab").sees(`field("A2"`)
	p.press("shift+tab").sees(`field("A1"`).press("esc")
	p.press(":").writes(`expect field("A1", "prom`).press("tab").sees(`field("A1", "promised"`).press("esc")
	p.press(":").writes("why dro").press("tab").sees(": why drop", "tab: A1>P1").press("esc")
	p.press(":").writes("labels par").press("tab").sees(": labels parliament").press("esc")
	p.press(":").writes("zzz").press("tab").sees(": zzz").press("esc")
}

func TestThePromptRemembers(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right")
	p.press(":").types("mark one").press(":").types("mark two")
	p.press(":").writes("mar").press("up").sees(": mark two").press("up").sees(": mark one").press("up").sees(": mark one")
	p.press("down", "down").sees(": mar").press("esc")
	p.press("R", ":", "up").sees(": mark two")
}

// Whatever the palette has can be done from there as with its key: the screen is
// whole before and after.
func TestEveryCommandOfThePalette(t *testing.T) {
	p := lesson(t, 100, 30)
	for i, c := range p.m.commands() {
		switch {
		case strings.HasPrefix(c.name, "open ") && i%9 > 0: // some of them will do
			continue
		case c.name == "leave" || c.name == "quit" || c.name == "suspend" || c.name == "check" || c.name == "know" || c.name == "commands":
			continue
		}
		p := lesson(t, 100, 30).press("right", "right", "ctrl+p")
		p.writes(c.name)
		for j := range p.m.over.(*palette).fits {
			if p.m.over.(*palette).fits[j].name == c.name {
				p.m.over.(*palette).selected = j
			}
		}
		p.sees(c.name).press("enter")
		if _, open := p.m.over.(*palette); open {
			t.Errorf("%s leaves the palette open", c.name)
		}
		p.screen()
		if p.press("esc", "esc", "esc"); strings.TrimSpace(p.screen()) == "" {
			t.Errorf("%s leaves an empty screen", c.name)
		}
	}
}
