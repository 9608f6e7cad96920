package ui

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"synod/engine/script"
	"synod/engine/timeline"
	"synod/presets"
	"synod/ui/canvas"
)

// TestAnyKeys presses keys blindly over every preset: nothing panics, nothing
// is offered that would be refused, and the recording plays to the same tree.
func TestAnyKeys(t *testing.T) {
	t.Chdir(t.TempDir()) // files are written there
	keys := slices.DeleteFunc(everyKey(), func(k string) bool {
		return k == "ctrl+p" || k == "i" // which open other presets; TestAnything has them
	})
	keys = append(keys, "enter", "enter", "enter", "right", "right", "down", "down", "left", "left", "x", "d", "s")
	all := presets.All()
	presses := 18_000/len(all) + 1
	if os.Getenv("SYNOD_LONG") != "" {
		presses = 500
	}
	for i, preset := range all {
		t.Run(preset.Name, func(t *testing.T) {
			dice := rand.New(rand.NewPCG(uint64(i), 7))
			p := sit(t, 80+dice.IntN(60), 24+dice.IntN(30), Options{Open: preset.Script, NoRecord: true, Motion: true})
			for range presses {
				p.press(keys[dice.IntN(len(keys))])
				if dice.IntN(20) == 0 {
					p.m.Update(tea.MouseClickMsg{X: dice.IntN(p.m.w), Y: dice.IntN(p.m.h), Button: tea.MouseLeft})
				}
				p.m.View()
				rowsAreLegal(t, p.m.run)
			}
			replays(t, p.m.run)
		})
	}
}

// everyKey is every key of every table.
func everyKey() []string {
	var keys []string
	for _, b := range slices.Concat(runKeys(), clickerKeys(), listKeys()) {
		keys = append(keys, b.keys...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// TestAnything does whatever a terminal can send, from the list of scenarios on:
// keys, the mouse, pastes, and screens down to one cell. Whatever comes, the frame
// is as large as the screen, and nothing in it is sent to the terminal as it is.
func TestAnything(t *testing.T) {
	t.Chdir(t.TempDir())
	dice := rand.New(rand.NewPCG(1, 2))
	keys := append(everyKey(), "é", "水", "backspace", "enter", "enter", "down", "right", "right", "right")
	pastes := []string{"drop P1>A1\nx", "\x1b[2J", "chosen() == \"pear\"", "", "acceptors=5 -adopt-highest-vote", "水水水水"}
	events := 4000
	if os.Getenv("SYNOD_LONG") != "" {
		events = 100_000
	}
	p := sit(t, 80, 24, Options{NoRecord: true, First: true, Motion: true})
	for range events {
		switch dice.IntN(25) {
		case 0:
			p.m.Update(tea.WindowSizeMsg{Width: 1 + dice.IntN(220), Height: 1 + dice.IntN(70)})
		case 1:
			p.m.Update(tea.MouseClickMsg{X: dice.IntN(p.m.w), Y: dice.IntN(p.m.h), Button: []tea.MouseButton{tea.MouseLeft, tea.MouseLeft, tea.MouseRight}[dice.IntN(3)]})
		case 4:
			x, y := dice.IntN(p.m.w), dice.IntN(p.m.h)
			p.drags(x, y, x+dice.IntN(17)-8, y+dice.IntN(9)-4)
		case 5:
			p.m.Update(tea.MouseMotionMsg{X: dice.IntN(p.m.w), Y: dice.IntN(p.m.h), Button: tea.MouseLeft})
		case 2:
			p.m.Update(tea.MouseWheelMsg{X: dice.IntN(p.m.w), Y: dice.IntN(p.m.h), Button: []tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown}[dice.IntN(2)]})
		case 3:
			p.m.Update(tea.PasteMsg{Content: pastes[dice.IntN(len(pastes))]})
		default:
			p.press(keys[dice.IntN(len(keys))])
		}
		fitsTheScreen(t, p)
		if p.m.run != nil {
			rowsAreLegal(t, p.m.run)
		}
	}
}

func fitsTheScreen(t *testing.T, p *person) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(p.screen(), "\n"), "\n")
	if len(lines) > p.m.h {
		t.Fatalf("%d lines on a screen of %d", len(lines), p.m.h)
	}
	for _, l := range lines {
		if canvas.Width(l) > p.m.w || strings.ContainsFunc(l, unicode.IsControl) {
			t.Fatalf("on a screen of %d×%d: %q", p.m.w, p.m.h, l)
		}
	}
}

func rowsAreLegal(t *testing.T, s *session) {
	t.Helper()
	for _, r := range s.view.Rows {
		if err := s.view.World.Legal(r.Choice); !r.Prompt && (err == nil) != (r.Blocked == "") {
			t.Fatalf("%s is offered (blocked: %q), yet: %v", r.Choice.Line(), r.Blocked, err)
		}
	}
}

// replays checks that what was recorded is the whole tree.
func replays(t *testing.T, s *session) {
	t.Helper()
	s.record.close(s.time.Cursor())
	if s.record.wrong != nil {
		t.Fatal(s.record.wrong)
	}
	log := bytes.Clone(s.record.log.Bytes())
	copied, err := script.Parse("recording", log)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	again, err := open(copied, presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	for {
		event, ok := again.player.Next()
		if !ok {
			break
		}
		if event.Err != nil {
			t.Fatalf("%v\n%s", event.Err, log)
		}
	}
	if got, want := count(again.time.Start()), count(s.time.Start()); got != want {
		t.Errorf("%d points in the recording, %d on the screen", got, want)
	}
	if got, want := again.time.Cursor().World.Fingerprint(), s.time.Cursor().World.Fingerprint(); got != want {
		t.Errorf("the recording ends elsewhere")
	}
}

func count(p *timeline.Point) int {
	n := 1
	for _, q := range p.Children() {
		n += count(q)
	}
	return n
}
