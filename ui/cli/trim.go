package cli

import (
	"github.com/spf13/cobra"

	"synod/engine/script"
	"synod/ui/export"
	"synod/ui/plain"
)

// trim cuts a piece out of a run. What is before it stays as steps, since what
// comes after needs them, but is not told any more: the screen opens behind it.
func (a *app) trim() *cobra.Command {
	var steps, to string
	cmd := command("trim NAME|FILE|- --steps A..B [-o OUT]", cobra.ExactArgs(1), func(args []string) error {
		if steps == "" {
			return usage("which steps? write such as --steps 5..14")
		}
		r, err := a.played(args[0])
		if err != nil {
			return err
		}
		x, err := export.Find(r, steps)
		switch {
		case err != nil:
			return usage("--steps %s: %w", steps, err)
		case x.Away != "":
			return usage("--steps %s: '%s' is not on the way to the run's end", steps, x.Away)
		case x.To < x.From:
			return usage("--steps %s: no step is taken there; the run has steps 1 to %d", steps, r.End.Step)
		}
		if err := a.put(to, trimmed(r, x.From, x.To)); err != nil {
			return err
		}
		if x.From > 1 {
			a.complain("the steps before %d stay, since what follows needs them; nothing is said there, and the screen opens behind them", x.From)
		}
		return nil
	})
	cmd.Flags().StringVar(&steps, "steps", "", "such as 3..12, ..chosen, or the title of a chapter")
	a.completePlaces(cmd, "steps")
	cmd.Flags().StringVarP(&to, "output", "o", "", "the file to write; without it, standard output")
	cmd.ValidArgsFunction = named
	return cmd
}

// trimmed is the run to a step, told from another step on. Branches that do not
// lead there are left out.
func trimmed(r *plain.Run, from, to int) *script.Script {
	line := r.Line()
	s := &script.Script{Head: r.Script.Head}
	s.Head.Begin = from - 1
	for i := range r.Events {
		ev := &r.Events[i]
		if ev.Entry == nil || !ev.Point.On(line) || ev.Point.Step > to || ev.Skipped {
			continue
		}
		switch ev.Entry.Kind {
		case script.Back:
		case script.Choose, script.Mark, script.Unlock:
			s.Entries = append(s.Entries, *ev.Entry)
		default:
			if ev.Point.Step >= from-1 {
				s.Entries = append(s.Entries, *ev.Entry)
			}
		}
	}
	return s
}
