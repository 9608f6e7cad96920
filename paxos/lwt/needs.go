package lwt

import (
	"fmt"

	"synod/engine"
)

// needs lists what it takes for an operation to end. Safety needs none of it.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "quorum", Statement: "A quorum of the replicas is up and linked, both ways, with a coordinator that waits.", Missing: c.noQuorum},
		{ID: "no-higher-ballot", Statement: "Enough replicas for a quorum have promised no higher ballot.", Missing: c.higherBallot},
	}
}

// waiting lists the coordinators that are up and have an operation.
func (c *cluster) waiting(w *engine.World) (out []engine.NodeID) {
	for _, id := range c.coordinators {
		if w.Up(id) && w.Node(id).(coordinator).phase != idle {
			out = append(out, id)
		}
	}
	return out
}

func (c *cluster) noQuorum(w *engine.World) (out []string) {
	for _, id := range c.waiting(w) {
		out = append(out, c.replicas.Missing(id, c.replicas.Linked(w, id), c.quorum, "")...)
	}
	return out
}

// higherBallot looks at those that still have a promise or an acceptance to ask for.
func (c *cluster) higherBallot(w *engine.World) (out []string) {
	for _, id := range c.waiting(w) {
		x := w.Node(id).(coordinator)
		if x.phase != preparing && x.phase != proposing {
			continue
		}
		var lost set
		for _, a := range c.replicas {
			if r := w.Node(a).(replica); x.n.Less(r.promised) && x.replies&c.replicas.Bit(a) == 0 {
				lost |= c.replicas.Bit(a)
			}
		}
		if !c.quorum.Has(c.replicas.All() &^ lost) {
			out = append(out, fmt.Sprintf("%s of %s is overtaken: %s promised a higher ballot", x.n, id, c.replicas.Names(lost)))
		}
	}
	return out
}
