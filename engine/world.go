package engine

import (
	"cmp"
	"slices"
)

// World is one state of everything: nodes, hosts, messages in flight, links,
// facts, the clients' history. It never changes; stepping gives another.
type World struct {
	sys     *System
	slots   []slot      // by node
	hosts   []hostState // by host
	flight  []Envelope  // in the order of sending
	cuts    []cut       // sorted
	facts   Facts
	history History
	used    used
	steps   int
	fp      uint64
}

// slot is a node with its armed timers.
type slot struct {
	node   Node
	timers []Timer // sorted by name
	term   uint64
	calls  int // operations called so far; the history holds the same, so it has no term
}

type hostState struct {
	down  bool
	loss  string // what the crash took, for people; the nodes have lost it already
	clock int64
}

// Timer is an armed timer. At is the reading of the host's clock from which it
// may fire; -1: at any time.
type Timer struct {
	Name string
	At   int64
}

// cut is a link that carries nothing from one host to another.
type cut struct{ from, to int }

// Message is a message as it was sent.
type Message struct {
	From, To NodeID
	Body     Body
	Kind     string
	Key      string
	Text     string
	from, to int
	term     uint64
}

// Choice gives the choice of doing v to the message.
func (m *Message) Choice(v Verb) Choice {
	return Choice{Verb: v, From: m.From, To: m.To, Kind: m.Kind, Key: m.Key, Text: m.Text}
}

// Line is the message in the language: A2>P2 promise 2.P2 (1.P1 pear).
func (m *Message) Line() string {
	c := m.Choice(DeliverMsg)
	return string(m.From) + ">" + string(m.To) + c.says()
}

func (m *Message) same(o *Message) bool {
	return m.term == o.term && m.From == o.From && m.To == o.To && m.Kind == o.Kind && m.Key == o.Key && m.Text == o.Text
}

// Envelope is a message in flight. Sent and Copy are for people; they are no
// part of what makes two worlds equal.
type Envelope struct {
	*Message
	Sent int32 // the step that sent it
	Copy bool  // the network made it
}

// System gives what never changes.
func (w *World) System() *System { return w.sys }

// Fingerprint is the world's 64-bit fingerprint, the same on every machine.
func (w *World) Fingerprint() uint64 { return w.fp }

// Steps is the number of steps from the start.
func (w *World) Steps() int { return w.steps }

// Node is the state of a node, or nil if there is none of that name.
func (w *World) Node(id NodeID) Node {
	if i, ok := w.sys.byNode[id]; ok {
		return w.slots[i].node
	}
	return nil
}

// Timers lists the armed timers of a node.
func (w *World) Timers(id NodeID) []Timer {
	if i, ok := w.sys.byNode[id]; ok {
		return w.slots[i].timers
	}
	return nil
}

// Up says whether the host of a node is up.
func (w *World) Up(id NodeID) bool {
	i, ok := w.sys.byNode[id]
	return ok && !w.hosts[w.sys.hostOf[i]].down
}

// HostUp says whether a host is up.
func (w *World) HostUp(h HostID) bool {
	i, ok := w.sys.byHost[h]
	return ok && !w.hosts[i].down
}

// Lost is what the crash of a host took; empty if it is up.
func (w *World) Lost(h HostID) string {
	if i, ok := w.sys.byHost[h]; ok && w.hosts[i].down {
		return w.hosts[i].loss
	}
	return ""
}

// Clock is the reading of a host's clock, in ticks.
func (w *World) Clock(h HostID) int64 {
	if i, ok := w.sys.byHost[h]; ok {
		return w.hosts[i].clock
	}
	return 0
}

// Flight lists the messages in flight in the order of sending.
func (w *World) Flight() []Envelope { return w.flight }

// Cut says whether the link from one host to another carries nothing.
func (w *World) Cut(from, to HostID) bool {
	i, a := w.sys.byHost[from]
	j, b := w.sys.byHost[to]
	return a && b && w.isCut(i, j)
}

// Cuts lists the cut links, each as from and to.
func (w *World) Cuts() [][2]HostID {
	var out [][2]HostID
	for _, c := range w.cuts {
		out = append(out, [2]HostID{w.sys.hosts[c.from], w.sys.hosts[c.to]})
	}
	return out
}

func (w *World) isCut(from, to int) bool {
	_, found := slices.BinarySearchFunc(w.cuts, cut{from, to}, compareCuts)
	return found
}

func compareCuts(a, b cut) int {
	return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
}

// Facts is what an observer knows to have happened.
func (w *World) Facts() Facts { return w.facts }

// History is the clients' operations.
func (w *World) History() History { return w.history }

// AppendTo appends a canonical encoding of the whole world: equal worlds have
// equal encodings. It is for tests and for search's slow twin; everything else
// uses the fingerprint.
func (w *World) AppendTo(b []byte) []byte {
	for i := range w.slots {
		b = AppendString(b, string(appendSlot(nil, w.slots[i])))
	}
	for i, h := range w.hosts {
		b = AppendBool(b, h.down)
		b = AppendInt(b, w.sys.hashedClock(i, h))
	}
	b = w.appendFlight(b)
	b = AppendInt(b, int64(len(w.cuts)))
	for _, c := range w.cuts {
		b = AppendInt(AppendInt(b, int64(c.from)), int64(c.to))
	}
	b = w.appendFacts(b)
	b = w.appendHistory(b)
	for f := range faultCount {
		b = AppendInt(b, int64(w.used.taken(&w.sys.cfg.Menu, f)))
	}
	return AppendInt(b, int64(w.used.calls))
}

func (w *World) appendFlight(b []byte) []byte {
	lines := make([]string, len(w.flight))
	for i, e := range w.flight {
		lines[i] = e.Line()
	}
	if w.sys.cfg.Network == Fifo {
		slices.SortStableFunc(lines, func(x, y string) int { return cmp.Compare(linkOf(x), linkOf(y)) })
	} else {
		slices.Sort(lines)
	}
	b = AppendInt(b, int64(len(lines)))
	for _, l := range lines {
		b = AppendString(b, l)
	}
	return b
}

func linkOf(line string) string {
	for i := range len(line) {
		if line[i] == ' ' {
			return line[:i]
		}
	}
	return line
}

func (w *World) appendFacts(b []byte) []byte {
	var all []string
	for _, k := range w.facts.kinds {
		for f := range w.facts.Of(k.kind) {
			e := AppendString(nil, f.Kind)
			e = AppendString(AppendString(AppendString(e, string(f.Node)), f.Key), f.Value)
			all = append(all, string(e))
		}
	}
	slices.Sort(all)
	b = AppendInt(b, int64(len(all)))
	for _, e := range all {
		b = append(b, e...)
	}
	return b
}

func (w *World) appendHistory(b []byte) []byte {
	ops := w.history.Ops()
	var all []string
	for _, op := range ops {
		e := AppendString(nil, op.ID)
		e = AppendString(e, op.Name)
		e = AppendInt(e, int64(len(op.Args)))
		for _, a := range op.Args {
			e = AppendString(e, a)
		}
		e = append(e, byte(op.Outcome))
		e = AppendString(AppendString(e, op.Value), op.Detail)
		var before []string
		for _, o := range ops {
			if o.HappensBefore(op) {
				before = append(before, o.ID)
			}
		}
		slices.Sort(before)
		e = AppendInt(e, int64(len(before)))
		for _, id := range before {
			e = AppendString(e, id)
		}
		all = append(all, string(e))
	}
	slices.Sort(all)
	b = AppendInt(b, int64(len(all)))
	for _, e := range all {
		b = append(b, e...)
	}
	return b
}
