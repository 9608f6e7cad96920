package plain

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Options says how a run is printed.
type Options struct {
	ASCII bool // nothing but plain ASCII
	Why   bool // say also the choice, the reason and the source of each step
}

// width is where paragraphs wrap. Events stay on one line each.
const width = 80

// Text prints a run.
func (r *Run) Text(out io.Writer, o Options) error {
	t := &text{out: bufio.NewWriter(out), Options: o, run: r}
	t.head()
	for i := range r.Events {
		t.event(&r.Events[i])
	}
	t.summary()
	return t.out.Flush()
}

type text struct {
	Options
	out  *bufio.Writer
	run  *Run
	open bool // the last line was an event, so a paragraph needs a gap
}

// line prints one line, cleaned of whatever a file may have put into it.
func (t *text) line(format string, args ...any) {
	s := show.Clean(fmt.Sprintf(format, args...))
	if t.ASCII {
		s = canvas.ASCII(s)
	}
	t.out.WriteString(strings.TrimRight(s, " "))
	t.out.WriteByte('\n')
	t.open = true
}

func (t *text) gap() {
	if t.open {
		t.line("")
	}
	t.open = false
}

// paragraph prints wrapped text between gaps.
func (t *text) paragraph(prefix, s string) {
	t.gap()
	t.wrapped(prefix, s)
	t.gap()
}

func (t *text) wrapped(prefix, s string) { t.hanging(prefix, prefix, s) }

// hanging prints wrapped text with a first line of its own.
func (t *text) hanging(first, rest, s string) {
	for part := range strings.SplitSeq(ansi.Wordwrap(show.Clean(s), width-len(first), ""), "\n") {
		t.line("%s%s", first, part)
		first = rest
	}
}

func (t *text) head() {
	s, sys := t.run.Script, t.run.Start.System()
	if s.Head.Title != "" {
		t.line("%s", s.Head.Title)
	}
	rules := show.Say("all-rules")
	if off := sys.Config().Off; len(off) > 0 {
		rules = show.Say("rules-off", strings.Join(off, " "))
	}
	t.line("%s · %s · %s · %s", sys.Protocol().Name, show.Cast(sys), sys.Config().Network, rules)
	if set := sys.Protocol().LabelSet(sys.Labels()); len(set.Differs) > 0 {
		t.wrapped("", show.Say("names-of", set.Title, sys.Protocol().Name, set.Name))
	}
	for _, note := range sys.Notes() {
		t.line("%s", note)
	}
	t.gap()
}

// event prints one entry, one line a kind.
func (t *text) event(ev *script.Event) {
	e := ev.Entry
	if e == nil {
		t.notes(ev)
		return
	}
	switch e.Kind {
	case script.Choose:
		if ev.Skipped {
			t.notes(ev)
			return
		}
		t.step(ev)
	case script.Narrate:
		t.paragraph("> ", e.Text)
	case script.Evidence:
		t.hanging("      @ ", "        ", e.Text)
	case script.Chapter:
		t.paragraph("", "== "+e.Text)
	case script.Ask:
		t.question(e)
	case script.Expect:
		t.expectation(ev)
	case script.Back:
		t.line("  <-  %s", show.Say("back", whereTo(ev.Point)))
	case script.Mark:
		t.line("      mark %s", e.Text)
	case script.Unlock:
		t.unlock(e)
	}
	t.notes(ev)
}

// expectation prints one that holds; what a failed one says, notes prints.
func (t *text) expectation(ev *script.Event) {
	if ev.Err == nil {
		t.line("      ✓ expect %s", ev.Entry.Text)
	}
}

func whereTo(p *timeline.Point) string {
	if p.Name != "" {
		return label(p) + " " + p.Name
	}
	return label(p)
}

// notes prints what an event has to say beside its entry.
func (t *text) notes(ev *script.Event) {
	if ev.Err != nil {
		t.line("      ✗ %s", ev.Err)
	}
	if ev.Notice != "" {
		t.line("      %s", ev.Notice)
	}
}

func (t *text) step(ev *script.Event) {
	if ev.Err != nil {
		return
	}
	p := ev.Point
	step := p.Explain()
	if step == nil {
		return
	}
	said := show.Step(step)
	t.line("%4s  %s", label(p), said.Did)
	if t.Why {
		t.why(step, said)
	}
	for _, m := range show.Milestones(step) {
		t.line("      %s", m)
	}
	for _, o := range show.Outcomes(step.From, p.World) {
		t.line("      → %s", o)
	}
	for _, b := range show.Breaks(p.World, p.Score) {
		t.line("      %s", b)
	}
}

func (t *text) why(step *engine.Step, said show.Sentence) {
	t.line("        %s", step.Choice.Line())
	if said.Why != "" {
		t.wrapped("        ", said.Why)
	}
	if cite := said.Cite(); cite != "" {
		t.line("        %s", cite)
	}
}

func (t *text) question(e *script.Entry) {
	t.gap()
	t.hanging("? ", "  ", e.Text)
	for i, a := range e.Answers {
		right := ""
		if a.Right {
			right = "  ✓ " + show.Say("right")
		}
		t.line("  %d. %s%s", i+1, a.Text, right)
	}
	if e.Because != "" {
		t.wrapped("  ", e.Because)
	}
	t.gap()
}

func (t *text) unlock(e *script.Entry) {
	if e.N == engine.Any {
		t.line("      %s", show.Say("unlock", e.Text))
		return
	}
	t.line("      %s", show.Say("unlock-n", e.Text, show.Times(e.N)))
}

func (t *text) summary() {
	r := t.run
	t.gap()
	if props := r.Start.System().Properties(); len(props) > 0 {
		t.line("%s", show.Say("properties"))
		for i, p := range props {
			t.line("  %s", show.Property(p, r.End.Score[i]))
		}
		t.gap()
	}
	t.line("%s", strings.Join(r.totals(), ", "))
}

// totals counts what was done.
func (r *Run) totals() []string {
	steps := show.Say("steps", strconv.Itoa(r.Steps))
	if r.Steps == 1 {
		steps = show.Say("step")
	}
	out := []string{steps}
	switch all := r.Held + r.Failed; {
	case all == 1 && r.Failed == 0:
		out = append(out, show.Say("expectation"))
	case all == 1:
		out = append(out, show.Say("expectation-failed"))
	case all > 1:
		out = append(out, show.Say("expectations", strconv.Itoa(r.Held), strconv.Itoa(all)))
	}
	return append(out, fmt.Sprintf("#%016x", r.End.World.Fingerprint()))
}

// Total says on one line how the run went: "16 steps, 9 of 9 expectations hold".
func (r *Run) Total() string {
	all := r.totals()
	return strings.Join(all[:len(all)-1], ", ")
}
