package zab

import (
	"slices"

	"synod/engine"
	"synod/quorum/sets"
)

// at is who has got as far as a stage, by what the leader knows.
func (p peer) at(least stage) (s sets.Set) {
	for i, st := range p.stages {
		if st >= least {
			s |= sets.Of(i)
		}
	}
	return s
}

func (p peer) putStage(i int, s stage) peer {
	p.stages = slices.Clone(p.stages)
	p.stages[i] = s
	return p
}

// followerInfo takes a follower in, from the beginning whatever it was before.
func (p peer) followerInfo(from engine.NodeID, m followerInfo, fx *engine.Effects) peer {
	if !p.leads() {
		fx.Why("not-mine", "followerinfo", string(from), p.doing())
		return p
	}
	fx.Why("take-in", string(from), itoa(m.accepted))
	i := p.peers.Index(from)
	p = p.putStage(i, asking)
	p.promised = slices.Clone(p.promised)
	p.promised[i] = m.accepted
	if p.epoch > 0 {
		fx.Send(from, leaderInfo{p.epoch})
		return p
	}
	return p.propose(fx)
}

// propose chooses an epoch above all that a majority has accepted, once a
// majority is there.
func (p peer) propose(fx *engine.Effects) peer {
	there := p.at(asking)
	if !p.quorum.Has(there) {
		return p
	}
	p.epoch = 1 + slices.Max(p.promised)
	p.accepted = p.epoch
	fx.Why("new-epoch", itoa(p.epoch), p.peers.Names(there))
	for _, i := range there.Members() {
		if id := p.peers[i]; id != p.id {
			fx.Send(id, leaderInfo{p.epoch})
		}
	}
	p.stage = accepting
	p = p.putStage(p.peers.Index(p.id), accepting)
	return p.acceptedBy(fx)
}

// leaderInfo accepts an epoch, if it is above all accepted before. The same one
// again is no second vote for it.
func (p peer) leaderInfo(from engine.NodeID, m leaderInfo, fx *engine.Effects) peer {
	switch {
	case from != p.leader || p.stage != asking:
		fx.Why("not-mine", "leaderinfo", string(from), p.doing())
		return p
	case m.epoch < p.accepted:
		fx.Why("epoch-too-low", string(from), itoa(m.epoch), itoa(p.accepted))
		return p.giveUp(fx)
	}
	again := m.epoch == p.accepted
	if again && !p.acceptOnce {
		again = p.acceptAgain(from, m, fx)
	} else if again {
		fx.Why("accept-once", string(from), itoa(m.epoch))
	} else {
		fx.Why("accept-epoch", string(from), itoa(m.epoch), itoa(p.accepted))
	}
	p.accepted, p.stage = m.epoch, accepting
	fx.Send(from, ackEpoch{m.epoch, p.current, p.history.last(), again})
	return p
}

// acceptAgain is what leaderInfo does with accept-once switched off: the same
// epoch is accepted as if for the first time.
func (p peer) acceptAgain(from engine.NodeID, m leaderInfo, fx *engine.Effects) bool {
	fx.Why("accept-twice", string(from), itoa(m.epoch))
	return false
}

// ackEpoch counts who has accepted the epoch. A follower with a better history
// than the leader's has seen what the leader would throw away.
func (p peer) ackEpoch(from engine.NodeID, m ackEpoch, fx *engine.Effects) peer {
	i := p.peers.Index(from)
	switch {
	case !p.leads() || m.epoch != p.epoch || p.stages[i] != asking:
		fx.Why("not-mine", "ackepoch", string(from), p.doing())
		return p
	case p.behind(m) && p.neverBehind:
		fx.Why("never-behind", string(from), m.Text(), p.own().String())
		return p.giveUp(fx)
	case p.behind(m):
		fx.Why("behind-anyway", string(from), m.Text(), p.own().String())
	default:
		fx.Why("count-ackepoch", string(from), itoa(m.epoch))
	}
	p = p.putStage(i, accepting)
	p.lasts = slices.Clone(p.lasts)
	p.lasts[i] = m.last
	p.again &^= sets.Of(i)
	if m.again {
		p.again |= sets.Of(i)
	}
	if p.stage >= syncing {
		return p.bring(i, fx)
	}
	return p.acceptedBy(fx)
}

func (p peer) behind(m ackEpoch) bool {
	return m.current > p.current || m.current == p.current && m.last.compare(p.history.last()) > 0
}
