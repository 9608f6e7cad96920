package engine

import "slices"

// Quorum is a set of nodes that became a quorum of something in a step. It is
// for whoever watches: no node reads it, and a search does not keep it.
type Quorum struct {
	By    NodeID // who counted them; empty: only an observer can tell
	Nodes []NodeID
}

// Quorum says that these nodes have just become a quorum, as the node that
// handles the input has counted them. It costs nothing unless somebody asked
// for an explanation.
func (fx *Effects) Quorum(nodes ...NodeID) {
	if fx.explain {
		fx.quorums = append(fx.quorums, Quorum{fx.self, slices.Clone(nodes)})
	}
}

// quorums gathers what nodes counted, and who made those facts so that are new.
func (s *Step) quorums() {
	if !s.Explain {
		return
	}
	s.Quorums = append(s.Quorums, s.fx.quorums...)
	known := s.From.facts
	for i, f := range s.Facts {
		known.fresh = s.Facts[:i]
		if k := s.From.sys.protocol.Fact(f.Kind); k != nil && k.Quorum != nil {
			s.Quorums = append(s.Quorums, Quorum{f.Node, k.Quorum(known, f)})
		}
	}
}

// InQuorum says whether the node is one of a quorum that the step formed.
func (s *Step) InQuorum(id NodeID) bool {
	return slices.ContainsFunc(s.Quorums, func(q Quorum) bool { return slices.Contains(q.Nodes, id) })
}
