package paxos

import "synod/engine"

// Acceptors are alike, and so are learners: only sets of acceptors name them.

// rename gives the set of the same size whose members have other names.
func (c *cluster) rename(s set, to func(engine.NodeID) engine.NodeID) (out set) {
	for _, id := range c.acceptors {
		if s&c.bit(id) != 0 {
			out |= c.bit(to(id))
		}
	}
	return out
}

// Rename gives the proposer that heard from others instead.
func (p proposer) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	p.replies = p.c.rename(p.replies, to)
	p.earlier.by = p.c.rename(p.earlier.by, to)
	return p
}

// Rename gives the learner that heard of others instead.
func (l learner) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	heard := make([]tally, len(l.heard))
	for i, t := range l.heard {
		heard[i] = tally{t.vote, l.c.rename(t.by, to)}
	}
	l.heard = heard
	return l
}
