package log

import (
	"slices"
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
)

// The proposing half of a server.

// lead is Phase 1(a), once for all slots: a request for a promise, with the
// slots that this server does not know to be chosen.
func (s server) lead(now int64, fx *engine.Effects) server {
	s.tried, s.lease = s.nextBallot(), lease{}
	s = s.askLease(now)
	s.phase, s.promised, s.reports, s.open = preparing, 0, nil, nil
	fx.Why("lead", s.tried.String(), s.unknown().String())
	s.await(now, fx)
	fx.Disarm(timerHeartbeat)
	fx.Broadcast(s.c.acceptors.List(s.asked()), Prepare{s.tried, s.unknown()})
	return s
}

// nextBallot is above every ballot that the server tried or heard of, and it
// has its name in it, so that nobody else uses it.
func (s server) nextBallot() ballot.Ballot {
	return ballot.Ballot{Round: max(s.tried.Round, s.seen.Round) + 1, By: s.id}
}

// first is the first slot that this server does not know to be chosen.
func (s server) first() int {
	slot := s.base + 1
	for s.knows(slot) {
		slot++
	}
	return slot
}

// unknown is what it does not know: slots between those it knows, and all above.
func (s server) unknown() Slots {
	last := s.log.last(s.base)
	u := Slots{From: last + 1}
	for slot := s.base + 1; slot < last; slot++ {
		if !s.knows(slot) {
			u.Holes = append(u.Holes, slot)
		}
	}
	return u
}

// asked is who votes in the slots that may be proposed next.
func (s server) asked() (all set) {
	for slot := s.first(); slot < s.first()+s.c.window; slot++ {
		all |= s.voters(slot)
	}
	return all
}

// voters is who votes in a slot, as far as this server has executed the log.
func (s server) voters(slot int) set { return s.state.voters(s.c, slot) }

// countPromise collects the answers of Phase 1 until they are a majority's of
// those who vote in the first slot it does not know.
func (s server) countPromise(from engine.NodeID, m Promise, now int64, fx *engine.Effects) server {
	switch {
	case m.N != s.tried || s.phase == following:
		fx.Why("stale-promise", string(from), m.N.String(), s.tried.String())
		return s
	case s.promised&s.c.acceptors.Bit(from) != 0:
		fx.Why("repeated-promise", string(from), m.N.String())
		return s
	case s.phase == leading && s.covered():
		fx.Why("late-promise", string(from), m.N.String())
		return s
	}
	s.promised |= s.c.acceptors.Bit(from)
	s = s.grantedBy(from)
	s.reports = s.reports.Highest(m.Votes)
	s = s.hearBelow(from, m.Below, fx)
	voters := s.voters(s.first())
	if !majority(s.promised, voters) {
		fx.Why("count-promise", count(s.promised&voters, voters), s.tried.String(), string(from))
		return s
	}
	if s.phase == preparing {
		s = s.takeOffice(now, fx)
	}
	return s.propose(fx)
}

// covered says whether it has the promises it needs for all slots that it may
// propose now.
func (s server) covered() bool {
	for slot := s.first(); slot < s.first()+s.c.window; slot++ {
		if !majority(s.promised, s.voters(slot)) {
			return false
		}
	}
	return true
}

// takeOffice begins to lead. From here on Phase 2 is all that a command takes.
func (s server) takeOffice(now int64, fx *engine.Effects) server {
	s.phase, s.lease.caught = leading, s.caughtUp()
	fx.Why("take-office", s.tried.String(), s.c.acceptors.Names(s.promised))
	fx.Fact(factLeads, s.tried.String(), "")
	s.beatAt(now, fx)
	return s
}

// caughtUp is the slot up to which a leader has to have executed the log to know
// all that was chosen before it led; with leases only, since it is of no use else.
func (s server) caughtUp() int {
	if !s.c.leases {
		return 0
	}
	return s.top()
}

