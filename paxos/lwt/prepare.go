package lwt

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// countPromise collects promises until they are a quorum's.
func (x coordinator) countPromise(from engine.NodeID, m Promise, fx *engine.Effects) coordinator {
	if !x.awaits(from, m.N, fx, preparing) {
		return x
	}
	bit := x.c.replicas.Bit(from)
	x.replies |= bit
	switch {
	case x.latest.Ballot.Less(m.Committed.Ballot):
		x.latest, x.has = m.Committed, bit
	case x.latest == m.Committed:
		x.has |= bit
	}
	x.accepted = x.mostRecent(m.Accepted, fx)
	x.written = ballot.Higher(x.written, x.incomplete(m))
	if m.ReadOnly {
		x.readOnly |= bit
	}
	if !x.c.quorum.Has(x.replies) {
		fx.Why("count-promise", x.c.count(x.replies), m.N.String(), members.Said(x.accepted), members.Said(x.latest))
		return x
	}
	x.c.replicas.Formed(x.replies, fx)
	return x.begin(fx)
}

// mostRecent is what is in progress: of the reports, that in the highest ballot,
// the empty proposal among them. If that is the highest, nothing is.
func (x coordinator) mostRecent(v Vote, fx *engine.Effects) Vote {
	if v.Value == Empty && !x.c.scrub {
		return x.overlookEmpty(v, fx)
	}
	return ballot.Highest(x.accepted, v)
}

// overlookEmpty is mostRecent with empty-scrubs switched off, for an empty proposal.
func (x coordinator) overlookEmpty(v Vote, fx *engine.Effects) Vote {
	fx.Why("empty-overlooked", v.Ballot.String())
	return x.accepted
}

// begin goes on with a quorum of promises. What is in progress is finished first,
// and the most recent commit has to be at a quorum; then it is the operation's turn.
func (x coordinator) begin(fx *engine.Effects) coordinator {
	inProgress := x.accepted.Value != Empty && x.latest.Ballot.Less(x.accepted.Ballot)
	if x.accepted.Value == Empty {
		fx.Why("empty-scrubs", x.accepted.Ballot.String())
	}
	switch {
	case inProgress && x.c.finish && !x.mayPropose():
		return x.again("read-only", fx)
	case inProgress && x.c.finish:
		fx.Why("finish-in-progress", x.accepted.Value, x.accepted.Ballot.String(), x.n.String(), members.Said(x.latest))
		return x.propose(finishing, x.accepted.Value, x.accepted.Ballot, fx)
	case inProgress:
		fx.Why("leave-in-progress", x.accepted.Value, x.accepted.Ballot.String())
	case x.replies&^x.has != 0 && x.c.commitFirst:
		return x.refresh(fx)
	}
	return x.turn(fx)
}

// mayPropose says whether a quorum has promised for more than reading.
func (x coordinator) mayPropose() bool { return x.c.quorum.Has(x.replies &^ x.readOnly) }

// refresh has the most recent commit written at those of the quorum that lack it.
func (x coordinator) refresh(fx *engine.Effects) coordinator {
	lack := x.c.replicas.List(x.replies &^ x.has)
	fx.Why("commit-before-next", x.latest.Value, x.latest.Ballot.String(), x.c.replicas.Names(x.replies&^x.has))
	x.phase, x.replies = refreshing, 0
	fx.Broadcast(lack, Commit{x.latest.Ballot, x.latest.Value, x.n})
	return x
}

// turn comes to the client's operation. Version 1 reads the row first, and for a
// read proposes first; version 2 has been told the row along with the promises.
func (x coordinator) turn(fx *engine.Effects) coordinator {
	switch {
	case x.c.two:
		return x.decide(fx)
	case x.reads() && x.c.emptyProposal:
		fx.Why("empty-proposal", x.n.String(), x.change)
		return x.propose(scrubbing, Empty, Ballot{}, fx)
	}
	return x.readRow(fx)
}

func (x coordinator) readRow(fx *engine.Effects) coordinator {
	fx.Why("read-row", x.n.String())
	x.phase, x.replies = reading, 0
	fx.Broadcast(x.c.replicas.List(x.c.asked(x.n)), Read{x.n})
	return x
}

// countRow collects rows until they are a quorum's; the latest counts.
func (x coordinator) countRow(from engine.NodeID, m Row, fx *engine.Effects) coordinator {
	if !x.awaits(from, m.N, fx, reading) {
		return x
	}
	x.replies |= x.c.replicas.Bit(from)
	x.latest = ballot.Highest(x.latest, m.Row)
	if !x.c.quorum.Has(x.replies) {
		fx.Why("count-row", x.c.count(x.replies), row(x.latest), string(from))
		return x
	}
	x.c.replicas.Formed(x.replies, fx)
	if x.reads() {
		return x.answer(fx)
	}
	return x.decide(fx)
}

// decide tests the condition on the row. An update is proposed. A read, and an
// update whose condition fails, change nothing; but they must be in order with what
// is in progress.
func (x coordinator) decide(fx *engine.Effects) coordinator {
	next, applies := "", false
	if !x.reads() {
		next, applies = changed(row(x.latest), x.change)
	}
	switch {
	case applies:
		fx.Why("condition-holds", x.change, row(x.latest), next, x.n.String())
		x.risked = true
		return x.propose(own, next, x.latest.Ballot, fx)
	case !x.c.emptyProposal:
		fx.Why("answer-at-once", x.change, row(x.latest))
		return x.answer(fx)
	case x.c.two && x.settled():
		x.whySettled(fx)
		return x.answer(fx)
	case !x.mayPropose():
		return x.again("read-only", fx)
	}
	if x.c.two && x.c.eachVoter {
		fx.Why("each-voter", x.change, x.written.String())
	}
	fx.Why("empty-proposal", x.n.String(), x.change)
	return x.propose(scrubbing, Empty, x.latest.Ballot, fx)
}

// settled is version 2's rule for a read in one round trip: no replica of the quorum
// has promised an update of which it has not seen the end.
func (x coordinator) settled() bool {
	switch {
	case !x.c.incompletePromises:
		return true
	case !x.c.eachVoter:
		return !ballot.Higher(x.latest.Ballot, x.accepted.Ballot).Less(x.written)
	}
	return x.written == (Ballot{})
}

// incomplete is the promise to an update that a replica reports and has seen no end
// of: it holds no commit and no proposal of that ballot or a higher one. With the
// rule each-voter switched off all are held against the highest of the quorum.
func (x coordinator) incomplete(m Promise) Ballot {
	end := ballot.Higher(m.Committed.Ballot, m.Accepted.Ballot)
	if x.c.eachVoter && !end.Less(m.Written) {
		return Ballot{}
	}
	return m.Written
}

func (x coordinator) whySettled(fx *engine.Effects) {
	rule := "incomplete-promises"
	switch {
	case !x.c.incompletePromises:
		rule = "fast-read-unchecked"
	case !x.c.eachVoter:
		rule = "fast-read-by-maxima"
	}
	fx.Why(rule, x.change, row(x.latest), members.Said(x.written))
}

// answer tells the client what the row is.
func (x coordinator) answer(fx *engine.Effects) coordinator {
	fx.Fact(factRead, x.n.String(), x.latest.Ballot.String())
	if x.reads() {
		fx.Why("read-done", row(x.latest), x.n.String())
		return x.end(engine.OK, row(x.latest), fx)
	}
	fx.Why("not-applied", x.change, row(x.latest))
	return x.end(engine.OK, notApplied+row(x.latest), fx)
}
