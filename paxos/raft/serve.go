package raft

import (
	"slices"
	"strings"

	"synod/engine"
)

// request takes an entry, or begins a read, if this server leads. What may be old
// any server answers.
func (s server) request(from engine.NodeID, m request, fx *engine.Effects) server {
	s, fresh := s.once(m.id)
	switch {
	case !fresh:
		fx.Why("once", m.id)
		return s
	case m.op == opPeek:
		result := s.answerTo(m.op, m.args)
		fx.Why("read-here", m.id, result, itoa(s.committed))
		fx.Send(from, answer{m.id, result, false})
		return s
	case s.role != leader:
		fx.Why("not-the-leader", m.id, s.doing())
		fx.Send(from, answer{m.id, "not the leader", true})
		return s
	}
	switch m.op {
	case opRead, opGet, opOwn:
		return s.read(from, m, fx)
	case opWatch:
		return s.watch(m, fx)
	case opAdd, opRemove:
		return s.change(from, m, fx)
	}
	return s.propose(s.commandOf(m), m.id, fx)
}

// propose appends an entry, for a client's request or of the leader's own accord.
func (s server) propose(value, id string, fx *engine.Effects) server {
	s = s.store(append(s.log[:len(s.log):len(s.log)], entry{s.term, value}), fx)
	s.match = slices.Clone(s.match)
	s.match[s.servers.Index(s.id)] = len(s.log)
	fx.Why("take", value, itoa(len(s.log)), itoa(s.term))
	switch {
	case id == "":
	case s.waitForCommit:
		s.waiting = append(s.waiting[:len(s.waiting):len(s.waiting)], waiting{id: id, index: len(s.log)})
	default:
		s.answerAtOnce(id, value, fx)
	}
	return s.advance(fx).sendAll(fx)
}

// answerAtOnce is what propose does with wait-for-commit switched off.
func (s server) answerAtOnce(id, value string, fx *engine.Effects) {
	fx.Why("answer-at-once", id)
	s.acknowledge(len(s.log), id, value, fx)
}

// read asks a majority whether it still leads before it answers. A leader that has
// committed nothing in its own term does not know how much is committed.
func (s server) read(from engine.NodeID, m request, fx *engine.Effects) server {
	switch {
	case !s.readIndex:
		return s.readAtOnce(from, m, fx)
	case s.log.term(s.committed) != s.term:
		fx.Why("read-too-early", m.id, itoa(s.term))
		fx.Send(from, answer{m.id, "too early", true})
		return s
	}
	fx.Why("read-index", m.id, itoa(s.committed))
	s.waiting = append(s.waiting[:len(s.waiting):len(s.waiting)], waiting{m.id, s.committed, true, s.servers.Bit(s.id), m.op, m.args})
	fx.Broadcast(s.peers(), confirm{s.term, m.id})
	return s.answerReads(fx)
}

// readAtOnce is read with read-index switched off.
func (s server) readAtOnce(from engine.NodeID, m request, fx *engine.Effects) server {
	result := s.answerTo(m.op, m.args)
	fx.Why("read-at-once", m.id, result)
	fx.Send(from, answer{m.id, result, false})
	return s
}

// answerTo is what a read gives, as far as this server knows.
func (s server) answerTo(op, args string) string {
	if s.state == nil {
		return s.log.newest(s.committed)
	}
	return s.state.read(op, strings.Fields(args))
}

func (s server) confirm(from engine.NodeID, m confirm, fx *engine.Effects) server {
	s = s.observe(m.term, fx)
	if m.term < s.term {
		fx.Why("refuse-to-confirm", string(from), itoa(m.term), itoa(s.term))
	} else {
		fx.Why("confirm", string(from), itoa(m.term))
	}
	fx.Send(from, confirmed{s.term, m.id})
	return s
}

func (s server) confirmed(from engine.NodeID, m confirmed, fx *engine.Effects) server {
	s = s.observe(m.term, fx)
	i := slices.IndexFunc(s.waiting, func(w waiting) bool { return w.id == m.id })
	if s.role != leader || i < 0 {
		fx.Why("late-ack", string(from), itoa(m.term))
		return s
	}
	s = s.heardFrom(from)
	s.waiting = slices.Clone(s.waiting)
	s.waiting[i].acks |= s.servers.Bit(from)
	fx.Why("count-confirmed", string(from), s.count(s.waiting[i].acks))
	return s.answerReads(fx)
}

func (s server) answerReads(fx *engine.Effects) server {
	return s.answerWhich(fx, func(w waiting) bool { return w.read && w.op != opWatch && s.have(w.acks) })
}

// answerWhich answers those that are ready, and waits for them no longer.
func (s server) answerWhich(fx *engine.Effects, ready func(waiting) bool) server {
	s.waiting = slices.DeleteFunc(slices.Clone(s.waiting), func(w waiting) bool {
		is := ready(w)
		if is {
			s.done(w.id, s.answerTo(w.op, w.args), fx)
		}
		return is
	})
	return s
}

func (s server) done(id, value string, fx *engine.Effects) {
	client, _, _ := strings.Cut(id, ".")
	fx.Why("done", id, value)
	fx.Send(engine.NodeID(client), answer{id: id, value: value})
}
