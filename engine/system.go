package engine

import (
	"fmt"
	"slices"
)

// System is what never changes while a world is stepped: the protocol, its
// configuration, the nodes and their hosts.
type System struct {
	protocol *Protocol // under the names of the labels that are asked for
	declared *Protocol
	cfg      Config
	built    Setup // as the protocol built it
	setup    Setup // with the words of the labels
	nodes    []NodeSpec
	hosts    []HostID
	byNode   map[NodeID]int
	byHost   map[HostID]int
	hostOf   []int   // by node
	nodesOn  [][]int // by host
	roles    []*Role // by node
	clocked  []bool  // by host: some role on it reads the clock
	promised []Property
}

const maxNodes = 64

// New builds the first world of a protocol under a configuration. The error
// names what is wrong and what would be right.
func New(p *Protocol, cfg Config) (*World, error) {
	if err := cfg.check(p); err != nil {
		return nil, err
	}
	named, err := p.Labelled(cfg.Labels)
	if err != nil {
		return nil, err
	}
	cfg.params = p.Params
	setup, err := p.Build(cfg)
	if err != nil {
		return nil, err
	}
	sys := &System{protocol: named.named(cfg.Names), declared: p, cfg: cfg, built: setup, nodes: setup.Nodes}
	sys.setup = setup.reworded(named.LabelSet(cfg.Labels).Words)
	if err := sys.place(); err != nil {
		return nil, err
	}
	if err := sys.checkNames(); err != nil {
		return nil, err
	}
	if err := sys.promise(); err != nil {
		return nil, err
	}
	if err := sys.checkMenu(); err != nil {
		return nil, err
	}
	return sys.first(), nil
}

// place gives every node its host and its role.
func (sys *System) place() error {
	if n := len(sys.nodes); n == 0 || n > maxNodes {
		return fmt.Errorf("%d nodes; 1 to %d are possible", n, maxNodes)
	}
	sys.byNode, sys.byHost = map[NodeID]int{}, map[HostID]int{}
	for i := range sys.nodes {
		spec := &sys.nodes[i]
		if spec.Host == "" {
			spec.Host = HostID(spec.ID)
		}
		if _, twice := sys.byNode[spec.ID]; twice || !isName(string(spec.ID)) || !isName(string(spec.Host)) {
			return fmt.Errorf("'%s' on '%s' is no name for a node of its own", spec.ID, spec.Host)
		}
		role := sys.protocol.Role(spec.Role)
		if role == nil {
			return fmt.Errorf("node %s has the unknown role '%s'", spec.ID, spec.Role)
		}
		h, known := sys.byHost[spec.Host]
		if !known {
			h = len(sys.hosts)
			sys.byHost[spec.Host] = h
			sys.hosts = append(sys.hosts, spec.Host)
			sys.nodesOn = append(sys.nodesOn, nil)
			sys.clocked = append(sys.clocked, false)
		}
		sys.byNode[spec.ID] = i
		sys.hostOf = append(sys.hostOf, h)
		sys.nodesOn[h] = append(sys.nodesOn[h], i)
		sys.roles = append(sys.roles, role)
		sys.clocked[h] = sys.clocked[h] || role.Clock
	}
	return nil
}

// promise picks the properties that the configuration promises.
func (sys *System) promise() error {
	all := sys.setup.Properties
	sys.promised = nil
	var ids []string
	for _, p := range all {
		ids = append(ids, p.ID)
	}
	wanted := sys.cfg.Promised
	if wanted == nil {
		wanted = ids
	}
	for _, id := range wanted {
		i := slices.Index(ids, id)
		if i < 0 {
			return misfit("properties", id, "protocol %s has no property '%s'; expected %s", sys.protocol.Name, id, Nearest(id, ids))
		}
		sys.promised = append(sys.promised, all[i])
	}
	if about := sys.cfg.About; about != "" && !slices.Contains(wanted, about) {
		return misfit("about", "", "the scenario is about '%s', which is not among its properties; expected %s", about, Nearest(about, wanted))
	}
	return nil
}

func (sys *System) first() *World {
	w := &World{sys: sys, slots: make([]slot, len(sys.nodes)), hosts: make([]hostState, len(sys.hosts)), facts: Facts{of: sys.protocol}}
	var scratch []byte
	for i, spec := range sys.nodes {
		s := slot{node: spec.Node}
		for _, name := range spec.Arm {
			s.timers = setTimer(s.timers, timerChange{name: name, at: anyTime})
		}
		s.term, scratch = slotTerm(i, s, scratch)
		w.slots[i] = s
		w.fp += s.term
	}
	for _, f := range sys.setup.Facts {
		w.know(f)
	}
	return w
}

// know adds a fact to a world that is being built, with what follows from it.
func (w *World) know(f Fact) {
	if w.facts.Has(f) {
		return
	}
	before := w.facts
	t, _ := f.term(nil)
	w.facts, w.fp = before.add(f), w.fp+t
	if derive := w.sys.setup.Derive; derive != nil {
		derive(before, f, w.know)
	}
}

// Protocol is the protocol that was configured.
func (sys *System) Protocol() *Protocol { return sys.protocol }

// Config is the configuration.
func (sys *System) Config() Config { return sys.cfg }

// Nodes lists the nodes in their fixed order.
func (sys *System) Nodes() []NodeSpec { return sys.nodes }

// Hosts lists the hosts in their fixed order.
func (sys *System) Hosts() []HostID { return sys.hosts }

// NodesOn lists the nodes that live on a host.
func (sys *System) NodesOn(h HostID) []NodeID {
	var ids []NodeID
	if i, ok := sys.byHost[h]; ok {
		for _, n := range sys.nodesOn[i] {
			ids = append(ids, sys.nodes[n].ID)
		}
	}
	return ids
}

// Role is the role of a node, or nil.
func (sys *System) Role(id NodeID) *Role {
	if i, ok := sys.byNode[id]; ok {
		return sys.roles[i]
	}
	return nil
}

// HostOf is the host of a node; empty if there is no such node.
func (sys *System) HostOf(id NodeID) HostID {
	if i, ok := sys.byNode[id]; ok {
		return sys.nodes[i].Host
	}
	return ""
}

// Properties lists the promised properties.
func (sys *System) Properties() []Property { return sys.promised }

// AllProperties lists all properties that the protocol has for this
// configuration, promised or not.
func (sys *System) AllProperties() []Property { return sys.setup.Properties }

// Needs lists what progress needs.
func (sys *System) Needs() []Need { return sys.setup.Needs }

// Panels lists the protocol's own pictures.
func (sys *System) Panels() []Panel { return sys.setup.Panels }

// Notes lists remarks about the configuration.
func (sys *System) Notes() []string { return sys.setup.Notes }
