package cli

import (
	"fmt"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/spf13/cobra"

	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui"
	"synod/ui/pane"
	"synod/ui/plain"
)

// diff says in what two runs differ.
func (a *app) diff() *cobra.Command {
	var screen bool
	cmd := command("diff A B [--screen]", cobra.ExactArgs(2), func(args []string) error {
		runs := [2]*plain.Run{}
		for i, arg := range args {
			r, err := a.played(arg)
			if err != nil {
				return err
			}
			runs[i] = r
		}
		if screen {
			if !a.onScreen() {
				return usage("--screen needs a terminal")
			}
			a.screen.beside = &ui.Beside{Words: base(args[1]), Open: runs[1].Script}
			return a.show(runs[0].Script, base(args[0]))
		}
		return a.printDiff(args, runs)
	})
	cmd.Flags().BoolVar(&screen, "screen", false, "both beside each other on the screen, in step")
	cmd.ValidArgsFunction = named
	a.configured(cmd)
	return cmd
}

// printDiff prints what the heads say otherwise, where the runs part, their steps
// as a unified diff, and what is not the same in the end. Its status is that of
// any diff: 1 if there is a difference.
func (a *app) printDiff(names []string, runs [2]*plain.Run) error {
	lines := [2][]*timeline.Point{runs[0].Line(), runs[1].Line()}
	heads := udiff.Unified(names[0], names[1], headOf(runs[0].Script), headOf(runs[1].Script))
	steps := udiff.Unified(names[0]+", steps", names[1]+", steps", stepsOf(lines[0]), stepsOf(lines[1]))
	d := timeline.Differ(runs[0].End, runs[1].End)
	end := pane.Differing(&d, runs[0].End.World, runs[1].End.World, [2]string{names[0], names[1]})
	if heads+steps == "" && len(end) == 0 {
		fmt.Fprintln(a.out, "The two runs are the same.")
		return nil
	}
	for _, part := range []string{heads, parting(names, lines), steps} {
		for line := range strings.Lines(part) {
			fmt.Fprintln(a.out, a.text(strings.TrimSuffix(line, "\n")))
		}
		if part != "" {
			fmt.Fprintln(a.out)
		}
	}
	if len(end) == 0 {
		fmt.Fprintln(a.out, "In the end the two worlds are the same.")
	} else {
		fmt.Fprintln(a.out, "In the end:")
	}
	for _, line := range end {
		fmt.Fprintln(a.out, a.text("  "+line))
	}
	return silent(exitFailure)
}

// headOf is the head as a file has it, without what a recording says of itself.
func headOf(s *script.Script) string {
	head := script.Script{Head: s.Head}
	head.Head.Encoding, head.Head.Made, head.Head.From, head.Head.Guided = 0, "", "", false
	return head.Print()
}

// stepsOf is the run as a file has it, a choice a line.
func stepsOf(line []*timeline.Point) string {
	var b strings.Builder
	for _, p := range line[1:] {
		b.WriteString(p.Choice.Line() + "\n")
	}
	return b.String()
}

// parting says where the runs part; empty: they never do.
func parting(names []string, lines [2][]*timeline.Point) string {
	beat := timeline.InStep(lines[0][0], lines[1]).At(lines[0][len(lines[0])-1])
	n := min(len(lines[0]), len(lines[1])) - 1
	switch f := beat.First; {
	case f == nil && len(lines[0]) == len(lines[1]):
		return ""
	case f != nil && f.Left.Parent == nil:
		return "They differ from the start."
	case f != nil && f.Left.Step <= n:
		return fmt.Sprintf("They differ from step %d on.\n  %s: %s\n  %s: %s", f.Left.Step, names[0], f.Left.Choice.Line(), names[1], f.Right.Choice.Line())
	case len(lines[0]) > n+1:
		return fmt.Sprintf("After step %d only %s goes on.", n, names[0])
	}
	return fmt.Sprintf("After step %d only %s goes on.", n, names[1])
}
