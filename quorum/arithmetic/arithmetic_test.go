package arithmetic_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"synod/quorum/arithmetic"
	"synod/quorum/sets"
)

func ExampleUnavailable() {
	q := sets.Majority(3)
	fmt.Println(arithmetic.Polynomial(q))
	fmt.Printf("%.3f\n", arithmetic.Unavailable(q, 0.1))
	// Output:
	// p^3 + 3 p^2 (1-p)
	// 0.028
}

func parse(t testing.TB, text string, n int) sets.System {
	t.Helper()
	q, err := sets.Parse(strings.Fields(text), n, "A")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %v; expected %v", what, got, want)
	}
}

// random is a system of a few random quorums.
func random(dice *rand.Rand, n int) sets.System {
	var quorums []sets.Set
	for range 1 + dice.IntN(8) {
		quorums = append(quorums, sets.Set(1+dice.IntN(1<<n-1)))
	}
	return sets.Explicit(n, quorums)
}

// The dumb twin of Unavailable adds up the probability of each set of nodes
// that are up and hold no quorum.
func TestUnavailableAgainstEverySetOfNodes(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n := 1 + dice.IntN(8)
		q, p := random(dice, n), dice.Float64()
		want := 0.0
		for up := range sets.First(n) + 1 {
			if !q.Has(up) {
				want += math.Pow(1-p, float64(up.Size())) * math.Pow(p, float64(n-up.Size()))
			}
		}
		near(t, fmt.Sprint("unavailable ", q.Minimal()), arithmetic.Unavailable(q, p), want, 1e-12)
	}
}

// Gifford's table of 1979: three examples with copies that are available 99 %
// of the time, and the probability that a read or a write is blocked.
func TestGiffordsBlockingProbabilities(t *testing.T) {
	for _, c := range []struct {
		votes, read, write string
		blocked            [2]string
	}{
		{"1 0 0", "1", "1", [2]string{"1.0e-02", "1.0e-02"}},
		{"2 1 1", "2", "3", [2]string{"2.0e-04", "1.0e-02"}},
		{"1 1 1", "1", "3", [2]string{"1.0e-06", "3.0e-02"}},
	} {
		for i, need := range []string{c.read, c.write} {
			q := parse(t, "weights "+c.votes+" need "+need, 3)
			if got := fmt.Sprintf("%.1e", arithmetic.Unavailable(q, 0.01)); got != c.blocked[i] {
				t.Errorf("votes %s, %s needed: blocked with %s; expected %s", c.votes, need, got, c.blocked[i])
			}
		}
	}
}

