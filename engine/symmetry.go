package engine

import "slices"

// Renamer is a node that speaks of others: Rename gives the same node speaking
// of others instead.
type Renamer interface {
	Rename(to func(NodeID) NodeID) Node
}

// maxRenamings bounds how many ways of renaming a search looks through.
const maxRenamings = 720

// Renaming takes one node for another of its role: by place, for hosts.
type Renaming []int

// Renamings lists all ways of taking nodes of a role for each other, where the
// role says that they are alike, the first of which takes each for itself. Only
// nodes that have their host to themselves are taken for others, and none that a
// call of the menu names. Nil: there are none but that, or too many.
func (sys *System) Renamings() []Renaming {
	identity := make(Renaming, len(sys.hosts))
	for i := range identity {
		identity[i] = i
	}
	all := []Renaming{identity}
	for _, r := range sys.protocol.Roles {
		if hosts := sys.alike(r.ID); r.Alike && !sys.unlike(r.ID) && !sys.called(r.ID) && len(hosts) > 1 {
			all = permuted(all, hosts)
		}
	}
	if len(all) == 1 || len(all) > maxRenamings {
		return nil
	}
	return all
}

func (sys *System) unlike(role string) bool { return slices.Contains(sys.setup.Unlike, role) }

// called says whether the menu offers a call on a node of the role, or one that
// names such a node.
func (sys *System) called(role string) bool {
	return slices.ContainsFunc(sys.cfg.Menu.Calls, func(c Choice) bool {
		return slices.ContainsFunc(append(c.Args(), string(c.From)), func(name string) bool {
			r := sys.Role(NodeID(name))
			return r != nil && r.ID == role
		})
	})
}

// Sink says whether a node only listens in this configuration.
func (sys *System) Sink(id NodeID) bool {
	r := sys.Role(id)
	return r != nil && r.Sink && !sys.unlike(r.ID)
}

// alike lists the hosts that hold one node of the role and nothing else.
func (sys *System) alike(role string) []int {
	var hosts []int
	for h, nodes := range sys.nodesOn {
		if len(nodes) == 1 && sys.nodes[nodes[0]].Role == role {
			hosts = append(hosts, h)
		}
	}
	return hosts
}

// permuted gives each renaming with the hosts in every order.
func permuted(all []Renaming, hosts []int) []Renaming {
	var out []Renaming
	var place func(r Renaming, k int)
	place = func(r Renaming, k int) {
		if len(out) > maxRenamings {
			return
		}
		if k == len(hosts) {
			out = append(out, append(Renaming(nil), r...))
			return
		}
		for j := k; j < len(hosts); j++ {
			a, b := hosts[k], hosts[j]
			r[a], r[b] = r[b], r[a]
			place(r, k+1)
			r[a], r[b] = r[b], r[a]
		}
	}
	for _, r := range all {
		place(append(Renaming(nil), r...), 0)
	}
	return out
}

// node gives what a node is called under a renaming.
func (sys *System) node(r Renaming) func(NodeID) NodeID {
	return func(id NodeID) NodeID {
		n, ok := sys.byNode[id]
		if !ok || len(sys.nodesOn[sys.hostOf[n]]) != 1 {
			return id
		}
		return sys.nodes[sys.nodesOn[r[sys.hostOf[n]]][0]].ID
	}
}

// HostTermUnder is the part of a fingerprint of the i-th host under a renaming.
func (sys *System) HostTermUnder(r Renaming, i int, h Host) uint64 {
	renamed := Host{state: h.state}
	to := sys.node(r)
	for _, s := range h.slots {
		if n, ok := s.node.(Renamer); ok {
			s.node = n.Rename(to)
		}
		renamed.slots = append(renamed.slots, s)
	}
	return sys.HostTerm(r[i], renamed)
}

// MessageTermUnder is a message's part of a fingerprint under a renaming. What
// a message says names no node that is alike to others.
func (sys *System) MessageTermUnder(r Renaming, m *Message) uint64 {
	renamed, _ := sys.message(sys.at(r, m.from), sys.at(r, m.to), m.Body, nil)
	return renamed.term
}

// at is the place of a node under a renaming.
func (sys *System) at(r Renaming, n int) int {
	h := sys.hostOf[n]
	if r[h] == h {
		return n
	}
	return sys.nodesOn[r[h]][0]
}

// FactTermUnder is a fact's part of a fingerprint under a renaming. Keys and
// values name no node that is alike to others.
func (sys *System) FactTermUnder(r Renaming, f Fact) uint64 {
	f.Node = sys.node(r)(f.Node)
	t, _ := f.term(nil)
	return t
}

// RestTermUnder is the rest's part of a fingerprint under a renaming.
func (sys *System) RestTermUnder(r Renaming, rest Rest, m *Menu) uint64 {
	sum := rest.used.term(m)
	for _, c := range rest.cuts {
		sum += cutTerm(cut{r[c.from], r[c.to]})
	}
	return sum
}
