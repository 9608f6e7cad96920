package ui

import (
	"testing"

	"synod/presets"
)

// Whatever rule is switched, the new run plays on and its recording replays.
func TestEverySwitchStartsARunThatReplays(t *testing.T) {
	for i, preset := range presets.All() {
		if i%12 != 0 {
			continue
		}
		opened := func() *person {
			return sit(t, 64, 20, Options{Open: preset.Script, Name: preset.Name, NoRecord: true, Layout: "presenter"}).times(60, "right")
		}
		for n := range newCard(opened().m.run).switches {
			p := opened().press("y").times(n, "down").sees("With it off").press("enter")
			p.times(40, "right").screen()
			replays(t, p.m.run)
		}
	}
}
