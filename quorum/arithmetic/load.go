package arithmetic

import (
	"cmp"
	"fmt"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"synod/quorum/sets"
)

// Workload is what nodes have to do, and how fast they are.
type Workload struct {
	Reads                       float64   // which part of all operations are reads
	ReadCapacity, WriteCapacity []float64 // operations a second of each node; nil: 1 each
}

// Share is how often a quorum is taken, among all of its kind.
type Share struct {
	Quorum sets.Set
	Share  float64
}

// Strategy says how often each quorum is taken, so that the busiest node has
// as little to do as can be.
type Strategy struct {
	Load          float64   // of the busiest node
	Nodes         []float64 // the load of each
	Reads, Writes []Share   // those that are taken, the most frequent first
}

// Capacity is how many operations the whole takes while a node of capacity 1
// takes one (Whittaker et al., Read-Write Quorum Systems Made Practical, 2021).
func (s Strategy) Capacity() float64 { return 1 / s.Load }

// Best finds the strategy with the least load (Naor and Wool, The Load,
// Capacity, and Availability of Quorum Systems, 1998, §3).
func Best(reads, writes sets.System, w Workload) (Strategy, error) {
	if reads.Alike() && writes.Alike() && w.ReadCapacity == nil && w.WriteCapacity == nil {
		return w.weigh(reads.Nodes(), around(reads), around(writes)), nil
	}
	p := program{w: w, n: reads.Nodes(), reads: reads.Minimal(), writes: writes.Minimal()}
	return p.solve()
}

// around takes, of the quorums of any k of n nodes, those of k neighbours on a
// circle, each as often as any other: so all nodes have the same to do.
func around(q sets.System) []Share {
	n, k := q.Nodes(), q.Minimal()[0].Size()
	var out []Share
	for i := range n {
		var s sets.Set
		for j := range k {
			s |= sets.Of((i + j) % n)
		}
		if !slices.ContainsFunc(out, func(o Share) bool { return o.Quorum == s }) {
			out = append(out, Share{Quorum: s})
		}
	}
	for i := range out {
		out[i].Share = 1 / float64(len(out))
	}
	return out
}

// weigh is what a strategy makes each node do.
func (w Workload) weigh(n int, reads, writes []Share) Strategy {
	s := Strategy{Nodes: make([]float64, n), Reads: reads, Writes: writes}
	for i := range n {
		for _, q := range reads {
			s.Nodes[i] += q.Share * w.cost(q.Quorum, i, true)
		}
		for _, q := range writes {
			s.Nodes[i] += q.Share * w.cost(q.Quorum, i, false)
		}
	}
	s.Load = slices.Max(s.Nodes)
	return s
}

// cost is what a quorum makes node i do, if it is taken each time.
func (w Workload) cost(q sets.Set, i int, read bool) float64 {
	part, capacity := w.Reads, w.ReadCapacity
	if !read {
		part, capacity = 1-w.Reads, w.WriteCapacity
	}
	switch {
	case !q.Has(i):
		return 0
	case capacity == nil:
		return part
	}
	return part / capacity[i]
}

// program is the linear program: the shares of the read quorums, then those of
// the write quorums, then the load, then for each node what it has to spare.
// The load is to be least, the shares of each kind are 1 in all, and no node
// does more than the load.
type program struct {
	w             Workload
	n             int
	reads, writes []sets.Set
}

const exact = 1e-10

func (p *program) solve() (Strategy, error) {
	load := len(p.reads) + len(p.writes)
	columns := load + 1 + p.n
	a := mat.NewDense(p.n+2, columns, nil)
	for j, q := range append(slices.Clone(p.reads), p.writes...) {
		read := j < len(p.reads)
		for i := range p.n {
			a.Set(i, j, p.w.cost(q, i, read))
		}
		if read {
			a.Set(p.n, j, 1)
		} else {
			a.Set(p.n+1, j, 1)
		}
	}
	for i := range p.n {
		a.Set(i, load, -1)
		a.Set(i, load+1+i, 1)
	}
	b := make([]float64, p.n+2)
	b[p.n], b[p.n+1] = 1, 1
	c := make([]float64, columns)
	c[load] = 1
	_, x, err := lp.Simplex(c, a, b, exact, p.start())
	if err != nil {
		return Strategy{}, fmt.Errorf("the linear program has no solution: %w", err)
	}
	return p.w.weigh(p.n, shares(p.reads, x), shares(p.writes, x[len(p.reads):])), nil
}

// start is a solution to begin with: always the first quorum of each kind. The
// load is then that of the busiest node, and the others have something to spare.
func (p *program) start() []int {
	busiest := slices.Index(p.first().Nodes, p.first().Load)
	load := len(p.reads) + len(p.writes)
	basis := []int{0, len(p.reads), load}
	for i := range p.n {
		if i != busiest {
			basis = append(basis, load+1+i)
		}
	}
	return basis
}

func (p *program) first() Strategy {
	return p.w.weigh(p.n, []Share{{p.reads[0], 1}}, []Share{{p.writes[0], 1}})
}

// shares lists the quorums that are taken at all.
func shares(quorums []sets.Set, x []float64) []Share {
	var out []Share
	for j, q := range quorums {
		if x[j] > exact {
			out = append(out, Share{q, x[j]})
		}
	}
	slices.SortStableFunc(out, func(a, b Share) int { return cmp.Compare(b.Share, a.Share) })
	return out
}
