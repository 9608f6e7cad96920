package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"synod/engine/script"
	"synod/ui/canvas"
	"synod/ui/plain"
	"synod/ui/show"
)

// Handout is a lesson on paper: its runs step by step, with the questions where
// they are asked, and the answers at the end with what each is seen by.
type Handout struct {
	Runs  []*plain.Run
	ASCII bool // write nothing but plain ASCII
}

// Write writes it as Markdown that is plain text as well.
func (h Handout) Write(out io.Writer) error {
	w := &handout{Writer: bufio.NewWriter(out), ascii: h.ASCII}
	first := h.Runs[0].Script.Head
	w.title(strings.TrimPrefix("Lesson "+first.Lesson.ID+" · "+first.Title, "Lesson  · "))
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
	ascii bool
	asked []*asked
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

// run writes a run. What comes behind a question, up to the next one or to a new
// chapter, stands with its answer, since it would give that away.
func (w *handout) run(r *plain.Run) {
	var behind *asked // what is read now stands with the answer to it; nil: in its place
	var here []*script.Event
	for i := range r.Events {
		ev := &r.Events[i]
		switch e := ev.Entry; {
		case e.Kind == script.Mark && e.Text == r.Script.Head.Lesson.Begins && behind.words():
			here, behind.then, behind = behind.then, nil, nil // it leads on to the exercise
		case e.Kind == script.Choose || e.Kind == script.Narrate:
			if behind != nil {
				behind.then = append(behind.then, ev)
			} else {
				here = append(here, ev)
			}
		case e.Kind == script.Ask || e.Kind == script.Chapter || e.Kind == script.Back:
			w.events(here)
			w.elsewhere(behind)
			here, behind = nil, nil
			if e.Kind == script.Ask {
				behind = w.question(e)
			} else {
				w.turn(ev)
			}
		}
	}
	w.events(here)
	w.elsewhere(behind)
}

// asked is a question, and what comes behind it.
type asked struct {
	entry *script.Entry
	then  []*script.Event
}

// words says whether nothing but words comes behind a question.
func (q *asked) words() bool {
	return q != nil && !slices.ContainsFunc(q.then, func(ev *script.Event) bool { return ev.Entry.Kind == script.Choose })
}

// elsewhere says where that stands which comes behind a question, if anything does.
func (w *handout) elsewhere(q *asked) {
	if q == nil || len(q.then) == 0 {
		return
	}
	w.para("", fmt.Sprintf("(Read on at answer %d, and come back here.)", len(w.asked)))
	w.line("")
}

// turn writes where the script begins a chapter or goes back.
func (w *handout) turn(ev *script.Event) {
	if ev.Entry.Kind == script.Chapter {
		w.section(ev.Entry.Text)
		return
	}
	w.para("", fmt.Sprintf("Back to step %d.", ev.Point.Step))
	w.line("")
}

// events writes steps and what is said of them.
func (w *handout) events(all []*script.Event) {
	for i, ev := range all {
		if ev.Entry.Kind == script.Choose {
			w.step(ev)
			if i+1 == len(all) || all[i+1].Entry.Kind != script.Choose {
				w.line("")
			}
			continue
		}
		for part := range strings.SplitSeq(ev.Entry.Text, "\n") {
			w.para("", part)
			w.line("")
		}
	}
}

func (w *handout) step(ev *script.Event) {
	s := ev.Point.Explain()
	w.para(fmt.Sprintf("%3d. ", ev.Point.Step), show.Step(s).Did)
	for _, k := range show.Milestones(s) {
		w.para("     ", k.String())
	}
}

// question asks, and leaves room for the reason.
func (w *handout) question(e *script.Entry) *asked {
	q := &asked{entry: e}
	w.asked = append(w.asked, q)
	w.para("", fmt.Sprintf("**Question %d.** %s", len(w.asked), e.Text))
	w.line("")
	for i, a := range e.Answers {
		w.para("- "+option(i)+") ", a.Text)
	}
	w.line("")
	w.line("Because: " + strings.Repeat("_", mdWidth-len("Because: ")))
	w.line("")
	return q
}

func option(i int) string { return string(rune('a' + i)) }

func (w *handout) answers() {
	for n, q := range w.asked {
		var right []string
		for i, a := range q.entry.Answers {
			if a.Right {
				right = append(right, option(i)+") "+a.Text)
			}
		}
		w.para("", fmt.Sprintf("**Answer %d.** %s. %s", n+1, strings.Join(right, "; "), q.entry.Because))
		w.line("")
		w.events(q.then)
	}
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
