package log

import (
	"strconv"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// phase is where a server is with its ballot.
type phase uint8

const (
	following phase = iota
	preparing       // Phase 1: it asks for promises
	leading         // Phase 2: it asks for votes, slot by slot
)

// Timers of a server.
const (
	timerLead      = "lead"
	timerHeartbeat = "heartbeat"
)

// server is proposer, learner and replica. On disk are the highest ballot it
// tried and what it knows to be chosen; what it executed follows from that.
type server struct {
	c     *cluster
	id    engine.NodeID
	tried ballot.Ballot // on disk
	base  int           // on disk: slots up to here are in the snapshot and no longer in the log
	saved machine       // on disk: the snapshot
	log   entries       // on disk

	// The replica: see replica.go.
	applied int // slots up to here are executed
	state   machine

	// The leader: see leader.go.
	phase    phase
	seen     ballot.Ballot // the highest ballot it was told of
	below    int           // slots up to here are chosen, and cut off somewhere
	promised set
	reports  ballot.Votes // what the promises reported, for each slot the highest vote
	open     []proposal   // by slot
	queue    []string     // commands that wait for a slot
	lease    lease        // see lease.go
}

// proposal is a slot in which the leader asks for votes.
type proposal struct {
	slot          int
	value         string
	voters, voted set // who votes in the slot, and who has
}

// AppendTo appends the canonical encoding.
func (s server) AppendTo(b []byte) []byte {
	b = s.seen.AppendTo(s.tried.AppendTo(b))
	b = s.log.appendTo(s.saved.appendTo(engine.AppendInt(b, int64(s.base))))
	b = s.state.appendTo(engine.AppendInt(b, int64(s.applied)))
	b = s.reports.AppendTo(engine.AppendInt(append(b, byte(s.phase)), int64(s.promised)))
	b = engine.AppendInt(b, int64(len(s.open)))
	for _, p := range s.open {
		b = engine.AppendString(engine.AppendInt(b, int64(p.slot)), p.value)
		b = engine.AppendInt(engine.AppendInt(b, int64(p.voters)), int64(p.voted))
	}
	b = engine.AppendInt(b, int64(len(s.queue)))
	for _, v := range s.queue {
		b = engine.AppendString(b, v)
	}
	return s.lease.appendTo(engine.AppendInt(b, int64(s.below)))
}

// Fields lists the ballot and the role, then what is under way, then the log
// and what executing it gave.
func (s server) Fields() []engine.Field {
	f := []engine.Field{
		{ID: "tried", Text: s.tried.String(), Durable: true},
		{ID: "role", Text: s.role()},
	}
	if s.lease.until > 0 {
		f = append(f, engine.Field{ID: "lease", Text: "until " + strconv.FormatInt(s.lease.until, 10)})
	}
	if len(s.reports) > 0 {
		f = append(f, engine.Field{ID: "reported", Text: s.reports.String()})
	}
	for _, p := range s.open {
		f = append(f, engine.Field{ID: "slot " + strconv.Itoa(p.slot), Text: brief(p.value) + ", " + count(p.voted, p.voters) + " votes"})
	}
	for _, v := range s.queue {
		f = append(f, engine.Field{ID: "queued", Text: brief(v)})
	}
	if s.base > 0 {
		f = append(f, engine.Field{ID: "snapshot", Text: "slots 1-" + strconv.Itoa(s.base) + ": " + s.saved.String(), Durable: true})
	}
	return append(f,
		engine.Field{ID: "log", Text: s.log.String(), Durable: true},
		engine.Field{ID: "executed", Text: "up to " + strconv.Itoa(s.applied)},
		engine.Field{ID: "state", Text: s.state.String()})
}

func (s server) role() string {
	switch s.phase {
	case preparing:
		return "prepares, " + count(s.promised&s.voters(s.first()), s.voters(s.first())) + " promises"
	case leading:
		return "leads"
	}
	return "follows"
}

// Step is one line an input.
func (s server) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return s.snapshot(in.Op.ID, fx)
	case engine.Fire:
		if in.Timer == timerLead {
			return s.lead(in.Now, fx)
		}
		return s.heartbeat(in.Now, fx)
	case engine.Crash:
		return s.crash(fx)
	case engine.Restart:
		return s.restart(in.Now, fx)
	case engine.Deliver:
		return s.deliver(in.From, in.Body, in.Now, fx)
	}
	return s
}

// deliver is one line a message.
func (s server) deliver(from engine.NodeID, body engine.Body, now int64, fx *engine.Effects) server {
	switch m := body.(type) {
	case Request:
		return s.request(m, now, fx)
	case Promise:
		return s.countPromise(from, m, now, fx)
	case Accepted:
		return s.countVote(from, m, fx)
	case Nack:
		return s.overtaken(from, m.Promised, fx)
	case Decide:
		return s.told(from, m, fx)
	case Heartbeat:
		return s.follow(from, m, now, fx)
	case Snapshot:
		return s.install(from, m, fx)
	case Renewed:
		return s.renewed(from, m, fx)
	case CatchUp:
		return s.helpUp(from, m, fx)
	}
	return s
}

// crash leaves what is on disk. What was executed is worked out again.
func (s server) crash(fx *engine.Effects) server {
	fx.Why("crash-server", members.Said(s.tried))
	return server{c: s.c, id: s.id, tried: s.tried, base: s.base, saved: s.saved, log: s.log, applied: s.base, state: s.saved}
}

// restart executes what is on disk once more, and tells nobody.
func (s server) restart(now int64, fx *engine.Effects) server {
	fx.Why("recover-server", members.Said(s.log))
	s.await(now, fx)
	for _, e := range s.log {
		s = s.execute(e.slot, fx)
	}
	return s
}

// await sets the time-out after which a server that hears of no leader tries to
// lead itself: at any time, or by its clock, one server later than the other, so
// that they do not all try at once.
func (s server) await(now int64, fx *engine.Effects) {
	place := s.c.servers.Index(s.id)
	switch {
	case place >= s.c.candidates:
	case s.c.timeout == 0:
		fx.Arm(timerLead)
	default:
		fx.ArmAt(timerLead, now+s.c.timeout*int64(1+place))
	}
}

// beatAt sets the time for the leader's next heartbeat.
func (s server) beatAt(at int64, fx *engine.Effects) {
	if s.c.timeout == 0 {
		fx.Arm(timerHeartbeat)
		return
	}
	fx.ArmAt(timerHeartbeat, at)
}
