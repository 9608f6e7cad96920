package pmmc

import (
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// scouting is the timer with which a leader sends out a scout. When it fires is
// nobody's promise: a leader may be active by mistake, and nothing breaks.
const scouting = "scout"

// leader proposes commands for slots under its ballot, once a quorum of
// acceptors has adopted it. The ballot is on disk, so that none is used twice.
type leader struct {
	c         *cluster
	ballot    ballot.Ballot // ballot_num; none before the first scout
	seen      ballot.Ballot // the highest that pre-empted it
	active    bool
	proposals placement
}

// AppendTo appends the canonical encoding.
func (l leader) AppendTo(b []byte) []byte {
	return l.proposals.appendTo(engine.AppendBool(l.seen.AppendTo(l.ballot.AppendTo(b)), l.active))
}

// Fields has the paper's names.
func (l leader) Fields() []engine.Field {
	return []engine.Field{
		{ID: "ballot_num", Text: l.ballot.String(), Durable: true},
		{ID: "active", Text: strconv.FormatBool(l.active)},
		{ID: "proposals", Text: l.proposals.String()},
	}
}

// Step is one line an input.
func (l leader) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Fire:
		return l.scout(in.Self, fx)
	case engine.Crash:
		return l.crash(fx)
	case engine.Restart:
		fx.Why("leader-back", members.Said(l.ballot))
		fx.Arm(scouting)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case propose:
			return l.propose(in.Self, m, fx)
		case adopted:
			return l.adopted(in.Self, m, fx)
		case preempted:
			return l.preempted(in.Self, m, fx)
		}
	}
	return l
}

// scout sends out a scout with a ballot above all that it used or heard of.
func (l leader) scout(self engine.NodeID, fx *engine.Effects) leader {
	l.ballot = ballot.Ballot{Round: l.next(ballot.Ballot{}), By: self}
	l.active = false
	fx.Why("scout", members.Said(l.ballot))
	fx.Arm(scouting)
	fx.Send(scoutOf(self), spawnScout{l.ballot})
	return l
}

// next is the round above all that it used or heard of.
func (l leader) next(heard ballot.Ballot) int {
	return max(l.ballot.Round, l.seen.Round, heard.Round) + 1
}

// propose takes a command in for a slot that has none. Two commands for one
// slot in one ballot is what L1 forbids.
func (l leader) propose(self engine.NodeID, m propose, fx *engine.Effects) leader {
	if has := l.proposals.at(m.slot); has != (Command{}) && (l.c.oneCommand || has == m.Command) {
		fx.Why("slot-taken", m.Command.String(), strconv.Itoa(m.slot), has.String())
		return l
	} else if has != (Command{}) {
		fx.Why("one-command-a-slot", m.Command.String(), strconv.Itoa(m.slot), has.String())
	}
	l.proposals = l.proposals.with(m.slot, m.Command)
	if !l.active {
		fx.Why("keep-proposal", m.Command.String(), strconv.Itoa(m.slot), members.Said(l.ballot))
		return l
	}
	fx.Why("command", m.Command.String(), strconv.Itoa(m.slot), members.Said(l.ballot))
	fx.Send(commanderOf(self), spawnCommander{l.ballot, m.slot, m.Command})
	return l
}

// adopted makes the leader active: what the acceptors had accepted overrides
// what it would propose itself, slot by slot (⊲ and pmax, L2). There is no scout
// of another ballot who could say so: a new one takes the place of the last.
func (l leader) adopted(self engine.NodeID, m adopted, fx *engine.Effects) leader {
	l.active = true
	fx.Fact(factActive, m.b.String(), "")
	l = l.adoptPmax(m, fx)
	for _, p := range l.proposals {
		fx.Send(commanderOf(self), spawnCommander{l.ballot, p.slot, p.Command})
	}
	return l
}

func (l leader) adoptPmax(m adopted, fx *engine.Effects) leader {
	switch {
	case len(m.pvals) == 0:
		fx.Why("adopted-free", m.b.String(), members.Said(l.proposals))
		return l
	case !l.c.adoptPmax:
		return l.keepOwn(m, fx)
	}
	for _, v := range m.pvals {
		l.proposals = l.proposals.with(v.Slot, parseCommand(v.Value))
	}
	fx.Why("adopt-pmax", m.b.String(), m.pvals.String(), members.Said(l.proposals))
	return l
}

// keepOwn is adoptPmax with the rule switched off: what was accepted only fills
// slots for which the leader has nothing of its own.
func (l leader) keepOwn(m adopted, fx *engine.Effects) leader {
	for _, v := range m.pvals {
		if l.proposals.at(v.Slot) == (Command{}) {
			l.proposals = l.proposals.with(v.Slot, parseCommand(v.Value))
		}
	}
	fx.Why("keep-own", m.b.String(), m.pvals.String(), members.Said(l.proposals))
	return l
}

// preempted makes the leader passive: a higher ballot is at work.
func (l leader) preempted(self engine.NodeID, m preempted, fx *engine.Effects) leader {
	if !l.ballot.Less(m.b) {
		fx.Why("preempted-late", m.b.String(), members.Said(l.ballot))
		return l
	}
	l.seen, l.active = ballot.Higher(l.seen, m.b), false
	fx.Why("preempted", members.Said(l.ballot), m.b.String())
	fx.Fact(factPreempted, l.ballot.String(), m.b.String())
	if l.c.atOnce {
		return l.scout(self, fx)
	}
	return l
}

// crash leaves the ballot: proposals come again, from replicas or acceptors.
func (l leader) crash(fx *engine.Effects) leader {
	fx.Why("leader-down", members.Said(l.ballot))
	return leader{c: l.c, ballot: l.ballot, seen: l.ballot}
}
