package cli

import (
	"io"

	"github.com/spf13/cobra"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/export"
)

func (a *app) handout() *cobra.Command {
	var exercise bool
	cmd := command("handout LESSON|FILE [--exercise]", cobra.ExactArgs(1), func(args []string) error {
		if exercise {
			return a.printExercise(args[0])
		}
		scripts, err := a.handedOut(args[0])
		if err != nil {
			return err
		}
		h := export.Handout{ASCII: a.ascii}
		for _, s := range scripts {
			r, err := through(s)
			if err != nil {
				return err
			}
			h.Runs = append(h.Runs, r)
		}
		return h.Write(a.out)
	})
	cmd.Flags().BoolVar(&exercise, "exercise", false, "the exercise as one .synod file, without its solution")
	cmd.ValidArgsFunction = lessonNames
	return cmd
}

// handedOut are the scripts of a lesson, or one file.
func (a *app) handedOut(arg string) (out []*script.Script, err error) {
	if l, ok := presets.FindLesson(arg); ok {
		for _, p := range l.Scenes {
			out = append(out, p.Script)
		}
		return out, nil
	}
	s, _, err := a.load(arg)
	return []*script.Script{s}, err
}

// printExercise prints the exercise as it is handed out.
func (a *app) printExercise(arg string) error {
	s, err := a.exerciseOf(arg)
	if err != nil {
		return err
	}
	if s.Head.Lesson.Goal == "" {
		return usage("%s sets no exercise: its head has no goal", arg)
	}
	without := *s
	without.Head.Lesson.Solution = nil
	_, err = io.WriteString(a.out, without.Print())
	return err
}
