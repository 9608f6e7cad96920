package zab

import (
	"slices"
	"strconv"

	"synod/engine"
	"synod/quorum/sets"
)

func itoa(n int) string { return strconv.Itoa(n) }

// clientAsk serves a client: a write goes to the leader, a sync as well, a read
// is answered at once from what is delivered here.
func (p peer) clientAsk(from engine.NodeID, m clientAsk, fx *engine.Effects) peer {
	p, fresh := p.once(m.id)
	switch {
	case !fresh:
		fx.Why("once", m.id)
		return p
	case p.stage != active:
		fx.Why("not-serving", m.id, p.doing())
		fx.Send(from, answer{m.id, "looking", true})
		return p
	case p.hasTree:
		return p.treeAsk(from, m, fx)
	case m.name == opRead:
		fx.Why("read", p.newest(), itoa(p.committed), itoa(len(p.history)))
		fx.Send(from, answer{id: m.id, value: p.newest()})
		return p
	case p.leads() && m.name == opSync:
		fx.Why("sync-here", m.id)
		fx.Send(from, answer{id: m.id, value: p.newest()})
		return p
	}
	p.asked = append(p.asked[:len(p.asked):len(p.asked)], asked{id: m.id})
	switch {
	case m.name == opSync:
		fx.Why("ask-sync", string(p.leader))
		fx.Send(p.leader, syncAsk{m.id})
	case p.leads():
		return p.proposeTxn(request{m.id, m.value}, fx)
	default:
		fx.Why("pass-on", m.value, string(p.leader))
		fx.Send(p.leader, request{m.id, m.value})
	}
	return p
}

// newest is what a read returns: the last value delivered here.
func (p peer) newest() string {
	if p.committed == 0 {
		return "nothing"
	}
	return p.history[p.committed-1].value
}

func (p peer) done(id, value string, fx *engine.Effects) {
	fx.Why("done", id, value)
	fx.Send(engine.NodeID(clientOf(id)), answer{id: id, value: value})
}

// request proposes what another peer's client asks for.
func (p peer) request(from engine.NodeID, m request, fx *engine.Effects) peer {
	if !p.leads() || p.stage != active {
		fx.Why("not-mine", "request", string(from), p.doing())
		return p
	}
	p, fresh := p.once(m.id)
	if !fresh {
		fx.Why("once", m.id)
		return p
	}
	return p.proposeTxn(m, fx)
}

// proposeTxn numbers a transaction, logs it, and sends it to everybody who has,
// or is about to have, the leader's history.
func (p peer) proposeTxn(m request, fx *engine.Effects) peer {
	t := txn{zxid{p.epoch, 1}, m.value}
	if last := p.history.last(); last.epoch == p.epoch {
		t.counter = last.counter + 1
	}
	p.history = p.history.with(t)
	p.logged = slices.Clone(p.logged)
	p.logged[p.peers.Index(p.id)] = len(p.history)
	fx.Why("propose", t.String(), m.id)
	p.toFollowers(proposal{t, m.id}, fx)
	return p.note(m.id, t.zxid).advance(fx)
}

func (p peer) toFollowers(b engine.Body, fx *engine.Effects) {
	for i, st := range p.stages {
		if id := p.peers[i]; id != p.id && st >= syncing {
			fx.Send(id, b)
		}
	}
}

// note gives a client's request the number of its transaction.
func (p peer) note(id string, z zxid) peer {
	p.asked = slices.Clone(p.asked)
	for i := range p.asked {
		if p.asked[i].id == id {
			p.asked[i].zxid = z
		}
	}
	return p
}

// proposal logs a transaction and says so. It comes next in the leader's order,
// since the link keeps it.
func (p peer) proposal(from engine.NodeID, m proposal, fx *engine.Effects) peer {
	if from != p.leader || p.leads() || p.stage < syncing {
		fx.Why("not-mine", "proposal", string(from), p.doing())
		return p
	}
	fx.Why("log", m.txn.String(), string(from))
	p.history = p.history.with(m.txn)
	fx.Send(from, ack{m.zxid})
	return p.note(m.request, m.zxid)
}

