package explore

import (
	"slices"

	"synod/engine"
)

// apply works out the fingerprint that a move leads to, judges the step, and
// writes the row of the world if it is new.
func (k *worker) apply(r row, mv *move) {
	print := r.print() + mv.rest.delta
	facts, history := r[rowFacts], r[rowPast]
	var held, broken uint64
	for _, e := range mv.does {
		if e == nil {
			continue
		}
		print += e.delta
		held, broken = held|e.held, broken|e.broken
		if e.seen != 0 {
			l := k.learn(facts, e.seen)
			facts, print = l.facts, print+l.delta
			held, broken = held|l.held, broken|l.broken
		}
		if e.tell != 0 {
			t := k.tell(history, e.tell)
			history, print = t.past, print+t.delta
			held, broken = held|t.held, broken|t.broken
		}
	}
	print += k.newFlight(r.flight(k.pool.n), mv)
	k.reached |= held
	if print == r.print() {
		return
	}
	ends := k.pool.ends(held, broken)
	key := k.moveKey(r, mv, print, facts, history)
	if k.wanted != nil {
		k.wanted.see(k, r, mv, key, ends, func() row { return k.write(nil, r, mv, print, facts, history) })
		return
	}
	fresh := k.found.add(key, k.parent, k.age)
	if ends != 0 {
		k.hit(key, k.parent, ends)
	}
	if fresh {
		k.out = k.write(k.out[:0], r, mv, print, facts, history)
		k.keep(k.out)
		if k.worldly || k.goal != nil {
			k.look(k.out, key, k.parent)
		}
	}
}

// write fills in the row of the world that a move leads to.
func (k *worker) write(next, r row, mv *move, print uint64, facts, history uint32) row {
	next = append(next, r[:rowHosts+k.pool.n]...)
	next[rowRest], next[rowFacts], next[rowPast] = mv.rest.rest, facts, history
	next.setPrint(print)
	for i, h := range mv.hosts {
		if h >= 0 && mv.does[i] != nil {
			next[rowHosts+h] = mv.does[i].host
		}
	}
	return append(next, k.flight...)
}

// ends gives the properties for which the search ends: targets that are broken,
// or that were to be reached and are.
func (p *pool) ends(held, broken uint64) uint64 { return broken&p.target | held&p.reach }

func (k *worker) hit(print, parent, ends uint64) {
	for i := range k.pool.props {
		if ends>>i&1 != 0 {
			k.hits = append(k.hits, hit{print, parent, i})
		}
	}
}

// look judges what needs a whole world.
func (k *worker) look(r row, key, parent uint64) {
	if k.worldly {
		k.judge(r, key, parent)
	}
	if k.goal == nil || k.sight != nil && !k.looksAlike(r) {
		return
	}
	switch yes, err := k.goal.holds(k.pool, r); {
	case err != nil:
		k.err = err
	case yes:
		k.hits = append(k.hits, hit{key, parent, -1})
	}
}

// judge puts the properties of worlds to the world of a row.
func (k *worker) judge(r row, key, parent uint64) {
	w := k.pool.world(r)
	for i, prop := range k.pool.props {
		if prop.OnWorld == nil {
			continue
		}
		var held, broken uint64
		note(&held, &broken, i, prop.OnWorld(w))
		k.reached |= held
		k.hit(key, parent, k.pool.ends(held, broken))
	}
}

// newFlight sets k.flight to what is in flight after the move, and gives the
// change of the fingerprint.
func (k *worker) newFlight(old []uint32, mv *move) uint64 {
	k.flight, k.came = append(k.flight[:0], old...), k.came[:0]
	delta := k.leave(mv)
	for i, e := range mv.does {
		if e == nil {
			continue
		}
		for _, id := range e.sent {
			delta += k.send(id)
		}
		if mv.heard && i == 0 {
			continue
		}
		for _, id := range e.reply {
			delta += k.send(id)
		}
	}
	return delta
}

// leave takes out of flight what the move delivers or loses, and gives the
// change: on a sent-set nothing, on fifo links the first message of one, and all
// from and to a host that crashes.
func (k *worker) leave(mv *move) (delta uint64) {
	if mv.at >= 0 && k.pool.net != engine.SentSet {
		old := k.pool.mail.at(k.flight[mv.at])
		delta -= old.term
		k.flight = slices.Delete(k.flight, mv.at, mv.at+1)
		if len(old.queue) > 1 {
			delta += k.carry(old.queue[1:])
		}
	}
	if mv.crash && k.pool.net == engine.Fifo {
		delta -= k.sweep(mv.hosts[0])
	}
	return delta
}

// send puts a message in flight, and gives the change: on a sent-set none if it
// is there already, on a fifo network that of its link.
func (k *worker) send(id uint32) uint64 {
	if k.pool.net == engine.Fifo {
		return k.enqueue(k.pool.mail.at(id).queue[0])
	}
	i, there := slices.BinarySearch(k.flight, id)
	if there && k.pool.net == engine.SentSet {
		return 0
	}
	k.flight = slices.Insert(k.flight, i, id)
	if k.symmetry != nil {
		k.came = append(k.came, id)
	}
	return k.pool.mail.at(id).term
}

// sweep takes away what is in flight from and to a host, and gives its terms.
func (k *worker) sweep(host int) uint64 {
	var sum uint64
	k.flight = slices.DeleteFunc(k.flight, func(id uint32) bool {
		m := k.pool.mail.at(id)
		gone := m.from == host || m.to == host
		if gone {
			sum += m.term
		}
		return gone
	})
	return sum
}

// enqueue puts a message at the end of its link, and gives the change.
func (k *worker) enqueue(m *engine.Message) uint64 {
	p := k.pool
	same := func(id uint32) bool { return p.mail.at(id).queue[0].Link() == m.Link() }
	i := slices.IndexFunc(k.flight, same)
	if i < 0 {
		return k.carry([]*engine.Message{m})
	}
	old := p.mail.at(k.flight[i])
	k.flight = slices.Delete(k.flight, i, i+1)
	return k.carry(append(slices.Clone(old.queue), m)) - old.term
}

// carry puts a link's queue in flight and gives its term.
func (k *worker) carry(queue []*engine.Message) uint64 {
	var id uint32
	id, k.scratch = k.pool.packet(queue, k.scratch)
	i, _ := slices.BinarySearch(k.flight, id)
	k.flight = slices.Insert(k.flight, i, id)
	return k.pool.mail.at(id).term
}
