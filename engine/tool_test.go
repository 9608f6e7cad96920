package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"synod/engine"
)

func TestAToolRefusesWhatItDoesNotTake(t *testing.T) {
	tool := engine.Tool{
		Name: "half", Help: "half of a number\n\nThe text.\n\nExamples:\n  synod half --x 3\n",
		Params: []engine.Param{
			{Name: "x", Kind: engine.Float, Default: "1", Max: 10},
			{Name: "of", Kind: engine.File, Choices: []string{"numbers"}},
		},
		Run: func(c engine.ToolCall) (engine.ToolAnswer, error) {
			if len(c.Words("of")) > 1 {
				return engine.ToolAnswer{}, c.Misfit("of", "%s holds nothing", c.Word("of"))
			}
			return engine.ToolAnswer{Data: c.Float("x") / 2, Stopped: !c.Report(1)}, nil
		},
	}
	short, text, examples := tool.Topic()
	if short != "half of a number" || text != "The text." || examples != "  synod half --x 3" {
		t.Errorf("the help is %q, %q, %q", short, text, examples)
	}
	for line, want := range map[string]string{
		"":                 "0.5",
		"x 3":              "1.5",
		"x 1e1":            "5",
		"x 11":             "'11' is no number; expected one from 0 to 10",
		"x nan":            "is no number",
		"x 1 2":            "one value was expected, not 2",
		"y 3":              "half has no parameter 'y'; expected 'x'?",
		"x 3;x 4":          "it is given twice",
		"of anything":      "0.5",
		"of file contents": "file holds nothing",
	} {
		var settings []engine.Setting
		for part := range strings.SplitSeq(line, ";") {
			if f := strings.Fields(part); len(f) > 0 {
				settings = append(settings, engine.Setting{Name: f[0], Values: f[1:]})
			}
		}
		a, err := tool.Ask(settings, nil)
		got := fmt.Sprint(a.Data)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q: %s; expected %s", line, got, want)
		}
	}
	if a, _ := tool.Ask(nil, func(float64) bool { return false }); !a.Stopped {
		t.Error("a tool that was stopped does not say so")
	}
}
