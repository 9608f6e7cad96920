package ui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/pane"
	"synod/ui/show"
)

// card is what lies over the screen about the rule of the step that led here:
// its sentences, its source, and the switches of the protocol, those first that
// the step depends on.
type card struct {
	lines    []paragraph // about the step
	switches []cardSwitch
	selected int
}

type cardSwitch struct {
	*engine.Rule
	on    bool
	phase bool // it is a rule of the phase that the step belongs to
	otherwise
}

// rule opens the card for the step that led here.
func (m *Model) rule() tea.Cmd {
	m.tell("")
	return m.lay(newCard(m.run))
}

func newCard(s *session) *card {
	at := s.time.Cursor()
	sys := at.World.System()
	p, cfg, k := sys.Protocol(), sys.Config(), &card{}
	phase := ""
	if step := at.Explain(); step != nil {
		k.about(p, step)
		phase = show.Step(step).Phase
	} else {
		k.say(show.Clean(s.script.Head.Title), canvas.Plain.Bold())
	}
	for i := range p.Rules {
		if r := &p.Rules[i]; r.Switch {
			k.switches = append(k.switches, cardSwitch{r, cfg.On(r.ID), r.Phase != "" && strings.Contains(phase, r.Phase), s.flip(r.ID, at)})
		}
	}
	slices.SortStableFunc(k.switches, func(a, b cardSwitch) int { return a.rank(at.Step) - b.rank(at.Step) })
	return k
}

// rank puts first what matters here, then what is switched off, what belongs to
// the step's phase, and what mattered before.
func (c *cardSwitch) rank(here int) int {
	switch {
	case c.at == here && here > 0:
		return 0
	case !c.on:
		return 1
	case c.phase:
		return 2
	case c.at > 0:
		return 3
	}
	return 4
}

func (k *card) say(text string, ink canvas.Style) {
	if text != "" {
		k.lines = append(k.lines, paragraph{text: text, ink: ink})
	}
}

// about says which rules a step applied, each with its sentence and its source.
func (k *card) about(p *engine.Protocol, step *engine.Step) {
	told := show.Step(step)
	k.say(told.Did, canvas.Plain.Bold())
	k.say(told.Why, canvas.Plain)
	var names []string
	for _, y := range step.Whys {
		if r := p.Rule(y.Rule); r != nil && !slices.Contains(names, r.Name) && r.Name != "" {
			names = append(names, r.Name)
		}
	}
	if len(names) > 0 {
		k.say("The rule: "+strings.Join(names, "; ")+".", canvas.Select.Bold())
	}
	k.say(told.Cite(), canvas.Plain)
}

// key moves among the switches, flips one, or goes on to change more; any other
// closes.
func (k *card) key(m *Model, _ tea.KeyPressMsg) tea.Cmd {
	switch by := stride(m.pressed); {
	case by != 0:
		k.move(by)
	case m.pressed == "enter" || m.pressed == "x":
		return k.flip(m)
	case m.pressed == "e":
		m.over = nil
		return m.edit()
	default:
		m.over = nil
	}
	return nil
}

func (k *card) move(by int) { k.selected = max(0, min(len(k.switches)-1, k.selected+by)) }

// flip switches the selected rule the other way: a new run on the same schedule.
func (k *card) flip(m *Model) tea.Cmd {
	m.over = nil
	if len(k.switches) == 0 {
		return nil
	}
	cfg := m.run.time.Cursor().World.System().Config()
	said, err := m.change(flipped(cfg, k.switches[k.selected].ID))
	if err != nil {
		said = err.Error()
	}
	return m.tell(show.Clean(said))
}

// draw draws the card. What is said of the step leaves room for some switches.
func (k *card) draw(m *Model, c *canvas.Canvas) {
	const some = 3
	w := min(m.w, 100)
	text, off := wrapped(k.lines, w-4), wrapped(k.selectedLines(), w-4)
	if room := m.h - 3 - len(off) - min(some, len(k.switches)); len(text) > max(1, room) {
		n := max(0, room-1)
		text = append(text[:n:n], paragraph{text: "… " + strconv.Itoa(len(text)-n) + " more lines", ink: canvas.Muted})
	}
	list := max(1, min(len(k.switches), m.h-len(text)-len(off)-3))
	in, _ := m.middle(c, "the rule, its source, its switch · any other key closes", w, len(text)+list+len(off)+3)
	y := drawLines(in, 0, text)
	in.Text(1, y, cardHead, canvas.Plain.Bold().Underline())
	k.drawSwitches(in.In(canvas.Rect{X: 1, Y: y + 1, W: w - 4, H: list}), m.run.time.Cursor().Step)
	drawLines(in, y+1+list, off)
}

// selectedLines say what switching the selected rule does, here and anyway.
func (k *card) selectedLines() []paragraph {
	if len(k.switches) == 0 {
		return []paragraph{{text: cardNone, ink: canvas.Plain}}
	}
	s := &k.switches[k.selected]
	out := []paragraph{{text: "With it off: " + s.Off, ink: canvas.Plain}}
	if s.step != nil && s.at > 0 {
		out = append(out, paragraph{text: cardThen + show.Step(s.step).Did, ink: canvas.Plain})
	}
	return append(out, paragraph{text: s.Source, ink: canvas.Frame})
}

// drawSwitches lists the switches around the selected one.
func (k *card) drawSwitches(c *canvas.Canvas, here int) {
	w, h := c.Size()
	first := pane.First(k.selected, h, len(k.switches))
	for y := 0; y < h && first+y < len(k.switches); y++ {
		s, st := &k.switches[first+y], canvas.Plain
		c := c.Aim(switchTarget(first + y))
		c.Blank(canvas.Rect{Y: y, W: w, H: 1}) // a click anywhere on the line is on it
		if first+y == k.selected {
			c.Text(0, y, ">", canvas.Select.Bold())
			st = canvas.Select.Bold()
		}
		state, ink := "on ", st
		if !s.on {
			state, ink = "OFF", canvas.Danger.Bold()
		}
		c.Text(2, y, state, ink)
		note := s.matters(here)
		if y == h-1 && first+h < len(k.switches) {
			note = "… " + strconv.Itoa(len(k.switches)-first-h) + " more"
		}
		end := w - canvas.Width(note)
		c.TextMax(6, y, end-7, s.ID+" · "+s.Name, st)
		c.Text(end, y, note, canvas.Good.Bold())
	}
}

// matters says where the run would go otherwise.
func (c *cardSwitch) matters(here int) string {
	switch {
	case c.at == 0 && c.phase:
		return "of this phase"
	case c.at == 0:
		return ""
	case c.at == here:
		return "it matters here"
	}
	return "it matters at step " + strconv.Itoa(c.at)
}

// switchTarget is a switch on the card.
type switchTarget int

// click selects a switch, and flips it if it was selected; elsewhere it closes
// the card.
func (k *card) click(m *Model, target canvas.Target) tea.Cmd {
	switch i, on := target.(switchTarget); {
	case !on:
		m.over = nil
	case k.selected == int(i):
		return k.flip(m)
	default:
		k.selected = int(i)
	}
	return nil
}
