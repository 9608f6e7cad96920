package cli

import (
	"bufio"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui"
	"synod/ui/plain"
	"synod/ui/store"
)

// courseWords are what `synod course` takes beside the id of a lesson.
var courseWords = []string{"review", "reset", "export", "map"}

func (a *app) course() *cobra.Command {
	cmd := command("course [LESSON | review | reset [LESSON] | export | map] [--plain] [--layout NAME]", cobra.MaximumNArgs(2), a.inCourse)
	cmd.Flags().BoolVar(&a.screen.plain, "plain", false, "no screen: lines in, sentences out, also through a pipe")
	cmd.ValidArgsFunction = lessonNames
	a.configured(cmd)
	return cmd
}

func (a *app) inCourse(args []string) error {
	word := ""
	if len(args) > 0 {
		word = args[0]
	}
	switch {
	case word == "reset":
		return a.resetCourse(args[1:])
	case len(args) > 1:
		return usage("course takes one word, or reset and a lesson; synod course --help says more")
	case word == "":
		return a.printCourse()
	case word == "review":
		return a.review()
	case word == "export":
		return a.exportCourse()
	case word == "map":
		return a.printMap()
	}
	return a.openLesson(word)
}

// lessonNames is the command line's part of completion.
func lessonNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, l := range presets.Course() {
		out = append(out, l.ID+"\t"+l.Title())
	}
	return append(out, courseWords...), cobra.ShellCompDirectiveNoFileComp
}

// findLesson gives the lesson of an id, or says which there are.
func findLesson(id string) (presets.Lesson, error) {
	if l, ok := presets.FindLesson(id); ok {
		return l, nil
	}
	names := slices.Clone(courseWords)
	for _, l := range presets.Course() {
		names = append(names, l.ID)
	}
	return presets.Lesson{}, usage("there is no lesson '%s'; expected %s; synod course lists them", id, engine.Nearest(id, names))
}

func (a *app) openLesson(id string) error {
	l, err := findLesson(id)
	if err != nil {
		return err
	}
	scenes, at := ui.CourseScenes(l.ID)
	a.screen.list, a.screen.scene = scenes, at
	return a.present(scenes[at].Script, scenes[at].Name)
}

// printCourse lists the lessons with what was done of them.
func (a *app) printCourse() error {
	p, err := store.ReadProgress()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.out)
	all := presets.Course()
	for _, l := range all {
		line := fmt.Sprintf("%-4s %-46s", l.ID, l.Title())
		par := l.Exercise().Head.Lesson.Par
		if d, done := p.Lessons[l.ID]; done {
			line += fmt.Sprintf(" done in %d, par %d", d.Steps, par)
		} else {
			line += fmt.Sprintf(" par %d", par)
		}
		fmt.Fprintln(out, a.text(line))
	}
	fmt.Fprintf(out, "\n%d of %d lessons done. synod course %s goes on.\n", len(p.Lessons), len(all), nextLesson(all, p))
	if n := len(p.Missed); n > 0 {
		fmt.Fprintf(out, "Questions missed: %d. synod course review asks them again.\n", n)
	}
	return out.Flush()
}

// nextLesson is the first that is not done, or the last.
func nextLesson(all []presets.Lesson, p store.Progress) string {
	id := ""
	for _, l := range all {
		id = l.ID
		if _, done := p.Lessons[id]; !done {
			break
		}
	}
	return id
}

// review asks what was missed once more: on the screen, or as text with the
// place where each stands.
func (a *app) review() error {
	scenes, err := ui.ReviewScenes()
	if err != nil {
		return err
	}
	switch {
	case len(scenes) == 0:
		_, err := fmt.Fprintln(a.out, "No question waits to be answered again.")
		return err
	case !a.talks() && a.onScreen():
		a.screen.list = scenes
		return a.present(scenes[0].Script, scenes[0].Name)
	}
	out := bufio.NewWriter(a.out)
	for _, s := range scenes {
		fmt.Fprintf(out, "Lesson %s: %s\n", s.Script.Head.Lesson.ID, a.text(s.Until.Text))
		for i, answer := range s.Until.Answers {
			fmt.Fprintf(out, "  %d) %s\n", i+1, a.text(answer.Text))
		}
	}
	return out.Flush()
}

// printMap prints which lesson answers which question of which course or text.
func (a *app) printMap() error {
	_, err := fmt.Fprint(a.out, presets.CourseMap())
	return err
}

func (a *app) resetCourse(lesson []string) error {
	id, what := "", "the course"
	if len(lesson) > 0 {
		l, err := findLesson(lesson[0])
		if err != nil {
			return err
		}
		id, what = l.ID, "lesson "+l.ID
	}
	if err := store.ResetProgress(id); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.out, "Forgotten: what was done of %s.\n", what)
	return err
}

// courseDocument is what `synod course export` prints.
type courseDocument struct {
	Synod   int            `json:"synod"`
	Lessons []lessonRecord `json:"lessons"`
	Missed  []store.Missed `json:"missed"`
}

type lessonRecord struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Par   int    `json:"par"`
	Done  bool   `json:"done"`
	Best  int    `json:"best,omitempty"`
	When  string `json:"when,omitempty"`
}

func (a *app) exportCourse() error {
	p, err := store.ReadProgress()
	if err != nil {
		return err
	}
	d := courseDocument{plain.FormatVersion, []lessonRecord{}, append([]store.Missed{}, p.Missed...)}
	for _, l := range presets.Course() {
		r := lessonRecord{ID: l.ID, Title: l.Title(), Par: l.Exercise().Head.Lesson.Par}
		if done, is := p.Lessons[l.ID]; is {
			r.Done, r.Best, r.When = true, done.Steps, done.When.Format("2006-01-02T15:04:05Z07:00")
		}
		d.Lessons = append(d.Lessons, r)
	}
	return plain.JSON(a.out, d)
}

// exerciseOf reads what an argument names, as the exercise that it sets: of a
// lesson, that is its last file.
func (a *app) exerciseOf(arg string) (*script.Script, error) {
	if l, ok := presets.FindLesson(arg); ok {
		return l.Exercise(), nil
	}
	s, _, err := a.load(arg)
	return s, err
}