func best(t *testing.T, reads, writes sets.System, w arithmetic.Workload) arithmetic.Strategy {
	t.Helper()
	s, err := arithmetic.Best(reads, writes, w)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Naor and Wool 1998: the load of majorities is about a half, that of crosses
// in a grid about 2/√n, that of a single node 1.
func TestKnownLoads(t *testing.T) {
	for n := 1; n <= 15; n += 2 {
		q := sets.Majority(n)
		near(t, fmt.Sprint("majority of ", n), best(t, q, q, arithmetic.Workload{Reads: 0.3}).Load, float64(n/2+1)/float64(n), 1e-9)
	}
	for k := 2; k <= 4; k++ {
		q := sets.Crosses(k, k)
		near(t, fmt.Sprint("crosses of side ", k), best(t, q, q, arithmetic.Workload{Reads: 1}).Load, float64(2*k-1)/float64(k*k), 1e-9)
	}
	one := sets.Explicit(3, []sets.Set{sets.Of(0)})
	near(t, "one node", best(t, one, one, arithmetic.Workload{Reads: 0.5}).Load, 1, 1e-9)
	fano := sets.Explicit(7, []sets.Set{sets.Of(0, 1, 2), sets.Of(0, 3, 4), sets.Of(0, 5, 6), sets.Of(1, 3, 5), sets.Of(1, 4, 6), sets.Of(2, 3, 6), sets.Of(2, 4, 5)})
	near(t, "the Fano plane", best(t, fano, fano, arithmetic.Workload{Reads: 1}).Load, 3.0/7, 1e-9)
}

// The numbers that the tutorial of quoracle prints for its 2x3 grid.
func TestQuoraclesExamples(t *testing.T) {
	rows, covers := sets.Rows(2, 3), sets.CoverRows(2, 3)
	if rows.Spare() != 1 || covers.Spare() != 2 {
		t.Errorf("%d and %d may fail; expected 1 and 2", rows.Spare(), covers.Spare())
	}
	uneven := []float64{1000, 500, 1000, 500, 1000, 500}
	fast := []float64{10000, 5000, 10000, 5000, 10000, 5000}
	for _, c := range []struct {
		w        arithmetic.Workload
		capacity float64
	}{
		{arithmetic.Workload{Reads: 0.25}, 8.0 / 3},
		{arithmetic.Workload{Reads: 0.75, ReadCapacity: uneven, WriteCapacity: uneven}, 1333},
		{arithmetic.Workload{Reads: 1, ReadCapacity: fast, WriteCapacity: uneven}, 10000},
		{arithmetic.Workload{Reads: 0.5, ReadCapacity: fast, WriteCapacity: uneven}, 3913},
		{arithmetic.Workload{Reads: 0, ReadCapacity: fast, WriteCapacity: uneven}, 2000},
	} {
		near(t, fmt.Sprint("capacity with ", c.w), best(t, rows, covers, c.w).Capacity(), c.capacity, 0.5)
	}
}

// floor is the dumb twin of Best from below: an adversary gives nodes weights,
// and whatever is done, a read costs at least the lightest read quorum and a
// write the lightest write quorum. It learns good weights by trying.
func floor(reads, writes sets.System, w arithmetic.Workload) float64 {
	n := reads.Nodes()
	weights, most := slices.Repeat([]float64{1}, n), 0.0
	for range 4000 {
		total := 0.0
		for _, x := range weights {
			total += x
		}
		sum := 0.0
		hit := make([]float64, n)
		for part, q := range map[float64]sets.System{w.Reads: reads, 1 - w.Reads: writes} {
			cheapest, cost := sets.Set(0), math.Inf(1)
			for _, m := range q.Minimal() {
				c := 0.0
				for _, i := range m.Members() {
					c += part * weights[i] / total
				}
				if c < cost {
					cheapest, cost = m, c
				}
			}
			sum += cost
			for _, i := range cheapest.Members() {
				hit[i] += part
			}
		}
		most = max(most, sum)
		for i := range weights {
			weights[i] = weights[i] / total * math.Exp(0.03*hit[i])
		}
	}
	return most
}

// dual is the same from above: the best weights there are, by the dual program.
func dual(t *testing.T, reads, writes sets.System, part float64) float64 {
	t.Helper()
	n := reads.Nodes()
	quorums := slices.Concat(reads.Minimal(), writes.Minimal())
	rows := len(quorums) + 1
	a := mat.NewDense(rows, n+2+len(quorums), nil) // the weights; the lightest read and write; what others weigh beyond
	for i, q := range quorums {
		for _, m := range q.Members() {
			a.Set(i, m, 1)
		}
		kind := n
		if i >= len(reads.Minimal()) {
			kind = n + 1
		}
		a.Set(i, kind, -1)
		a.Set(i, n+2+i, -1)
	}
	for i := range n {
		a.Set(rows-1, i, 1)
	}
	b, c := make([]float64, rows), make([]float64, n+2+len(quorums))
	b[rows-1], c[n], c[n+1] = 1, -part, part-1
	most, _, err := lp.Simplex(c, a, b, 1e-10, nil)
	if err != nil {
		t.Fatal(err)
	}
	return -most
}

func TestTheLoadIsThatOfTheDual(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 5))
	for range 400 {
		n := 2 + dice.IntN(8)
		reads, writes, part := random(dice, n), random(dice, n), float64(dice.IntN(11))/10
		near(t, fmt.Sprint("the load of ", reads.Minimal(), writes.Minimal(), part),
			best(t, reads, writes, arithmetic.Workload{Reads: part}).Load, dual(t, reads, writes, part), 1e-8)
	}
}

