package explore

import "synod/engine"

// symmetry gives all worlds that differ only in the names of nodes that are
// alike one key: the least of their fingerprints. Each worker has its own; what
// a part's term is under each renaming is worked out once, and of a world that a
// move leads to only what the move changes is added up.
type symmetry struct {
	pool  *pool
	ways  []engine.Renaming
	hosts terms
	mail  terms
	facts terms
	rests terms
	each  map[engine.Fact][]uint64
	base  []uint64 // by renaming, of the row that is expanded
	sums  []uint64 // and of the world that a move leads to
}

// terms are those of one kind of part, by its number and then by renaming.
type terms [][]uint64

// newSymmetry gives nil if no nodes are alike, or if the network has an order
// that fingerprints fold in.
func newSymmetry(p *pool) *symmetry {
	ways := p.sys.Renamings()
	if ways == nil || p.net == engine.Fifo {
		return nil
	}
	return &symmetry{pool: p, ways: ways, each: map[engine.Fact][]uint64{}, base: make([]uint64, len(ways)), sums: make([]uint64, len(ways))}
}

func symmetryOf(p *pool, r Reductions) *symmetry {
	if !r.Symmetry {
		return nil
	}
	return newSymmetry(p)
}

// of gives the terms of a part.
func (t *terms) of(id uint32, ways []engine.Renaming, term func(engine.Renaming) uint64) []uint64 {
	if list, ok := t.have(id); ok {
		return list
	}
	list := make([]uint64, len(ways))
	for i, way := range ways {
		list[i] = term(way)
	}
	t.keep(id, list)
	return list
}

func (t *terms) have(id uint32) ([]uint64, bool) {
	if int(id) >= len(*t) || (*t)[id] == nil {
		return nil, false
	}
	return (*t)[id], true
}

func (t *terms) keep(id uint32, list []uint64) {
	for len(*t) <= int(id) {
		*t = append(*t, nil)
	}
	(*t)[id] = list
}

func (s *symmetry) host(id uint32) []uint64 {
	return s.hosts.of(id, s.ways, func(way engine.Renaming) uint64 {
		h := s.pool.hosts.at(id)
		return s.pool.sys.HostTermUnder(way, h.host, h.value)
	})
}

func (s *symmetry) message(id uint32) []uint64 {
	return s.mail.of(id, s.ways, func(way engine.Renaming) uint64 {
		return s.pool.sys.MessageTermUnder(way, s.pool.mail.at(id).queue[0])
	})
}

// known gives the terms of a set of facts: those of the set out of which it
// came, and of what is more.
func (s *symmetry) known(id uint32) []uint64 {
	if terms, ok := s.facts.have(id); ok {
		return terms
	}
	set := s.pool.facts.at(id)
	terms := make([]uint64, len(s.ways))
	if set.from != id {
		copy(terms, s.known(set.from))
	}
	for _, f := range set.more {
		add(terms, s.fact(f))
	}
	s.facts.keep(id, terms)
	return terms
}

func (s *symmetry) fact(f engine.Fact) []uint64 {
	if s.each[f] == nil {
		terms := make([]uint64, len(s.ways))
		for i, way := range s.ways {
			terms[i] = s.pool.sys.FactTermUnder(way, f)
		}
		s.each[f] = terms
	}
	return s.each[f]
}

func (s *symmetry) rest(id uint32) []uint64 {
	return s.rests.of(id, s.ways, func(way engine.Renaming) uint64 {
		return s.pool.sys.RestTermUnder(way, s.pool.rests.at(id).value, &s.pool.menu)
	})
}

func add(sums, terms []uint64) {
	for i, t := range terms {
		sums[i] += t
	}
}

func swap(sums, old, now []uint64) {
	for i, t := range now {
		sums[i] += t - old[i]
	}
}

// least is the key to which sums lead. The histories of clients name no nodes
// that are alike, so their term stays.
func (s *symmetry) least(sums []uint64, past uint32) uint64 {
	key := sums[0]
	for _, sum := range sums[1:] {
		key = min(key, sum)
	}
	return key + s.pool.pasts.at(past).print
}

// rowKey is the key of a row. The keys of moves from that row can be asked for
// next.
func (k *worker) rowKey(r row) uint64 {
	s, n := k.symmetry, k.pool.n
	if s == nil {
		return r.print()
	}
	clear(s.base)
	for _, id := range r.hosts(n) {
		add(s.base, s.host(id))
	}
	for _, id := range r.flight(n) {
		add(s.base, s.message(id))
	}
	add(s.base, s.known(r[rowFacts]))
	add(s.base, s.rest(r[rowRest]))
	return s.least(s.base, r[rowPast])
}

// moveKey is the key of the world that a move leads to.
func (k *worker) moveKey(r row, mv *move, print uint64, facts, past uint32) uint64 {
	s := k.symmetry
	if s == nil {
		return print
	}
	copy(s.sums, s.base)
	for i, h := range mv.hosts {
		if h < 0 || mv.does[i] == nil {
			continue
		}
		old := r.hosts(k.pool.n)[h]
		if i > 0 && h == mv.hosts[0] {
			old = mv.does[0].host // one host steps twice
		}
		swap(s.sums, s.host(old), s.host(mv.does[i].host))
	}
	for _, id := range k.came {
		add(s.sums, s.message(id))
	}
	if mv.at >= 0 && k.pool.net == engine.Bag {
		gone := s.message(r.flight(k.pool.n)[mv.at])
		for i, t := range gone {
			s.sums[i] -= t
		}
	}
	if facts != r[rowFacts] {
		swap(s.sums, s.known(r[rowFacts]), s.known(facts))
	}
	if mv.rest.rest != r[rowRest] {
		swap(s.sums, s.rest(r[rowRest]), s.rest(mv.rest.rest))
	}
	return s.least(s.sums, past)
}
