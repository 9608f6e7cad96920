package ui

import (
	"testing"

	"synod/presets"
)

func TestALectureOfThreeScenarios(t *testing.T) {
	var list []Scene
	for _, name := range []string{"first-steps", "chosen-but-unknown", "stale-read"} {
		p, _ := presets.Find(name)
		list = append(list, Scene{name, p.Script, nil})
	}
	p := sit(t, 120, 40, Options{Open: list[0].Script, Name: list[0].Name, NoRecord: true, Playlist: list})
	p.sees("1 of 3 in the list").press("(").sees("the first of the list")
	p.press(")").sees("2 of 3 in the list: Chosen, and nobody knows", "step 0").times(16, "right")
	p.press("P", "left", "pgdown").press("left", "left").sees("14 P2 has promises")
	p.press("pgdown", "pgdown").press("P").press("P").sees("step 16").press("P", "pgdown").sees("3 of 3 in the list: A stale read", " 0  A stale read")
	p.press("P", "P", ")").sees("the last of the list").press("(").sees("2 of 3", "step 0")
	lesson(t, 80, 24).press(")").sees("There is no list")
}
