package explore

import (
	"slices"

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

// Names lists the reductions that are on.
func (r Reductions) Names() []string {
	var names []string
	for _, n := range []struct {
		on   bool
		name string
	}{{r.Advisory, "advisory messages left out"}, {r.Sinks, "one sink of a kind"}, {r.RPC, "request and reply as one step"}, {r.Symmetry, "nodes that are alike taken for each other"}} {
		if n.on {
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
	if p.reduce.Advisory && p.sys.Protocol().Kind(m.Kind).Advisory {
		return true
	}
	return slices.Contains(p.sinks, m.To)
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
