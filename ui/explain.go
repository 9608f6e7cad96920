package ui

import (
	_ "embed" // what the panes say of themselves
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/pane"
	"synod/ui/show"
)

//go:embed panes.txt
var panesText string

//go:embed marks.txt
var marksText string

// paneNames are the blocks of panes.txt and of marks.txt, by what the keys can
// speak to.
var paneNames = map[pane.Focus]string{pane.OnNext: "next", pane.OnCluster: "cluster", pane.OnTimeline: "timeline", pane.OnLog: "log"}

// paneAt is the pane at a cell.
func (m *Model) paneAt(x, y int) string {
	l := &m.layout
	for _, p := range []struct {
		at   canvas.Rect
		name string
	}{{l.next, "next"}, {l.node, "cluster"}, {l.time, "timeline"}, {l.props, "properties"}, {l.what, "what"}, {l.below, "log"}} {
		if p.at.Contains(x, y) {
			return p.name
		}
	}
	if m.main == onPicture || m.main == onFog || m.main == onBeside {
		return "cluster"
	}
	return "log"
}

// block is what a text says of a pane, line by line.
func block(text, name string) []string {
	_, found, _ := strings.Cut(text, "== "+name+"\n")
	found, _, _ = strings.Cut(found, "\n== ")
	return strings.Split(strings.TrimSpace(found), "\n")
}

// explanation is what there is to say of a pane, a paragraph each: what it is, the
// words of what is selected in it, and each mark that is seen there now.
func (m *Model) explanation(name string) []string {
	v := &m.run.view
	parts := block(panesText, name)
	p := v.World.System().Protocol()
	if name == "next" {
		parts = append(parts, selectedWords(p, m.run.row())...)
	}
	if k := kindWordsOf(p); name != "timeline" && name != "properties" && k != "" {
		parts = append(parts, k)
	}
	if marks := m.marks(name); len(marks) > 0 {
		parts = append(parts, "The marks here:\n"+strings.Join(marks, "\n"))
	}
	return parts
}

// marks explains the marks that are seen in a pane now.
func (m *Model) marks(name string) []string {
	seen := map[string]bool{}
	for y := range m.h {
		for x := range m.w {
			if m.paneAt(x, y) == name {
				text, _ := m.canvas.Cell(x, y)
				seen[text] = true
			}
		}
	}
	return slices.DeleteFunc(m.meanings(name), func(line string) bool {
		mark, _, _ := strings.Cut(line, " ")
		return !seen[mark]
	})
}

// meanings is what each mark of a pane means: as everywhere, and as the protocol
// has it.
func (m *Model) meanings(name string) []string {
	lines := block(marksText, name)
	facts := m.run.view.World.System().Protocol().Facts
	for i := range facts {
		f := &facts[i]
		known := slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, f.Glyph+" ") })
		if f.Glyph != "" && f.Milestone && !known {
			unsaid := strings.NewReplacer("{node}", "…", "{key}", "…", "{value}", "…")
			lines = append(lines, show.Clean(f.Glyph+" "+unsaid.Replace(f.Says)))
		}
	}
	for i, l := range lines {
		if mark, means, _ := strings.Cut(l, " "); m.o.ASCII {
			lines[i] = canvas.ASCII(mark) + " " + means
		}
	}
	return lines
}

// pointedAt says what the mark at a cell is; empty: there is none. A letter is a
// mark only where it stands alone.
func (m *Model) pointedAt(x, y int) string {
	at := func(x int) string {
		if x < 0 || x >= m.w {
			return " "
		}
		text, _ := m.canvas.Cell(x, y)
		return text
	}
	letter := func(s string) bool { return len(s) == 1 && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z') }
	if letter(at(x)) && (letter(at(x-1)) || letter(at(x+1))) {
		return ""
	}
	for _, l := range m.meanings(m.paneAt(x, y)) {
		if mark, means, _ := strings.Cut(l, " "); mark == at(x) {
			return "Under the mouse: " + mark + " " + means + "."
		}
	}
	return ""
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

// explain explains the pane that the keys speak to, from the help; on the list
// there is none.
func (m *Model) explain() tea.Cmd {
	if m.run == nil {
		return m.closeOver()
	}
	m.bare()
	name := paneNames[m.run.view.Focus]
	return m.layWords(name, m.explanation(name))
}

// explainAt explains the pane at a cell, and first of all the mark there.
func (m *Model) explainAt(at tea.Mouse) tea.Cmd {
	m.bare()
	name := m.paneAt(at.X, at.Y)
	parts := m.explanation(name)
	if mark := m.pointedAt(at.X, at.Y); mark != "" {
		parts = append([]string{mark}, parts...)
	}
	return m.layWords(name, parts)
}

// bare draws the screen without what lies over it: what is explained is what is
// seen there.
func (m *Model) bare() {
	m.over = nil
	m.redraw()
}

// layWords lays an explanation of a pane over the screen.
func (m *Model) layWords(name string, parts []string) tea.Cmd {
	return m.lay(&page{title: "the marks and words of: " + name + " · any key closes", text: m.prose(parts)})
}