// propose is Phase 2(a) for every slot that may be proposed: up to α slots from
// the first that is not known to be chosen.
func (s server) propose(fx *engine.Effects) server {
	if s.first() <= s.below {
		fx.Why("wait-for-snapshot", strconv.Itoa(s.first()), strconv.Itoa(s.below))
		return s
	}
	for slot := s.first(); slot < s.first()+s.c.window; slot++ {
		if s.knows(slot) || s.isOpen(slot) {
			continue
		}
		if !s.wanted(slot) {
			return s
		}
		if !majority(s.promised, s.voters(slot)) {
			return s.askMore(slot, fx)
		}
		next, value, kind := s.pick(slot, fx)
		s = next.ask(slot, value, kind, fx)
	}
	if len(s.queue) > 0 {
		fx.Why("window-full", strconv.Itoa(s.c.window), strconv.Itoa(s.first()))
	}
	return s
}

// wanted says whether there is anything to propose in a slot: a gap is filled,
// and above all that was ever proposed it takes a command.
func (s server) wanted(slot int) bool { return slot <= s.top() || len(s.queue) > 0 }

// pick says what has to be, or may be, proposed in a slot (P2c).
func (s server) pick(slot int, fx *engine.Effects) (after server, value, kind string) {
	n := strconv.Itoa(slot)
	switch vote := s.reports.At(slot); {
	case vote.Cast() && !s.c.adoptHighestVote:
		return s.pickOwn(slot, fx)
	case vote.Cast():
		fx.Why("adopt-highest-vote", n, brief(vote.Value), vote.Ballot.String(), s.tried.String())
		return s, vote.Value, factBound
	case slot <= s.top() && (len(s.queue) == 0 || s.c.noOps):
		fx.Why("fill-gap", n, s.tried.String(), strconv.Itoa(s.top()))
		return s, noOp, factFree
	}
	value, s.queue = s.queue[0], s.queue[1:]
	fx.Why("next-slot", n, brief(value), s.tried.String())
	return s, value, factFree
}

// pickOwn is pick with adopt-highest-vote switched off, for a slot in which a
// vote is reported.
func (s server) pickOwn(slot int, fx *engine.Effects) (after server, value, kind string) {
	value = noOp
	if len(s.queue) > 0 {
		value, s.queue = s.queue[0], s.queue[1:]
	}
	vote := s.reports.At(slot)
	fx.Why("own-value-anyway", strconv.Itoa(slot), brief(value), brief(vote.Value), vote.Ballot.String())
	return s, value, factFree
}

// top is the highest slot in which anything is known to have been proposed.
func (s server) top() int {
	top := max(s.log.last(s.base), s.reports.Last())
	for _, p := range s.open {
		top = max(top, p.slot)
	}
	return top
}

// ask sends the requests for votes for a value in a slot.
func (s server) ask(slot int, value, kind string, fx *engine.Effects) server {
	fx.Fact(kind, ballot.At(s.tried, slot), value)
	p := proposal{slot: slot, value: value, voters: s.voters(slot)}
	if p.voters != s.c.initial {
		fx.Fact(factVoters, ballot.At(s.tried, slot), s.c.acceptors.Names(p.voters))
	}
	s.open = append(slices.Clone(s.open), p)
	slices.SortFunc(s.open, func(a, b proposal) int { return a.slot - b.slot })
	s.send(p, fx)
	return s
}

func (s server) send(p proposal, fx *engine.Effects) {
	m := Accept{N: s.tried, Slot: p.slot, Value: p.value}
	if s.c.commitIndex {
		m.First = s.first()
	}
	fx.Broadcast(s.c.acceptors.List(p.voters), m)
}

// askMore asks those who vote in a slot, and have not promised, for a promise:
// a new configuration has others.
func (s server) askMore(slot int, fx *engine.Effects) server {
	missing := s.voters(slot) &^ s.promised
	fx.Why("new-voters", strconv.Itoa(slot), s.c.acceptors.Names(s.voters(slot)), s.c.acceptors.Names(missing), s.tried.String())
	fx.Broadcast(s.c.acceptors.List(missing), Prepare{s.tried, s.unknown()})
	return s
}

