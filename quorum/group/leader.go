package group

import (
	"slices"
	"strconv"

	"synod/engine"
)

// lead begins to lead an epoch with the log as it is. It knows nothing yet of
// how far the others' logs go.
func (m member) lead(before config, fx *engine.Effects) member {
	waiting := m.waiting
	m = m.stepDown(fx)
	m.aligned = true
	m.leading = m.settings.leading(len(m.log))
	m.ends[m.index(m.id)] = len(m.log)
	fx.Why("lead", m.now.number(), m.log.String(), m.names(m.now.inSync))
	fx.Fact(factLeads, strconv.Itoa(m.now.epoch), m.log.String())
	if m.lease > 0 {
		fx.Arm(beat)
	}
	m.watch(fx)
	if m.chain && before.leader == m.id {
		m.waiting = waiting // what was not acknowledged is sent again
	}
	m.renew(fx)
	return m.advance(fx)
}

// watch waits for each member in sync, though not for ever.
func (m member) watch(fx *engine.Effects) {
	for _, id := range m.but(m.id) {
		if m.now.inSync&m.only(id) != 0 {
			fx.Arm(lagPrefix + string(id))
		} else {
			fx.Disarm(lagPrefix + string(id))
		}
	}
}

// altered goes on leading with others in sync.
func (m member) altered(before config, fx *engine.Effects) member {
	if m.now.same(before) {
		fx.Why("lease-longer", strconv.FormatInt(m.now.until, 10))
		return m
	}
	fx.Why("config-leader", m.now.number(), m.names(m.now.inSync))
	m.asked = 0
	fx.Disarm(ask)
	m.watch(fx)
	m.renew(fx)
	return m.advance(fx)
}

// position is how far a member's log goes, which acknowledges all that is below.
func (m member) position(from engine.NodeID, b position, fx *engine.Effects) member {
	if !m.heeds(from, b.Kind(), b.epoch, m.leads() || m.inLine() && from == m.next(), fx) {
		return m
	}
	i := m.index(from)
	if !m.leads() {
		return m.passBack(b, fx)
	}
	if b.life < m.lives[i] && m.refuseOldLife {
		fx.Why("position-of-old-life", string(from), strconv.Itoa(b.life), strconv.Itoa(m.lives[i]))
		return m
	}
	if m.inPlace {
		return m.applied(from, b, fx)
	}
	if b.end > len(m.log) {
		fx.Why("out-of-range", string(from), strconv.Itoa(b.end), strconv.Itoa(len(m.log)))
		fx.Send(from, tooFar{m.now.epoch, len(m.log)})
		return m
	}
	fx.Why("count-position", string(from), strconv.Itoa(b.end), strconv.Itoa(len(m.log)))
	m = m.knowing(i, b)
	m = m.admit(from, fx)
	m = m.advance(fx)
	behind := m.push && m.now.inSync&m.only(from) == 0 && m.ends[i] < len(m.log)
	if !b.ack || behind {
		m.tell(from, b.end, fx)
	}
	return m
}

// knowing takes note of how far a log goes. It only grows, unless its member was
// away: then what it said before counts no longer.
func (m member) knowing(i int, b position) member {
	m.ends, m.lives = slices.Clone(m.ends), slices.Clone(m.lives)
	if b.life > m.lives[i] {
		m.ends[i], m.lives[i] = 0, b.life
	}
	m.ends[i] = max(m.ends[i], b.end)
	if m.inLine() && m.members[i] == m.next() {
		for _, other := range m.now.inSync.Members() {
			m.ends[other] = max(m.ends[other], b.end) // it speaks for all behind it
		}
	}
	return m
}

// heeds says whether a message of an epoch is for this member in the role it
// has. One of an older epoch comes from somebody who has not heard yet.
func (m member) heeds(from engine.NodeID, kind string, epoch int, role bool, fx *engine.Effects) bool {
	switch {
	case !role:
		fx.Why("not-my-role", kind, string(from), m.role())
		return false
	case !m.refuseOldEpoch:
		return m.heedsAnyway(from, kind, epoch, fx)
	case epoch < m.now.epoch:
		fx.Why("refuse-old-epoch", kind, string(from), strconv.Itoa(epoch), strconv.Itoa(m.now.epoch))
		fx.Fact(factFenced, strconv.Itoa(epoch), string(from))
		return false
	case epoch > m.now.epoch:
		fx.Why("unknown-epoch", kind, string(from), strconv.Itoa(epoch), strconv.Itoa(m.now.epoch))
		return false
	}
	return true
}

// heedsAnyway is heeds with refuse-old-epoch switched off.
func (m member) heedsAnyway(from engine.NodeID, kind string, epoch int, fx *engine.Effects) bool {
	if epoch != m.now.epoch {
		fx.Why("heed-any-epoch", kind, string(from), strconv.Itoa(epoch), strconv.Itoa(m.now.epoch))
	}
	return true
}

// tell sends a member what follows a place.
func (m member) tell(to engine.NodeID, from int, fx *engine.Effects) {
	fx.Send(to, records{m.push, m.now.epoch, from, slices.Clip(m.log[from:]), m.committed})
}

// pushAll sends every member what it is not known to have.
func (m member) pushAll(fx *engine.Effects) member {
	if !m.leads() {
		return m
	}
	fx.Why("push-again", strconv.Itoa(len(m.log)))
	fx.Arm(send)
	if m.chain {
		m.renew(fx)
		return m
	}
	for _, id := range m.but(m.id) {
		m.tell(id, m.ends[m.index(id)], fx)
	}
	return m
}

