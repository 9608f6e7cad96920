package explore

import (
	"slices"
	"sync/atomic"

	"synod/engine"
)

// Reductions leave out what cannot change a verdict. The protocol declares what
// they rest on; a report names those that were used.
type Reductions struct {
	// Advisory leaves out messages of advisory kinds, such as nacks: a timer can
	// do what they do.
	Advisory bool
	// Sinks keeps one of each role whose nodes only listen, such as learners.
	Sinks bool
	// RPC takes a request and its reply as one step: the reply's content is fixed
	// when it is sent, and whoever asked only reacts by sending. A crash and the
	// restart are one step too.
	RPC bool
	// Symmetry takes worlds that differ only in the names of nodes that are alike
	// for one.
	Symmetry bool
}

// reduced notes which reductions had something to leave out.
type reduced struct{ advisory, sinks, rpc atomic.Bool }

// reductions lists them.
func (s *search) reductions() []string {
	var names []string
	did := &s.pool.reduced
	for _, n := range []struct {
		did  bool
		name string
	}{
		{did.advisory.Load(), "advisory messages left out"},
		{did.sinks.Load(), "one sink of a kind"},
		{did.rpc.Load(), "request and reply as one step"},
		{s.workers[0].symmetry != nil, "nodes that are alike taken for each other"},
	} {
		if n.did {
			names = append(names, n.name)
		}
	}
	return names
}

// spareSinks lists the nodes that another of their role stands for. A node that
// shares its host with another role is no sink.
func spareSinks(sys *engine.System, r Reductions) []engine.NodeID {
	var spare []engine.NodeID
	if !r.Sinks {
		return nil
	}
	var kept []string
	for _, n := range sys.Nodes() {
		switch {
		case !sys.Sink(n.ID) || len(sys.NodesOn(n.Host)) > 1:
		case slices.Contains(kept, n.Role):
			spare = append(spare, n.ID)
		default:
			kept = append(kept, n.Role)
		}
	}
	return spare
}

// skips says whether the reductions leave a message out.
func (p *pool) skips(m *engine.Message) bool {
	advice := p.reduce.Advisory && p.sys.Protocol().Kind(m.Kind).Advisory
	spare := slices.Contains(p.sinks, m.To)
	if advice {
		p.reduced.advisory.Store(true)
	}
	if spare {
		p.reduced.sinks.Store(true)
	}
	return advice || spare
}

// spare says whether a host is left out: all that lives on it are spare sinks.
func (p *pool) spare(host int) bool {
	for _, id := range p.sys.NodesOn(p.sys.Hosts()[host]) {
		if !slices.Contains(p.sinks, id) {
			return false
		}
	}
	return true
}
