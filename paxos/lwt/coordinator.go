package lwt

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// phase is where a coordinator is with its operation.
type phase uint8

const (
	idle       phase = iota
	preparing        // it asks for promises
	refreshing       // it has the most recent commit written where that is missing
	reading          // version 1: it reads the row
	proposing        // it asks to accept a proposal
	committing       // it has what was decided written
)

// job is whose proposal a coordinator makes.
type job uint8

const (
	own       job = iota // its client's update
	finishing            // what somebody else has left in progress
	scrubbing            // the empty proposal
)

// The timers: to begin again in a higher ballot, and to tell the client how it
// stands.
const (
	retry   = "retry"
	timeout = "timeout"
)

// coordinator runs one operation at a time for its client. A ballot is a time, so
// that none is used twice; the highest it tried stands for that clock.
type coordinator struct {
	c       *cluster
	tried   Ballot // on disk
	seen    Ballot // the highest that a refusal told it of
	op      string // the client's operation
	change  string // what the client asked for: "insert pear"
	phase   phase
	job     job
	risked  bool // its client's update was proposed, so that it may happen
	n       Ballot
	replies set
	value   string // what it proposes
	// What it was told of the partition.
	accepted Vote   // in progress: of the reports, the one in the highest ballot
	latest   Vote   // the most recent commit, and so the row
	has      set    // who reported that commit
	written  Ballot // version 2: of the promises for an update that were reported and are incomplete, the highest
	readOnly set    // version 2: whose promise is for reading only
	told     string // the last answer, for people
}

// AppendTo appends the canonical encoding.
func (x coordinator) AppendTo(b []byte) []byte {
	b = x.n.AppendTo(x.seen.AppendTo(x.tried.AppendTo(b)))
	b = engine.AppendString(engine.AppendString(engine.AppendString(b, x.op), x.change), x.value)
	b = engine.AppendBool(append(b, byte(x.phase), byte(x.job)), x.risked)
	b = engine.AppendInt(engine.AppendInt(engine.AppendInt(b, int64(x.replies)), int64(x.has)), int64(x.readOnly))
	b = x.written.AppendTo(x.latest.AppendTo(x.accepted.AppendTo(b)))
	return engine.AppendString(b, x.told)
}

// Fields lists the ballot, what it is at, and what its client was told.
func (x coordinator) Fields() []engine.Field {
	f := []engine.Field{{ID: "tried", Text: x.tried.String(), Durable: true}}
	if x.phase == idle {
		f = append(f, engine.Field{ID: "phase", Text: "idle"})
	} else {
		f = append(f, engine.Field{ID: "operation", Text: x.change}, engine.Field{ID: x.doing(), Text: x.c.count(x.counted())})
	}
	if x.phase == proposing || x.phase == committing {
		f = append(f, engine.Field{ID: "proposal", Text: x.value})
	}
	if x.phase != idle {
		f = append(f, engine.Field{ID: "in-progress", Text: x.accepted.String()}, engine.Field{ID: "latest", Text: x.latest.String()})
	}
	if x.told != "" {
		f = append(f, engine.Field{ID: "told", Text: x.told})
	}
	return f
}

// doing is the phase as a field.
func (x coordinator) doing() string {
	return [...]string{"phase", "promises", "refreshed", "rows", "accepts", "commits"}[x.phase]
}

// counted are the replies that count in this phase: for the most recent commit,
// those who had it are among them.
func (x coordinator) counted() set {
	if x.phase == refreshing {
		return x.replies | x.has
	}
	return x.replies
}

// Step is one line an input.
func (x coordinator) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return x.call(in, fx)
	case engine.Fire:
		if in.Timer == retry {
			return x.again("retry", fx)
		}
		return x.giveUp(fx)
	case engine.Crash:
		fx.Why("crash-coordinator", members.Said(x.tried))
		return coordinator{c: x.c, tried: x.tried}
	case engine.Restart:
		fx.Why("recover-coordinator", members.Said(x.tried))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Promise:
			return x.countPromise(in.From, m, fx)
		case Row:
			return x.countRow(in.From, m, fx)
		case Accepted:
			return x.countAccepted(in.From, m, fx)
		case Committed:
			return x.countCommitted(in.From, m, fx)
		case Refused:
			return x.refused(in.From, m, fx)
		}
	}
	return x
}

