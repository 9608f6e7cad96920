package explore

import "synod/engine"

// symmetry gives all worlds that differ only in the names of nodes that are
// alike one key: the least of their fingerprints. Each worker has its own; what
// a part's term is under each renaming is worked out once.
type symmetry struct {
	pool  *pool
	ways  []engine.Renaming
	hosts terms
	mail  terms
	facts terms
	rests terms
	sums  []uint64
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
	return &symmetry{pool: p, ways: ways, sums: make([]uint64, len(ways))}
}

func symmetryOf(p *pool, r Reductions) *symmetry {
	if !r.Symmetry {
		return nil
	}
	return newSymmetry(p)
}

// of gives the terms of a part.
func (t *terms) of(id uint32, n int, term func(way int) uint64) []uint64 {
	for len(*t) <= int(id) {
		*t = append(*t, nil)
	}
	if (*t)[id] == nil {
		list := make([]uint64, n)
		for way := range list {
			list[way] = term(way)
		}
		(*t)[id] = list
	}
	return (*t)[id]
}

// key is the least fingerprint of a world under all renamings. The histories of
// clients name no nodes that are alike, so their term stays.
func (s *symmetry) key(hosts, flight []uint32, rest, facts, past uint32) uint64 {
	p, n := s.pool, len(s.ways)
	clear(s.sums)
	for _, id := range hosts {
		s.add(s.hosts.of(id, n, func(way int) uint64 {
			h := p.hosts.at(id)
			return p.sys.HostTermUnder(s.ways[way], h.host, h.value)
		}))
	}
	for _, id := range flight {
		s.add(s.mail.of(id, n, func(way int) uint64 { return p.sys.MessageTermUnder(s.ways[way], p.mail.at(id).queue[0]) }))
	}
	s.add(s.facts.of(facts, n, func(way int) uint64 { return p.sys.FactsTermUnder(s.ways[way], p.facts.at(facts).facts) }))
	s.add(s.rests.of(rest, n, func(way int) uint64 { return p.sys.RestTermUnder(s.ways[way], p.rests.at(rest).value, &p.menu) }))
	least := s.sums[0]
	for _, sum := range s.sums[1:] {
		least = min(least, sum)
	}
	return least + p.pasts.at(past).print
}

func (s *symmetry) add(terms []uint64) {
	for i, t := range terms {
		s.sums[i] += t
	}
}

// rowKey is the key of a row.
func (k *worker) rowKey(r row) uint64 {
	if k.symmetry == nil {
		return r.print()
	}
	n := k.pool.n
	return k.symmetry.key(r.hosts(n), r.flight(n), r[rowRest], r[rowFacts], r[rowPast])
}

// moveKey is the key of the world that a move leads to.
func (k *worker) moveKey(r row, mv *move, print uint64, facts, past uint32) uint64 {
	if k.symmetry == nil {
		return print
	}
	k.moved = append(k.moved[:0], r.hosts(k.pool.n)...)
	for i, h := range mv.hosts {
		if h >= 0 && mv.does[i] != nil {
			k.moved[h] = mv.does[i].host
		}
	}
	return k.symmetry.key(k.moved, k.flight, mv.rest.rest, facts, past)
}
