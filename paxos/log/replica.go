package log

import (
	"strconv"

	"slices"
	"synod/engine"
	"synod/paxos/ballot"
)

// The learning half of a server: the replica.

func (s server) knows(slot int) bool {
	_, known := s.log.at(slot)
	return known || slot <= s.base
}

// told takes another's word for what is chosen in a slot.
func (s server) told(from engine.NodeID, m Decide, fx *engine.Effects) server {
	if s.knows(m.Slot) {
		fx.Why("told-again", string(from), strconv.Itoa(m.Slot))
		return s
	}
	fx.Why("told", string(from), strconv.Itoa(m.Slot), brief(m.Value))
	s = s.learn(m.Slot, m.Value, fx)
	if s.phase == leading {
		return s.propose(fx)
	}
	return s
}

// learn writes what is chosen in a slot to the log, and executes what can be.
func (s server) learn(slot int, value string, fx *engine.Effects) server {
	s.log = s.log.with(slot, value)
	s.open = slices.DeleteFunc(slices.Clone(s.open), func(p proposal) bool { return p.slot == slot })
	fx.Fact(factLearnt, strconv.Itoa(slot), value)
	return s.execute(slot, fx)
}

// execute goes on with the log in order, as far as there is no gap: a command
// may depend on all those before it.
func (s server) execute(slot int, fx *engine.Effects) server {
	if !s.c.inOrder {
		return s.executeAtOnce(slot, fx)
	}
	if slot > s.applied+1 {
		fx.Why("execute-in-order", strconv.Itoa(slot), strconv.Itoa(s.applied+1))
	}
	for {
		value, known := s.log.at(s.applied + 1)
		if !known {
			return s
		}
		s.applied++
		s = s.apply(s.applied, value, fx)
	}
}

// executeAtOnce is execute with execute-in-order switched off: whatever gap there
// may be below the slot.
func (s server) executeAtOnce(slot int, fx *engine.Effects) server {
	value, known := s.log.at(slot)
	if !known {
		return s // a snapshot stands for the slot
	}
	fx.Why("execute-past-gap", strconv.Itoa(slot), strconv.Itoa(s.first()))
	s.applied = max(s.applied, slot)
	return s.apply(slot, value, fx)
}

// apply gives a command to the state machine. The leader tells the client.
func (s server) apply(slot int, value string, fx *engine.Effects) server {
	cmd := parse(value)
	state, result, executed := s.state.apply(s.c, slot, cmd)
	s.state = state
	fx.Fact(factApplied, strconv.Itoa(slot), value)
	switch {
	case !executed:
		fx.Why("exactly-once", strconv.Itoa(slot), cmd.id, result)
	case cmd.words[0] == opConfig:
		s.whyConfig(slot, fx)
	default:
		fx.Why("execute", strconv.Itoa(slot), brief(value), result)
	}
	if executed && cmd.id != "" {
		fx.Fact(factEffect, cmd.id, strconv.Itoa(slot))
	}
	if s.phase == leading {
		s.reply(cmd, result, fx)
	}
	return s
}

func (s server) whyConfig(slot int, fx *engine.Effects) {
	g := s.state.configs[len(s.state.configs)-1]
	rule := "config-waits"
	if !s.c.configWaits {
		rule = "config-at-once"
	}
	fx.Why(rule, strconv.Itoa(slot), strconv.Itoa(g.from), s.c.acceptors.Names(g.members))
}

// reply tells a client what its command gave.
func (s server) reply(cmd command, result string, fx *engine.Effects) {
	if slices.Contains(s.c.clients, cmd.client()) {
		fx.Send(cmd.client(), Reply{cmd.id, result})
	}
}

// follow hears from a leader. If more is chosen than this server knows, it asks
// for it.
func (s server) follow(from engine.NodeID, m Heartbeat, now int64, fx *engine.Effects) server {
	if m.N.Less(ballot.Higher(s.tried, s.seen)) {
		fx.Why("stale-heartbeat", string(from), m.N.String())
		return s
	}
	s.seen = m.N
	if s.phase != following {
		fx.Why("overtaken", m.N.String(), s.tried.String())
		s = s.stepDown(fx)
	}
	s.await(now, fx)
	if s.first() < m.First {
		fx.Why("lag", string(from), strconv.Itoa(m.First), strconv.Itoa(s.first()))
		fx.Send(from, CatchUp{s.first()})
		return s
	}
	fx.Why("hear-leader", string(from), m.N.String())
	return s
}

// helpUp sends another server what is chosen from a slot on.
func (s server) helpUp(from engine.NodeID, m CatchUp, fx *engine.Effects) server {
	if m.From <= s.base {
		fx.Why("send-snapshot", string(from), strconv.Itoa(m.From), strconv.Itoa(s.base))
		fx.Send(from, Snapshot{s.base, s.saved})
	} else {
		fx.Why("help-up", string(from), strconv.Itoa(m.From))
	}
	for _, e := range s.log {
		if e.slot >= m.From {
			fx.Send(from, Decide{e.slot, e.value})
		}
	}
	return s
}
