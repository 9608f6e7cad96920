package pane

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Node draws the selected node: its fields, timers and operation, what a crash
// would take, and, apart from that, what only an observer knows of it.
func Node(c *canvas.Canvas, v *View) {
	if v.World == nil || v.World.Node(v.Node) == nil {
		c.Text(0, 0, "No node is selected.", canvas.Muted)
		return
	}
	s := v.scene()
	a := &s.actors[s.find(v.Node)]
	n := sheet{c: c, s: s, y: -scrolled(v, OnCluster)}
	n.state(a)
	n.promptly(a)
	n.crash(a)
	n.observer(a)
	n.rest(v.keyFor(OnCluster, "zoom"))
}

// sheet is a text that grows downwards.
type sheet struct {
	c *canvas.Canvas
	s *scene
	y int
}

// scrolled is how far a pane is scrolled if it has the focus.
func scrolled(v *View, f Focus) int {
	if v.Focus != f {
		return 0
	}
	return max(0, v.Scroll)
}

// air leaves a line blank where there is room.
func (n *sheet) air() {
	if _, h := n.c.Size(); h >= 10 {
		n.y++
	}
}

// say writes a text below, wrapped at the edge, with its lines from x on.
func (n *sheet) say(x int, text string, st canvas.Style) {
	w, _ := n.c.Size()
	for _, l := range canvas.Wrap(text, w-x) {
		n.s.palette.say(n.c, x, n.y, w-x, l, st)
		n.y++
	}
}

// state writes the fields as a table, and what changed in this step.
func (n *sheet) state(a *actor) {
	w, _ := n.c.Size()
	if !a.up {
		n.c.Text(0, n.y, "▼ down", canvas.Danger.Bold())
		n.say(7, n.lost(a), canvas.Plain)
	}
	pad := a.nameWidth()
	for i := range a.fields {
		f := &a.fields[i]
		mark, st := f.mark(a)
		n.c.Text(0, n.y, f.name, st)
		n.c.Text(pad+1, n.y, mark, st)
		n.value(f, pad+3, w, st)
	}
}

// value writes what a field says, wrapped, and what it said before.
func (n *sheet) value(f *item, x, w int, st canvas.Style) {
	if f.changed {
		st = st.Bold()
	}
	text := f.text
	lines := canvas.Wrap(text, w-x-2)
	for k, l := range lines {
		end := n.s.palette.label(n.c, x, n.y, w-x, l, st)
		if f.changed && k == len(lines)-1 {
			end = n.c.Text(end, n.y, " *", canvas.Fresh.Bold())
			n.was(f, end, w)
		}
		n.y++
	}
}

// was says what a field said before this step, on its line or on the next.
func (n *sheet) was(f *item, x, w int) {
	text := "was " + f.was
	if f.was == "" {
		return
	}
	if x+3+canvas.Width(text) > w {
		n.y++
		x = max(0, w-canvas.Width(text)-3)
	}
	n.s.palette.label(n.c, x+3, n.y, w-x-3, text, canvas.Frame)
}

func (n *sheet) lost(a *actor) string {
	switch loss := n.s.v.World.Lost(a.host); loss {
	case engine.Volatile, "":
		if _, gone := a.stored(); gone == 0 {
			return "The crash took nothing: all is on disk."
		}
		return "The crash took what is in memory."
	default:
		for _, l := range a.role.Losses {
			if l.ID == loss && l.Help != "" {
				return l.Help
			}
		}
		return "The crash took: " + loss
	}
}

// promptly writes what the node waits for: timers, a client operation, clock.
func (n *sheet) promptly(a *actor) {
	w := n.s.v.World
	_, h := n.c.Size()
	for _, t := range w.Timers(a.id) {
		text := "timer " + t.Name + ": may fire at any time"
		if t.At >= 0 {
			text = "timer " + t.Name + ": fires when its clock reads " + strconv.FormatInt(t.At, 10)
		}
		if help := a.role.Timer(t.Name).Help; help != "" && h >= 12 {
			text += " — " + help
		}
		n.say(0, text, canvas.Plain)
	}
	if op := w.History().Pending(a.id); op != nil {
		n.say(0, strings.TrimSpace("a client waits for "+op.Name+" "+strings.Join(op.Args, " ")), canvas.Plain)
	}
	if clock := w.Clock(a.host); a.role.Clock || clock != 0 {
		n.say(0, "clock reads "+strconv.FormatInt(clock, 10), canvas.Plain)
	}
}

// stored counts the fields on disk, and those in memory.
func (a *actor) stored() (kept, gone int) {
	for i := range a.fields {
		if a.fields[i].durable {
			kept++
		} else {
			gone++
		}
	}
	return kept, gone
}

// crash says what a crash would take.
func (n *sheet) crash(a *actor) {
	if !a.up || a.role.Client {
		return
	}
	kept, gone := a.stored()
	n.air()
	text := "a crash keeps ■ and loses □"
	switch {
	case gone == 0:
		text = "a crash loses nothing: all on disk ■"
	case kept == 0:
		text = "a crash loses all: nothing on disk"
	}
	n.say(0, text, canvas.Frame)
	for _, l := range a.role.Losses {
		n.say(0, "or, with lose="+l.ID+": "+l.Help, canvas.Frame)
	}
}

// observer writes the facts about the node, newest first, marked as what no
// node knows.
func (n *sheet) observer(a *actor) {
	if n.s.v.Fog != nil {
		return
	}
	_, h := n.c.Size()
	for i, fact := range n.s.record(a.id) {
		if i == 0 {
			n.air()
			n.c.Text(0, n.y, "observer", canvas.Frame)
		}
		n.say(observerIndent, fact, canvas.Plain)
		if n.y > h+1 {
			return
		}
	}
}

// recordMost is how many facts of a node are said: more than can be scrolled to.
const recordMost = 400

// record is what an observer knows of a node, newest first, kept by point.
func (s *scene) record(id engine.NodeID) []string {
	if c := s.v.Cache; c != nil && c.record.at == s.v.Point && c.record.node == id {
		return c.record.facts
	}
	out := s.facts(id)
	if s.v.Cache != nil {
		s.v.Cache.record = record{s.v.Point, id, out}
	}
	return out
}

func (s *scene) facts(id engine.NodeID) (out []string) {
	all := s.v.World.Facts()
	for i := range s.p.Facts {
		for f := range all.Of(s.p.Facts[i].ID) {
			if f.Node != id {
				continue
			}
			mark := ""
			if s.isFresh(f) {
				mark = " *"
			}
			if out = append(out, show.Fact(s.p, f)+mark); len(out) == recordMost {
				return out
			}
		}
	}
	return out
}

// keyFor is the key that shows more of a pane: one that scrolls if the keys
// speak to it, else the one that gives it room.
func (v *View) keyFor(f Focus, room string) string {
	if v.Focus == f {
		room = "page down"
	}
	return v.key(room)
}

// rest says that more stands below the edge, and which key shows it.
func (n *sheet) rest(key string) {
	w, h := n.c.Size()
	if n.y <= h || h < 2 {
		return
	}
	n.c.HLine(0, h-1, w, " ", canvas.Plain)
	n.c.Text(0, h-1, "… more below · "+key, canvas.Select)
}