func TestNoStrategyIsBetter(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		n := 2 + dice.IntN(6)
		reads, writes, w := random(dice, n), random(dice, n), arithmetic.Workload{Reads: 0.05 + 0.4*dice.Float64()}
		s := best(t, reads, writes, w)
		if least := floor(reads, writes, w); s.Load < least-1e-9 || s.Load > least+0.03 {
			t.Errorf("%v and %v: load %v; nothing is below %v", reads.Minimal(), writes.Minimal(), s.Load, least)
		}
		for _, shares := range [][]arithmetic.Share{s.Reads, s.Writes} {
			sum := 0.0
			for _, q := range shares {
				sum += q.Share
			}
			near(t, "the sum of the shares", sum, 1, 1e-9)
		}
	}
}

// The figures of Probabilistically Bounded Staleness, §3.1, for N = 3.
func TestPublishedStaleness(t *testing.T) {
	one := arithmetic.NewStaleness(sets.Threshold(3, 1), sets.Threshold(3, 1))
	two := arithmetic.NewStaleness(sets.Threshold(3, 1), sets.Threshold(3, 2))
	near(t, "R=W=1, within 2 versions", 1-one.Missed(2), 5.0/9, 1e-12)
	near(t, "R=W=1, within 3 versions", 1-one.Missed(3), 0.703, 1e-3)
	near(t, "R=W=1, within 5 versions", 1-one.Missed(5), 0.868, 1e-3)
	near(t, "R=W=1, within 10 versions", 1-one.Missed(10), 0.98, 3e-3)
	near(t, "R=1 W=2, the last version", 1-two.Missed(1), 2.0/3, 1e-12)
	near(t, "R=1 W=2, within 2 versions", 1-two.Missed(2), 8.0/9, 1e-12)
	near(t, "R=1 W=2, within 5 versions", 1-two.Missed(5), 0.995, 1e-3)
	near(t, "R=W=1, back in time with one write between", one.BackInTime(1), 4.0/9, 1e-12)
	near(t, "R=W=1, nothing new with one write between", one.NothingNew(1), 2.0/3, 1e-12)
}

// The dumb twin of the closed form counts pairs of quorums.
func TestStalenessAgainstAllPairs(t *testing.T) {
	for n := 1; n <= 6; n++ {
		for r := 1; r <= n; r++ {
			for w := 1; w <= n; w++ {
				reads, writes := sets.Threshold(n, r), sets.Threshold(n, w)
				apart, all := 0.0, 0.0
				for _, a := range reads.Minimal() {
					for _, b := range writes.Minimal() {
						if all++; a&b == 0 {
							apart++
						}
					}
				}
				near(t, fmt.Sprint(n, r, w), arithmetic.NewStaleness(reads, writes).Missed(1), apart/all, 1e-12)
				listed := arithmetic.NewStaleness(sets.Explicit(n, reads.Minimal()), sets.Explicit(n, writes.Minimal()))
				near(t, fmt.Sprint("listed ", n, r, w), listed.Missed(3), math.Pow(apart/all, 3), 1e-12)
			}
		}
	}
}

func TestPartsOfN(t *testing.T) {
	for n := 1; n <= 16; n++ {
		for _, p := range arithmetic.Parts(n) {
			if want := 2*p.Quorum > n; p.Meet != want || p.Quorum != int(math.Ceil(float64(n)/float64(p.K))) || p.MayFail != n-p.Quorum {
				t.Errorf("N=%d: %+v", n, p)
			}
			if p.Meet != (p.K == 1 || p.K == 2 && n%2 == 1) {
				t.Errorf("N=%d k=%d: meet %v", n, p.K, p.Meet)
			}
		}
	}
}

func TestNoQuorumIsNoPanic(t *testing.T) {
	if _, err := (arithmetic.Question{Reads: sets.Threshold(3, 4), Writes: sets.Majority(3)}).Answer(); err == nil {
		t.Error("4 of 3 nodes are a quorum")
	}
}
