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

// asked counts the question marks in a run's text: in plain ASCII a character
// without a twin is one.
func asked(t *testing.T, r *plain.Run, o plain.Options) int {
	t.Helper()
	var out strings.Builder
	if o.Why = true; r.Text(&out, o) != nil {
		t.Fatal("it cannot be written")
	}
	return strings.Count(out.String(), "?")
}

// TestEveryStepOfEveryPresetIsSaid finds rules without a sentence, sentences
// with an argument too few, facts that nobody can say, and characters that plain
// ASCII cannot say.
func TestEveryStepOfEveryPresetIsSaid(t *testing.T) {
	for _, p := range presets.All() {
		r, err := plain.Play(p.Script, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		if marks, twins := asked(t, r, plain.Options{}), asked(t, r, plain.Options{ASCII: true}); marks != twins {
			t.Errorf("%s: in plain ASCII %d characters have no twin", p.Name, twins-marks)
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
