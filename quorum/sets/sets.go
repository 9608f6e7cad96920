package sets

import (
	"math/bits"
	"slices"
)

// Set is a set of nodes that are numbered from 0, one bit each.
type Set uint16

// Max is how many nodes there can be.
const Max = 16

// Of is the set of these nodes.
func Of(members ...int) (s Set) {
	for _, m := range members {
		s |= 1 << m
	}
	return s
}

// First is the set of the first n nodes.
func First(n int) Set { return 1<<n - 1 }

// Size is how many nodes are in s.
func (s Set) Size() int { return bits.OnesCount16(uint16(s)) }

// Has says whether node i is in s.
func (s Set) Has(i int) bool { return s>>i&1 != 0 }

// Holds says whether all of o is in s.
func (s Set) Holds(o Set) bool { return s&o == o }

// Members lists the nodes of s, lowest first.
func (s Set) Members() []int {
	var out []int
	for i := range Max {
		if s.Has(i) {
			out = append(out, i)
		}
	}
	return out
}

// System says which sets of n nodes are quorums.
type System struct {
	n       int
	need    int   // any so many nodes are a quorum; 0: it takes those of minimal
	minimal []Set // the quorums that hold no smaller one, in the order of their members
	words   []string
}

// Threshold is the system in which any k of n nodes are a quorum.
func Threshold(n, k int) System {
	return System{n: n, need: k, minimal: minimal(n, func(s Set) bool { return s.Size() >= k })}
}

// Majority is the system of the sets of more than half of n nodes (Paxos Made
// Simple §2.1). Any two meet.
func Majority(n int) System {
	s := Threshold(n, n/2+1)
	s.words = []string{"majority"}
	return s
}

// Weights is the system in which nodes with at least need votes together are a
// quorum (Gifford, Weighted Voting for Replicated Data, 1979). A node may have
// no vote at all.
func Weights(votes []int, need int) System {
	return System{n: len(votes), minimal: minimal(len(votes), func(s Set) bool {
		sum := 0
		for _, m := range s.Members() {
			sum += votes[m]
		}
		return sum >= need
	})}
}

// Rows is the system in which each full row of a grid is a quorum; the nodes
// fill the grid row by row. Each row meets each column, and no two rows meet
// (Howard, Malkhi, Spiegelman, Flexible Paxos, 2016, §5.2).
func Rows(rows, columns int) System {
	s := System{n: rows * columns}
	for r := range rows {
		s.minimal = append(s.minimal, First(columns)<<(r*columns))
	}
	return s
}

// Columns is the system in which each full column of a grid is a quorum.
func Columns(rows, columns int) System {
	s := System{n: rows * columns}
	for c := range columns {
		var column Set
		for r := range rows {
			column |= 1 << (r*columns + c)
		}
		s.minimal = append(s.minimal, column)
	}
	return s
}

// Explicit is the system of these sets and all that hold one of them.
func Explicit(n int, quorums []Set) System {
	return System{n: n, minimal: minimal(n, func(s Set) bool { return slices.ContainsFunc(quorums, s.Holds) })}
}

// minimal lists the least sets of which is is true, in the order of their
// members. Whatever holds a set of which it is true is one too, so a set is
// least if it is none without any one of its members.
func minimal(n int, is func(Set) bool) []Set {
	quorum := make([]bool, 1<<n)
	for s := range quorum {
		quorum[s] = is(Set(s))
	}
	var out []Set
	for s, ok := range quorum {
		if ok && !slices.ContainsFunc(Set(s).Members(), func(i int) bool { return quorum[Set(s)&^Of(i)] }) {
			out = append(out, Set(s))
		}
	}
	slices.SortFunc(out, func(a, b Set) int { return slices.Compare(a.Members(), b.Members()) })
	return out
}

// Nodes is how many nodes there are.
func (q System) Nodes() int { return q.n }

// Has says whether s is a quorum.
func (q System) Has(s Set) bool {
	if q.need > 0 {
		return s.Size() >= q.need
	}
	return slices.ContainsFunc(q.minimal, s.Holds)
}

// Minimal lists the quorums that hold no smaller one.
func (q System) Minimal() []Set { return q.minimal }

// Alike says whether the nodes differ in nothing but their names: any so many
// are a quorum.
func (q System) Alike() bool { return q.need > 0 }

// Least is the size of the least quorum, and whether any so many nodes are one.
func (q System) Least() (size int, any bool) {
	if q.need > 0 {
		return q.need, true
	}
	size = q.n
	for _, m := range q.minimal {
		size = min(size, m.Size())
	}
	return size, false
}

// Spare is how many nodes may be missing, whichever they are, with a quorum
// left among the others; -1 if there is no quorum at all.
func (q System) Spare() int {
	if q.need > 0 {
		return max(-1, q.n-q.need)
	}
	least := q.n
	for s := Set(0); ; s++ { // the least set that meets each quorum stops all of them
		if !slices.ContainsFunc(q.minimal, func(m Set) bool { return m&s == 0 }) {
			least = min(least, s.Size())
		}
		if s == First(q.n) {
			return least - 1
		}
	}
}

// Apart gives a quorum of p and one of q that have no node in common; false if
// every quorum of the one meets every quorum of the other.
func Apart(p, q System) (a, b Set, found bool) {
	if p.need > 0 && q.need > 0 && p.need+q.need > p.n {
		return 0, 0, false
	}
	for _, a := range p.minimal {
		for _, b := range q.minimal {
			if a&b == 0 {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}
