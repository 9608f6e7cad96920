package group

import (
	"slices"
	"strconv"

	"synod/engine"
)

// Records that are written in place: a member that does not take one is not sent
// it again. The client is told, and what the others have stays where it is. So
// copies may differ, and whoever tries again has the record twice.

// pad is what a member has at a place of which it has heard nothing.
var pad = record{value: "pad"}

// write has everybody in sync write the leader's record at its place.
func (m member) write(w waiter, fx *engine.Effects) member {
	for _, id := range m.list(m.now.inSync &^ m.only(m.id)) {
		fx.Send(id, records{true, m.now.epoch, w.place, m.log[w.place : w.place+1 : w.place+1], -1})
	}
	w.by = m.only(m.id)
	m.waiting = append(m.waiting[:len(m.waiting):len(m.waiting)], w)
	return m.settle(fx)
}

// apply writes what the leader has ordered, at the place that the leader chose.
func (m member) apply(from engine.NodeID, b records, fx *engine.Effects) member {
	log := slices.Clone(m.log)
	for len(log) <= b.from {
		log = append(log, pad)
	}
	rule := "apply"
	if old := log[b.from]; old != pad && old != b.log[0] {
		rule = "apply-over"
	}
	log[b.from] = b.log[0]
	fx.Why(rule, b.log.String(), strconv.Itoa(b.from), string(from), log.String())
	m = m.store(log, fx)
	fx.Send(from, position{ack: true, epoch: b.epoch, end: b.from + 1, life: m.life, only: true})
	return m
}

// applied counts a member that has written what it was told to.
func (m member) applied(from engine.NodeID, b position, fx *engine.Effects) member {
	m.waiting = slices.Clone(m.waiting)
	for i := range m.waiting {
		if m.waiting[i].place == b.end-1 {
			m.waiting[i].by |= m.only(from)
		}
	}
	fx.Why("applied", string(from), strconv.Itoa(b.end-1))
	return m.settle(fx)
}

// settle answers whoever waits for a record that all have written.
func (m member) settle(fx *engine.Effects) member {
	m.waiting = slices.DeleteFunc(slices.Clone(m.waiting), func(w waiter) bool {
		all := m.now.inSync&^w.by == 0 || !m.waitForAll
		if all {
			m.acknowledge(w, fx)
		}
		return all
	})
	return m
}

// reportFailure tells whoever waits for a member that it did not take the record.
func (m member) reportFailure(id engine.NodeID, fx *engine.Effects) member {
	fx.Arm(lagPrefix + string(id))
	m.waiting = slices.DeleteFunc(slices.Clone(m.waiting), func(w waiter) bool {
		lacks := w.by&m.only(id) == 0
		if lacks {
			fx.Why("report-failure", w.id, m.log[w.place].String(), strconv.Itoa(w.place), string(id))
			m.answer(w.id, incomplete{w.id, w.place, id}, fx)
		}
		return lacks
	})
	return m
}
