package quorum

import (
	"fmt"
	"strings"

	"synod/engine"
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
		c, ok := spec.Node.(client)
		if !ok {
			continue
		}
		c = w.Node(spec.ID).(client)
		if c.waits.id == "" {
			continue
		}
		if why := unreachable(w, spec.ID, c.waits.via); why != "" {
			out = append(out, fmt.Sprintf("%s waits for %s: %s", c.id, c.waits.via, why))
		}
	}
	return out
}

func (s *settings) missingReplicas(w *engine.World) []string {
	var out []string
	for _, id := range s.ring {
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
	needed, what := d.r, "R"
	if op.write {
		needed, what = d.w, "W"
	}
	coming := 0
	var away []string
	for _, id := range d.replicas(op.key) {
		if op.answers.from(id) {
			continue
		}
		if why := unreachable(w, d.id, id); why != "" {
			away = append(away, why)
		} else {
			coming++
		}
	}
	if tally(len(op.answers), coming, needed) != failed {
		return ""
	}
	return fmt.Sprintf("%s needs %s = %d replicas of %s for %s, and %d can answer: %s",
		d.id, what, needed, op.key, op.id, len(op.answers)+coming, strings.Join(away, ", "))
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
