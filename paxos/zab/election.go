package zab

import (
	"cmp"
	"slices"

	"synod/engine"
	"synod/quorum/sets"
)

// better says whether v is a vote for a better history than o; of two that are
// as good, for the peer with the higher name.
func (c *cluster) better(v, o ballot) bool {
	if !c.bestHistoryLeads {
		return c.betterName(v, o)
	}
	return cmp.Or(cmp.Compare(v.epoch, o.epoch), v.last.compare(o.last), cmp.Compare(v.id, o.id)) > 0
}

// betterName is better with best-history-leads switched off.
func (c *cluster) betterName(v, o ballot) bool { return v.id > o.id }

func (p peer) own() ballot { return ballot{p.current, p.history.last(), string(p.id)} }

// look begins a round: it votes for itself until it hears of a better history.
func (p peer) look(fx *engine.Effects) peer {
	p.round++
	if p.oracle {
		fx.Why("named", p.history.String())
		fx.Broadcast(p.peers.Others(p.id), vote{p.round, p.own(), true})
		return p.lead(fx)
	}
	fx.Why("look", itoa(p.round), p.own().String())
	fx.Arm(look)
	return p.ballot(p.own(), fx)
}

// ballot votes in a round, and says so to everybody.
func (p peer) ballot(v ballot, fx *engine.Effects) peer {
	if p.vote.id == "" {
		p.heard = make([]ballot, len(p.peers))
	}
	p.vote = v
	p.heard = slices.Clone(p.heard)
	p.heard[p.peers.Index(p.id)] = v
	fx.Broadcast(p.peers.Others(p.id), vote{round: p.round, vote: v})
	return p.decide(fx)
}

// hearVote takes a vote into account: a later round counts, an earlier one does
// not, and whoever has a leader already says so.
func (p peer) hearVote(from engine.NodeID, m vote, fx *engine.Effects) peer {
	switch {
	case p.stage != looking:
		if !m.settled {
			fx.Why("settled", string(from), string(p.leader))
			fx.Send(from, vote{m.round, ballot{p.current, p.history.last(), string(p.leader)}, true})
		}
		return p
	case m.settled:
		return p.joinSettled(from, m, fx)
	case m.round < p.round:
		fx.Why("old-round", string(from), itoa(m.round), itoa(p.round))
		if p.vote.id != "" {
			fx.Send(from, vote{round: p.round, vote: p.vote})
		}
		return p
	case m.round > p.round || p.vote.id == "":
		p.election = election{round: m.round}
		p = p.joinRound(from, m, fx)
	case p.better(m.vote, p.vote):
		fx.Why("better-vote", string(from), m.vote.String(), p.vote.String())
		p = p.ballot(m.vote, fx)
	default:
		fx.Why("count-vote", string(from), m.vote.String())
	}
	if p.stage != looking {
		return p
	}
	p.heard = slices.Clone(p.heard)
	p.heard[p.peers.Index(from)] = m.vote
	return p.decide(fx)
}

func (p peer) joinRound(from engine.NodeID, m vote, fx *engine.Effects) peer {
	v := p.own()
	if p.better(m.vote, v) {
		v = m.vote
	}
	fx.Why("join-round", itoa(m.round), string(from), v.String())
	return p.ballot(v, fx)
}

// joinSettled follows a leader that says of itself that it leads.
func (p peer) joinSettled(from engine.NodeID, m vote, fx *engine.Effects) peer {
	if m.vote.id != string(from) {
		fx.Why("hear-settled", string(from), m.vote.id)
		return p
	}
	fx.Why("join-leader", string(from))
	return p.follow(from, fx)
}

// decide ends the round once a majority votes as this peer does.
func (p peer) decide(fx *engine.Effects) peer {
	var same sets.Set
	for i, v := range p.heard {
		if v == p.vote {
			same |= sets.Of(i)
		}
	}
	if !p.quorum.Has(same) {
		return p
	}
	leader := engine.NodeID(p.vote.id)
	if leader != p.id {
		fx.Why("elected-other", string(leader), p.peers.Names(same))
		return p.follow(leader, fx)
	}
	fx.Why("elected", p.peers.Names(same), p.vote.String())
	if !p.bestHistoryLeads {
		fx.Why("best-history-leads", p.history.String())
	}
	return p.lead(fx)
}

// lead waits for a majority that follows.
func (p peer) lead(fx *engine.Effects) peer {
	fx.Disarm(look)
	fx.Arm(lost)
	p.election = election{round: p.round}
	p.leader, p.stage, p.leading = p.id, asking, p.cluster.leading(looking, 0)
	i := p.peers.Index(p.id)
	p.stages[i], p.promised[i] = asking, p.accepted
	return p.propose(fx)
}

// follow asks a leader to be taken in.
func (p peer) follow(leader engine.NodeID, fx *engine.Effects) peer {
	p.election = election{round: p.round}
	p.leader, p.stage = leader, asking
	fx.Disarm(look)
	fx.Arm(lost)
	fx.Send(leader, followerInfo{p.accepted})
	return p
}
