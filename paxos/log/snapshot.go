package log

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// A log that is never cut off grows for ever. What is executed everywhere it
// matters can be replaced by the state it led to: a snapshot. Whoever lacks what
// was cut off gets the snapshot instead; and a new leader has to be told that
// slots were cut off, since an acceptor that forgot its votes there would else
// look like one that never voted.

// Forget tells an acceptor that all slots up to one are in its server's snapshot.
type Forget struct{ UpTo int }

// Snapshot is what executing all slots up to one led to.
type Snapshot struct {
	UpTo  int
	State machine
}

// Kind, Key and Text of both. The text of a snapshot says all that it holds.
func (Forget) Kind() string   { return kindForget }
func (Snapshot) Kind() string { return kindSnapshot }

func (m Forget) Key() string   { return strconv.Itoa(m.UpTo) }
func (m Snapshot) Key() string { return strconv.Itoa(m.UpTo) }

func (m Forget) Text() string   { return "" }
func (m Snapshot) Text() string { return m.State.whole() }

// whole is all that the state holds, requests and configurations as well.
func (m machine) whole() string {
	parts := []string{m.String()}
	for _, s := range m.sessions {
		parts = append(parts, string(s.client)+"."+strconv.Itoa(s.number)+" gave "+s.result)
	}
	for _, g := range m.configs {
		parts = append(parts, "voters "+strconv.FormatUint(uint64(g.members), 2)+" from "+strconv.Itoa(g.from))
	}
	return strings.Join(parts, "; ")
}

// snapshot is an operator's call: keep the state, and cut the log off.
func (s server) snapshot(op string, fx *engine.Effects) server {
	s.base, s.saved = s.applied, s.state
	s.log = s.log.above(s.base)
	fx.Why("snapshot", strconv.Itoa(s.base), s.saved.String())
	fx.Send(s.acceptor(), Forget{s.base})
	fx.Return(op, engine.OK, "up to "+strconv.Itoa(s.base), "")
	return s
}

// acceptor is the one on the server's host.
func (s server) acceptor() engine.NodeID {
	return s.c.acceptors[s.c.servers.Index(s.id)]
}

// forget drops the votes that the snapshot makes needless.
func (a acceptor) forget(m Forget, fx *engine.Effects) acceptor {
	if m.UpTo <= a.below {
		return a
	}
	a.votes, a.below = a.votes.From(m.UpTo+1), m.UpTo
	fx.Why("forget", strconv.Itoa(a.below))
	return a
}

// told says what an acceptor tells a leader of slots that were cut off.
func (a acceptor) told() int {
	if !a.c.tellBelow {
		return a.silent()
	}
	return a.below
}

// silent is told with report-truncation switched off.
func (a acceptor) silent() int { return 0 }

// hearBelow notes that slots were cut off somewhere: they are chosen, and this
// server does not know what. It asks for the snapshot.
func (s server) hearBelow(from engine.NodeID, below int, fx *engine.Effects) server {
	if below < s.first() {
		return s
	}
	s.below = max(s.below, below)
	fx.Why("report-truncation", string(from), strconv.Itoa(below))
	fx.Send(s.c.servers[s.c.acceptors.Index(from)], CatchUp{s.first()})
	return s
}

// install takes a snapshot over, if it is ahead.
func (s server) install(from engine.NodeID, m Snapshot, fx *engine.Effects) server {
	if m.UpTo <= s.applied {
		fx.Why("old-snapshot", string(from), strconv.Itoa(m.UpTo))
		return s
	}
	fx.Why("install", string(from), strconv.Itoa(m.UpTo), m.State.String())
	s.base, s.applied, s.saved, s.state = m.UpTo, m.UpTo, m.State, m.State
	s.log = s.log.above(s.base)
	s.open = slices.DeleteFunc(slices.Clone(s.open), func(p proposal) bool { return p.slot <= s.base })
	fx.Fact(factApplied, strconv.Itoa(m.UpTo), snapshot)
	s = s.execute(s.base, fx)
	if s.phase == leading {
		return s.propose(fx)
	}
	return s
}
