package engine

import "slices"

// Search takes a world apart into hosts, messages, facts, a history and the
// rest, gives each distinct part a small number, and works out only once what
// an input does to a host. What follows is that taking apart: it uses the same
// Step as everybody else, on a world that holds nothing but the parts in question.

// Host is the value of one host: its nodes with their timers, up or down.
type Host struct {
	slots []slot // of the host's nodes, in their order
	state hostState
}

// HostAt gives the value of the i-th host.
func (w *World) HostAt(i int) Host {
	h := Host{state: w.hosts[i]}
	for _, n := range w.sys.nodesOn[i] {
		h.slots = append(h.slots, w.slots[n])
	}
	return h
}

// NodeIn is the state of a node in a value of its host, the i-th; nil if it
// lives elsewhere.
func (sys *System) NodeIn(i int, h Host, id NodeID) Node {
	for k, n := range sys.nodesOn[i] {
		if sys.nodes[n].ID == id {
			return h.slots[k].node
		}
	}
	return nil
}

// Down says whether the host is down.
func (h Host) Down() bool { return h.state.down }

// AppendHost appends an encoding that tells the values of the i-th host apart.
// Beside what makes worlds differ it counts the operations that were called.
func (sys *System) AppendHost(b []byte, i int, h Host) []byte {
	b = AppendInt(AppendBool(b, h.state.down), sys.hashedClock(i, h.state))
	for _, s := range h.slots {
		b = appendSlot(AppendInt(b, int64(s.calls)), s)
	}
	return b
}

// HostTerm is the host's part of a fingerprint.
func (sys *System) HostTerm(i int, h Host) uint64 {
	sum := sys.hostTerm(i, h.state)
	for k, n := range sys.nodesOn[i] {
		t, _ := slotTerm(n, h.slots[k], nil)
		sum += t
	}
	return sum
}

// Ends gives the places of the hosts that a message goes from and to.
func (sys *System) Ends(m *Message) (from, to int) { return sys.hostOf[m.from], sys.hostOf[m.to] }

// HostIndex is the place of the host that a name, of a host or a node, belongs
// to; -1: none.
func (sys *System) HostIndex(name NodeID) int {
	if i, ok := sys.byHost[HostID(name)]; ok {
		return i
	}
	if n, ok := sys.byNode[name]; ok {
		return sys.hostOf[n]
	}
	return -1
}

// Term is the message's part of a fingerprint, on a network without order.
func (m *Message) Term() uint64 { return m.term }

// Link tells the links of messages apart.
func (m *Message) Link() uint32 { return uint32(m.from)<<16 | uint32(m.to) }

// LinkTerm is the part in a fingerprint of one fifo link that carries the
// messages, oldest first.
func LinkTerm(queue []*Message) uint64 {
	if len(queue) == 0 {
		return 0
	}
	return linkTerm(queue[0].from, queue[0].to, nil, -1, queue)
}

// Same says whether two messages are the same.
func (m *Message) Same(o *Message) bool { return m.same(o) }

// Local is what an input does to a host, whatever the rest of the world.
type Local struct {
	Host  Host
	Sent  []*Message
	Seen  []Fact // what its nodes recorded, perhaps known already
	told  []result
	calls *Op
	lost  []NodeID // whose clients a crash leaves without an answer
}

// Quiet says that the outcome reaches nobody: no message, no fact, no answer.
func (o *Local) Quiet() bool { return len(o.Sent) == 0 && len(o.Seen) == 0 && !o.Tells() }

// Tells says whether the outcome may touch the clients' history.
func (o *Local) Tells() bool { return len(o.told) > 0 || o.calls != nil || len(o.lost) > 0 }

// Lab works out steps on parts of worlds. It is not for use by several
// goroutines at a time.
type Lab struct {
	w     World
	s     Step
	slots []slot
	hosts []hostState
}

// NewLab makes a lab for the worlds of a system.
func NewLab(w *World) *Lab {
	l := &Lab{slots: slices.Clone(w.slots), hosts: make([]hostState, len(w.hosts))}
	l.w = World{sys: w.sys, slots: l.slots, hosts: l.hosts}
	return l
}

func (l *Lab) place(i int, h Host) {
	clear(l.hosts)
	l.hosts[i] = h.state
	for k, n := range l.w.sys.nodesOn[i] {
		l.slots[n] = h.slots[k]
	}
}

