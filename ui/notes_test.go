package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/adrg/xdg"

	"synod/engine/script"
	"synod/presets"
)

const noted = `synod: 1
title: With notes
protocol: paxos
---
! Welcome them.
call P1 propose pear
deliver P1>A1
! Ask who has voted.
deliver P1>A2
`

// The speaker has a screen for the room, and a second terminal that follows it.
func TestNotesFollowTheRun(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	parse := func() *script.Script {
		s, err := script.Parse("noted.synod", []byte(noted))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	notes, err := newSpeaker([]Scene{{"noted", parse(), nil}}, Options{}, presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	notes.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	reads := func(texts ...string) {
		t.Helper()
		notes.Update(lookNow{})
		notes.View()
		for _, text := range texts {
			if screen := notes.canvas.String(); !strings.Contains(screen, text) {
				t.Errorf("no %q in the notes:\n%s", text, screen)
			}
		}
	}
	reads("With notes", "step 0 of 3 · no run is being recorded yet", "! Welcome them.", "The next notes are for step 2:", "! Ask who has voted.")
	room := sit(t, 80, 24, Options{Open: parse(), Name: "noted.synod"}).press("right")
	reads("step 1 of 3", "No note for this place.")
	room.press("right").seesNo("Ask who has voted")
	reads("step 2 of 3", "A1 promises 1.P1", "! Ask who has voted.")
	room.press("end", "down", "enter")
	reads("The run has left the script; its last place there: step 2 of 3")
	room.press("home", "right")
	reads("step 3 of 3", "No note for this place.")
	if _, cmd := notes.Update(keyOf("q")); cmd == nil {
		t.Error("q does not leave")
	}
	room.m.stop()
}
