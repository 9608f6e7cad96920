package group

import (
	"strconv"

	"synod/engine"
)

// What a leader does about members that it has lost touch with, where that is
// not the authority's business alone: the modes of a cluster of RabbitMQ.

// loseTouch takes note of a member that the leader does not hear from, and says
// whether that is the end of it.
func (m member) loseTouch(id engine.NodeID, fx *engine.Effects) (member, bool) {
	switch {
	case m.apart == "ask":
		return m, false
	case !m.leads():
		return m, true
	}
	m.gone |= m.only(id)
	if m.apart != "pause-minority" {
		return m.goOn(id, fx), true
	}
	if !m.paused() {
		return m, false
	}
	fx.Why("pause-minority", string(id), strconv.Itoa(len(m.members)-m.gone.Size()), strconv.Itoa(len(m.members)))
	fx.Arm(beat)
	fx.Disarm(ask)
	m.waiting, m.asked = nil, 0
	return m, true
}

// goOn is that each side goes on by itself.
func (m member) goOn(id engine.NodeID, fx *engine.Effects) member {
	fx.Why("go-on", string(id), m.names(m.now.inSync&^m.only(id)))
	m.now.inSync &^= m.only(id)
	return m.request(m.now.inSync, fx).advance(fx)
}

// paused says whether it sees too few others to go on.
func (m member) paused() bool {
	return m.apart == "pause-minority" && 2*(len(m.members)-m.gone.Size()) <= len(m.members)
}

// reunite hears of the others again, and says whether it goes by what the
// authority has decided.
func (m member) reunite(b config, fx *engine.Effects) (member, bool) {
	switch {
	case m.gone == 0:
		return m, true
	case m.apart == "ignore" && b.epoch > m.now.epoch:
		fx.Why("stay-apart", b.number(), m.now.number(), m.log.String())
		return m, false
	case m.apart == "autoheal" && b.epoch > m.now.epoch:
		fx.Why("autoheal", b.number(), m.log.String())
		return m.drop(fx), true
	}
	fx.Why("together-again", b.number())
	resumes := m.paused() && b.same(m.now)
	m.gone = 0
	if resumes && m.leads() {
		return m.lead(m.now, fx), false
	}
	return m, true
}

// drop throws away what it has, as a restart does where members begin empty.
func (m member) drop(fx *engine.Effects) member {
	m.gone = 0
	if len(m.log) > 0 {
		fx.Fact(factTruncated, "0", m.log.String())
	}
	m.log, m.flushed, m.committed = nil, 0, 0
	return m
}
