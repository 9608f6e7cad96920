package plain_test

import (
	"regexp"
	"strings"
	"testing"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/plain"
	"synod/ui/show"
)

var (
	hole = regexp.MustCompile(`\{(node|key|value|[0-9]+)\}`)
	// oneHave finds a list that is said as of several, and has one name in it.
	oneHave = regexp.MustCompile(`(^|[.:;] )\pL+[0-9]+ have `)
)

// TestEveryStepOfEveryPresetIsSaid finds rules without a sentence, sentences
// with an argument too few, and facts that nobody can say.
func TestEveryStepOfEveryPresetIsSaid(t *testing.T) {
	for _, p := range presets.All() {
		r, err := plain.Play(p.Script, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		protocol := r.Start.System().Protocol()
		for _, ev := range r.Events {
			if ev.Entry.Kind != script.Choose {
				continue
			}
			s := ev.Point.Explain()
			for _, y := range s.Whys {
				if protocol.Rule(y.Rule) == nil {
					t.Errorf("%s:%d: the catalogue has no rule %s", p.Name, ev.Entry.Line, y.Rule)
				}
			}
			said := show.Step(s)
			texts := []string{said.Did, said.Why, show.Preview(s)}
			for _, f := range s.Facts {
				texts = append(texts, show.Fact(protocol, f))
			}
			for _, text := range texts {
				if hole.MatchString(text) || strings.Contains(text, "  ") || strings.Contains(text, "..") || oneHave.MatchString(text) {
					t.Errorf("%s:%d: %q", p.Name, ev.Entry.Line, text)
				}
			}
			if !strings.HasSuffix(said.Did, ".") {
				t.Errorf("%s:%d: %q is no sentence", p.Name, ev.Entry.Line, said.Did)
			}
		}
	}
}
