package ui

import (
	_ "embed" // what the panes say of themselves
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/pane"
	"synod/ui/show"
)

//go:embed panes.txt
var panesText string

// paneNames are the blocks of panes.txt, by what the keys can speak to.
var paneNames = map[pane.Focus]string{pane.OnNext: "next", pane.OnCluster: "cluster", pane.OnTimeline: "timeline", pane.OnLog: "log"}

// explanation is what there is to say of the pane that the keys speak to, a
// paragraph each: its marks, and the words of what is selected in it.
func (m *Model) explanation() []string {
	v := &m.run.view
	_, block, _ := strings.Cut(panesText, "== "+paneNames[v.Focus]+"\n")
	block, _, _ = strings.Cut(block, "\n== ")
	parts := strings.Split(strings.TrimSpace(block), "\n")
	p := v.World.System().Protocol()
	if v.Focus == pane.OnNext {
		parts = append(parts, selectedWords(p, m.run.row())...)
	}
	if k := kindWordsOf(p); v.Focus != pane.OnTimeline && k != "" {
		parts = append(parts, k)
	}
	return parts
}

// selectedWords says what the selected row is.
func selectedWords(p *engine.Protocol, row *pane.Row) []string {
	if row == nil {
		return nil
	}
	c := row.Choice
	if c.Verb != engine.DeliverMsg {
		return []string{"Selected: " + show.Clean(c.Line())}
	}
	text := "Selected: " + c.Line()
	if k := p.Kind(c.Kind); k != nil {
		text += ", that is " + k.Name
		if k.Phase != "" {
			text += ", " + k.Phase
		}
		text += ", from " + string(c.From) + " to " + string(c.To) + "."
	}
	return []string{show.Clean(text)}
}

// kindWordsOf names the messages of the protocol by their short names.
func kindWordsOf(p *engine.Protocol) string {
	var out []string
	for _, k := range p.Kinds {
		if k.Short != "" && k.Name != "" {
			out = append(out, k.Short+" "+k.Name)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return show.Clean("Messages: " + strings.Join(out, ", ") + ".")
}

// words are that over the screen.
type words struct{ sheet }

// explain shows them, from the help; on the list there is no pane.
func (m *Model) explain() tea.Cmd {
	if m.run == nil {
		return m.closeOver()
	}
	return m.lay(&words{})
}

// key scrolls; any other closes.
func (x *words) key(m *Model, _ tea.KeyPressMsg) tea.Cmd {
	by := stride(m.pressed)
	if by == 0 {
		return m.closeOver()
	}
	x.move(by)
	return nil
}

func (x *words) click(m *Model, _ canvas.Target) tea.Cmd { return m.closeOver() }

func (x *words) draw(m *Model, c *canvas.Canvas) {
	w := min(m.w, 90)
	lines := canvas.Wrap(m.keyed(strings.Join(m.explanation(), "\n\n")), w-4)
	in := x.frame(m, c, "the marks and words of: "+paneNames[m.run.view.Focus]+" · any key closes", w, len(lines))
	for i, l := range lines[x.scroll:] {
		in.Text(1, i, l, canvas.Plain)
	}
}
