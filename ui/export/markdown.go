package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/plain"
	"synod/ui/show"
)

// Page is a stretch of a run to be written as Markdown.
type Page struct {
	Run      *plain.Run
	From, To int  // the steps to write, both included; the first is 1
	ASCII    bool // write nothing but plain ASCII
}

// Markdown writes what happened in words: narration, each step with its reason
// and what it changed, the state at the end as a table, and the stretch of the
// script in a fenced block. What lies off the way to the run's end is left out.
func (p Page) Markdown(out io.Writer) error {
	m := &markdown{Writer: bufio.NewWriter(out), Page: p, line: p.Run.Line()}
	m.To = min(m.To, len(m.line)-1)
	m.From = max(1, m.From)
	m.head()
	for i := range p.Run.Events {
		if ev := &p.Run.Events[i]; ev.Point != nil && m.shows(ev) {
			m.event(ev)
		}
	}
	m.state()
	m.properties()
	m.fence()
	return m.Flush()
}

type markdown struct {
	*bufio.Writer
	Page
	line  []*timeline.Point
	ahead bool   // a heading came after the last step
	left  string // of a line that is not at its end
}

// shows says whether an entry belongs to the stretch: to a step of it, or to the
// start. What is said from a heading on belongs to the step that comes.
func (m *markdown) shows(ev *script.Event) bool {
	if !ev.Point.On(m.line) {
		return false
	}
	switch ev.Entry.Kind {
	case script.Choose:
		m.ahead = false
	case script.Chapter:
		m.ahead = true
	}
	step := ev.Point.Step
	if m.ahead && step < len(m.line)-1 {
		step++
	}
	return step <= m.To && (step >= m.From || m.From == 1)
}

func (m *markdown) printf(format string, args ...any) {
	for line := range strings.Lines(fmt.Sprintf(format, args...)) {
		text, end := strings.CutSuffix(m.left+line, "\n")
		if m.left = ""; !end {
			m.left = text // the line goes on
			continue
		}
		if m.ASCII {
			text = canvas.ASCII(text)
		}
		for _, l := range folded(text) {
			m.WriteString(l + "\n")
		}
	}
}

func (m *markdown) head() {
	head, sys := m.Run.Script.Head, m.Run.Start.System()
	m.printf("# %s\n\n", escaped(head.Title))
	if head.Summary != "" {
		m.printf("%s\n\n", escaped(head.Summary))
	}
	rules := show.Say("all-rules")
	if off := sys.Config().Off; len(off) > 0 {
		rules = show.Say("rules-off", strings.Join(off, " "))
	}
	m.printf("*%s: %s; %s*\n\n", escaped(sys.Protocol().Name), show.Cast(sys), escaped(rules))
	for _, note := range sys.Notes() {
		m.printf("*%s*\n\n", escaped(note))
	}
}

func (m *markdown) event(ev *script.Event) {
	switch e := ev.Entry; e.Kind {
	case script.Choose:
		m.step(ev.Point)
	case script.Chapter:
		m.printf("## %s\n\n", escaped(e.Text))
	case script.Narrate:
		var parts []string
		for part := range strings.SplitSeq(e.Text, "\n") {
			parts = append(parts, "> "+escaped(part))
		}
		m.printf("%s\n\n", strings.Join(parts, "\n>\n"))
	case script.Evidence:
		m.printf("*%s*\n\n", escaped(e.Text))
	case script.Ask:
		m.question(e)
	}
}

func (m *markdown) step(p *timeline.Point) {
	s := p.Explain()
	if s == nil {
		return
	}
	said := show.Step(s)
	m.printf("**%d. %s**", p.Step, escaped(said.Did))
	if said.Why != "" {
		m.printf(" %s", escaped(said.Why))
	}
	if cite := said.Cite(); cite != "" {
		m.printf(" *(%s)*", escaped(cite))
	}
	m.printf("\n\n")
	m.consequences(s, p)
}

func (m *markdown) consequences(s *engine.Step, p *timeline.Point) {
	var lines []string
	for _, c := range show.Changes(s) {
		lines = append(lines, c.String())
	}
	for _, k := range show.Milestones(s) {
		lines = append(lines, k.String())
	}
	for _, o := range show.Outcomes(s.From, p.World) {
		lines = append(lines, "→ "+o)
	}
	lines = append(lines, show.Breaks(p.World, p.Score)...)
	for _, l := range lines {
		m.printf("- %s\n", escaped(l))
	}
	if len(lines) > 0 {
		m.printf("\n")
	}
}

func (m *markdown) question(e *script.Entry) {
	m.printf("**%s**\n\n", escaped(e.Text))
	for i, a := range e.Answers {
		right := ""
		if a.Right {
			right = " ✓"
		}
		m.printf("%d. %s%s\n", i+1, escaped(a.Text), right)
	}
	m.printf("\n")
	if e.Because != "" {
		m.printf("%s\n\n", escaped(e.Because))
	}
}

func (m *markdown) state() {
	w := m.line[m.To].World
	m.printf("## %s\n\n", show.Say("state-after", strconv.Itoa(m.To)))
	m.printf("| | %s |\n|---|---|\n", show.Say("state-legend"))
	for _, n := range w.System().Nodes() {
		m.printf("| **%s** | %s |\n", escaped(w.System().Protocol().NodeName(n.ID)), escaped(show.Node(w, n.ID)))
	}
	m.printf("\n")
	var flight []string
	for _, e := range w.Flight() {
		flight = append(flight, show.Message(w.System().Protocol(), e.Message))
	}
	if len(flight) > 0 {
		m.printf("%s: %s\n\n", show.Capital(show.Say("in-flight")), escaped(strings.Join(flight, " · ")))
	}
}

func (m *markdown) properties() {
	props := m.Run.Start.System().Properties()
	for i, p := range props {
		m.printf("- %s\n", escaped(show.Property(p, m.line[m.To].Score[i])))
	}
	if len(props) > 0 {
		m.printf("\n")
	}
}

func (m *markdown) fence() {
	m.printf("```synod\n")
	for i := m.From; i <= m.To; i++ {
		m.WriteString(m.line[i].Choice.Line() + "\n")
	}
	m.printf("```\n")
}

// escaped makes text mean itself in Markdown.
func escaped(s string) string { return markdownSigns.Replace(show.Clean(s)) }

var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "|", `\|`, "#", `\#`, "~", `\~`,
)