// Choices lists what may be done to a host as far as its own value decides:
// timers, calls of the menu, restart, crash, clock. How many faults the menu
// has left, and whether a client still waits, is for the caller to hold against.
func (l *Lab) Choices(i int, h Host, m *Menu) []Choice {
	l.place(i, h)
	all := *m
	all.Crashes, all.Ticks = either(m.Crashes), either(m.Ticks)
	all.Drops, all.Dups, all.Cuts = 0, 0, 0
	var mine []Choice
	for _, c := range l.w.Enabled(&all, nil) {
		if l.w.sys.ActsOn(c) == i {
			mine = append(mine, c)
		}
	}
	return mine
}

func either(bound int) int {
	if bound == 0 {
		return 0
	}
	return Any
}

// Deliver gives a message to the host it goes to.
func (l *Lab) Deliver(i int, h Host, m *Message) (Local, error) {
	l.place(i, h)
	l.s.reset(&l.w, m.Choice(DeliverMsg))
	if err := l.s.run(m.to, Input{Kind: Deliver, From: m.From, Body: m.Body}); err != nil {
		return Local{}, err
	}
	return l.local(i), nil
}

// Within says whether delivering the message stays within the menu's bounds on
// the protocol's limits.
func (l *Lab) Within(i int, h Host, m *Message, menu *Menu) bool {
	l.place(i, h)
	return !l.w.beyond(menu, m.Choice(DeliverMsg))
}

// Take does what Choices listed.
func (l *Lab) Take(i int, h Host, c Choice) (Local, error) {
	l.place(i, h)
	l.s.reset(&l.w, c)
	if err := l.s.act(c); err != nil {
		return Local{}, err
	}
	o := l.local(i)
	switch c.Verb {
	case CallOp:
		op := *l.s.history.pending[0]
		o.calls = &op
	case CrashHost:
		o.lost = l.w.sys.NodesOn(l.w.sys.hosts[i])
	}
	return o, nil
}

func (l *Lab) local(i int) Local {
	o := Local{
		Host: Host{state: l.s.hostNow(i)},
		Sent: slices.Clone(l.s.Sent), Seen: slices.Clone(l.s.seen), told: slices.Clone(l.s.results),
	}
	for _, n := range l.w.sys.nodesOn[i] {
		s := l.s.slot(n)
		s.term, l.s.scratch = slotTerm(n, s, l.s.scratch)
		o.Host.slots = append(o.Host.slots, s)
	}
	return o
}

// Learn gives what is new to an observer once nodes have recorded some facts, and
// the change of the fingerprint.
func (l *Lab) Learn(known Facts, seen []Fact) ([]Fact, uint64) {
	base := l.w
	base.facts = known
	l.s.reset(&base, Choice{})
	for _, f := range seen {
		l.s.fact(f)
	}
	return slices.Clone(l.s.Facts), l.s.fp
}

// And gives the set with more facts, none of which it has.
func (s Facts) And(fresh []Fact) Facts {
	for _, f := range fresh {
		s = s.add(f)
	}
	return s
}

// Tell gives the history after an outcome, the change of the fingerprint, and
// whether an operation returned.
func (h History) Tell(o *Local) (next History, delta uint64, returned bool) {
	next = h
	if o.calls != nil {
		op := *o.calls
		next, _, delta = next.call(op)
	}
	told := o.told
	for _, id := range o.lost {
		if op := h.Pending(id); op != nil {
			told = append(slices.Clone(told), result{op: op.ID, outcome: Unknown})
		}
	}
	for _, r := range told {
		var d uint64
		next, d = next.end(r)
		delta, returned = delta+d, returned || d != 0
	}
	return next, delta, returned
}

// Term is the history's part of a fingerprint.
func (h History) Term() uint64 {
	var sum uint64
	for _, op := range h.Ops() {
		sum += op.term()
	}
	return sum
}

// Term is the facts' part of a fingerprint.
func (s Facts) Term() uint64 {
	var sum uint64
	var scratch []byte
	for _, k := range s.kinds {
		for f := range s.Of(k.kind) {
			var t uint64
			t, scratch = f.term(scratch)
			sum += t
		}
	}
	return sum
}

// JudgeHost judges a change of the i-th host.
func (p *Property) JudgeHost(sys *System, i int, before, after Host) (worst Verdict) {
	for k, n := range sys.nodesOn[i] {
		if before.slots[k].term != after.slots[k].term {
			worst = worse(worst, p.OnNode(sys.nodes[n].ID, before.slots[k].node, after.slots[k].node))
		}
	}
	return worst
}
