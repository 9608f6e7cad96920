package paxos

import "synod/engine"

// Acceptors are alike, and so are learners: only sets of acceptors name them.

// Rename gives the proposer that heard from others instead.
func (p proposer) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	p.replies = p.c.acceptors.Rename(p.replies, to)
	p.earlier.by = p.c.acceptors.Rename(p.earlier.by, to)
	return p
}

// Rename gives the learner that heard of others instead.
func (l learner) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	heard := make([]tally, len(l.heard))
	for i, t := range l.heard {
		heard[i] = tally{t.vote, l.c.acceptors.Rename(t.by, to)}
	}
	l.heard = heard
	return l
}
