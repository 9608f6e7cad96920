package arithmetic

import (
	_ "embed" // the examples
	"strings"

	"synod/engine"
)

//go:embed examples.txt
var examplesText string

// example is a worked example: settings, a question, and the answer. It is
// written as a rule of a catalogue: its phase holds the settings, its source
// where it is from, its did what is asked, its why the answer.
type example engine.Rule

var examples = engine.MustRules(examplesText)

func exampleNames() []string {
	var names []string
	for _, e := range examples {
		names = append(names, e.ID)
	}
	return names
}

// findExample gives the example of that name, or an empty one.
func findExample(name string) example { return example(examples.Find(name)) }

// settings lists what the example sets and the call does not.
func (e example) settings(given engine.Config) []engine.Setting {
	var out []engine.Setting
	for _, field := range strings.Fields(e.Phase) {
		name, value, _ := strings.Cut(field, "=")
		if !given.Given(name) {
			out = append(out, engine.Setting{Name: name, Values: strings.Split(value, ",")})
		}
	}
	return out
}

// doc puts the question before what is to be seen, and the answer behind it.
func (e example) doc(r Report) engine.Doc {
	doc := engine.Doc{engine.Text{{Text: e.Name + " (" + e.Source + ")", Bold: true}}, engine.Text{{Text: e.Did}}}
	return append(append(doc, r.short()...), engine.Text{{Text: e.Why}})
}
