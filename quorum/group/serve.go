package group

import (
	"strconv"
	"strings"

	"synod/engine"
)

// clientAppend takes a record into the log, if it leads and enough are in sync.
func (m member) clientAppend(from engine.NodeID, b clientAppend, now int64, fx *engine.Effects) member {
	if m.took(b.id) {
		fx.Why("once", b.id)
		return m
	}
	m = m.taking(b.id)
	if why := m.mayNotAppend(now); why != "" {
		return m.refuse(from, b.id, why, fx)
	}
	place := len(m.log)
	log := append(m.log[:place:place], record{b.value, m.now.epoch})
	fx.Why("append", b.value, strconv.Itoa(place), log[place].String())
	m = m.store(log, fx)
	m.ends = append([]int(nil), m.ends...)
	m.ends[m.index(m.id)] = len(m.log)
	switch {
	case m.inPlace:
		return m.write(waiter{id: b.id, place: place}, fx)
	case m.chain:
		m.sendOn(place, fx)
	case m.push:
		fx.Arm(send)
		for _, id := range m.but(m.id) {
			m.tell(id, m.ends[m.index(id)], fx)
		}
	}
	if !m.waitForAll {
		return m.acknowledgeAtOnce(waiter{id: b.id, place: place}, fx)
	}
	m.waiting = append(m.waiting[:len(m.waiting):len(m.waiting)], waiter{id: b.id, place: place})
	return m.advance(fx)
}

// acknowledgeAtOnce is the end of clientAppend with wait-for-all switched off.
func (m member) acknowledgeAtOnce(w waiter, fx *engine.Effects) member {
	fx.Why("wait-for-all", w.id)
	m.acknowledge(w, fx)
	return m.advance(fx)
}

// Why a member may not do what a client asks.
const (
	notLeader = "not the leader"
	leaseOver = "lease over"
	tooFew    = "too few in sync"
	oldEpoch  = "old epoch"
	isPaused  = "paused"
)

func (m member) mayNotAppend(now int64) string {
	switch {
	case m.paused():
		return isPaused
	case !m.leads():
		return notLeader
	case m.leaseOver(now):
		return leaseOver
	case m.now.inSync.Size() < m.least:
		return tooFew
	}
	return ""
}

// leaseOver says whether its time to lead is over, by its own clock.
func (m member) leaseOver(now int64) bool {
	return m.lease > 0 && m.obeyLease && now >= m.now.until
}

func (m member) refuse(to engine.NodeID, id, why string, fx *engine.Effects) member {
	rule := map[string]string{notLeader: "not-the-leader", leaseOver: "obey-lease", tooFew: "too-few-in-sync", oldEpoch: "behind-the-client", isPaused: "not-while-paused"}[why]
	fx.Why(rule, id, m.role(), strconv.Itoa(m.least), strconv.FormatInt(m.now.until, 10))
	fx.Fact(factRefused, id, strings.ReplaceAll(why, " ", "-"))
	fx.Send(to, refused{m.settings, id, why, m.now})
	return m
}

// clientRead answers with what is known to be committed: the leader, or if the
// group allows it every member that is in the epoch which the client knows of.
func (m member) clientRead(from engine.NodeID, b clientRead, now int64, fx *engine.Effects) member {
	if m.took(b.id) {
		fx.Why("once", b.id)
		return m
	}
	m = m.taking(b.id)
	switch {
	case m.paused():
		return m.refuse(from, b.id, isPaused, fx)
	case !m.leads() && !m.anyRead:
		return m.refuse(from, b.id, notLeader, fx)
	case m.leads() && m.leaseOver(now):
		return m.refuse(from, b.id, leaseOver, fx)
	case b.epoch > m.epoch && m.refuseOldEpoch:
		return m.refuse(from, b.id, oldEpoch, fx)
	}
	fx.Fact(factServed, strconv.Itoa(b.epoch), strconv.Itoa(m.epoch))
	if m.inPlace {
		fx.Why("read-as-is", m.log.String())
		fx.Send(from, readOK{b.id, m.log})
		return m
	}
	fx.Why("read", m.log[:m.committed].String(), strconv.Itoa(m.committed), strconv.Itoa(len(m.log)))
	fx.Send(from, readOK{b.id, m.log[:m.committed:m.committed]})
	return m
}

// cutRequest parts a request into its client and its number.
func cutRequest(id string) (engine.NodeID, string, bool) {
	client, number, ok := strings.Cut(id, ".")
	return engine.NodeID(client), number, ok
}
