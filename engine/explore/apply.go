package explore

import (
	"slices"

	"synod/engine"
)

// apply works out the fingerprint that a step leads to, judges the step, and
// writes the row of the world if it is new. Host -1: no host changes; at -1:
// nothing leaves the flight.
func (k *worker) apply(r row, host int, e *effect, at int, rs restStep, crash bool) {
	p := k.pool
	n := len(p.sys.Hosts())
	print := r.print() + rs.delta
	facts, history := r[rowFacts], r[rowPast]
	var held, broken uint64
	if e != nil {
		print += e.delta
		held, broken = e.held, e.broken
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
	print += k.newFlight(r.flight(n), host, e, at, crash)
	k.reached |= held
	if print == r.print() {
		return
	}
	fresh := k.found.add(print, r.print(), k.level)
	if broken &= p.target; broken != 0 {
		k.hit(print, r.print(), broken)
	}
	if !fresh {
		return
	}
	next := k.room(rowHosts + n + len(k.flight))
	next[rowLen], next[rowRest], next[rowFacts], next[rowPast] = uint32(len(next)), rs.rest, facts, history
	next.setPrint(print)
	copy(next[rowHosts:], r.hosts(n))
	if host >= 0 && e != nil {
		next[rowHosts+host] = e.host
	}
	copy(next[rowHosts+n:], k.flight)
	if k.build {
		k.look(next, r.print())
	}
}

func (k *worker) hit(print, parent, broken uint64) {
	for i := range k.pool.props {
		if broken>>i&1 != 0 {
			k.hits = append(k.hits, hit{print, parent, i})
		}
	}
}

// look judges what needs a whole world.
func (k *worker) look(r row, parent uint64) {
	w := k.pool.world(r)
	for i, prop := range k.pool.props {
		if prop.OnWorld == nil {
			continue
		}
		var held, broken uint64
		note(&held, &broken, i, prop.OnWorld(w))
		k.reached |= held
		k.hit(r.print(), parent, broken&k.pool.target)
	}
	if k.goal == nil {
		return
	}
	switch yes, err := k.goal(w); {
	case err != nil:
		k.err = err
	case yes:
		k.hits = append(k.hits, hit{r.print(), parent, -1})
	}
}

// newFlight sets k.flight to what is in flight after the step, and gives the
// change of the fingerprint.
func (k *worker) newFlight(old []uint32, host int, e *effect, at int, crash bool) uint64 {
	k.flight = append(k.flight[:0], old...)
	switch k.pool.net {
	case engine.Fifo:
		return k.fifoFlight(host, e, at, crash)
	case engine.SentSet:
		at = -1
	}
	var delta uint64
	if at >= 0 {
		delta -= k.pool.mail.at(old[at]).term
		k.flight = slices.Delete(k.flight, at, at+1)
	}
	if e == nil {
		return delta
	}
	for _, id := range e.sent {
		i, there := slices.BinarySearch(k.flight, id)
		if there && k.pool.net == engine.SentSet {
			continue
		}
		delta += k.pool.mail.at(id).term
		k.flight = slices.Insert(k.flight, i, id)
	}
	return delta
}

// fifoFlight takes the first message off a link, clears the links of a host
// that crashes, and puts what is sent at the links' ends.
func (k *worker) fifoFlight(host int, e *effect, at int, crash bool) uint64 {
	p := k.pool
	var delta uint64
	if at >= 0 {
		old := p.mail.at(k.flight[at])
		delta -= old.term
		k.flight = slices.Delete(k.flight, at, at+1)
		if len(old.queue) > 1 {
			delta += k.carry(old.queue[1:])
		}
	}
	if crash {
		k.flight = slices.DeleteFunc(k.flight, func(id uint32) bool {
			m := p.mail.at(id)
			gone := m.from == host || m.to == host
			if gone {
				delta -= m.term
			}
			return gone
		})
	}
	if e == nil {
		return delta
	}
	for _, id := range e.sent {
		m := p.mail.at(id).queue[0]
		queue := []*engine.Message{m}
		same := func(id uint32) bool { return p.mail.at(id).queue[0].Link() == m.Link() }
		if i := slices.IndexFunc(k.flight, same); i >= 0 {
			old := p.mail.at(k.flight[i])
			delta -= old.term
			queue = append(slices.Clone(old.queue), m)
			k.flight = slices.Delete(k.flight, i, i+1)
		}
		delta += k.carry(queue)
	}
	return delta
}

// carry puts a link's queue in flight and gives its term.
func (k *worker) carry(queue []*engine.Message) uint64 {
	var id uint32
	id, k.scratch = k.pool.packet(queue, k.scratch)
	i, _ := slices.BinarySearch(k.flight, id)
	k.flight = slices.Insert(k.flight, i, id)
	return k.pool.mail.at(id).term
}

// room is space for a row of the next level.
func (k *worker) room(n int) row {
	if last := len(k.next) - 1; last >= 0 && cap(k.next[last])-len(k.next[last]) >= n {
		at := len(k.next[last])
		k.next[last] = k.next[last][:at+n]
		return row(k.next[last][at : at+n])
	}
	b := make(block, n, max(n, blockSize))
	k.next = append(k.next, b)
	return row(b)
}
