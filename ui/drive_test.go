package ui

import (
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"synod/engine/script"
	"synod/presets"
)

// person sits in front of the screen: presses keys and reads.
type person struct {
	t *testing.T
	m *Model
}

// lesson is a person who has opened testdata/lesson.synod, unrecorded.
func lesson(t *testing.T, w, h int) *person {
	return reader(t, w, h, "testdata/lesson.synod", Options{})
}

func reader(t *testing.T, w, h int, file string, o Options) *person {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	o.Open, err = script.Parse(file, src)
	if err != nil {
		t.Fatal(err)
	}
	o.Name, o.NoRecord = file, true
	return sit(t, w, h, o)
}

func sit(t *testing.T, w, h int, o Options) *person {
	t.Helper()
	m, err := newModel(o, presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	p := &person{t, m}
	p.m.Init()
	p.m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return p
}

var special = map[string]rune{
	"enter": tea.KeyEnter, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"home": tea.KeyHome, "end": tea.KeyEnd, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
}

func keyOf(name string) tea.KeyPressMsg {
	switch {
	case strings.HasPrefix(name, "shift+"):
		return tea.KeyPressMsg{Code: special[name[6:]], Mod: tea.ModShift}
	case special[name] != 0:
		return tea.KeyPressMsg{Code: special[name]}
	case name == "space":
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	case strings.HasPrefix(name, "ctrl+"):
		return tea.KeyPressMsg{Code: rune(name[5]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// press presses keys one after the other.
func (p *person) press(keys ...string) *person {
	for _, k := range keys {
		p.m.Update(keyOf(k))
	}
	return p
}

// types types text and presses enter.
func (p *person) types(text string) *person {
	for _, r := range text {
		if r == ' ' {
			p.press("space")
		} else {
			p.press(string(r))
		}
	}
	return p.press("enter")
}

// screen is what the person reads.
func (p *person) screen() string {
	p.m.View()
	return p.m.canvas.String()
}

func (p *person) sees(texts ...string) *person {
	p.t.Helper()
	screen := p.screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			p.t.Fatalf("no %q on the screen:\n%s", text, screen)
		}
	}
	return p
}

func (p *person) seesNo(texts ...string) *person {
	p.t.Helper()
	screen := p.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			p.t.Fatalf("there is %q on the screen:\n%s", text, screen)
		}
	}
	return p
}
