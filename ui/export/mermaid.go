package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/plain"
	"synod/ui/show"
)

// Mermaid writes a stretch of a run as a sequence diagram of Mermaid. Messages
// stand where they arrive, chapters and narration as notes over all nodes.
func Mermaid(out io.Writer, r *plain.Run, s Stretch) error {
	m := &mermaid{Writer: bufio.NewWriter(out), sys: r.Start.System()}
	fmt.Fprintf(m, "---\ntitle: %s\n---\nsequenceDiagram\n", quotedYAML(show.Clean(r.Script.Head.Title)))
	for i, n := range m.sys.Nodes() {
		fmt.Fprintf(m, "  participant n%d as %s\n", i, entities(m.sys.Protocol().NodeName(n.ID)+" · "+m.sys.Role(n.ID).Label()))
	}
	line := r.Line()
	for i := range r.Events {
		if ev := &r.Events[i]; ev.Entry != nil && ev.Point.On(line) && s.has(ev) {
			m.event(ev)
		}
	}
	return m.Flush()
}

// has says whether what was played belongs to the stretch: to a step of it, or
// for what is said, to where it begins.
func (s *Stretch) has(ev *script.Event) bool {
	from := s.From
	if ev.Entry.Kind != script.Choose {
		from--
	}
	return ev.Point.Step >= from && ev.Point.Step <= s.To
}

// noteWidth is how many characters of a note stand on a line.
const noteWidth = 60

type mermaid struct {
	*bufio.Writer
	sys *engine.System
}

func (m *mermaid) event(ev *script.Event) {
	switch e := ev.Entry; e.Kind {
	case script.Chapter:
		m.note("== " + e.Text)
	case script.Evidence:
		m.note("@ " + e.Text)
	case script.Narrate:
		m.note(e.Text)
	case script.Choose:
		if !ev.Skipped {
			m.step(ev.Point)
		}
	}
}

func (m *mermaid) step(p *timeline.Point) {
	s := p.Explain()
	c, label := s.Choice, ""
	if s.Taken != nil {
		label = show.Label(m.sys.Protocol(), s.Taken)
	}
	switch c.Verb {
	case engine.DeliverMsg:
		m.arrow(c, "->>", label)
	case engine.DropMsg:
		m.arrow(c, "--x", label+" is lost")
	case engine.DupMsg:
		m.arrow(c, "-->>", label+" is copied")
	default:
		m.note(show.Step(s).Did, m.touched(c)...)
	}
	for _, f := range s.Facts {
		if k := m.sys.Protocol().Fact(f.Kind); k != nil && k.Glyph != "" {
			m.note(k.Glyph + " " + show.Fact(m.sys.Protocol(), f))
		}
	}
	for _, told := range show.Outcomes(s.From, p.World) {
		m.note("⇒ " + told)
	}
}

func (m *mermaid) arrow(c engine.Choice, arrow, label string) {
	fmt.Fprintf(m, "  n%d%sn%d: %s\n", m.at(c.From), arrow, m.at(c.To), entities(label))
}

// touched lists where something happens that is no message.
func (m *mermaid) touched(c engine.Choice) []int {
	switch c.Verb {
	case engine.CutLink, engine.HealLink:
		return m.onHosts(c.From, c.To)
	case engine.FireTimer, engine.CallOp:
		return []int{m.at(c.From)}
	case engine.CrashHost, engine.RestartHost, engine.AdvanceClock:
		return m.onHosts(c.From)
	}
	return nil
}

func (m *mermaid) at(id engine.NodeID) int {
	return slices.IndexFunc(m.sys.Nodes(), func(n engine.NodeSpec) bool { return n.ID == id })
}

// onHosts gives the nodes of some hosts.
func (m *mermaid) onHosts(hosts ...engine.NodeID) (places []int) {
	for _, h := range hosts {
		for _, id := range m.sys.NodesOn(engine.HostID(h)) {
			places = append(places, m.at(id))
		}
	}
	return places
}

// note writes a note over some nodes, from the leftmost to the rightmost; none:
// over all.
func (m *mermaid) note(text string, over ...int) {
	first, last := 0, len(m.sys.Nodes())-1
	if len(over) > 0 {
		first, last = over[0], over[0]
	}
	for _, i := range over {
		first, last = min(first, i), max(last, i)
	}
	ends := fmt.Sprintf("n%d", first)
	if last > first {
		ends += fmt.Sprintf(",n%d", last)
	}
	lines := canvas.Wrap(show.Clean(text), noteWidth)
	for i := range lines {
		lines[i] = entities(lines[i])
	}
	fmt.Fprintf(m, "  Note over %s: %s\n", ends, strings.Join(lines, "<br/>"))
}

// entities writes text so that nothing in it means something to Mermaid, or to
// a page that shows the diagram.
func entities(text string) string {
	var b strings.Builder
	for _, r := range show.Clean(text) {
		if strings.ContainsRune("#;<>&\"'`%{}[]()\\$:|", r) || r == '-' {
			fmt.Fprintf(&b, "#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// quotedYAML is a text as YAML holds it on one line.
func quotedYAML(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