func (x coordinator) reads() bool { return x.change == read }

// call takes an operation.
func (x coordinator) call(in engine.Input, fx *engine.Effects) coordinator {
	x.op, x.change, x.told = in.Op.ID, change(in.Op), ""
	fx.Arm(timeout)
	return x.prepare(in.Self, "start", fx)
}

// prepare begins an instance in a new ballot.
func (x coordinator) prepare(self engine.NodeID, rule string, fx *engine.Effects) coordinator {
	x.tried = x.nextBallot(self)
	x = coordinator{c: x.c, tried: x.tried, seen: x.seen, op: x.op, change: x.change, n: x.tried, phase: preparing}
	fx.Why(rule, x.n.String(), x.change, x.c.replicas.Names(x.c.asked(x.n)))
	fx.Arm(retry)
	fx.Broadcast(x.c.replicas.List(x.c.asked(x.n)), Prepare{x.n, x.c.two && !x.reads()})
	return x
}

// again begins again in a higher ballot. That is safe as long as the client's own
// update was not proposed.
func (x coordinator) again(rule string, fx *engine.Effects) coordinator {
	return x.prepare(x.n.By, rule, fx)
}

// nextBallot is above every ballot that the coordinator tried or heard of.
func (x coordinator) nextBallot(self engine.NodeID) Ballot {
	return Ballot{Round: max(x.tried.Round, x.seen.Round) + 1, By: self}
}

// awaits says whether a reply is one that counts: to this ballot, in one of these
// phases, and the replica's first.
func (x coordinator) awaits(from engine.NodeID, n Ballot, fx *engine.Effects, phases ...phase) bool {
	in := false
	for _, ph := range phases {
		in = in || x.phase == ph
	}
	switch {
	case x.n != n || !in:
		fx.Why("late-reply", string(from), n.String())
		return false
	case x.replies&x.c.replicas.Bit(from) != 0:
		fx.Why("repeated-reply", string(from), n.String())
		return false
	}
	return true
}

// refused only notes the higher ballot: others may still answer.
func (x coordinator) refused(from engine.NodeID, m Refused, fx *engine.Effects) coordinator {
	x.seen = ballot.Higher(x.seen, m.Promised)
	fx.Why("overtaken", string(from), m.N.String(), m.Promised.String())
	return x
}

// giveUp tells the truth. As long as the client's own update was not proposed it
// has not happened and never will. After that nobody knows.
func (x coordinator) giveUp(fx *engine.Effects) coordinator {
	switch {
	case !x.risked:
		fx.Why("give-up", x.change)
		return x.end(engine.Failed, "", fx)
	case !x.c.honest:
		fx.Why("pretend-failure", x.change, x.value)
		return x.end(engine.Failed, "", fx)
	}
	fx.Why("honest-outcome", x.change, x.value)
	return x.end(engine.Unknown, "", fx)
}

// end tells the client.
func (x coordinator) end(outcome engine.Outcome, answer string, fx *engine.Effects) coordinator {
	fx.Return(x.op, outcome, answer, x.n.String())
	fx.Disarm(retry)
	fx.Disarm(timeout)
	told := x.change + ": " + outcome.String()
	if outcome == engine.OK {
		told = x.change + ": " + answer
	}
	return coordinator{c: x.c, tried: x.tried, seen: x.seen, told: told}
}

// Rename gives the coordinator that heard from others instead.
func (x coordinator) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	for _, s := range []*set{&x.replies, &x.has, &x.readOnly} {
		*s = x.c.replicas.Rename(*s, to)
	}
	return x
}
