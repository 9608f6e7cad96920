package explore

import (
	"slices"

	"synod/engine"
)

// worker takes every choice of the rows it is handed.
type worker struct {
	pool    *pool
	found   *seen
	lab     *engine.Lab
	level   int
	scratch []byte

	delivered memo[*effect]
	taken     memo[*effect]
	learnt    memo[learning]
	told      memo[telling]
	rests     memo[restStep]

	next    []block // rows that are new, of the next level
	steps   int     // choices taken
	reached uint64  // properties put to the test, one bit each
	hits    []hit   // what ends the search, of this level
	build   bool    // some property or the goal looks at whole worlds
	goal    func(*engine.World) (bool, error)
	err     error

	flight []uint32
}

// hit is a step that breaks a property or reaches the goal.
type hit struct {
	print, parent uint64
	property      int // among the pool's; -1: the goal
}

// less gives hits an order that does not depend on who found them.
func (h hit) less(o hit) bool {
	if h.print != o.print {
		return h.print < o.print
	}
	if h.parent != o.parent {
		return h.parent < o.parent
	}
	return h.property < o.property
}

type restStep struct {
	rest  uint32
	delta uint64
	off   bool // the menu has no more of it
}

// expand takes every choice in the world of a row.
func (k *worker) expand(r row) {
	k.deliveries(r)
	k.ownChoices(r)
	k.linkChoices(r)
	if k.pool.net == engine.Bag {
		k.losses(r)
	}
}

func (k *worker) deliveries(r row) {
	p := k.pool
	n := len(p.sys.Hosts())
	cuts := p.rests.at(r[rowRest])
	for at, id := range r.flight(n) {
		if at > 0 && r.flight(n)[at-1] == id {
			continue // a twin
		}
		m := p.mail.at(id)
		to := r.hosts(n)[m.to]
		if p.hosts.at(to).down || cuts.cuts && cuts.value.Cut(m.from, m.to) {
			continue
		}
		e, err := k.deliver(to, id)
		if err != nil {
			k.err = err
			return
		}
		if e.beyond {
			continue
		}
		k.steps++
		if e.same && p.net == engine.SentSet {
			continue
		}
		k.apply(r, m.to, e, at, restStep{rest: r[rowRest]}, false)
	}
}

// ownChoices takes what may be done to each host: timers, calls, faults.
func (k *worker) ownChoices(r row) {
	p := k.pool
	n := len(p.sys.Hosts())
	for h, id := range r.hosts(n) {
		for i, c := range p.hosts.at(id).choices {
			rs := k.after(r[rowRest], id, i, c)
			if rs.off || c.Verb == engine.CallOp && p.pasts.at(r[rowPast]).history.Pending(c.From) != nil {
				continue
			}
			e, err := k.take(id, i)
			if err != nil {
				k.err = err
				return
			}
			k.steps++
			k.apply(r, h, e, -1, rs, c.Verb == engine.CrashHost)
		}
	}
}

// after gives the rest once a host's own choice was taken.
func (k *worker) after(id, host uint32, i int, c engine.Choice) restStep {
	switch c.Verb {
	case engine.FireTimer, engine.RestartHost:
		return restStep{rest: id}
	}
	key := uint32(c.Verb)
	if c.Verb == engine.CallOp {
		key = 1<<16 + uint32(slices.Index(k.pool.menu.Calls, c))
	}
	return k.restAfter(id, key, c)
}

func (k *worker) restAfter(id, key uint32, c engine.Choice) restStep {
	if rs, ok := k.rests.get(id, key); ok {
		return *rs
	}
	p := k.pool
	old := p.rests.at(id)
	if !old.value.Offers(&p.menu, c) {
		return *k.rests.put(id, key, restStep{off: true})
	}
	next := p.rest(k.lab, k.lab.After(old.value, c))
	return *k.rests.put(id, key, restStep{rest: next, delta: p.rests.at(next).term - old.term})
}

// linkChoices cuts and heals.
func (k *worker) linkChoices(r row) {
	for i, c := range k.pool.rests.at(r[rowRest]).links {
		rs := k.restAfter(r[rowRest], 1<<24+uint32(i), c)
		if !rs.off {
			k.steps++
			k.apply(r, -1, nil, -1, rs, false)
		}
	}
}

// losses drops and duplicates what is in flight.
func (k *worker) losses(r row) {
	n := len(k.pool.sys.Hosts())
	for _, verb := range [...]engine.Verb{engine.DropMsg, engine.DupMsg} {
		rs := k.restAfter(r[rowRest], uint32(verb), engine.Choice{Verb: verb})
		if rs.off {
			continue
		}
		for at, id := range r.flight(n) {
			if at > 0 && r.flight(n)[at-1] == id {
				continue
			}
			k.steps++
			if verb == engine.DropMsg {
				k.apply(r, -1, nil, at, rs, false)
			} else {
				k.apply(r, -1, &effect{sent: []uint32{id}}, -1, rs, false)
			}
		}
	}
}