// ack counts a follower that has a transaction on disk, and so all before it.
func (p peer) ack(from engine.NodeID, m ack, fx *engine.Effects) peer {
	i := p.peers.Index(from)
	if !p.leads() || p.stages[i] < syncing || p.history.find(m.zxid) < 0 {
		fx.Why("not-mine", "ack", string(from), p.doing())
		return p
	}
	p.logged = slices.Clone(p.logged)
	p.logged[i] = max(p.logged[i], p.history.find(m.zxid))
	fx.Why("count-ack", string(from), m.String(), p.count(p.with(p.history.find(m.zxid))))
	return p.advance(fx)
}

// with is who has so much of the leader's history on disk.
func (p peer) with(end int) (s sets.Set) {
	for i, n := range p.logged {
		if n >= end {
			s |= sets.Of(i)
		}
	}
	return s
}

// advance delivers, one after the other, what a majority has on disk, and tells
// the followers.
func (p peer) advance(fx *engine.Effects) peer {
	for p.stage == active && p.committed < len(p.history) && p.enough(p.committed+1, fx) {
		t := p.history[p.committed]
		fx.Why("commit", t.String(), p.peers.Names(p.with(p.committed+1)))
		p = p.deliver(p.committed+1, fx)
		p.toFollowers(commit{t.zxid}, fx)
	}
	return p.answerSyncs(fx)
}

func (p peer) enough(end int, fx *engine.Effects) bool {
	if !p.waitForQuorum {
		return p.enoughAlone(fx)
	}
	return p.quorum.Has(p.with(end))
}

// enoughAlone is enough with wait-for-quorum switched off.
func (p peer) enoughAlone(fx *engine.Effects) bool {
	fx.Why("wait-for-quorum")
	return true
}

// commit delivers a transaction, and all before it.
func (p peer) commit(from engine.NodeID, m commit, fx *engine.Effects) peer {
	end := p.history.find(m.zxid)
	if from != p.leader || p.leads() || p.stage != active || end < 0 {
		fx.Why("not-mine", "commit", string(from), p.doing())
		return p
	}
	fx.Why("deliver", m.String(), string(from))
	return p.deliver(end, fx)
}

// syncAsk answers behind all commits that were sent before; where transactions are
// under way, behind those.
func (p peer) syncAsk(from engine.NodeID, m syncAsk, fx *engine.Effects) peer {
	if !p.leads() || p.stage != active {
		fx.Why("not-mine", "sync", string(from), p.doing())
		return p
	}
	if p.committed < len(p.history) {
		fx.Why("sync-behind", string(from), p.history.last().String())
		p.syncs = append(p.syncs[:len(p.syncs):len(p.syncs)], pendingSync{m.id, from, len(p.history)})
		return p
	}
	fx.Why("sync", string(from))
	fx.Send(from, synced(m))
	return p
}

// answerSyncs answers the syncs that waited for what is decided by now.
func (p peer) answerSyncs(fx *engine.Effects) peer {
	for len(p.syncs) > 0 && p.syncs[0].place <= p.committed {
		fx.Why("sync", string(p.syncs[0].from))
		fx.Send(p.syncs[0].from, synced{p.syncs[0].id})
		p.syncs = p.syncs[1:]
	}
	return p
}

// synced tells the client that this peer has all that the leader had delivered
// when it was asked.
func (p peer) synced(from engine.NodeID, m synced, fx *engine.Effects) peer {
	if i := slices.IndexFunc(p.asked, func(a asked) bool { return a.id == m.id }); i >= 0 {
		fx.Why("synced", string(from), m.id)
		fx.Send(engine.NodeID(clientOf(m.id)), answer{id: m.id, value: p.newest()})
		p.asked = slices.Delete(slices.Clone(p.asked), i, i+1)
	}
	return p
}
