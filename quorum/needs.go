package quorum

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/ring"
)

// needs say what the operations that are open now wait for in vain.
func (s *settings) needs() []engine.Need {
	return []engine.Need{
		{ID: "coordinator", Statement: "A client needs its coordinator up and reachable.", Missing: s.missingCoordinator},
		{ID: "quorum", Statement: "A put needs W, and a get R, replicas of the key up and reachable from the coordinator.", Missing: s.missingReplicas},
	}
}

func (s *settings) missingCoordinator(w *engine.World) []string {
	var out []string
	for _, spec := range w.System().Nodes() {
		if _, ok := spec.Node.(client); !ok {
			continue
		}
		if c := w.Node(spec.ID).(client); c.waits.id != "" && w.Up(c.id) {
			if why := c.lacks(w); why != "" {
				out = append(out, fmt.Sprintf("%s waits for its %s of %s: %s", c.id, c.waits.name, c.waits.key, why))
			}
		}
	}
	return out
}

// lacks says why no answer comes, as far as it is not for want of replicas.
func (c client) lacks(w *engine.World) string {
	if !c.alive(w) {
		return "nobody works on " + c.waits.id + " any more, and only the timeout of " + string(c.id) + " ends it"
	}
	if why := unreachable(w, c.id, c.waits.via); why != "" {
		return why
	}
	list := w.Node(c.waits.via).(device).list(c.waits.key)
	if !c.waits.write() || !c.byReplica || len(list) == 0 || ring.Seated(list, c.waits.via) {
		return ""
	}
	if why := unreachable(w, c.waits.via, list[0].Node); why != "" {
		return why
	}
	return unreachable(w, c.id, list[0].Node)
}

// alive says whether somebody coordinates what the client waits for, or a
// message about it is on its way to or from the client's coordinator.
func (c client) alive(w *engine.World) bool {
	for _, e := range w.Flight() {
		switch e.Body.(type) {
		case clientPut, clientGet, putOK, getOK, noQuorum, refused:
			if e.Key == c.waits.id {
				return true
			}
		}
	}
	return slices.ContainsFunc(c.shape.Nodes, func(id engine.NodeID) bool {
		d := w.Node(id).(device)
		i := d.find(c.waits.id)
		return i >= 0 && d.ops[i].phase != answered
	})
}

func (s *settings) missingReplicas(w *engine.World) []string {
	var out []string
	for _, id := range s.shape.Nodes {
		d := w.Node(id).(device)
		for i := range d.ops {
			if line := d.lacks(w, &d.ops[i]); line != "" {
				out = append(out, line)
			}
		}
	}
	return out
}

// lacks says which replicas an operation cannot reach, if too few are left.
func (d device) lacks(w *engine.World, op *operation) string {
	if op.phase == answered {
		return ""
	}
	for _, x := range d.shares(op) {
		here, coming := d.here(op, x), 0
		var away []string
		for _, seat := range op.silent() {
			if !d.counts(x, seat) {
				continue
			}
			if why := unreachable(w, d.id, seat.Node); why != "" {
				away = append(away, why)
			} else {
				coming++
			}
		}
		if tally(here, coming, x.count) == failed {
			return fmt.Sprintf("%s needs %s = %d replicas of %s for %s, and %d can answer: %s",
				d.id, x.name, x.count, op.key, op.id, here+coming, strings.Join(away, ", "))
		}
	}
	return ""
}

// unreachable says why no answer can come from a node; empty: one can.
func unreachable(w *engine.World, from, to engine.NodeID) string {
	a, b := engine.HostID(from), engine.HostID(to)
	switch {
	case !w.Up(to):
		return string(to) + " is down"
	case w.Cut(a, b) || w.Cut(b, a):
		return "the link between " + string(from) + " and " + string(to) + " is cut"
	}
	return ""
}
