package lwt

import "synod/engine"

// propose asks to accept a proposal. On is the ballot of what it is made from: for
// an update the row, for what is finished the ballot in which it was proposed before.
func (x coordinator) propose(j job, value string, on Ballot, fx *engine.Effects) coordinator {
	x.job, x.value, x.phase, x.replies = j, value, proposing, 0
	n := x.n.String()
	kind := factParent
	if j == finishing {
		kind = factAgain
	}
	fx.Fact(kind, n, on.String())
	fx.Fact(factProposal, n, value)
	if x.risked {
		fx.Disarm(retry)
	}
	fx.Broadcast(x.c.replicas.List(x.c.asked(x.n)), Propose{x.n, value})
	return x
}

// countAccepted collects them until the proposal is decided. An update is then
// committed; the empty proposal changes nothing, and needs no commit.
func (x coordinator) countAccepted(from engine.NodeID, m Accepted, fx *engine.Effects) coordinator {
	if !x.awaits(from, m.N, fx, proposing) {
		return x
	}
	x.replies |= x.c.replicas.Bit(from)
	if !x.c.quorum.Has(x.replies) {
		fx.Why("count-accepted", x.c.count(x.replies), m.N.String(), x.value, string(from))
		return x
	}
	x.c.replicas.Formed(x.replies, fx)
	switch {
	case x.job == scrubbing && x.reads() && !x.c.two:
		fx.Why("scrubbed", x.n.String())
		return x.readRow(fx)
	case x.job == scrubbing:
		fx.Why("scrubbed", x.n.String())
		return x.answer(fx)
	}
	return x.commit(fx)
}

// commit has an update written that was decided. Version 2 may tell the client at
// once: whoever comes next will finish it.
func (x coordinator) commit(fx *engine.Effects) coordinator {
	fx.Why("decided", x.value, x.n.String(), x.c.replicas.Names(x.replies))
	fx.Broadcast(x.c.replicas.List(x.c.asked(x.n)), Commit{x.n, x.value, x.n})
	if x.job == own && !x.c.await {
		fx.Why("applied-early", x.change)
		return x.end(engine.OK, Applied, fx)
	}
	x.phase, x.replies = committing, 0
	return x
}

// countCommitted collects them until a quorum has written.
func (x coordinator) countCommitted(from engine.NodeID, m Committed, fx *engine.Effects) coordinator {
	if !x.awaits(from, m.For, fx, committing, refreshing) {
		return x
	}
	if x.phase == refreshing != (m.N == x.latest.Ballot) {
		fx.Why("late-reply", string(from), m.For.String())
		return x
	}
	x.replies |= x.c.replicas.Bit(from)
	if !x.c.quorum.Has(x.counted()) {
		fx.Why("count-committed", x.c.count(x.counted()), m.N.String(), string(from))
		return x
	}
	switch {
	case x.phase == refreshing && x.c.two:
		x.replies = x.counted()
		fx.Why("refreshed", x.latest.Value, x.latest.Ballot.String())
		return x.turn(fx)
	case x.phase == refreshing:
		return x.again("refreshed-again", fx)
	case x.job == finishing:
		return x.again("finished", fx)
	}
	fx.Why("applied", x.change, x.value, x.n.String())
	return x.end(engine.OK, Applied, fx)
}
