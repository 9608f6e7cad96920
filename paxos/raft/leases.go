package raft

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// What a leader does about clients: it misses those that it has not heard of for
// too long, tells those that wait for keys to go, and hands out messages.

// mind arms a timer for each client that the leader would miss from now on, and
// takes away those of others.
func (s server) mind(before, after machine, fx *engine.Effects) {
	were := before.leased()
	for _, id := range after.leased() {
		if !slices.Contains(were, id) {
			s.armMiss(id, fx)
		}
	}
	for _, id := range were {
		if !slices.Contains(after.leased(), id) {
			fx.Disarm(missPrefix + string(id))
		}
	}
}

// armMiss gives a client its full time, as a new leader does for all.
func (s server) armMiss(id engine.NodeID, fx *engine.Effects) {
	if s.ttl == 0 {
		fx.Arm(missPrefix + string(id))
		return
	}
	fx.ArmAt(missPrefix+string(id), s.now+int64(s.ttl))
}

func (s server) mindAll(fx *engine.Effects) {
	if s.state != nil {
		for _, id := range s.state.leased() {
			s.armMiss(id, fx)
		}
	}
}

func (s server) mindNobody(fx *engine.Effects) {
	if s.start != nil {
		for _, id := range s.clients {
			fx.Disarm(missPrefix + string(id))
		}
	}
}

// miss takes a client for gone. That goes through the log like everything else.
func (s server) miss(id engine.NodeID, fx *engine.Effects) server {
	switch state := s.state.(type) {
	case keys:
		fx.Why("lease-over", string(id), state.leaseOf(id))
		return s.propose(entryRevoke+":"+state.leaseOf(id), "", fx)
	default:
		fx.Why("consumer-gone", string(id))
		return s.propose(entryGone+":"+string(id), "", fx)
	}
}

// keepAlive gives a client its full time again. Only the leader counts it, so
// nothing is written.
func (s server) keepAlive(from engine.NodeID, m keepAlive, fx *engine.Effects) server {
	k, is := s.state.(keys)
	switch {
	case s.role != leader:
		fx.Why("not-the-leader", "to keep "+m.lease, s.doing())
	case !is || k.leaseOf(from) != m.lease:
		fx.Why("no-lease", string(from), m.lease)
		fx.Send(from, keptAlive{m.lease, false})
	default:
		fx.Why("keep-alive", string(from), m.lease)
		s.armMiss(from, fx)
		fx.Send(from, keptAlive{m.lease, true})
	}
	return s
}

// watch answers when no key for a lock is older than the client's.
func (s server) watch(m request, fx *engine.Effects) server {
	name, below, _ := strings.Cut(m.args, " ")
	fx.Why("watch", m.id, name, below)
	s.waiting = append(s.waiting[:len(s.waiting):len(s.waiting)], waiting{id: m.id, read: true, op: m.op, args: m.args})
	return s.answerWatches(fx)
}

func (s server) answerWatches(fx *engine.Effects) server {
	k, is := s.state.(keys)
	if !is {
		return s
	}
	return s.answerWhich(fx, func(w waiting) bool { return w.op == opWatch && k.noneBelow(w.args) })
}

// noneBelow says whether no key for a lock was created before a revision, which
// args give in this order.
func (k keys) noneBelow(args string) bool {
	name, below, _ := strings.Cut(args, " ")
	n, _ := strconv.Atoi(below)
	oldest := k.owner(name).created
	return oldest == 0 || oldest >= n
}

// deliver sends what has been given out to those whom it was given to.
func (s server) deliver(before, after queue, fx *engine.Effects) {
	for _, m := range after.given {
		if slices.Contains(before.given, m) {
			continue
		}
		rule := "deliver"
		if m.times > 1 {
			rule = "deliver-again"
		}
		fx.Why(rule, m.value, string(m.to), itoa(m.times))
		fx.Send(m.to, delivery{m.value, m.tag})
	}
}

// misses counts the entries by which a client was taken for gone.
func (l entries) misses() (n int) {
	for _, e := range l {
		if c := parseCommand(e.value); c[0] == entryRevoke || c[0] == entryGone {
			n++
		}
	}
	return n
}
