package engine

import (
	"slices"
	"strings"
)

// appendSlot puts the timers first: they say where they end, a node need not.
func appendSlot(b []byte, s slot) []byte {
	b = AppendInt(b, int64(len(s.timers)))
	for _, t := range s.timers {
		b = AppendInt(AppendString(b, t.Name), t.At)
	}
	return s.node.AppendTo(b)
}

func slotTerm(i int, s slot, scratch []byte) (uint64, []byte) {
	b := appendSlot(scratch[:0], s)
	return term(domainNode, uint64(i), b), b
}

func setTimer(timers []Timer, c timerChange) []Timer {
	i, found := slices.BinarySearchFunc(timers, c.name, func(t Timer, n string) int { return strings.Compare(t.Name, n) })
	switch {
	case c.off && !found, found && !c.off && timers[i].At == c.at:
		return timers
	case c.off:
		return slices.Delete(slices.Clone(timers), i, i+1)
	case found:
		timers = slices.Clone(timers)
		timers[i].At = c.at
		return timers
	}
	return slices.Insert(slices.Clone(timers), i, Timer{c.name, c.at})
}

func (sys *System) hashedClock(i int, h hostState) int64 {
	if sys.clocked[i] {
		return h.clock
	}
	return 0
}

// hostTerm is zero for a host as it starts.
func (sys *System) hostTerm(i int, h hostState) uint64 {
	clock := sys.hashedClock(i, h)
	if !h.down && clock == 0 {
		return 0
	}
	var room [16]byte
	return term(domainHost, uint64(i), AppendInt(AppendBool(room[:0], h.down), clock))
}

func cutTerm(c cut) uint64 { return termOf(domainCut, 0, uint64(c.from), uint64(c.to)) }

func (sys *System) message(from int, to int, body Body, scratch []byte) (*Message, []byte) {
	m := &Message{
		From: sys.nodes[from].ID, To: sys.nodes[to].ID, Body: body,
		Kind: body.Kind(), Key: body.Key(), Text: body.Text(), from: from, to: to,
	}
	b := AppendString(scratch[:0], m.Kind)
	b = AppendString(b, m.Key)
	b = AppendString(b, m.Text)
	m.term = term(domainMessage, uint64(from)<<16|uint64(to), b)
	return m, b
}

// linkTerm folds what is in flight on a fifo link, in order.
func linkTerm(from, to int, flight []Envelope, skip int, more []*Message) uint64 {
	var h uint64
	for i, e := range flight {
		if i != skip && e.from == from && e.to == to {
			h = mix(h^mixA, e.term|1) + e.term
		}
	}
	for _, m := range more {
		if m.from == from && m.to == to {
			h = mix(h^mixA, m.term|1) + m.term
		}
	}
	if h == 0 {
		return 0
	}
	return termOf(domainLink, uint64(from)<<16|uint64(to), h)
}
