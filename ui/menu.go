package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/pane"
	"synod/ui/show"
)

// menu is what can be done to what the mouse points at: lines of the key table.
type menu struct {
	title    string
	items    []command
	selected int
	x, y     int
	names    int // the room for what the lines are called
}

// menuTarget is a line of the menu for the mouse.
type menuTarget int

// What can be done to a message, to a node, and to where nothing is pointed at.
var (
	messageMenu = []string{"take", "drop", "dup", "cut/heal"}
	choiceMenu  = []string{"take"}
	nodeMenu    = []string{"crash/restart", "client", "node before", "node next", "fog", "know"}
	paneMenu    = []string{"zoom", "taller", "lower", "wider", "narrower", "tidy", "copy"}
)

// openMenu selects what the mouse points at, and lists what can be done to it.
func (m *Model) openMenu(at tea.Mouse, target any) tea.Cmd {
	m.tell("")
	k := &menu{title: "here", x: at.X, y: at.Y}
	names := paneMenu
	switch t := target.(type) {
	case pane.NodeTarget:
		m.run.view.Node = engine.NodeID(t)
		k.title, names = m.run.view.World.System().Protocol().NodeName(engine.NodeID(t)), nodeMenu
	case pane.RowTarget:
		m.run.view.Selected = int(t)
		m.run.look()
		names = choiceMenu
		if c := m.run.row().Choice; c.Verb == engine.DeliverMsg {
			k.title, names = string(c.From)+"▸"+string(c.To), messageMenu
		}
	case pane.PointTarget:
		names = nil
		k.title = fmt.Sprintf("step %d", t.Step)
		k.items = append(k.items, command{"go there", "as if it had been clicked", "", func(m *Model) tea.Cmd {
			m.run.jump(t.Point)
			return m.tell("")
		}})
	}
	k.fill(m, names)
	k.items = append(k.items, command{"what is this?", "the marks and words of this pane", "?", func(m *Model) tea.Cmd { return m.explainAt(at) }})
	return m.lay(k)
}

// fill takes lines over from the key table, as they are called there.
func (k *menu) fill(m *Model, names []string) {
	all := m.commands()
	for _, name := range names {
		for _, c := range all {
			if c.name == name {
				k.items = append(k.items, c)
			}
		}
	}
}

func (k *menu) move(by int) { k.selected = max(0, min(len(k.items)-1, k.selected+by)) }

// key moves, takes, or does what the key does in a line of the menu; any other
// closes.
func (k *menu) key(m *Model, _ tea.KeyPressMsg) tea.Cmd {
	if by := stride(m.pressed); by != 0 {
		k.move(by)
		return nil
	}
	if m.pressed == "enter" {
		return k.take(m, k.selected)
	}
	for i := range k.items {
		if k.items[i].label == m.pressed {
			return k.take(m, i)
		}
	}
	return m.closeOver()
}

func (k *menu) click(m *Model, on canvas.Target) tea.Cmd {
	if i, ok := on.(menuTarget); ok {
		return k.take(m, int(i))
	}
	return m.closeOver()
}

func (k *menu) take(m *Model, i int) tea.Cmd {
	m.over = nil
	return k.items[i].do(m)
}

// draw draws the menu beside the mouse, or as near as the screen allows.
func (k *menu) draw(m *Model, c *canvas.Canvas) {
	k.names = 0
	for i := range k.items {
		k.names = max(k.names, canvas.Width(k.items[i].name)+2)
	}
	w := canvas.Width(k.title) + 8
	for i := range k.items {
		w = max(w, menuKey+k.names+canvas.Width(k.items[i].help)+4)
	}
	w, h := min(w, m.w), min(len(k.items)+2, m.h)
	r := canvas.Rect{X: max(0, min(k.x+1, m.w-w)), Y: max(0, min(k.y+1, m.h-h)), W: w, H: h}
	c.Blank(r)
	in := c.Box(r, show.Clean(k.title), canvas.Round, canvas.Frame, canvas.Select.Bold())
	for i := range k.items {
		k.line(m, in.Aim(menuTarget(i)).In(canvas.Rect{Y: i, W: w - 2, H: 1}), i)
	}
}

const menuKey = 8

func (k *menu) line(m *Model, c *canvas.Canvas, i int) {
	it, st := &k.items[i], ruled(c, i == k.selected)
	c.TextMax(1, 0, menuKey-1, m.legible(keyLabel(it.label)), canvas.Select.Bold())
	c.Text(1+menuKey, 0, it.name, st)
	if i == 0 || it.help != k.items[i-1].help {
		c.Text(1+menuKey+k.names, 0, it.help, canvas.Frame)
	}
}
