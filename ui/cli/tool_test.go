package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"synod/engine"
)

// toy is a tool with a parameter of each kind.
var toy = engine.Tool{
	Name: "toy", Help: "echo\n\nSays what it is told.\n\nExamples:\n  synod toy --n 3\n",
	Params: []engine.Param{
		{Name: "n", Help: "a number", Kind: engine.Int, Default: "1", Max: 9},
		{Name: "share", Help: "a share", Kind: engine.Float, Default: "0.5", Max: 1},
		{Name: "colour", Help: "a colour", Kind: engine.Word, Default: "red", Choices: []string{"red", "blue"}},
		{Name: "list", Help: "words", Kind: engine.Words},
		{Name: "loud", Help: "loud", Kind: engine.Bool, Default: "false"},
		{Name: "from", Help: "a source", Kind: engine.File, Default: "here", Choices: []string{"here"}},
	},
	Run: func(c engine.ToolCall) (engine.ToolAnswer, error) {
		said := fmt.Sprintf("%v %v %v %v %v %v", c.Int("n"), c.Float("share"), c.Word("colour"), c.Words("list"), c.Bool("loud"), c.Words("from"))
		return engine.ToolAnswer{Doc: engine.Doc{engine.Text{{Text: said}}}, Data: said}, nil
	},
}

// Whatever a protocol declares becomes a command; this program knows none of it.
func TestAToolBecomesACommand(t *testing.T) {
	for line, want := range map[string]string{
		"":                        "1 0.5 red [] false [here]",
		"--n 3 --share 1 --loud":  "3 1 red [] true [here]",
		"-n 3 --colour blue":      "3 0.5 blue [] false [here]",
		"--list a,b --loud=false": "1 0.5 red [a b] false [here]",
		"--from -":                "1 0.5 red [] false [- piped]",
		"--from nowhere":          "1 0.5 red [] false [nowhere]",
		"--json":                  `"result": "1 0.5 red [] false [here]"`,
		"--n 10":                  "--n: '10' is no number from 0 to 9",
		"--share x":               "--share: 'x' is no number",
		"--colour blau":           "--colour: unknown word 'blau'; expected 'blue'?",
		"--list ,":                "--list is empty",
		"--loud=maybe":            "--loud: 'maybe' is neither true nor false",
		"--from .":                "cannot read '.'",
		"--colur red":             "unknown flag: --colur; expected '--colour'?",
		"extra":                   "write: toy [flags]",
	} {
		var out bytes.Buffer
		a := &app{in: strings.NewReader("piped"), out: &out, errs: &out}
		cmd := a.tool(&toy)
		cmd.SilenceErrors, cmd.SilenceUsage = true, true
		cmd.SetFlagErrorFunc(badFlag)
		cmd.SetArgs(strings.Fields(line))
		err := cmd.Execute()
		got := out.String()
		if err != nil {
			got = err.Error()
			if bad := (usageError{}); !errors.As(err, &bad) {
				t.Errorf("%q: %v is no usage error", line, err)
			}
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q: %s; expected %s", line, got, want)
		}
	}
}

// A calculation that is interrupted tells what it has so far.
func TestAnInterruptPrintsWhatWasTried(t *testing.T) {
	for _, args := range [][]string{{"staleness", "--trials", "1000000000"}, {"staleness", "--trials", "1000000000", "--json"}} {
		var out, errs bytes.Buffer
		status := interrupted(t, args, &out, &errs)
		if status != exitInterrupted || !strings.Contains(out.String(), "Stopped early") && !strings.Contains(out.String(), `"stopped": true`) {
			t.Errorf("%v: status %d\n%s%s", args, status, &out, &errs)
		}
	}
}
