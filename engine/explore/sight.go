package explore

import (
	"bytes"
	"context"
	"fmt"

	"synod/engine"
)

// Sight is what one node sees of the world: its own state, in its encoding.
type Sight struct {
	Node  engine.NodeID
	State []byte
}

// Unknown looks for what a node cannot know in a world: another world, to be
// reached from start, in which the node's state is the same and an observer
// sees something else. The trace of the report leads there from start.
func Unknown(ctx context.Context, start, w *engine.World, node engine.NodeID, observe func(*engine.World) (any, error), o Options) (*Report, error) {
	n := w.Node(node)
	if n == nil {
		return nil, fmt.Errorf("there is no node %s; expected %s", node, engine.Nearest(string(node), w.System().NodeNames()))
	}
	here, err := observe(w)
	if err != nil {
		return nil, err
	}
	o.Sight = &Sight{node, n.AppendTo(nil)}
	o.Goal = func(other *engine.World) (bool, error) {
		there, err := observe(other)
		return err == nil && fmt.Sprint(there) != fmt.Sprint(here), err
	}
	r, err := Search(ctx, start, o)
	if err != nil {
		return nil, err
	}
	if r.Here = here; r.Found {
		r.There, err = observe(end(start, r.Trace))
	}
	return r, err
}

// end is the world that a run leads to.
func end(w *engine.World, run []engine.Choice) *engine.World {
	for _, c := range run {
		next, _, err := w.Take(c)
		if err != nil {
			panic(err) // the run was found by taking it
		}
		w = next
	}
	return w
}

// looksAlike says whether the world of a row looks to the node as sight says.
func (k *worker) looksAlike(r row) bool {
	host := k.pool.sys.HostIndex(k.sight.Node)
	id := r.hosts(k.pool.n)[host]
	if yes, known := k.alike[id]; known {
		return yes
	}
	node := k.pool.sys.NodeIn(host, k.pool.hosts.at(id).value, k.sight.Node)
	if k.alike == nil {
		k.alike = map[uint32]bool{}
	}
	k.alike[id] = bytes.Equal(node.AppendTo(nil), k.sight.State)
	return k.alike[id]
}
