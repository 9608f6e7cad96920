package group

import (
	"strconv"

	"synod/engine"
)

// Copies of an old epoch where they are deleted, and how others are made for
// them. Only members whose copies are of an epoch are told of it, so that no
// copy has a number that it has not earned.

// deleteStale has a member that is not in sync delete what it has, if its number
// shows that it is old.
func (a authority) deleteStale(from engine.NodeID, m heartbeat, fx *engine.Effects) authority {
	if m.epoch == 0 {
		fx.Why("no-copy", string(from))
		return a
	}
	if m.epoch >= a.now.epoch {
		fx.Why("copy-current", string(from), strconv.Itoa(m.epoch))
		a.joined(from, m.epoch, fx)
		return a.change(a.now.inSync|a.only(from), fx)
	}
	fx.Why("delete-stale", string(from), strconv.Itoa(m.epoch), strconv.Itoa(a.now.epoch))
	fx.Fact(factFenced, strconv.Itoa(m.epoch), string(from))
	fx.Send(from, discard(m))
	return a
}

// discard deletes the copy, if it is the one that was meant. What was sent to the
// member before is not for what it is from now on.
func (m member) discard(b discard, fx *engine.Effects) member {
	if b.epoch != m.epoch || b.life != m.life {
		fx.Why("discard-late", strconv.Itoa(b.epoch), strconv.Itoa(m.epoch))
		return m
	}
	fx.Why("discard", m.log.String(), strconv.Itoa(m.epoch))
	m = m.stepDown(fx).emptied()
	m.life++
	fx.Send(m.authority, heartbeat{0, m.life})
	return m
}

// emptied is the member without a copy.
func (m member) emptied() member {
	return member{settings: m.settings, id: m.id, taken: m.taken, life: m.life}
}

// wanted says whether another copy is to be made, by the policy of the group.
func (m member) wanted() bool {
	n := m.now.inSync.Size()
	switch {
	case n >= m.copies && m.copies < len(m.members):
		return false
	case m.refill == "half-or-acked":
		return m.copies >= 3 && (n <= m.copies/2 || m.committed > 0)
	}
	return m.refill == "always"
}

// seek asks for somebody to make another copy, where members that are not in
// sync do not hear of the group by themselves.
func (m member) seek(fx *engine.Effects) {
	if m.noStale && !m.inPlace && m.wanted() {
		fx.Why("seek", strconv.Itoa(m.now.inSync.Size()), strconv.Itoa(m.copies))
		fx.Send(m.authority, recruit{m.now.number()})
	}
}

// recruit tells a member without a copy whom to follow.
func (a authority) recruit(from engine.NodeID, b recruit, fx *engine.Effects) authority {
	spare := a.all() &^ a.now.inSync &^ a.lost
	if from != a.now.leader || b.number != a.now.number() || spare == 0 {
		fx.Why("recruit-nobody", string(from), a.now.number(), a.names(a.lost))
		return a
	}
	one := a.firstOf(spare)
	fx.Why("recruit", string(from), string(one))
	a.assign(one, fx)
	return a
}

// join begins to make a copy. Who has an old one has it deleted first.
func (m member) join(fx *engine.Effects) member {
	now := m.now
	m = m.stepDown(fx)
	fx.Arm(beat)
	switch {
	case m.epoch > 0:
		fx.Why("old-copy-first", m.log.String(), strconv.Itoa(m.epoch))
		m.now = config{}
		fx.Send(m.authority, heartbeat{m.epoch, m.life})
		return m
	case now.leader == "":
		fx.Why("config-nobody", now.number())
		return m
	}
	m.aligned = true
	fx.Why("join", string(now.leader), now.number())
	fx.Arm(fetch)
	return m.report(fx)
}
