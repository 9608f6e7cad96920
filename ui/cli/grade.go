package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/plain"
)

// graded is what `synod grade --json` prints.
type graded struct {
	Synod   int    `json:"synod"`
	Solved  bool   `json:"solved"`
	Steps   int    `json:"steps"`
	Par     int    `json:"par,omitempty"`
	Beyond  string `json:"not_allowed,omitempty"`
	Problem string `json:"problem,omitempty"`
}

func (a *app) grade() *cobra.Command {
	var asJSON bool
	cmd := command("grade EXERCISE RUN [--json]", cobra.ExactArgs(2), func(args []string) error {
		exercise, err := a.exerciseOf(args[0])
		if err != nil {
			return unreadable(err)
		}
		run, _, err := a.load(args[1])
		if err != nil {
			return unreadable(err)
		}
		g, err := script.GradeRun(exercise, run, presets.Protocols())
		if asJSON {
			return a.gradeJSON(g, err)
		}
		if err != nil {
			return unreadable(err)
		}
		fmt.Fprintln(a.out, a.text(gradeLine(g)))
		return verdictOf(g)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	cmd.ValidArgsFunction = named
	return cmd
}

// unreadable is what cannot be graded: that is no failure of the exercise.
func unreadable(err error) error { return usageError{err} }

func verdictOf(g script.Grade) error {
	if g.Solved {
		return nil
	}
	return silent(exitFailure)
}

func gradeLine(g script.Grade) string {
	par := ""
	if g.Par > 0 {
		par = fmt.Sprintf("; par is %d", g.Par)
	}
	switch {
	case g.Solved:
		return fmt.Sprintf("solved in %d steps%s", g.Steps, par)
	case g.Beyond != "":
		return fmt.Sprintf("not solved: the exercise does not allow the step %s", g.Beyond)
	}
	return fmt.Sprintf("not solved in %d steps%s", g.Steps, par)
}

func (a *app) gradeJSON(g script.Grade, err error) error {
	d := graded{Synod: plain.FormatVersion, Solved: g.Solved, Steps: g.Steps, Par: g.Par, Beyond: g.Beyond}
	if err != nil {
		d.Problem = a.text(err.Error())
	}
	if wrong := plain.JSON(a.out, d); wrong != nil {
		return wrong
	}
	if err != nil {
		return silent(exitUsage)
	}
	return verdictOf(g)
}
