package zab

import (
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/members"
)

// acceptedBy goes on once a majority has accepted the epoch: the leader's history
// is the one that counts, and it is brought to everybody.
func (p peer) acceptedBy(fx *engine.Effects) peer {
	with := p.at(accepting) &^ p.again
	if !p.quorum.Has(with) {
		return p
	}
	fx.Why("accepted-by", itoa(p.epoch), p.peers.Names(with), p.history.String())
	p.current, p.stage = p.epoch, syncing
	me := p.peers.Index(p.id)
	p = p.putStage(me, active)
	p.logged = slices.Clone(p.logged)
	p.logged[me] = len(p.history)
	for i, st := range p.stages {
		if st == accepting {
			p = p.bring(i, fx)
		}
	}
	return p.establish(fx)
}

// bring makes a follower's history the leader's: what it lacks is added, what
// the leader does not have goes.
func (p peer) bring(i int, fx *engine.Effects) peer {
	to, last := p.peers[i], p.lasts[i]
	m := p.difference(last)
	if !p.truncateUnseen && p.history.find(last) < 0 {
		fx.Why("truncate-unseen", string(to), members.Said(last), m.more.String())
	} else {
		fx.Why("bring", string(to), members.Said(last), strings.ToUpper(m.by), m.more.String())
	}
	fx.Send(to, m)
	fx.Send(to, newLeader{p.epoch})
	p.sent = slices.Clone(p.sent)
	p.sent[i] = len(p.history)
	return p.putStage(i, syncing)
}

// difference is what turns a history that ends with a transaction into the
// leader's. If the leader does not have that one, nobody will ever have it.
func (p peer) difference(last zxid) catchUp {
	known := p.history.find(last)
	switch {
	case !p.truncateUnseen && known < 0:
		return p.differenceByNumber(last)
	case p.catchUpBy == asZooKeeper:
		return p.differenceInMemory(last, known)
	case known >= 0:
		return catchUp{by: byDiff, more: p.history[known:]}
	case p.catchUpBy == bySnap:
		return p.everything()
	}
	return p.cutAndMore(last)
}

func (p peer) everything() catchUp { return catchUp{by: bySnap, more: p.history} }

// cutAndMore cuts what is above the leader's last transaction below the follower's.
func (p peer) cutAndMore(last zxid) catchUp {
	end := p.history.below(last)
	return catchUp{by: byTrunc, to: p.history[:end].last(), more: p.history[end:]}
}

// differenceInMemory is difference as ZooKeeper has it: the leader has its last
// transactions in memory. Whoever ends before them gets everything; and a cut never
// goes across the end of an epoch, but for one that is at the leader's own end.
func (p peer) differenceInMemory(last zxid, known int) catchUp {
	log := p.history[max(0, len(p.history)-p.committedLog):]
	switch {
	case last == p.history.last():
		return catchUp{by: byDiff}
	case last.compare(log.last()) > 0:
		return catchUp{by: byTrunc, to: log.last()}
	case last.compare(log[0].zxid) < 0:
		return p.everything()
	case known >= 0:
		return catchUp{by: byDiff, more: p.history[known:]}
	case p.history[p.history.below(last)].epoch != last.epoch:
		return p.everything()
	}
	return p.cutAndMore(last)
}

// differenceByNumber is difference with truncate-unseen switched off: it goes by
// numbers alone, and sends what is above the follower's last.
func (p peer) differenceByNumber(last zxid) catchUp {
	return catchUp{by: byDiff, more: p.history[p.history.below(last):]}
}

// catchUp takes over the leader's history.
func (p peer) catchUp(from engine.NodeID, m catchUp, fx *engine.Effects) peer {
	if from != p.leader || p.leads() || p.stage != accepting {
		fx.Why("not-mine", m.by, string(from), p.doing())
		return p
	}
	keep := len(p.history)
	switch m.by {
	case byTrunc:
		keep = p.history.below(m.to)
	case bySnap:
		keep = 0
		for keep < min(len(p.history), len(m.more)) && p.history[keep] == m.more[keep] {
			keep++
		}
		m.more = m.more[keep:]
	}
	cut := p.history[keep:]
	fx.Why("take", string(from), strings.ToUpper(m.by), m.more.String(), cut.String())
	if len(cut) > 0 {
		fx.Fact(factCut, p.history[:keep].last().String(), cut.String())
	}
	p.history = p.history[:keep].with(m.more...)
	p.committed = min(p.committed, keep)
	p.stage = syncing
	return p
}

// newLeader says that all of it is on disk, and that this peer lives in the
// leader's epoch from now on.
func (p peer) newLeader(from engine.NodeID, m newLeader, fx *engine.Effects) peer {
	if from != p.leader || p.leads() || p.stage != syncing || m.epoch != p.accepted {
		fx.Why("not-mine", "newleader", string(from), p.doing())
		return p
	}
	fx.Why("ack-newleader", string(from), itoa(m.epoch), p.history.String())
	p.current = m.epoch
	fx.Send(from, ackLeader(m))
	return p
}

// ackLeader counts who has the leader's history on disk.
func (p peer) ackLeader(from engine.NodeID, m ackLeader, fx *engine.Effects) peer {
	i := p.peers.Index(from)
	if !p.leads() || m.epoch != p.epoch || p.stages[i] != syncing {
		fx.Why("not-mine", "ackleader", string(from), p.doing())
		return p
	}
	p = p.putStage(i, active)
	p.logged = slices.Clone(p.logged)
	p.logged[i] = p.sent[i]
	fx.Why("count-newleader", string(from), itoa(p.sent[i]), p.count(p.at(active)))
	if p.stage != active {
		return p.establish(fx)
	}
	fx.Send(from, upToDate{p.epoch, p.committed})
	return p.advance(fx)
}

// establish begins to serve once a majority has the leader's history: so all of
// it is delivered, what was left open by others as well.
func (p peer) establish(fx *engine.Effects) peer {
	with := p.at(active)
	if p.waitForNewLeader && !p.quorum.Has(with) {
		return p
	}
	if !p.quorum.Has(with) {
		fx.Why("wait-for-newleader", itoa(p.epoch))
	}
	fx.Why("established", itoa(p.epoch), p.peers.Names(with), p.history.String())
	fx.Fact(factEstablished, itoa(p.epoch), p.history.String())
	p.stage = active
	p.mind(fx)
	p = p.deliver(len(p.history), fx)
	for _, i := range with.Members() {
		if id := p.peers[i]; id != p.id {
			fx.Send(id, upToDate{p.epoch, p.committed})
		}
	}
	return p
}

// upToDate begins to serve.
func (p peer) upToDate(from engine.NodeID, m upToDate, fx *engine.Effects) peer {
	if from != p.leader || p.leads() || p.stage != syncing {
		fx.Why("not-mine", "uptodate", string(from), p.doing())
		return p
	}
	fx.Why("serve", string(from), itoa(m.epoch), itoa(m.committed))
	p.stage = active
	return p.deliver(m.committed, fx)
}
