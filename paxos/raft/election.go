package raft

import (
	"synod/engine"
	"synod/quorum/sets"
)

// timeout begins an election, or asks first whether one could be won.
func (s server) timeout(fx *engine.Effects) server {
	if s.config&s.servers.Bit(s.id) == 0 {
		fx.Why("no-member")
		return s
	}
	fx.Arm(election)
	s.hears, s.leading = false, leading{}
	if !s.preVote {
		return s.stand(fx)
	}
	fx.Why("ask-first", itoa(s.term+1), s.log.end().String())
	s.role, s.votes = preCandidate, s.servers.Bit(s.id)
	fx.Broadcast(s.peers(), vote{s.term + 1, s.log.end(), true})
	return s.won(fx)
}

// stand begins a term as a candidate that votes for itself.
func (s server) stand(fx *engine.Effects) server {
	s.term++
	s.role, s.votedFor, s.votes = candidate, s.id, s.servers.Bit(s.id)
	fx.Why("stand", itoa(s.term), s.log.end().String())
	fx.Broadcast(s.peers(), vote{s.term, s.log.end(), false})
	return s.won(fx)
}

// vote gives at most one vote a term, and only to a candidate whose log is at
// least as good as its own.
func (s server) vote(from engine.NodeID, m vote, fx *engine.Effects) server {
	if m.before {
		return s.wouldVote(from, m, fx)
	}
	if s.checkQuorum && m.term > s.term && (s.hears || s.role == leader) {
		fx.Why("leader-heard", string(from), itoa(m.term), s.doing())
		return s
	}
	s = s.observe(m.term, fx)
	granted := m.term == s.term && s.mayVote(from, fx) && s.goodEnough(from, m.last, fx)
	switch {
	case granted:
		fx.Why("grant", string(from), itoa(m.term), m.last.String(), s.log.end().String())
		s.votedFor = from
	case m.term < s.term:
		fx.Why("old-candidate", string(from), itoa(m.term), itoa(s.term))
	}
	fx.Send(from, voted{m.term, s.term, granted, false})
	return s
}

func (s server) mayVote(from engine.NodeID, fx *engine.Effects) bool {
	switch {
	case s.votedFor == "" || s.votedFor == from:
		return true
	case !s.oneVote:
		return s.mayVoteAgain(from, fx)
	}
	fx.Why("one-vote", string(from), itoa(s.term), string(s.votedFor))
	return false
}

// mayVoteAgain is mayVote with one-vote switched off.
func (s server) mayVoteAgain(from engine.NodeID, fx *engine.Effects) bool {
	fx.Why("vote-again", string(from), itoa(s.term), string(s.votedFor))
	return true
}

func (s server) goodEnough(from engine.NodeID, last end, fx *engine.Effects) bool {
	switch {
	case last.asGood(s.log.end()):
		return true
	case !s.upToDate:
		return s.anyLog(from, last, fx)
	}
	fx.Why("up-to-date", string(from), last.String(), s.log.end().String())
	return false
}

// anyLog is goodEnough with up-to-date switched off.
func (s server) anyLog(from engine.NodeID, last end, fx *engine.Effects) bool {
	fx.Why("worse-log", string(from), last.String(), s.log.end().String())
	return true
}

// wouldVote says whether a candidate could count on its vote. It promises nothing,
// and moves to no later term.
func (s server) wouldVote(from engine.NodeID, m vote, fx *engine.Effects) server {
	granted := m.term > s.term && m.last.asGood(s.log.end()) && !s.hears && s.role != leader
	if granted {
		fx.Why("would-vote", string(from), itoa(m.term))
	} else {
		fx.Why("would-not-vote", string(from), itoa(m.term), s.doing())
	}
	fx.Send(from, voted{m.term, s.term, granted, true})
	return s
}

// voted counts a vote.
func (s server) voted(from engine.NodeID, m voted, fx *engine.Effects) server {
	s = s.observe(m.own, fx)
	counts := s.role == candidate && !m.before && m.term == s.term || s.role == preCandidate && m.before && m.term == s.term+1
	switch {
	case !counts:
		fx.Why("late-vote", string(from), itoa(m.term))
		return s
	case !m.granted:
		fx.Why("no-vote", string(from), itoa(m.term))
		return s
	}
	s.votes |= s.servers.Bit(from)
	fx.Why("count-vote", string(from), itoa(m.term), s.count(s.votes))
	return s.won(fx)
}

// won goes on once a majority is for it.
func (s server) won(fx *engine.Effects) server {
	if !s.have(s.votes) {
		return s
	}
	if s.role == preCandidate {
		return s.stand(fx)
	}
	fx.Why("won", itoa(s.term), s.servers.Names(s.votes), s.log.String())
	fx.Fact(factLeads, itoa(s.term), s.log.String())
	fx.Disarm(election)
	fx.Arm(beat)
	if s.checkQuorum {
		fx.Arm(quorumCheck)
	}
	heard := s.votes
	s.role, s.votes = leader, 0
	s.leading = s.cluster.leading(len(s.log))
	s = s.heardFrom(s.servers.List(heard)...)
	if s.noop {
		s = s.store(append(s.log[:len(s.log):len(s.log)], entry{s.term, nothing}), fx)
	}
	s.match[s.servers.Index(s.id)] = len(s.log)
	s.mindAll(fx)
	return s.advance(fx).sendAll(fx)
}

// leading is what a leader supposes as it begins: that all have its log.
func (c *cluster) leading(end int) leading {
	l := leading{next: make([]int, len(c.servers)), match: make([]int, len(c.servers))}
	for i := range l.next {
		l.next[i] = end + 1
	}
	return l
}

// with is who is known to have the log up to an index.
func (s server) with(index int) (set sets.Set) {
	for i, n := range s.match {
		if n >= index {
			set |= sets.Of(i)
		}
	}
	return set
}

// heardFrom takes note of followers, if anybody will ask.
func (s server) heardFrom(from ...engine.NodeID) server {
	if s.checkQuorum || s.changes {
		for _, id := range from {
			s.heard |= s.servers.Bit(id)
		}
	}
	return s
}

// checkFollowers stands down if no majority was heard from since it looked last.
func (s server) checkFollowers(fx *engine.Effects) server {
	heard := s.heard | s.servers.Bit(s.id)
	if !s.have(heard) {
		fx.Why("check-quorum", s.count(heard), itoa(s.term))
		return s.follow(fx)
	}
	fx.Why("quorum-heard", s.servers.Names(heard))
	s.heard = 0
	fx.Arm(quorumCheck)
	return s
}
