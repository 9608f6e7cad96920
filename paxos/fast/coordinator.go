package fast

import (
	"strings"

	"synod/engine"
	"synod/paxos/members"
)

// phase is where a coordinator is with its ballot.
type phase uint8

const (
	idle      phase = iota
	preparing       // Phase 1: it asks for promises
	opened          // Phase 2 of a fast ballot: it has left it to the acceptors
	accepting       // Phase 2 with a value
	done            // it knows that its value is chosen
)

// The timers of a coordinator: it may start a fast ballot or a classic one at
// any time. Where it waits for more promises than it needs, one more says that
// it has waited for long enough.
const (
	openTimer    = "open"
	recoverTimer = "recover"
	chooseTimer  = "choose"
)

// coordinator leads one ballot at a time. Only the highest ballot it tried is on
// disk.
type coordinator struct {
	c       *cluster
	tried   Ballot // on disk
	phase   phase
	value   string  // what it asks votes for
	replies set     // who answered in this phase
	reports reports // Phase 1: what the promises reported
}

// AppendTo appends the canonical encoding.
func (k coordinator) AppendTo(b []byte) []byte {
	b = engine.AppendInt(append(k.tried.AppendTo(b), byte(k.phase)), int64(k.replies))
	return k.reports.appendTo(engine.AppendString(b, k.value))
}

// Fields lists the ballot, the phase, and the answers so far.
func (k coordinator) Fields() []engine.Field {
	f := []engine.Field{{ID: "tried", Text: k.tried.String(), Durable: true}}
	switch k.phase {
	case idle:
		return append(f, engine.Field{ID: "phase", Text: "idle"})
	case preparing:
		return append(f, engine.Field{ID: "promises", Text: members.Count(k.replies, k.c.classicQuorum)},
			engine.Field{ID: "reported", Text: k.c.counts(k.reports.by)})
	case opened:
		return append(f, engine.Field{ID: "phase", Text: "open to all"})
	case accepting:
		return append(f, engine.Field{ID: "accepting", Text: k.value}, engine.Field{ID: "accepted", Text: k.c.count(k.replies, k.tried)})
	}
	return append(f, engine.Field{ID: "knows", Text: k.value})
}

// Step is one line an input.
func (k coordinator) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Fire:
		return k.fire(in, fx)
	case engine.Crash:
		fx.Why("crash-coordinator", members.Said(k.tried))
		return coordinator{c: k.c, tried: k.tried}
	case engine.Restart:
		fx.Why("recover-coordinator", members.Said(k.tried))
		fx.Arm(openTimer)
		fx.Arm(recoverTimer)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Promise:
			return k.countPromise(in.From, m, fx)
		case Accepted:
			return k.countVote(in.From, m, fx)
		}
	}
	return k
}

func (k coordinator) fire(in engine.Input, fx *engine.Effects) coordinator {
	if in.Timer == chooseTimer {
		return k.choose(fx)
	}
	return k.start(nextBallot(k.tried, in.Self, in.Timer), fx)
}

// nextBallot is the lowest ballot of the coordinator's own above the last that
// is of the sort wanted: odd rounds are fast.
func nextBallot(tried Ballot, self engine.NodeID, timer string) Ballot {
	n := Ballot{Round: tried.Round + 1, By: self}
	if isFast(n) != (timer == openTimer) {
		n.Round++
	}
	return n
}

// start is Phase 1(a), the same for both sorts of ballots.
func (k coordinator) start(n Ballot, fx *engine.Effects) coordinator {
	fx.Why("start-"+sort(n), n.String())
	k = coordinator{c: k.c, tried: n, phase: preparing}
	fx.Broadcast(k.c.acceptors, Prepare{n})
	fx.Arm(openTimer)
	fx.Arm(recoverTimer)
	fx.Disarm(chooseTimer)
	return k
}

