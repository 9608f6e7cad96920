package ring

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/cespare/xxhash/v2"

	"synod/engine"
)

// token is a point on the ring that belongs to a node. A node has one for each
// of its virtual nodes.
type token struct {
	at   uint64
	node engine.NodeID
}

func tokens(nodes []engine.NodeID, vnodes int) []token {
	var out []token
	for _, n := range nodes {
		for i := range vnodes {
			out = append(out, token{xxhash.Sum64String(string(n) + "#" + strconv.Itoa(i)), n})
		}
	}
	slices.SortFunc(out, func(a, b token) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.node, b.node)) })
	return out
}

// fallsTo is the first token at or after a key's hash.
func (s *Shape) fallsTo(key string) int {
	at := xxhash.Sum64String(key)
	i, _ := slices.BinarySearchFunc(s.tokens, at, func(t token, at uint64) int { return cmp.Compare(t.at, at) })
	return i % len(s.tokens)
}

// Position is where on the ring a partition or token ends, as a fraction of the
// whole way round.
func (s *Shape) Position(part int) float64 {
	if s.Kind == Hash {
		return float64(s.tokens[part].at) / (1 << 64)
	}
	return float64(part) / float64(s.Partitions)
}

// KeyPosition is where on the ring a key lies.
func (s *Shape) KeyPosition(key string) float64 {
	if s.Kind == Hash {
		return float64(xxhash.Sum64String(key)) / (1 << 64)
	}
	hash := KeyHash(key)
	at := 0.0
	for i := len(hash) - 1; i >= 0; i-- {
		at = (at + float64(hash[i])) / 256
	}
	return at
}

// Share is a member with its part of the ring.
type Share struct {
	Node  engine.NodeID
	Ring  float64 // of the whole ring
	Parts int     // partitions or tokens
	Keys  int     // of a sample, those that fall to it first
}

// Shares says how evenly the ring is divided among the members, by its parts
// and by a sample of so many keys called k1, k2 and so on.
func (s *Shape) Shares(m Members, keys int) []Share {
	shares := make([]Share, len(m))
	for i := range shares {
		shares[i].Node = m[i]
	}
	to := func(part int) *Share { return &shares[max(0, slices.Index(m, s.first(part, m)))] }
	for part := range s.Size() {
		before := s.Position((part + s.Size() - 1) % s.Size())
		width := s.Position(part) - before
		if width < 0 {
			width++
		}
		to(part).Ring += width
		if s.Owner(part, m) != "" {
			to(part).Parts++
		}
	}
	for i := range keys {
		to(s.Start("k"+strconv.Itoa(i+1))).Keys++
	}
	return shares
}

// first is the first member whom a walk from a part meets.
func (s *Shape) first(part int, m Members) engine.NodeID {
	for range s.Size() {
		if n := s.Owner(part, m); n != "" {
			return n
		}
		part = (part + 1) % s.Size()
	}
	return ""
}

// Stop is a part of the ring that a key's walk passes.
type Stop struct {
	Part int
	Node engine.NodeID
}

// Walk lists the parts that a key's walk passes until it has its n seats.
func (s *Shape) Walk(key string, n int, m Members) []Stop {
	start := s.Start(key)
	_, passed := s.prefer(start, n, m)
	var stops []Stop
	for i := range passed {
		part := (start + i) % s.Size()
		if node := s.Owner(part, m); node != "" {
			stops = append(stops, Stop{part, node})
		}
	}
	return stops
}

// Short counts the parts of the ring whose preference list has fewer than n
// different nodes, and gives the first of them.
func (s *Shape) Short(n int, m Members) (parts []int) {
	for part := range s.Size() {
		var seen []engine.NodeID
		for i := range n {
			if node := s.Owner((part+i)%s.Size(), m); node != "" && !slices.Contains(seen, node) {
				seen = append(seen, node)
			}
		}
		if s.Kind == Riak && len(seen) < n {
			parts = append(parts, part)
		}
	}
	return parts
}
