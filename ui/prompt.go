package ui

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// prompt asks for one line. What is wrong with the line is said beside it, and
// it stays open.
type prompt struct {
	label  string
	hint   string
	wrong  string
	input  textinput.Model
	accept func(line string) (said, wrong string)
	live   func(line string) // told of each change; may be nil
	lines  completer         // what tab completes with; nil: nothing
	fits   []string          // what tab goes through
	nth    int
	put    string   // what tab or an arrow has put there
	before []string // what was typed at such a prompt before
	past   int      // where in before; its length: at what is being typed
	typed  string
}

func (m *Model) ask(label, value, hint string, accept func(string) (string, string)) *prompt {
	in := newInput()
	in.SetValue(value)
	in.CursorEnd()
	m.playing = false
	before := m.history[label]
	m.prompt = &prompt{label: label, hint: show.Clean(hint), input: in, accept: accept, before: before, past: len(before)}
	return m.prompt
}

// typed gives a key to the prompt.
func (m *Model) typed(msg tea.KeyPressMsg) tea.Cmd {
	p := m.prompt
	switch m.pressed {
	case "esc":
		m.prompt, m.message = nil, ""
		if p.live != nil {
			p.live("")
		}
	case "enter":
		return m.accept(p)
	case "tab":
		p.complete(1)
	case "shift+tab":
		p.complete(-1)
	case "up":
		p.recall(-1)
	case "down":
		p.recall(1)
	default:
		p.feed(msg)
	}
	return nil
}

// accept hands the line over, and gives what it leads to.
func (m *Model) accept(p *prompt) tea.Cmd {
	m.later = nil
	line := strings.TrimSpace(p.input.Value())
	m.remember(p.label, line)
	said, wrong := p.accept(line)
	if p.wrong = wrong; wrong == "" && m.prompt == p {
		m.prompt, m.message = nil, said
	}
	return m.later
}

// feed gives the line what was typed or pasted.
func (p *prompt) feed(msg tea.Msg) {
	p.wrong = ""
	p.input, _ = p.input.Update(msg)
	if p.live != nil {
		p.live(p.input.Value())
	}
}

func (m *Model) paste(msg tea.PasteMsg) {
	if m.prompt != nil {
		line, _, _ := strings.Cut(strings.ReplaceAll(msg.Content, "\r", "\n"), "\n")
		m.prompt.feed(tea.PasteMsg{Content: show.Clean(line)})
	}
}

// draw draws the line so that the cursor is always seen, and gives its column.
func (p *prompt) draw(c *canvas.Canvas) int {
	w, _ := c.Size()
	blankLine(c)
	x := c.Text(1, 0, p.label, canvas.Select.Bold())
	text := []rune(p.input.Value())
	at := min(p.input.Position(), len(text))
	from := 0
	for canvas.Width(string(text[from:at])) > w-x-2 {
		from++
	}
	c.Text(x, 0, string(text[from:]), canvas.Plain)
	return x + canvas.Width(string(text[from:at]))
}

// say opens the prompt for a line of the language.
func (m *Model) say() tea.Cmd { return m.sayFrom("", hintSay) }

func (m *Model) sayFrom(value, hint string) tea.Cmd {
	m.ask(": ", value, hint, m.run.say).lines = m.run.sayLines
	return nil
}

// client opens the prompt for a call on a node, or goes to the next match while
// something is being searched for.
func (m *Model) client() tea.Cmd {
	s := m.run
	if s.view.Found != "" {
		return m.tell(s.match(1))
	}
	id := s.callable()
	if id == "" {
		return m.tell(msgNoCalls)
	}
	specs := s.time.Cursor().World.System().CallSpecs(id)
	if len(specs) == 1 {
		return m.call(engine.Choice{Verb: engine.CallOp, From: id, Kind: specs[0].Name})
	}
	var hints []string
	for i := range specs {
		hints = append(hints, usage(&specs[i]))
	}
	return m.sayFrom("call "+string(id)+" ", strings.Join(hints, "   or   "))
}

// call opens the prompt for the arguments of an operation.
func (m *Model) call(c engine.Choice) tea.Cmd {
	for _, spec := range m.run.time.Cursor().World.System().CallSpecs(c.From) {
		if spec.Name == c.Kind {
			if len(spec.Args) == 0 {
				return m.tell(m.run.choose(c))
			}
			return m.sayFrom(c.Line()+" ", usage(&spec)+" · "+spec.Help)
		}
	}
	return nil
}

func usage(spec *engine.CallSpec) string {
	u := spec.Name
	for _, a := range spec.Args {
		if a.Optional {
			u += " [" + a.Name + "]"
		} else {
			u += " <" + a.Name + ">"
		}
	}
	return u
}

// mark opens the prompt for a name of the point.
func (m *Model) mark() tea.Cmd {
	m.ask("mark ", "", hintMark, func(line string) (string, string) { return m.run.say("mark " + line) })
	return nil
}

// save opens the prompt for the file that a copy of the recording goes to.
func (m *Model) save() tea.Cmd {
	s := m.run
	name := m.name
	if name == "" {
		name = "run"
	}
	m.ask("keep a copy as ", strings.TrimSuffix(name, ".synod")+"-run.synod", s.recorded(), func(line string) (string, string) {
		if line == "" {
			return "", "a file needs a name"
		}
		s.record.move(s.time.Cursor())
		if err := s.record.copyTo(line); err != nil {
			return "", show.Clean(err.Error())
		}
		return "Kept as " + line + ". To play it: synod run " + line, ""
	})
	return nil
}

// find opens the prompt for what to look for.
func (m *Model) find() tea.Cmd {
	if m.run == nil {
		m.ask("/", m.list.word, hintFilter, func(line string) (string, string) {
			m.list.filter(line)
			return "", ""
		}).live = m.list.filter
		return nil
	}
	m.ask("/", "", hintFind, func(line string) (string, string) {
		if line == "" {
			return "", ""
		}
		return m.run.find(line), ""
	})
	return nil
}

func (m *Model) findBefore() tea.Cmd {
	if m.run.view.Found == "" {
		return m.find()
	}
	return m.tell(m.run.match(-1))
}
