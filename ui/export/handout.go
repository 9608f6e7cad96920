package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"synod/engine/script"
	"synod/ui/canvas"
	"synod/ui/plain"
	"synod/ui/show"
)

// Handout is a lesson on paper: its runs step by step, with the questions where
// they are asked and the answers at the end.
type Handout struct {
	Runs  []*plain.Run
	ASCII bool // write nothing but plain ASCII
}

// Write writes it as Markdown that is plain text as well.
func (h Handout) Write(out io.Writer) error {
	w := &handout{Writer: bufio.NewWriter(out), ascii: h.ASCII}
	first := h.Runs[0].Script.Head
	w.title(strings.TrimPrefix(first.Lesson.ID+" · "+first.Title, " · "))
	w.labelled("Aim", first.Lesson.Aim)
	for i, r := range h.Runs {
		if i > 0 {
			w.section(r.Script.Head.Title)
		}
		w.run(r)
	}
	last := h.Runs[len(h.Runs)-1].Script.Head.Lesson
	w.exercise(&last)
	w.section("Answers")
	w.answers()
	w.solution(h.Runs[len(h.Runs)-1])
	w.labelled("To keep", last.Recap)
	w.labelled("Sources", strings.Join(last.Sources, " · "))
	return w.Flush()
}

type handout struct {
	*bufio.Writer
	ascii     bool
	questions []*script.Entry
}

// line writes one line.
func (w *handout) line(text string) {
	if w.ascii {
		text = canvas.ASCII(text)
	}
	w.WriteString(text + "\n")
}

// para writes a paragraph: lead before its first line, and as many blanks before
// the others.
func (w *handout) para(lead, text string) {
	if text == "" {
		return
	}
	for _, l := range hung(lead, show.Clean(text)) {
		w.line(l)
	}
}

func (w *handout) title(text string) { w.line("# " + show.Clean(text)); w.line("") }

func (w *handout) section(text string) { w.line("## " + show.Clean(text)); w.line("") }

func (w *handout) labelled(label, text string) {
	if text != "" {
		w.para("", label+": "+text)
		w.line("")
	}
}

func (w *handout) run(r *plain.Run) {
	list := false // of steps, behind which a blank line stands
	for i := range r.Events {
		ev := &r.Events[i]
		if list && ev.Entry.Kind != script.Choose {
			w.line("")
			list = false
		}
		switch e := ev.Entry; e.Kind {
		case script.Choose:
			w.step(ev)
			list = true
		case script.Chapter:
			w.section(e.Text)
		case script.Narrate:
			for part := range strings.SplitSeq(e.Text, "\n") {
				w.para("", part)
				w.line("")
			}
		case script.Ask:
			w.question(e)
		case script.Back:
			w.para("", fmt.Sprintf("Back to step %d.", ev.Point.Step))
			w.line("")
		}
	}
	if list {
		w.line("")
	}
}

func (w *handout) step(ev *script.Event) {
	s := ev.Point.Explain()
	w.para(fmt.Sprintf("%3d. ", ev.Point.Step), show.Step(s).Did)
	for _, k := range show.Milestones(s) {
		w.para("     ", k.String())
	}
}

func (w *handout) question(e *script.Entry) {
	w.questions = append(w.questions, e)
	w.para("", fmt.Sprintf("**Question %d.** %s", len(w.questions), e.Text))
	w.line("")
	for i, a := range e.Answers {
		w.para("- "+option(i)+") ", a.Text)
	}
	w.line("")
}

func option(i int) string { return string(rune('a' + i)) }

func (w *handout) answers() {
	for n, e := range w.questions {
		var right []string
		for i, a := range e.Answers {
			if a.Right {
				right = append(right, option(i)+") "+a.Text)
			}
		}
		w.para(fmt.Sprintf("%d. ", n+1), strings.Join(right, "; ")+". "+e.Because)
	}
	w.line("")
}

func (w *handout) exercise(l *script.Lesson) {
	if l.Goal == "" {
		return
	}
	w.section("Exercise")
	w.labelled("From the mark "+l.Begins, l.Task)
	w.labelled("As the program judges it", "`"+l.Goal+"`")
	if l.Par > 0 {
		w.para("", fmt.Sprintf("It can be done in %d steps.", l.Par))
		w.line("")
	}
}

// solution says the steps of the solution in words.
func (w *handout) solution(r *plain.Run) {
	l := r.Script.Head.Lesson
	if len(l.Solution) == 0 {
		return
	}
	w.para("", fmt.Sprintf("The exercise, in %d steps:", len(l.Solution)))
	w.line("")
	from := r.Find(l.Begins)
	if from == nil {
		return
	}
	world := from.World
	for i, c := range l.Solution {
		s, err := world.Explain(c)
		if err != nil {
			break
		}
		w.para(fmt.Sprintf("%3d. ", i+1), show.Step(s).Did)
		world = s.World()
	}
	w.line("")
}
