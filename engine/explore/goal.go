package explore

import (
	"encoding/binary"

	"synod/engine"
)

// goal is what a worker knows of the goal: the expression, and what it said of
// the parts of worlds that it looks at.
type goal struct {
	ask   func(*engine.World) (bool, error)
	reads *engine.Reads
	hosts []int // that it looks at, by place
	said  map[string]bool
	key   []byte
}

// goalOf gives each worker a goal of its own; nil: there is none.
func goalOf(p *pool, o *Options) *goal {
	if o.Goal == nil {
		return nil
	}
	g := &goal{ask: o.Goal, reads: o.Reads, said: map[string]bool{}}
	if o.Reads != nil {
		for _, h := range o.Reads.Hosts {
			g.hosts = append(g.hosts, p.sys.HostIndex(engine.NodeID(h)))
		}
	}
	return g
}

// mostSaid bounds what a worker remembers of the goal.
const mostSaid = 1 << 18

// holds says whether the world of a row is the goal.
func (g *goal) holds(p *pool, r row) (bool, error) {
	if g.reads == nil {
		return g.ask(p.world(r))
	}
	g.key = g.parts(p, r)
	if yes, known := g.said[string(g.key)]; known {
		return yes, nil
	}
	yes, err := g.ask(p.world(r))
	if len(g.said) >= mostSaid {
		clear(g.said)
	}
	if err == nil {
		g.said[string(g.key)] = yes
	}
	return yes, err
}

// parts lists the numbers of what the goal looks at.
func (g *goal) parts(p *pool, r row) []byte {
	b := g.key[:0]
	add := func(read bool, id uint32) {
		if read {
			b = binary.LittleEndian.AppendUint32(b, id)
		}
	}
	add(g.reads.Facts, r[rowFacts])
	add(g.reads.History, r[rowPast])
	add(g.reads.Links, r[rowRest])
	for _, h := range g.hosts {
		add(true, r.hosts(p.n)[h])
	}
	if g.reads.Flight {
		for _, id := range r.flight(p.n) {
			add(true, id)
		}
	}
	return b
}
