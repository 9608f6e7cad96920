package group

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
)

// needs say what whoever waits now waits for in vain.
func (s *settings) needs() []engine.Need {
	return []engine.Need{
		{ID: "leader", Statement: "Somebody has to lead who is up, and knows that it leads.", Missing: s.missingLeader},
		{ID: "in-sync", Statement: "Every member in sync has to take a record before it is acknowledged.", Missing: s.missingMembers},
		{ID: "answer", Statement: "A client needs the member it asked up and reachable.", Missing: s.missingAnswers},
	}
}

func (s *settings) missingLeader(w *engine.World) []string {
	a := w.Node(s.authority).(authority)
	if a.now.leader == "" {
		return []string{fmt.Sprintf("nobody may lead: in sync are %s, lost are %s%s", s.names(a.now.inSync), s.names(a.lost), s.away(w, a))}
	}
	leader := w.Node(a.now.leader).(member)
	switch {
	case !w.Up(a.now.leader):
		return []string{fmt.Sprintf("%s, which leads epoch %d, is down, and the authority has not noticed", a.now.leader, a.now.epoch)}
	case !leader.leads() || leader.now.epoch != a.now.epoch:
		return []string{fmt.Sprintf("%s has not heard yet that it leads epoch %d%s", a.now.leader, a.now.epoch, because(unreachable(w, s.authority, a.now.leader)))}
	case leader.leaseOver(w.Clock(engine.HostID(leader.id))):
		return []string{fmt.Sprintf("the lease of %s was until %d, and its clock reads %d%s", leader.id, leader.now.until,
			w.Clock(engine.HostID(leader.id)), because(unreachable(w, leader.id, s.authority)))}
	}
	return nil
}

// away says why the authority, without a leader, does not make one.
func (s *settings) away(w *engine.World, a authority) string {
	if !w.Up(s.authority) {
		return "; the authority is down"
	}
	var down []string
	for _, id := range s.list(a.now.inSync | a.eligible) {
		if why := unreachable(w, id, s.authority); why != "" {
			down = append(down, why)
		}
	}
	return because(strings.Join(sorted(down), ", "))
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return ": " + why
}

// missingMembers lists members that leaders wait for in vain.
func (s *settings) missingMembers(w *engine.World) []string {
	var out []string
	for _, id := range s.members {
		m := w.Node(id).(member)
		if !w.Up(id) || !m.leads() || len(m.waiting) == 0 {
			continue
		}
		if m.stopBelowMin && m.now.inSync.Size() < m.least {
			out = append(out, fmt.Sprintf("%s commits nothing: in sync are %s, and %d have to be", id, s.names(m.now.inSync), m.least))
		}
		for _, other := range s.list(m.counted() &^ m.only(id)) {
			if why := unreachable(w, m.sender(other), other); why != "" && m.lacks(other) {
				out = append(out, fmt.Sprintf("%s waits for %s, which counts as in sync: %s", id, other, why))
			}
		}
	}
	return out
}

// sender is who sends a member its records: the leader, or who stands before it in
// the chain.
func (m member) sender(to engine.NodeID) engine.NodeID {
	if line := m.line(); m.chain && slices.Contains(line[1:], to) {
		return line[slices.Index(line, to)-1]
	}
	return m.id
}

// lacks says whether a member is not known to have what clients wait for.
func (m member) lacks(id engine.NodeID) bool {
	if m.inPlace {
		return slices.ContainsFunc(m.waiting, func(w waiter) bool { return w.by&m.only(id) == 0 })
	}
	return m.ends[m.index(id)] < len(m.log)
}

func (s *settings) missingAnswers(w *engine.World) []string {
	var out []string
	for _, id := range s.clients {
		c := w.Node(id).(client)
		if c.waits.id == "" || !w.Up(id) {
			continue
		}
		switch why := unreachable(w, id, c.waits.via); {
		case why != "":
			out = append(out, fmt.Sprintf("%s waits for its %s: %s", id, c.waits.name, why))
		case !s.alive(w, c):
			out = append(out, fmt.Sprintf("nobody works on the %s of %s any more, and only the timeout of %s ends it", c.waits.name, id, id))
		}
	}
	return out
}

// alive says whether a client may still be answered: a message is on its way,
// or a leader has its request among those that wait.
func (s *settings) alive(w *engine.World, c client) bool {
	for _, e := range w.Flight() {
		if e.Key == c.waits.id {
			return true
		}
	}
	m, is := w.Node(c.waits.via).(member)
	if !is {
		return false
	}
	for _, waits := range m.waiting {
		if waits.id == c.waits.id {
			return true
		}
	}
	return false
}

// unreachable says why no message gets to and fro; empty: one can.
func unreachable(w *engine.World, from, to engine.NodeID) string {
	a, b := engine.HostID(from), engine.HostID(to)
	switch {
	case !w.Up(to):
		return string(to) + " is down"
	case !w.Up(from):
		return string(from) + " is down"
	case w.Cut(a, b) || w.Cut(b, a):
		return "the link between " + string(from) + " and " + string(to) + " is cut"
	}
	return ""
}
