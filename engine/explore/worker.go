package explore

import (
	"slices"
	"sync/atomic"

	"synod/engine"
)

// worker takes every choice of the rows it is handed.
type worker struct {
	pool    *pool
	found   *seen
	lab     *engine.Lab
	age     uint8 // of the level that is expanded
	scratch []byte

	delivered memo[*effect]
	taken     memo[*effect]
	learnt    memo[learning]
	told      memo[telling]
	rests     memo[restStep]

	next    []block      // rows that are new, of the next level
	steps   int          // choices taken
	done    atomic.Int64 // worlds of the level that were expanded, for the watcher
	shown   atomic.Int64 // steps, for the watcher
	reached uint64       // properties put to the test, one bit each
	hits    []hit        // what ends the search, of this level
	worldly bool         // some property looks at whole worlds
	goal    *goal
	sight   *Sight
	alike   map[uint32]bool // by host value: whether it looks as sight says
	err     error

	symmetry *symmetry // nil: worlds are told apart by all names
	parent   uint64    // the key of the row that is expanded

	flight []uint32 // after the move
	came   []uint32 // what came into flight by it
	out    row      // the row that was written last
	packed block    // and its packed form
	wanted *capture // tracing: the way on that is looked for
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

// move is one way on from a row: what changes, and the choices that a person
// would take to do the same.
type move struct {
	hosts [2]int     // that change; -1: none
	does  [2]*effect // to each of them
	at    int        // what leaves the flight; -1: nothing
	rest  restStep
	crash bool // of the first host
	back  bool // and its restart in the same step
	verb  engine.Verb
	what  uint32 // the message, or the place among the host's or the links' choices
	heard bool   // the reply is taken in the same step, by the second host
}

// expand takes every choice in the world of a row.
func (k *worker) expand(r row) {
	k.parent = k.rowKey(r)
	k.deliveries(r)
	k.ownChoices(r)
	k.linkChoices(r)
	if k.pool.net == engine.Bag {
		k.losses(r)
	}
}

func (k *worker) deliveries(r row) {
	p := k.pool
	n := p.n
	cuts := p.rests.at(r[rowRest])
	flight := r.flight(n)
	for at, id := range flight {
		if at > 0 && flight[at-1] == id {
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
		mv := move{hosts: [2]int{m.to, -1}, does: [2]*effect{e}, at: at, rest: restStep{rest: r[rowRest]}, verb: engine.DeliverMsg, what: id}
		if len(e.reply) == 1 {
			k.answered(r, &mv)
		}
		k.apply(r, &mv)
	}
}

// answered adds to a request the step of whoever asked when the reply comes. If
// it cannot be heard now, it stays in flight.
func (k *worker) answered(r row, mv *move) {
	p := k.pool
	m := p.mail.at(mv.does[0].reply[0])
	to := r.hosts(p.n)[m.to] // another host: within one nothing is in flight
	cuts := p.rests.at(r[rowRest])
	if p.hosts.at(to).down || cuts.cuts && cuts.value.Cut(m.from, m.to) || k.queued(r, m) {
		return
	}
	e, err := k.deliver(to, mv.does[0].reply[0])
	switch {
	case err != nil:
		k.err = err
	case !e.beyond:
		mv.hosts[1], mv.does[1], mv.heard = m.to, e, true
	}
}

// queued says whether something on a fifo link has to be delivered before the
// message.
func (k *worker) queued(r row, m *packet) bool {
	p := k.pool
	return p.net == engine.Fifo && slices.ContainsFunc(r.flight(p.n), func(id uint32) bool {
		return p.mail.at(id).queue[0].Link() == m.queue[0].Link()
	})
}

// ownChoices takes what may be done to each host: timers, calls, faults.
func (k *worker) ownChoices(r row) {
	p := k.pool
	for h, id := range r.hosts(p.n) {
		if len(p.sinks) > 0 && p.spare(h) {
			continue
		}
		for i, c := range p.hosts.at(id).choices {
			rs := k.after(r[rowRest], c)
			if rs.off || c.Verb == engine.CallOp && p.pasts.at(r[rowPast]).history.Pending(c.From) != nil {
				continue
			}
			e, err := k.take(id, i)
			if err != nil {
				k.err = err
				return
			}
			k.steps++
			mv := move{hosts: [2]int{h, -1}, does: [2]*effect{e}, at: -1, rest: rs, crash: c.Verb == engine.CrashHost, verb: c.Verb, what: uint32(i)}
			if mv.crash && p.reduce.RPC {
				k.comeBack(&mv)
			}
			k.apply(r, &mv)
		}
	}
}

// comeBack makes a crash and the restart one step.
func (k *worker) comeBack(mv *move) {
	down := mv.does[0].host
	for i, c := range k.pool.hosts.at(down).choices {
		if c.Verb != engine.RestartHost {
			continue
		}
		e, err := k.take(down, i)
		if err != nil {
			k.err = err
			return
		}
		mv.hosts[1], mv.does[1], mv.back = mv.hosts[0], e, true
	}
}

// after gives the rest once a host's own choice was taken.
func (k *worker) after(id uint32, c engine.Choice) restStep {
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
			k.apply(r, &move{hosts: [2]int{-1, -1}, at: -1, rest: rs, verb: c.Verb, what: uint32(i)})
		}
	}
}

// losses drops and duplicates what is in flight.
func (k *worker) losses(r row) {
	flight := r.flight(k.pool.n)
	for _, verb := range [...]engine.Verb{engine.DropMsg, engine.DupMsg} {
		rs := k.restAfter(r[rowRest], uint32(verb), engine.Choice{Verb: verb})
		if rs.off {
			continue
		}
		for at, id := range flight {
			if at > 0 && flight[at-1] == id {
				continue
			}
			k.steps++
			mv := move{hosts: [2]int{-1, -1}, at: at, rest: rs, verb: verb, what: id}
			if verb == engine.DupMsg {
				mv.at, mv.does[0] = -1, &effect{sent: []uint32{id}}
			}
			k.apply(r, &mv)
		}
	}
}
