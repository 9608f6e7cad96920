package raft

import (
	"slices"

	"synod/engine"
)

// sendAll sends each follower what it is not known to have.
func (s server) sendAll(fx *engine.Effects) server {
	if s.role != leader {
		return s
	}
	for _, id := range s.peers() {
		s.send(id, fx)
	}
	return s
}

func (s server) send(to engine.NodeID, fx *engine.Effects) {
	before := s.next[s.servers.Index(to)] - 1
	fx.Send(to, appendEntries{s.term, end{s.log.term(before), before}, slices.Clip(s.log[before:]), s.committed})
}

// append takes entries of the leader of its term, if the entry before them is
// there. What differs from the leader's goes.
func (s server) append(from engine.NodeID, m appendEntries, fx *engine.Effects) server {
	s = s.observe(m.term, fx)
	if m.term < s.term && s.refuseOldTerm {
		fx.Why("refuse-old-term", string(from), itoa(m.term), itoa(s.term))
		fx.Send(from, appended{s.term, 0, true})
		return s
	}
	if m.term < s.term {
		fx.Why("old-term-anyway", string(from), itoa(m.term), itoa(s.term))
	}
	if s.role != follower {
		s = s.follow(fx)
	}
	s.hears = true
	if s.log.term(m.previous.index) != m.previous.term || m.previous.index > len(s.log) {
		if s.checkPrevious || m.previous.index > len(s.log) {
			fx.Why("check-previous", string(from), itoa(m.previous.index), itoa(m.previous.term), s.log.String())
			fx.Send(from, appended{m.term, m.previous.index, true})
			return s
		}
		s.appendAnyway(from, m, fx)
	}
	log := s.merged(m)
	fx.Why("append", string(from), m.entries.String(), itoa(m.previous.index), log.String())
	s = s.store(log, fx).apply(min(m.committed, m.previous.index+len(m.entries)), fx)
	fx.Send(from, appended{m.term, m.previous.index + len(m.entries), false})
	return s
}

// appendAnyway is what append does with check-previous switched off.
func (s server) appendAnyway(from engine.NodeID, m appendEntries, fx *engine.Effects) {
	fx.Why("append-anyway", string(from), itoa(m.previous.index), itoa(m.previous.term), s.log.String())
}

// merged is the log with the sent entries in it. What is there already stays,
// with what follows it; from the first that differs on, it goes.
func (s server) merged(m appendEntries) entries {
	for i, e := range m.entries {
		if at := m.previous.index + i; at == len(s.log) || s.log[at] != e {
			return append(s.log[:at:at], m.entries[i:]...)
		}
	}
	return s.log
}

// appended counts a follower, or goes back an entry to find where the two logs
// agree.
func (s server) appended(from engine.NodeID, m appended, fx *engine.Effects) server {
	s = s.observe(m.term, fx)
	if s.role != leader || m.term < s.term {
		fx.Why("late-ack", string(from), itoa(m.term))
		return s
	}
	s = s.heardFrom(from)
	i := s.servers.Index(from)
	s.next, s.match = slices.Clone(s.next), slices.Clone(s.match)
	if m.missing {
		s.next[i] = max(s.match[i]+1, min(s.next[i], m.index))
		s.next[i] = max(1, s.next[i])
		fx.Why("go-back", string(from), itoa(m.index), itoa(s.next[i]))
		s.send(from, fx)
		return s
	}
	s.match[i] = max(s.match[i], m.index)
	s.next[i] = max(s.next[i], s.match[i]+1)
	fx.Why("count-ack", string(from), itoa(m.index), s.count(s.with(m.index)))
	return s.advance(fx)
}

// advance commits what a majority has, if it is of the present term; what is
// before it is committed with it (§5.4.2).
func (s server) advance(fx *engine.Effects) server {
	to := len(s.log)
	for !s.have(s.with(to)) {
		to--
	}
	if to <= s.committed || !s.mayCommit(to, fx) {
		return s
	}
	for index := s.committed + 1; index <= to; index++ {
		fx.Fact(factCommitted, itoa(index), s.log[index-1].String())
	}
	return s.apply(to, fx).answerWatches(fx).leave(fx)
}

// mayCommit says whether a leader commits what a majority has up to an index.
func (s server) mayCommit(index int, fx *engine.Effects) bool {
	switch {
	case s.log.term(index) == s.term:
		fx.Why("commit", itoa(index), s.log[index-1].String(), s.servers.Names(s.with(index)))
		return true
	case !s.commitOwnTerm:
		return s.commitAnyTerm(index, fx)
	}
	fx.Why("commit-own-term", itoa(index), s.log[index-1].String(), itoa(s.term))
	return false
}

// commitAnyTerm is mayCommit with commit-own-term switched off.
func (s server) commitAnyTerm(index int, fx *engine.Effects) bool {
	fx.Why("commit-old-term", itoa(index), s.log[index-1].String(), itoa(s.term), s.servers.Names(s.with(index)))
	return true
}
