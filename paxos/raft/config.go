package raft

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/sets"
)

// Who the members are is an entry of the log, and each server goes by the last
// that it has: as soon as it is in the log, as in the thesis, or when it is
// committed, as in etcd. One member comes or goes at a time, so that a majority of
// those before and one of those after have a member in common.

// entryMembers begins an entry that says who the members are: members:S1+S2.
const entryMembers = "members:"

// Words for when a change counts.
const (
	onceLogged    = "logged"
	onceCommitted = "committed"
)

// configured is a server with the members that its log names.
func (s server) configured() server {
	log := s.log
	if s.changeCounts == onceCommitted {
		log = log[:s.committed]
	}
	s.config = s.membersBy(log)
	return s
}

func (c *cluster) membersBy(log entries) sets.Set {
	for _, e := range slices.Backward(log) {
		if names, is := strings.CutPrefix(e.value, entryMembers); is && c.changes {
			return c.named(names)
		}
	}
	return c.initial
}

// named reads S1+S2.
func (c *cluster) named(names string) (set sets.Set) {
	for _, name := range strings.Split(names, "+") {
		set |= c.servers.Bit(engine.NodeID(name))
	}
	return set
}

// have says whether the members among a set are a majority of them.
func (s server) have(set sets.Set) bool { return majority(set, s.config) }

func majority(set, of sets.Set) bool { return 2*(set&of).Size() > of.Size() }

// count is how far the members among a set are from a majority.
func (s server) count(set sets.Set) string {
	return strconv.Itoa((set & s.config).Size()) + " of " + strconv.Itoa(s.config.Size()/2+1)
}

// peers lists the other members.
func (s server) peers() []engine.NodeID { return s.servers.List(s.config &^ s.servers.Bit(s.id)) }

// change lets a member come or go, unless another change may be under way, or too
// few are heard from to be sure of a majority after it.
func (s server) change(from engine.NodeID, m request, fx *engine.Effects) server {
	after := s.config &^ s.servers.Bit(engine.NodeID(m.args))
	if m.op == opAdd {
		after = s.config | s.servers.Bit(engine.NodeID(m.args))
	}
	if why := s.mayNotChange(m, after, fx); why != "" {
		fx.Send(from, answer{m.id, why, true})
		return s
	}
	names := strings.Join(s.servers.Words(after), "+")
	heard := s.servers.Words(s.heard | s.servers.Bit(s.id))
	fx.Why("change", names, strings.Join(heard, ", "))
	fx.Fact(factChange, itoa(len(s.log)+1), names+" heard "+strings.Join(heard, "+"))
	return s.propose(entryMembers+names, m.id, fx)
}

// mayNotChange is why a change has to wait; empty: it has not.
func (s server) mayNotChange(m request, after sets.Set, fx *engine.Effects) string {
	switch {
	case s.changing() && s.oneChange:
		fx.Why("one-change", m.id)
		return "another change may be under way"
	case s.changing():
		s.whyChangeAnyway("change-meanwhile", m, fx)
	}
	heard := s.heard | s.servers.Bit(s.id)
	silent := s.servers.Names(s.config &^ heard)
	switch {
	case m.op == opAdd && silent == "", m.op == opRemove && majority(heard, after):
		return ""
	case s.strictReconfig:
		fx.Why("strict-reconfig", m.op, m.args, silent)
		return "unhealthy cluster"
	}
	s.whyChangeAnyway("while-silent", m, fx, silent)
	return ""
}

// whyChangeAnyway names what stands against a change with a rule switched off.
func (s server) whyChangeAnyway(rule string, m request, fx *engine.Effects, args ...string) {
	fx.Why(rule, append([]string{m.op, m.args}, args...)...)
}

// changing says whether a change may be under way: there is one in the log that is
// not committed, or nothing of the own term is yet, so that older ones may be.
func (s server) changing() bool {
	return s.log.term(s.committed) != s.term ||
		slices.ContainsFunc(s.log[s.committed:], func(e entry) bool { return strings.HasPrefix(e.value, entryMembers) })
}

// leave ends the term of a leader that is no member any more.
func (s server) leave(fx *engine.Effects) server {
	if s.role != leader || s.membersBy(s.log[:s.committed])&s.servers.Bit(s.id) != 0 {
		return s
	}
	fx.Why("leave", itoa(s.term))
	return s.follow(fx)
}
