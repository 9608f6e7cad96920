package explore

import "synod/engine"

// effect is what an input does to a host, in numbers.
type effect struct {
	host   uint32 // the host's value afterwards
	delta  uint64 // of the host's part of the fingerprint
	sent   []uint32
	reply  []uint32 // what may be taken in the same step as the request, by whoever asked
	seen   uint32   // what its nodes recorded; 0: nothing
	tell   uint32   // what it may tell clients; 0: nothing
	same   bool     // the host's value stays and nothing comes of it
	beyond bool     // the menu's bounds do not allow it
	held   uint64   // properties that the host's change put to the test, one bit each
	broken uint64   // properties that it breaks
}

// learning is what becomes of a set of facts once more is recorded.
type learning struct {
	facts        uint32
	delta        uint64
	held, broken uint64
}

// telling is what becomes of a history.
type telling struct {
	past         uint32
	delta        uint64
	held, broken uint64
}

// memo remembers what was worked out, by two numbers.
type memo[V any] struct {
	keys []uint64
	vals []V
	n    int
}

func (m *memo[V]) get(a, b uint32) (*V, bool) {
	if len(m.keys) == 0 {
		return nil, false
	}
	key := (uint64(a)<<32 | uint64(b)) + 1
	mask := uint64(len(m.keys) - 1)
	for i := spread(key) & mask; ; i = (i + 1) & mask {
		switch m.keys[i] {
		case key:
			return &m.vals[i], true
		case 0:
			return nil, false
		}
	}
}

func (m *memo[V]) put(a, b uint32, v V) *V {
	if m.n*2 >= len(m.keys) {
		m.grow()
	}
	key := (uint64(a)<<32 | uint64(b)) + 1
	mask := uint64(len(m.keys) - 1)
	i := spread(key) & mask
	for m.keys[i] != 0 {
		i = (i + 1) & mask
	}
	m.keys[i], m.vals[i] = key, v
	m.n++
	return &m.vals[i]
}

func (m *memo[V]) grow() {
	keys, vals := m.keys, m.vals
	size := max(256, 2*len(keys))
	m.keys, m.vals, m.n = make([]uint64, size), make([]V, size), 0
	for i, key := range keys {
		if key != 0 {
			m.put(uint32((key-1)>>32), uint32(key-1), vals[i])
		}
	}
}

func spread(x uint64) uint64 {
	x *= 0x9e3779b97f4a7c15
	return x ^ x>>29
}

// deliver gives what a message does to a host's value.
func (k *worker) deliver(host, mail uint32) (*effect, error) {
	if e, ok := k.delivered.get(host, mail); ok {
		return *e, nil
	}
	h := k.pool.hosts.at(host)
	m := k.pool.mail.at(mail).queue[0]
	if len(k.pool.menu.Bounds) > 0 && !k.lab.Within(h.host, h.value, m, &k.pool.menu) {
		return *k.delivered.put(host, mail, &effect{beyond: true}), nil
	}
	local, err := k.lab.Deliver(h.host, h.value, m)
	if err != nil {
		return nil, err
	}
	return *k.delivered.put(host, mail, k.effect(host, k.pool.mail.at(mail).from, local)), nil
}

// take gives what the i-th of a host value's own choices does to it.
func (k *worker) take(host uint32, i int) (*effect, error) {
	if e, ok := k.taken.get(host, uint32(i)); ok {
		return *e, nil
	}
	h := k.pool.hosts.at(host)
	local, err := k.lab.Take(h.host, h.value, h.choices[i])
	if err != nil {
		return nil, err
	}
	return *k.taken.put(host, uint32(i), k.effect(host, nobody, local)), nil
}

// nobody asked for what a host does of itself.
const nobody = -1

// effect puts what a host does into numbers. Asker is the host whose request it
// answers.
func (k *worker) effect(before uint32, asker int, local engine.Local) *effect {
	p := k.pool
	old := p.hosts.at(before)
	e := &effect{}
	e.host, k.scratch = p.host(k.lab, old.host, local.Host, k.scratch)
	e.delta = p.hosts.at(e.host).term - old.term
	k.post(e, asker, local.Sent)
	if len(local.Seen) > 0 {
		e.seen, k.scratch = p.recorded(local.Seen, k.scratch)
	}
	if local.Tells() {
		e.tell = p.tells.add(local)
	}
	for i, prop := range p.props {
		if prop.OnNode != nil {
			e.note(i, prop.JudgeHost(p.sys, old.host, old.value, local.Host))
		}
	}
	e.same = e.host == before && len(e.sent) == 0 && len(e.reply) == 0 && len(local.Seen) == 0 && !local.Tells()
	return e
}

// post sorts what a host sends, as the reductions have it: advisory messages
// are left out, those to a sink that another stands for too, and replies are
// kept apart.
func (k *worker) post(e *effect, asker int, sent []*engine.Message) {
	p := k.pool
	for _, m := range sent {
		if p.skips(m) {
			continue
		}
		var id uint32
		id, k.scratch = p.packet([]*engine.Message{m}, k.scratch)
		if _, to := p.sys.Ends(m); p.reduce.RPC && to == asker && p.sys.Protocol().Kind(m.Kind).Reply {
			p.reduced.rpc.Store(true)
			e.reply = append(e.reply, id)
		} else {
			e.sent = append(e.sent, id)
		}
	}
}

func (e *effect) note(i int, v engine.Verdict) { note(&e.held, &e.broken, i, v) }

func note(held, broken *uint64, i int, v engine.Verdict) {
	switch v.State {
	case engine.Held:
		*held |= 1 << i
	case engine.Broken:
		*broken |= 1 << i
	}
}

// learn gives what becomes of a set of facts.
func (k *worker) learn(facts, seen uint32) *learning {
	if l, ok := k.learnt.get(facts, seen); ok {
		return l
	}
	p := k.pool
	old := p.facts.at(facts)
	fresh, delta := k.lab.Learn(old.facts, *p.seen.at(seen))
	l := learning{facts: facts, delta: delta}
	if len(fresh) == 0 {
		return k.learnt.put(facts, seen, l)
	}
	l.facts = p.facts.id(old.print+delta, func() factSet {
		return factSet{old.facts.And(fresh), old.print + delta, facts, fresh}
	})
	for i, prop := range p.props {
		if prop.OnFact != nil {
			note(&l.held, &l.broken, i, prop.JudgeFacts(old.facts, fresh))
		}
	}
	return k.learnt.put(facts, seen, l)
}

// tell gives what becomes of a history.
func (k *worker) tell(id, tell uint32) *telling {
	if t, ok := k.told.get(id, tell); ok {
		return t
	}
	p := k.pool
	old := p.pasts.at(id)
	next, delta, returned := old.history.Tell(p.tells.at(tell))
	t := telling{past: p.past(past{next, old.print + delta}), delta: delta}
	for i, prop := range p.props {
		if prop.OnHistory != nil && returned {
			note(&t.held, &t.broken, i, prop.OnHistory(next))
		}
	}
	return k.told.put(id, tell, t)
}
