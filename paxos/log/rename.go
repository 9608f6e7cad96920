package log

import (
	"slices"

	"synod/engine"
)

// Acceptors are alike where each has a host to itself: only sets of them name them.

// Rename gives the server that heard from other acceptors instead.
func (s server) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	s.promised = s.c.rename(s.promised, to)
	s.open = slices.Clone(s.open)
	for i := range s.open {
		s.open[i].voters, s.open[i].voted = s.c.rename(s.open[i].voters, to), s.c.rename(s.open[i].voted, to)
	}
	return s
}

func (c *cluster) rename(s set, to func(engine.NodeID) engine.NodeID) (out set) {
	for _, id := range c.list(s) {
		out |= c.bit(to(id))
	}
	return out
}
