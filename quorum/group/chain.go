package group

import (
	"strconv"

	"synod/engine"
)

// A chain of the members in sync, the leader at its head: each takes records and
// sends them on, and the last one's acknowledgement comes back the same way. So
// each has all that those behind it have.

// line is the chain.
func (m member) line() []engine.NodeID {
	head := []engine.NodeID{m.now.leader}
	return append(head, m.list(m.now.inSync&^m.only(m.now.leader))...)
}

// beside is who stands so far behind this member in the chain; nobody: "".
func (m member) beside(by int) engine.NodeID {
	line := m.line()
	for i, id := range line {
		if at := i + by; id == m.id && at >= 0 && at < len(line) {
			return line[at]
		}
	}
	return ""
}

func (m member) next() engine.NodeID { return m.beside(1) }
func (m member) prev() engine.NodeID { return m.beside(-1) }

// inLine says whether it stands in the chain.
func (m member) inLine() bool { return m.chain && m.now.inSync&m.only(m.id) != 0 }

// sendOn sends the next one what follows a place, and will do so again.
func (m member) sendOn(from int, fx *engine.Effects) {
	if next := m.next(); next != "" && from < len(m.log) {
		fx.Arm(send)
		m.tell(next, from, fx)
	}
}

// renew sends what was not acknowledged along the chain as it is now, and asks for
// another copy if one is missing.
func (m member) renew(fx *engine.Effects) {
	if m.chain {
		m.sendOn(m.committed, fx)
	}
	m.seek(fx)
}

// passOn hands what it got to the next one. The last one has what all have, and
// says so.
func (m member) passOn(b records, fx *engine.Effects) member {
	next := m.next()
	if next == "" {
		fx.Why("end-of-chain", strconv.Itoa(len(m.log)))
		m = m.commit(len(m.log), fx)
		fx.Send(m.prev(), position{ack: true, epoch: m.now.epoch, end: len(m.log), life: m.life})
		return m
	}
	fx.Why("pass-on", string(next))
	fx.Send(next, records{true, m.now.epoch, b.from, b.log, m.committed})
	return m
}

// passBack hands the acknowledgement of those behind to the one before.
func (m member) passBack(b position, fx *engine.Effects) member {
	fx.Why("pass-back", strconv.Itoa(b.end), string(m.prev()))
	m = m.commit(b.end, fx)
	fx.Send(m.prev(), position{ack: true, epoch: m.now.epoch, end: min(b.end, len(m.log)), life: m.life})
	return m
}
