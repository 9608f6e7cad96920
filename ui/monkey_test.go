package ui

import (
	"bytes"
	"math/rand/v2"
	"os"
	"testing"

	tea "charm.land/bubbletea/v2"

	"synod/engine/script"
	"synod/engine/timeline"
	"synod/presets"
)

// TestAnyKeys presses keys blindly over every preset: nothing panics, nothing
// is offered that would be refused, and the recording plays to the same tree.
func TestAnyKeys(t *testing.T) {
	var keys []string
	for _, b := range runKeys() {
		for _, k := range b.keys {
			switch k {
			case "q", "r", "ctrl+c", "ctrl+z", "R": // leave, write files
			case "ctrl+p", "i", "}": // open other presets, run far on
			default:
				keys = append(keys, k)
			}
		}
	}
	keys = append(keys, "enter", "enter", "enter", "right", "right", "down", "down", "left", "left", "x", "d", "s")
	all := presets.All()
	presses := 30_000/len(all) + 1
	if os.Getenv("SYNOD_LONG") != "" {
		presses = 1500
	}
	for i, preset := range all {
		t.Run(preset.Name, func(t *testing.T) {
			dice := rand.New(rand.NewPCG(uint64(i), 7))
			p := sit(t, 80+dice.IntN(60), 24+dice.IntN(30), Options{Open: preset.Script, NoRecord: true})
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
