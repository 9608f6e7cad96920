package enginetest

import (
	"regexp"
	"strings"
	"testing"

	"synod/engine"
)

// Said counts the rules that steps applied.
type Said map[string]int

// gap is a hole of a sentence that nothing was filled into. A version vector
// looks alike, but has a colon.
var gap = regexp.MustCompile(`\{(\d+|[a-z]+)\}`)

// hear fills the sentences of the rules that a step applied: each rule is in the
// catalogue, and no sentence has a gap.
func (s Said) hear(t *testing.T, step *engine.Step) {
	t.Helper()
	for _, y := range step.Whys {
		rule := step.From.System().Protocol().Rule(y.Rule)
		if rule == nil {
			t.Fatalf("%s: rule %s is applied and is not in the catalogue", step.Choice.Line(), y.Rule)
		}
		s[rule.ID]++
		for _, text := range []string{y.Fill(rule.Did), y.Fill(rule.Why)} {
			if gap.MatchString(text) || strings.Contains(text, "  ") {
				t.Errorf("%s: %s: %s", step.Choice.Line(), rule.ID, text)
			}
		}
	}
}