// request takes a client's command. It gets the next free slot, at once if the
// window has one.
func (s server) request(m Request, now int64, fx *engine.Effects) server {
	id := m.Key()
	last := s.state.session(parse(m.Command).client())
	switch {
	case s.phase == following:
		fx.Why("not-leader", id)
		return s
	case parse(m.Command).words[0] == opGet && s.mayAnswer(now):
		return s.answer(parse(m.Command), now, fx)
	case s.c.exactlyOnce && parse(m.Command).number() <= last.number:
		fx.Why("executed-before", id, last.result)
		s.reply(parse(m.Command), last.result, fx)
		return s
	case s.c.exactlyOnce && s.underWay(m.Command):
		fx.Why("under-way", id)
		return s
	}
	s.whyNoLease(parse(m.Command), now, fx)
	s.queue = append(slices.Clone(s.queue), m.Command)
	if s.phase == preparing {
		fx.Why("queue", id, s.tried.String())
		return s
	}
	return s.propose(fx)
}

func (s server) underWay(command string) bool {
	return slices.Contains(s.queue, command) || slices.ContainsFunc(s.open, func(p proposal) bool { return p.value == command })
}

func (s server) isOpen(slot int) bool {
	return slices.ContainsFunc(s.open, func(p proposal) bool { return p.slot == slot })
}

// countVote collects the votes of Phase 2, slot by slot, until they are a
// majority's: then the slot's value is chosen.
func (s server) countVote(from engine.NodeID, m Accepted, fx *engine.Effects) server {
	key := ballot.At(m.N, m.Slot)
	i := slices.IndexFunc(s.open, func(p proposal) bool { return p.slot == m.Slot })
	switch {
	case m.N != s.tried || s.phase != leading:
		fx.Why("stale-accepted", string(from), key, s.tried.String())
		return s
	case i < 0:
		fx.Why("late-accepted", string(from), key)
		return s
	case s.open[i].voted&s.c.acceptors.Bit(from) != 0:
		fx.Why("repeated-accepted", string(from), key)
		return s
	}
	s.open = slices.Clone(s.open)
	s.open[i].voted |= s.c.acceptors.Bit(from)
	p := s.open[i]
	if !majority(p.voted, p.voters) {
		fx.Why("count-accepted", count(p.voted, p.voters), key, brief(p.value), string(from))
		return s
	}
	fx.Why("know-chosen", strconv.Itoa(p.slot), brief(p.value), s.c.acceptors.Names(p.voted), m.N.String())
	s.spread(p, fx)
	return s.learn(p.slot, p.value, fx).propose(fx)
}

// spread tells the other servers what is chosen, unless they hear it otherwise.
func (s server) spread(p proposal, fx *engine.Effects) {
	if s.c.decides {
		fx.Broadcast(s.c.servers.Others(s.id), Decide{p.slot, p.value})
	}
}

// heartbeat tells the others who leads and how far the log is chosen, and asks
// again for the votes that are still missing.
func (s server) heartbeat(now int64, fx *engine.Effects) server {
	fx.Why("heartbeat", s.tried.String(), strconv.Itoa(s.first()))
	fx.Broadcast(s.c.servers.Others(s.id), Heartbeat{s.tried, s.first()})
	for _, p := range s.open {
		s.send(p, fx)
	}
	s.await(now, fx)
	s.beatAt(now+s.c.timeout/4, fx)
	if s.c.leases {
		s = s.askLease(now)
		fx.Broadcast(s.c.acceptors.List(s.voters(s.first())), Renew{s.tried, now})
	}
	return s
}

// overtaken notes a higher ballot. Whoever uses it leads, or will.
func (s server) overtaken(from engine.NodeID, n ballot.Ballot, fx *engine.Effects) server {
	s.seen = ballot.Higher(s.seen, n)
	if s.phase == following || !s.tried.Less(n) {
		fx.Why("stale-nack", string(from), n.String(), s.tried.String())
		return s
	}
	fx.Why("overtaken", n.String(), s.tried.String())
	return s.stepDown(fx)
}

// stepDown stops leading. What it proposed may still be chosen; what waits is
// left to the clients, who ask again.
func (s server) stepDown(fx *engine.Effects) server {
	s.phase, s.promised, s.reports, s.open, s.queue = following, 0, nil, nil, nil
	s.lease = lease{}
	fx.Disarm(timerHeartbeat)
	return s
}
