package pane

import (
	"strings"

	"synod/engine"
)

// severance says which links are cut: as groups if they part the hosts into
// groups, else link by link.
func (s *scene) severance() string {
	w := s.v.World
	cuts := w.Cuts()
	if len(cuts) == 0 || s.v.Fog != nil {
		return ""
	}
	hosts := w.System().Hosts()
	if groups := parts(w, hosts, len(cuts)); groups != nil {
		return strings.Join(groups, "  │  ")
	}
	var links []string
	for _, l := range cuts {
		switch a, b := called(w, l[0]), called(w, l[1]); {
		case !w.Cut(l[1], l[0]):
			links = append(links, a+"▸"+b+" (one way)")
		case l[0] < l[1]:
			links = append(links, a+"–"+b)
		}
	}
	return strings.Join(links, " · ")
}

// called is what a host is called.
func called(w *engine.World, h engine.HostID) string {
	return w.System().Protocol().NodeName(engine.NodeID(h))
}

// parts gives the groups of hosts, if each cut is between two groups and all
// between two groups are cut.
func parts(w *engine.World, hosts []engine.HostID, cuts int) []string {
	group := make([]int, len(hosts))
	var names []string
	for i, h := range hosts {
		group[i] = -1
		for j := range i {
			if !w.Cut(h, hosts[j]) && !w.Cut(hosts[j], h) {
				group[i] = group[j]
				names[group[i]] += " " + called(w, h)
				break
			}
		}
		if group[i] < 0 {
			group[i] = len(names)
			names = append(names, called(w, h))
		}
	}
	between := 0
	for i := range hosts {
		for j := range hosts {
			if group[i] != group[j] {
				between++
				if !w.Cut(hosts[i], hosts[j]) {
					return nil
				}
			}
		}
	}
	if between != cuts {
		return nil
	}
	return names
}