// admit asks for a member to be in sync once it has all that may be committed.
func (m member) admit(id engine.NodeID, fx *engine.Effects) member {
	one := m.only(id)
	switch {
	case (m.now.inSync|m.asked)&one != 0 || m.asked != 0:
		return m
	case !m.wanted():
		fx.Why("not-wanted", string(id), strconv.Itoa(m.now.inSync.Size()), strconv.Itoa(m.copies))
		return m
	case !m.caughtUp(id, fx):
		fx.Why("behind", string(id), strconv.Itoa(m.ends[m.index(id)]), strconv.Itoa(m.committed), strconv.Itoa(m.start))
		return m
	}
	fx.Why("caught-up", string(id), strconv.Itoa(m.ends[m.index(id)]), m.names(m.now.inSync|one))
	return m.request(m.now.inSync|one, fx)
}

// caughtUp says whether a member has all that is committed. A leader that has
// just begun does not know how much that is; but its log as it began has it all.
func (m member) caughtUp(id engine.NodeID, fx *engine.Effects) bool {
	end := m.ends[m.index(id)]
	switch {
	case end >= m.committed && end >= m.start:
		return true
	case end >= m.committed && !m.catchUpToEpoch:
		fx.Why("catch-up-to-epoch", string(id), strconv.Itoa(end), strconv.Itoa(m.start))
		return true
	case !m.catchUpFirst:
		fx.Why("catch-up-first", string(id), strconv.Itoa(end), strconv.Itoa(m.committed))
		return true
	}
	return false
}

// lag asks for a member to be put out, since it has been behind for too long.
func (m member) lag(id engine.NodeID, fx *engine.Effects) member {
	if m.inPlace {
		return m.reportFailure(id, fx)
	}
	m, done := m.loseTouch(id, fx)
	if done {
		return m
	}
	inSync := m.now.inSync
	if m.asked != 0 {
		inSync = m.asked
	}
	inSync &^= m.only(id)
	if !m.askAuthority {
		return m.putOut(id, inSync, fx)
	}
	fx.Why("ask-authority", string(id), m.names(inSync))
	return m.request(inSync, fx)
}

// putOut is lag with ask-authority switched off: the leader goes on without the
// member at once, and tells the authority as well.
func (m member) putOut(id engine.NodeID, inSync set, fx *engine.Effects) member {
	fx.Why("put-out", string(id), m.names(inSync))
	m = m.request(inSync, fx)
	m.now.inSync &^= m.only(id)
	return m.advance(fx)
}

func (m member) request(inSync set, fx *engine.Effects) member {
	m.asked = inSync
	fx.Arm(ask)
	fx.Send(m.authority, alter{m.settings, m.now, inSync, m.lives})
	return m
}

func (m member) askAgain(fx *engine.Effects) member {
	if m.asked == 0 {
		return m
	}
	fx.Why("alter-again", m.names(m.asked))
	return m.request(m.asked, fx)
}

// advance raises the high watermark to what every member that counts has, and
// answers whoever waited for it.
func (m member) advance(fx *engine.Effects) member {
	to := m.held()
	if to <= m.committed {
		return m
	}
	if m.stopBelowMin && m.now.inSync.Size() < m.least {
		fx.Why("stop-below-min", m.names(m.now.inSync), strconv.Itoa(m.least))
		return m
	}
	if !m.maximalInSync && m.asked&^m.now.inSync != 0 {
		fx.Why("maximal-in-sync", m.names(m.asked&^m.now.inSync))
	}
	fx.Why("advance", strconv.Itoa(to), m.names(m.counted()))
	m = m.commit(to, fx)
	m.waiting = slices.DeleteFunc(slices.Clone(m.waiting), func(w waiter) bool {
		if w.place < m.committed {
			m.acknowledge(w, fx)
		}
		return w.place < m.committed
	})
	return m
}

// counted is whose logs count. A member that is about to be in sync counts
// already: the authority may have let it in, and it may lead next.
func (m member) counted() set {
	if !m.maximalInSync {
		return m.now.inSync
	}
	return m.now.inSync | m.asked
}

// held is how much of the log every member that counts has.
func (m member) held() int {
	to := len(m.log)
	for _, id := range m.list(m.counted() &^ m.only(m.id)) {
		to = min(to, m.ends[m.index(id)])
	}
	return to
}

func (m member) acknowledge(w waiter, fx *engine.Effects) {
	fx.Why("acknowledge", w.id, m.log[w.place].String(), strconv.Itoa(w.place), m.names(m.counted()))
	fx.Fact(factAcked, strconv.Itoa(w.place), m.log[w.place].String())
	m.answer(w.id, appended{w.id, w.place}, fx)
}

// answer tells the client of a request.
func (m member) answer(id string, b engine.Body, fx *engine.Effects) {
	client, _, _ := cutRequest(id)
	fx.Send(client, b)
}

// whereEnds tells a follower where an epoch ends in the leader's log.
func (m member) whereEnds(from engine.NodeID, b whereEnds, fx *engine.Effects) member {
	if !m.heeds(from, b.Kind(), b.epoch, m.leads(), fx) {
		return m
	}
	end, found := m.log.upTo(b.asked)
	fx.Why("where-ends", string(from), strconv.Itoa(b.asked), strconv.Itoa(found), strconv.Itoa(end))
	fx.Send(from, epochEnd{b.epoch, found, end})
	return m
}
