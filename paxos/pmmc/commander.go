package pmmc

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/quorum/sets"
)

// commander is Phase 2 of a leader: for each slot it waits until a majority of
// the acceptors has accepted the slot's pvalue. Nothing of it is on disk.
type commander struct {
	c    *cluster
	open []pvalue
}

// pvalue is what one commander of the paper is about: ⟨b, s, c⟩, and who has
// accepted it.
type pvalue struct {
	b    ballot.Ballot
	slot int
	Command
	by sets.Set
}

// AppendTo appends the canonical encoding.
func (m commander) AppendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(m.open)))
	for _, p := range m.open {
		b = engine.AppendInt(p.b.AppendTo(b), int64(p.slot))
		b = engine.AppendInt(engine.AppendString(b, p.Command.String()), int64(p.by))
	}
	return b
}

// Fields lists the slots under way.
func (m commander) Fields() []engine.Field {
	var parts []string
	for _, p := range m.open {
		parts = append(parts, ballot.At(p.b, p.slot)+" "+p.Command.String()+" "+m.c.count(p.by))
	}
	if parts == nil {
		parts = []string{"-"}
	}
	return []engine.Field{{ID: "commander", Text: strings.Join(parts, ", ")}}
}

// Step is one line an input.
func (m commander) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		return commander{c: m.c}
	case engine.Fire:
		return m.askAgain(fx)
	case engine.Deliver:
		switch b := in.Body.(type) {
		case spawnCommander:
			return m.spawn(b, fx)
		case p2b:
			return m.p2b(in, b, fx)
		}
	}
	return m
}

// spawn asks all acceptors to accept a pvalue.
func (m commander) spawn(s spawnCommander, fx *engine.Effects) commander {
	p := pvalue{b: s.b, slot: s.slot, Command: s.Command}
	m.open = append(slices.Clone(m.open), p)
	slices.SortStableFunc(m.open, func(a, b pvalue) int { return a.slot - b.slot })
	fx.Fact(factCommand, ballot.At(s.b, s.slot), s.Command.String())
	fx.Why("command-asks", ballot.At(s.b, s.slot), s.Command.String())
	fx.Arm(resend)
	fx.Broadcast(m.c.acceptors, p2a(s))
	return m
}

func (m commander) askAgain(fx *engine.Effects) commander {
	fx.Arm(resend)
	for _, p := range m.open {
		fx.Why("command-again", ballot.At(p.b, p.slot), p.Command.String())
		fx.Broadcast(m.c.acceptors.List(m.c.acceptors.All()&^p.by), p2a{p.b, p.slot, p.Command})
	}
	return m
}

// p2b counts an acceptor that has accepted, until there is a majority. An answer
// that names another ballot is no acceptance: a higher one pre-empts, and a
// lower one comes from an acceptor that the scout has not reached, where the
// paper's commander would give up for nothing.
func (m commander) p2b(in engine.Input, a p2b, fx *engine.Effects) commander {
	i := slices.IndexFunc(m.open, func(p pvalue) bool { return p.b == a.asked && p.slot == a.slot })
	switch {
	case i < 0:
		fx.Why("p2b-late", string(in.From), ballot.At(a.asked, a.slot))
		return m
	case a.adopted.Less(a.asked) && m.c.sameBallot:
		fx.Why("p2b-behind", string(in.From), ballot.At(a.asked, a.slot), a.adopted.String())
		return m
	case a.adopted != a.asked && m.c.sameBallot:
		return m.preempted(i, a.adopted, leaderOf(in.Self), fx)
	case a.adopted != a.asked:
		fx.Why("count-same-ballot", string(in.From), ballot.At(a.asked, a.slot), a.adopted.String())
	}
	m.open = slices.Clone(m.open)
	p := &m.open[i]
	p.by |= m.c.acceptors.Bit(in.From)
	if !m.c.quorum.Has(p.by) {
		fx.Why("p2b", string(in.From), ballot.At(p.b, p.slot), m.c.count(p.by))
		return m
	}
	fx.Why("p2b-majority", string(in.From), ballot.At(p.b, p.slot), m.c.acceptors.Names(p.by), p.Command.String(), strconv.Itoa(p.slot))
	fx.Quorum(m.c.acceptors.List(p.by)...)
	fx.Broadcast(m.c.replicas, decision{p.slot, p.Command})
	return m.exit(i, fx)
}

// preempted gives the slot up and tells the leader.
func (m commander) preempted(i int, by ballot.Ballot, leader engine.NodeID, fx *engine.Effects) commander {
	p := m.open[i]
	fx.Why("p2b-preempted", ballot.At(p.b, p.slot), by.String())
	fx.Send(leader, preempted{by})
	return m.exit(i, fx)
}

func (m commander) exit(i int, fx *engine.Effects) commander {
	m.open = slices.Delete(slices.Clone(m.open), i, i+1)
	if len(m.open) == 0 {
		m.open = nil
		fx.Disarm(resend)
	}
	return m
}
