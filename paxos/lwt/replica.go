package lwt

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// replica keeps the partition, and what Paxos has to know of it: all on disk before
// it answers. The row is what was committed last.
type replica struct {
	c         *cluster
	promised  Ballot
	written   Ballot // version 2: the highest promise for an update
	accepted  Vote   // not seen committed
	committed Vote
}

// AppendTo appends the canonical encoding.
func (r replica) AppendTo(b []byte) []byte {
	return r.committed.AppendTo(r.accepted.AppendTo(r.written.AppendTo(r.promised.AppendTo(b))))
}

// Fields lists the registers, and the row.
func (r replica) Fields() []engine.Field {
	f := []engine.Field{{ID: "promised", Text: r.promised.String(), Durable: true}}
	if r.c.two {
		f = append(f, engine.Field{ID: "written", Text: r.written.String(), Durable: true})
	}
	return append(f,
		engine.Field{ID: "accepted", Text: r.accepted.String(), Durable: true},
		engine.Field{ID: "committed", Text: r.committed.String(), Durable: true},
		engine.Field{ID: "row", Text: row(r.committed), Durable: true})
}

// Step is one line a message.
func (r replica) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		fx.Why("crash-replica", members.Said(r.promised), members.Said(r.accepted), members.Said(r.committed))
	case engine.Restart:
		fx.Why("recover-replica", members.Said(r.promised), members.Said(r.accepted), members.Said(r.committed))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Prepare:
			return r.promise(in.From, m, fx)
		case Read:
			fx.Why("tell-row", string(in.From), row(r.committed))
			fx.Send(in.From, Row{m.N, r.committed})
		case Propose:
			return r.accept(in.From, m, fx)
		case Commit:
			return r.commit(in.From, m, fx)
		}
	}
	return r
}

// promise answers a ballot above the promise, and reports what is in progress and
// what was committed last. In version 2 a read may be answered even below a promise,
// as long as that was for a read too: reads need not be ordered among themselves.
func (r replica) promise(from engine.NodeID, m Prepare, fx *engine.Effects) replica {
	reply := Promise{N: m.N, Accepted: r.accepted, Committed: r.committed}
	if r.c.two {
		reply.Written = r.written
	}
	switch {
	case r.promised.Less(m.N):
		r.whyPromise(from, m, fx)
		r.promised = m.N
		fx.Fact(factPromise, m.N.String(), "")
		if r.c.two && m.Write {
			r.written = m.N
		}
	case r.c.two && !m.Write && r.written.Less(m.N) && m.N.Less(r.promised):
		fx.Why("permit-read", m.N.String(), string(from), r.promised.String())
		reply.ReadOnly = true
	default:
		fx.Why("refuse-prepare", m.N.String(), string(from), r.promised.String())
		fx.Send(from, Refused{m.N, r.promised})
		return r
	}
	fx.Send(from, reply)
	return r
}

func (r replica) whyPromise(from engine.NodeID, m Prepare, fx *engine.Effects) {
	rule := "promise"
	if r.accepted.Cast() {
		rule = "promise-in-progress"
	}
	fx.Why(rule, m.N.String(), string(from), members.Said(r.accepted), members.Said(r.committed))
}

// accept takes a proposal unless a higher ballot was promised (P1a), whether or not
// it promised this one.
func (r replica) accept(from engine.NodeID, m Propose, fx *engine.Effects) replica {
	switch {
	case m.N.Less(r.promised) && r.c.checkPromise:
		fx.Why("check-promise", m.N.String(), string(from), m.Value, r.promised.String())
		fx.Send(from, Refused{m.N, r.promised})
		return r
	case m.N.Less(r.promised):
		fx.Why("accept-unchecked", m.Value, m.N.String(), r.promised.String())
	case m.Value == Empty:
		fx.Why("accept-empty", m.N.String(), members.Said(r.accepted))
	default:
		fx.Why("accept", m.Value, m.N.String())
	}
	r.accepted = Vote{Ballot: m.N, Value: m.Value}
	r.promised = ballot.Higher(r.promised, m.N)
	fx.Fact(factVote, m.N.String(), m.Value)
	fx.Send(from, Accepted{m.N})
	return r
}

// commit writes what was decided, whatever was promised, unless something later is
// written. What it had accepted up to then is in progress no more.
func (r replica) commit(from engine.NodeID, m Commit, fx *engine.Effects) replica {
	if !r.committed.Ballot.Less(m.N) {
		fx.Why("committed-already", m.N.String(), r.committed.String())
	} else {
		fx.Why("commit", m.N.String(), m.Value, row(r.committed))
		r.committed = Vote{Ballot: m.N, Value: m.Value}
		r.promised = ballot.Higher(r.promised, m.N)
		fx.Fact(factCommit, m.N.String(), m.Value)
	}
	if !m.N.Less(r.accepted.Ballot) {
		r.accepted = Vote{}
	}
	fx.Send(from, Committed{m.N, m.For})
	return r
}