// countPromise collects the answers of Phase 1 until they are a quorum's, and
// goes on collecting where they do not say what to do.
func (k coordinator) countPromise(from engine.NodeID, m Promise, fx *engine.Effects) coordinator {
	who := k.c.acceptors.Bit(from)
	switch {
	case m.N != k.tried || k.phase == idle:
		fx.Why("stale-promise", string(from), m.N.String(), k.tried.String())
		return k
	case k.phase != preparing:
		fx.Why("late-promise", string(from), m.N.String())
		return k
	case k.replies&who != 0:
		fx.Why("repeated-promise", string(from), m.N.String())
		return k
	}
	k.replies |= who
	k.reports = k.reports.add(who, m.Voted)
	switch count := members.Count(k.replies, k.c.classicQuorum); {
	case !k.c.classicQuorum.Has(k.replies):
		fx.Why("count-promise", count, m.N.String(), members.SaidText(k.c.counts(k.reports.by)))
		return k
	case k.c.wait:
		fx.Why("wait-for-more", count, m.N.String(), members.SaidText(k.c.counts(k.reports.by)))
		fx.Arm(chooseTimer)
		return k
	}
	k.c.acceptors.Formed(k.replies, fx)
	return k.choose(fx)
}

// choose is Phase 2(a): a quorum has promised. If one value may have been
// chosen, it is the one to propose. If none may, anything goes: a fast ballot is
// opened, a classic one needs a value. If several may, only more promises help.
func (k coordinator) choose(fx *engine.Effects) coordinator {
	who, n, counts := k.c.acceptors.Names(k.replies), k.tried.String(), k.c.counts(k.reports.by)
	switch left := k.reports.left(k.c, k.replies); {
	case len(left) > 1:
		fx.Fact(factTorn, n, strings.Join(left, " "))
		fx.Why("torn", who, n, counts, strings.Join(left, " and "))
		return k
	case len(left) == 1:
		k.whyBound(who, n, counts, left[0], fx)
		fx.Fact(factBound, n, left[0])
		return k.accept(left[0], fx)
	case isFast(k.tried):
		fx.Why("open-ballot", who, n)
		fx.Fact(factOpen, n, "")
		k.phase, k.replies, k.reports = opened, 0, reports{}
		fx.Disarm(chooseTimer)
		fx.Broadcast(k.c.acceptors, Any{k.tried})
		return k
	case k.reports.any() == "":
		fx.Why("nothing-to-propose", who, n)
		return k
	}
	fx.Why("free-value", who, n, counts, k.reports.any())
	fx.Fact(factFree, n, k.reports.any())
	return k.accept(k.reports.any(), fx)
}

func (k coordinator) whyBound(who, n, counts, value string, fx *engine.Effects) {
	switch {
	case len(k.reports.by) == 1:
		fx.Why("adopt-only-vote", who, n, value, k.reports.top.String())
	case !k.c.rulingQuorums:
		fx.Why("most-frequent", who, n, value, counts)
	default:
		fx.Why("fast-quorums-rule", who, n, value, counts, k.reports.top.String())
	}
}

// accept asks for votes for a value.
func (k coordinator) accept(value string, fx *engine.Effects) coordinator {
	k.value, k.phase, k.replies, k.reports = value, accepting, 0, reports{}
	fx.Disarm(chooseTimer)
	fx.Broadcast(k.c.acceptors, Accept{k.tried, value})
	return k
}

// countVote collects the votes that it asked for. In a ballot that it has
// opened it hears of none: they go to the proposers and the learners.
func (k coordinator) countVote(from engine.NodeID, m Accepted, fx *engine.Effects) coordinator {
	who := k.c.acceptors.Bit(from)
	switch {
	case m.N != k.tried || k.phase != accepting:
		fx.Why("stale-accepted", string(from), m.N.String())
		return k
	case k.replies&who != 0:
		fx.Why("repeated-accepted", string(from), m.N.String())
		return k
	}
	k.replies |= who
	if !k.c.quorum(m.N).Has(k.replies) {
		fx.Why("count-accepted", k.c.count(k.replies, m.N), m.N.String(), m.Value, string(from))
		return k
	}
	k.c.acceptors.Formed(k.replies, fx)
	fx.Why("know-chosen", m.Value, m.N.String(), k.c.acceptors.Names(k.replies), sort(m.N))
	k.phase = done
	fx.Fact(factLearnt, "", m.Value)
	fx.Disarm(openTimer)
	fx.Disarm(recoverTimer)
	return k
}

// Rename gives the coordinator that heard from others instead.
func (k coordinator) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	k.replies = k.c.acceptors.Rename(k.replies, to)
	k.reports = k.reports.rename(k.c, to)
	return k
}
