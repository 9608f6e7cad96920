package presets_test

import (
	"testing"

	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/presets"
)

// What a scenario's text says of a rule that is switched off, or on, is what the
// search finds under the menu that the scenario states. The lengths are right as
// long as rules and menus stay; 0: nothing breaks, and the search ends.
func TestWhatScenariosSayOfTheirRules(t *testing.T) {
	for _, c := range []struct {
		preset, property string
		off              []string
		length           int
	}{
		{"fenced-writer", "ACK-DURABLE", []string{"check-epoch", "abort-segment"}, 20},
		{"fenced-writer", "ACK-DURABLE", []string{"check-epoch"}, 0},
		{"fenced-writer", "ACK-DURABLE", []string{"abort-segment"}, 0},
		{"same-epoch-race", "ONE-LEADER-PER-EPOCH", []string{"strict-epoch"}, 18},
		{"longest-log-wins", "AGREE", nil, 0},
		{"lock-herd", "NO-HERD", nil, 0},
	} {
		p, ok := presets.Find(c.preset)
		if !ok {
			t.Fatalf("there is no %s", c.preset)
		}
		p.Script.Head.Config.Off = c.off
		r := exploretest.Search(t, searched(t, p), explore.Options{Property: c.property})
		if r.Length != c.length || (r.Broken != nil) != (c.length > 0) || c.length == 0 && !r.Exhausted {
			t.Errorf("%s, off %v: %s broken %v in %d, exhausted %v, %d worlds", c.preset, c.off, c.property, r.Broken != nil, r.Length, r.Exhausted, r.States)
		}
	}
}
