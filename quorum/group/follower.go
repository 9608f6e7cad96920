package group

import (
	"strconv"

	"synod/engine"
)

// follow begins to follow a leader. Its log may end in records that the leader
// does not have, so it first makes it a beginning of the leader's.
func (m member) follow(fx *engine.Effects) member {
	m = m.stepDown(fx)
	if m.empty && m.now.inSync&m.only(m.id) == 0 && len(m.log) > 0 {
		fx.Why("begin-empty", string(m.now.leader), m.log.String())
		m = m.drop(fx)
	}
	if m.chain || m.inPlace {
		fx.Why("follow-as-is", string(m.now.leader), m.now.number(), m.log.String())
		m.aligned = true
		return m
	}
	fx.Arm(fetch)
	switch {
	case !m.truncateByEpoch:
		return m.truncateToCommitted(fx)
	case m.log.last() == 0 || m.log.last() == m.now.epoch:
		// What it has of this epoch it has from its leader.
		fx.Why("follow", string(m.now.leader), m.now.number(), m.log.String())
		m.aligned = true
		return m.report(fx)
	}
	fx.Why("truncate-by-epoch", string(m.now.leader), strconv.Itoa(m.log.last()), m.now.number())
	m.aligned = false
	return m.askEnd(fx)
}

// truncateToCommitted is follow with truncate-by-epoch switched off: it keeps
// what it knows to be committed and cuts the rest, which may be committed too.
func (m member) truncateToCommitted(fx *engine.Effects) member {
	fx.Why("truncate-to-committed", string(m.now.leader), strconv.Itoa(m.committed), entries(m.log[m.committed:]).String())
	m = m.truncate(m.committed, fx)
	m.aligned = true
	return m.report(fx)
}

func (m member) truncate(to int, fx *engine.Effects) member {
	if to >= len(m.log) {
		return m
	}
	fx.Fact(factTruncated, strconv.Itoa(to), entries(m.log[to:]).String())
	m = m.store(m.log[:to:to], fx)
	m.committed = min(m.committed, to)
	return m
}

func (m member) askEnd(fx *engine.Effects) member {
	fx.Send(m.now.leader, whereEnds{m.now.epoch, m.log.last()})
	return m
}

// epochEnd cuts what lies beyond the end of the epoch in the leader's log. If
// the leader has nothing of that epoch, the one before it is asked for.
func (m member) epochEnd(from engine.NodeID, b epochEnd, fx *engine.Effects) member {
	if !m.heeds(from, b.Kind(), b.epoch, m.follows(from) && !m.aligned, fx) {
		return m
	}
	own, _ := m.log.upTo(b.found)
	to := min(own, b.end)
	fx.Why("cut-at-epoch-end", strconv.Itoa(b.found), strconv.Itoa(b.end), string(from), entries(m.log[to:]).String())
	m = m.truncate(to, fx)
	if last := m.log.last(); last != 0 && last != b.found {
		return m.askEnd(fx)
	}
	m.aligned = true
	return m.report(fx)
}

// tooFar cuts what lies beyond the end of the leader's log.
func (m member) tooFar(from engine.NodeID, b tooFar, fx *engine.Effects) member {
	switch {
	case !m.heeds(from, b.Kind(), b.epoch, m.follows(from) && m.aligned, fx):
		return m
	case b.end >= len(m.log):
		fx.Why("nothing-new", string(from), strconv.Itoa(m.committed))
		return m
	}
	fx.Why("cut-out-of-range", string(from), strconv.Itoa(b.end), entries(m.log[b.end:]).String())
	m = m.truncate(b.end, fx)
	return m.report(fx)
}

// follows says whether it follows a member; with refuse-old-epoch switched off,
// whoever sends it records will do.
func (m member) follows(leader engine.NodeID) bool {
	return !m.leads() && m.now.epoch != 0 && (m.now.leader == leader || m.inLine() && m.prev() == leader || !m.refuseOldEpoch)
}

// report tells the leader how far the log goes, and asks for more if followers
// have to ask.
func (m member) report(fx *engine.Effects) member {
	fx.Send(m.now.leader, position{ack: m.push, epoch: m.now.epoch, end: len(m.log), life: m.life})
	return m
}

func (m member) fetch(fx *engine.Effects) member {
	fx.Arm(fetch)
	if !m.aligned {
		fx.Why("ask-again", string(m.now.leader), strconv.Itoa(m.log.last()))
		return m.askEnd(fx)
	}
	fx.Why("fetch", string(m.now.leader), strconv.Itoa(len(m.log)))
	return m.report(fx)
}

// records takes in what the leader has beyond the follower's own log, and tells
// it so. It has to follow on what is there.
func (m member) records(from engine.NodeID, b records, fx *engine.Effects) member {
	switch {
	case !m.heeds(from, b.Kind(), b.epoch, m.follows(from) && m.aligned, fx):
		return m
	case m.inPlace:
		return m.apply(from, b, fx)
	case b.from > len(m.log):
		fx.Why("gap", strconv.Itoa(b.from), strconv.Itoa(len(m.log)))
		return m
	}
	log := m.log.with(b.from, b.log)
	grown := len(log) != len(m.log) || log.last() != m.log.last()
	if grown {
		rule := "take-records"
		if m.inLine() {
			rule = "take-in-chain"
		}
		fx.Why(rule, b.log.String(), strconv.Itoa(b.from), string(from), strconv.Itoa(len(log)))
		m = m.store(log, fx)
		m.committed = min(m.committed, len(log))
	} else {
		fx.Why("nothing-new", string(from), strconv.Itoa(b.committed))
	}
	m = m.commit(b.committed, fx)
	if m.inLine() {
		return m.passOn(b, fx)
	}
	if grown || b.push {
		fx.Send(from, position{ack: m.push, epoch: m.now.epoch, end: len(m.log), life: m.life})
	}
	return m
}
