package paxos

import "synod/engine"

// What a proposer says of its steps. It decides nothing here.

func (p proposer) whyStart(n Ballot, fx *engine.Effects) {
	switch {
	case !p.c.prepareFirst:
		fx.Why("prepare-first", n.String(), p.wish)
	case !p.c.uniqueBallots:
		fx.Why("unique-ballots", n.String(), p.wish)
	case !p.c.roundFirst:
		fx.Why("round-first", n.String(), p.wish)
	case p.c.onlyQuorum:
		fx.Why("start-at-a-quorum", n.String(), p.wish, p.c.acceptors.Names(p.c.contacted(p.c.quorum1, n)))
	default:
		fx.Why("start", n.String(), p.wish)
	}
}

func (p proposer) whyAdopt(best Vote, fx *engine.Effects) {
	who, n, v, b := p.c.acceptors.Names(p.replies), p.tried.String(), best.Value, best.Ballot.String()
	switch {
	case !p.c.ballotsBeforeCounts:
		fx.Why("ballots-before-counts", who, n, v, b, p.wish)
	case !p.c.compareBallots:
		fx.Why("compare-ballots", who, n, v, b, p.wish)
	default:
		fx.Why("adopt-highest-vote", who, n, v, b, p.wish)
	}
}

func (p proposer) whyDisk(rule string, fx *engine.Effects) {
	if p.tried != (Ballot{}) {
		fx.Why(rule, p.tried.String())
	}
}

func (p proposer) whyCount(fx *engine.Effects) {
	best := p.reports.binding(p.c)
	if !best.Cast() {
		fx.Why("count-promise", p.c.count1(p.replies), p.tried.String())
		return
	}
	fx.Why("count-promise-vote", p.c.count1(p.replies), p.tried.String(), best.String(), best.Value, p.wish)
}
