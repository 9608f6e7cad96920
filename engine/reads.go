package engine

import "slices"

// Reads names the parts of worlds that something looks at. Two worlds that have
// these parts in common look the same to it.
type Reads struct {
	Facts, History bool
	Links          bool // which links are cut
	Flight         bool
	Hosts          []HostID
}

// AllHosts adds every host of a system.
func (r *Reads) AllHosts(sys *System) { r.Hosts = slices.Clone(sys.hosts) }

// Host adds the host that a name, of a host or of a node that lives there,
// belongs to.
func (r *Reads) Host(sys *System, name NodeID) {
	if i := sys.HostIndex(name); i >= 0 && !slices.Contains(r.Hosts, sys.hosts[i]) {
		r.Hosts = append(r.Hosts, sys.hosts[i])
	}
}
