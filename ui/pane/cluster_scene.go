package pane

import (
	"slices"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// scene is what a picture of the world is made from, worked out once a change.
type scene struct {
	v       *View
	p       *engine.Protocol
	palette palette
	actors  []actor
	wires   []wire

	left, hub, right []int        // places among the actors
	place            []uint8      // by actor: which of the three
	least            byWidth[int] // lines of the nodes beside the hub, at least
}

// actor is a node as a picture shows it.
type actor struct {
	id     engine.NodeID
	name   string // what it is called
	host   engine.HostID
	role   *engine.Role
	style  canvas.Style // the colour of its name
	fields []item
	up     bool

	apart   bool // something of it is not so in the picture beside
	leads   bool // it takes itself for the leader
	counted bool // it is one of a quorum that this step formed
}

// item is a field of a node.
type item struct {
	id, name, text string
	was            string // before this step, if changed
	durable        bool
	hearsay        bool // it is no field, but what the node was heard of
	changed        bool
}

// wire is a message in flight; twins are one wire.
type wire struct {
	m        *engine.Message
	from, to int    // places among the actors
	hub      int    // the end that is at the hub; -1: neither is
	full     string // 1b 2.P2 (1.P1 pear)
	brief    string // 1b 2.P2
	short    string // 1b
	row      int    // its place in what can happen next; -1: none
	copies   int
	selected bool
	fresh    bool         // this step sent it
	block    string       // the mark of what it waits for; empty: it can be delivered
	reason   string       // the same in words
	style    canvas.Style // the colour of what it says
}

func newScene(v *View) *scene {
	sys := v.World.System()
	s := &scene{v: v, p: sys.Protocol(), palette: colours(sys)}
	nodes := sys.Nodes()
	s.actors = make([]actor, len(nodes))
	var touched []engine.NodeID
	if v.Step != nil && v.Before != nil {
		touched = v.Step.Changed()
	}
	for i := range nodes {
		id := nodes[i].ID
		s.actors[i] = actor{
			id: id, name: s.p.NodeName(id), host: nodes[i].Host, role: sys.Role(id), style: s.palette.of(id), up: v.World.Up(id) || v.fogged(id),
			fields: items(v, id, slices.Contains(touched, id)),
		}
	}
	for i := range s.actors {
		s.mark(&s.actors[i])
	}
	s.arrange()
	s.wire()
	return s
}

// items lists a node's fields; those of a node that the step touched are held
// against what they were.
func items(v *View, id engine.NodeID, touched bool) []item {
	fields, p := v.World.Node(id).Fields(), v.World.System().Protocol()
	if v.fogged(id) {
		return v.Fog.hearsay(p, id)
	}
	var before []engine.Field
	if touched {
		before = v.Before.Node(id).Fields()
	}
	out := make([]item, len(fields))
	for i, f := range fields {
		out[i] = item{id: f.ID, name: p.FieldName(f.ID), text: show.Empty(f.Text), durable: f.Durable}
		if touched {
			out[i].was, out[i].changed = formerly(before, f)
		}
		if v.fieldApart(id, f.ID) {
			out[i].text += " " + apartMark
		}
	}
	return out
}

func formerly(before []engine.Field, f engine.Field) (was string, changed bool) {
	for _, b := range before {
		if b.ID == f.ID {
			return show.Empty(b.Text), b.Text != f.Text
		}
	}
	return "", true
}

// wire lists the messages in flight in the order of sending.
func (s *scene) wire() {
	if s.v.Fog != nil {
		return
	}
	w := s.v.World
	flight, waiting := w.Flight(), w.Waiting()
	s.wires = make([]wire, 0, len(flight))
	at := make(map[engine.Choice]int, len(flight))
	for _, e := range flight {
		reason := ""
		if len(waiting) > 0 && waiting[0].Envelope == e {
			reason = waiting[0].Reason
			waiting = waiting[1:]
		}
		says := e.Message.Choice(engine.DeliverMsg)
		if twin, ok := at[says]; ok {
			s.wires[twin].copies++
			continue
		}
		at[says] = len(s.wires)
		s.wires = append(s.wires, s.newWire(e, reason))
	}
	s.choose(at)
}

func (s *scene) newWire(e engine.Envelope, reason string) wire {
	m := e.Message
	x := wire{
		m: m, from: s.find(m.From), to: s.find(m.To), copies: 1, reason: reason,
		full: show.Label(s.p, m), row: -1, fresh: s.v.Before != nil && int(e.Sent) == s.v.World.Steps(),
	}
	x.hub = s.atHub(x.from, x.to)
	x.short = m.Kind
	if k := s.p.Kind(m.Kind); k != nil && k.Short != "" {
		x.short = k.Short
	}
	x.brief = x.short
	if m.Key != "" {
		x.brief += " " + m.Key
	}
	if s.v.messageApart(m) {
		x.setApart()
	}
	s.tint(&x)
	return x
}

// choose finds the wires among what can happen next, by what they deliver.
func (s *scene) choose(at map[engine.Choice]int) {
	for i := range s.v.Rows {
		c := s.v.Rows[i].Choice
		if !c.Verb.OfMessage() {
			continue
		}
		c.Verb, c.N = engine.DeliverMsg, 0
		if j, ok := at[c]; ok && (s.wires[j].row < 0 || i == s.v.Selected) {
			s.wires[j].row, s.wires[j].selected = i, i == s.v.Selected
		}
	}
}

// tint gives the wire the colour of the node it speaks of, else of one of its
// ends; what waits is grey and says by a mark what for.
func (s *scene) tint(x *wire) {
	if x.reason != "" {
		x.style, x.block = canvas.Muted, "▼"
		sys, w := s.v.World.System(), s.v.World
		if w.Up(x.m.To) && w.Cut(sys.HostOf(x.m.From), sys.HostOf(x.m.To)) {
			x.block = "╳"
		}
		return
	}
	if hue, ok := s.palette.mention(x.m.Key); ok {
		x.style = hue
		return
	}
	x.style = s.actors[x.from].style
	if x.style == canvas.Plain {
		x.style = s.actors[x.to].style
	}
}

// atHub is the end of a message that is at the hub. Between two nodes of the hub
// it is the receiver: the message stands where it will be taken.
func (s *scene) atHub(from, to int) int {
	switch {
	case s.place[to] == inHub:
		return to
	case s.place[from] == inHub:
		return from
	}
	return -1
}

func (s *scene) find(id engine.NodeID) int {
	for i := range s.actors {
		if s.actors[i].id == id {
			return i
		}
	}
	return 0
}
