package staleness

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func always(float64) bool { return true }

func legs(t testing.TB, latency string) Legs {
	t.Helper()
	l, err := Parse(latency)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// close says whether a share of n trials can come from the probability p: not
// further away than five standard deviations.
func close(share, p float64, n int) bool {
	return math.Abs(share-p) <= 5*math.Sqrt(p*(1-p)/float64(n))+1e-9
}

// Equal seeds give equal answers on any number of workers, and others do not.
func TestWorkersDoNotMatter(t *testing.T) {
	trial := Trial{N: 3, R: 1, W: 1, Legs: legs(t, "wan"), Trials: 3*chunk + 17, Seed: 42, Workers: 1}
	one := trial.Run(always)
	for _, workers := range []int{2, 3, 7} {
		trial.Workers = workers
		other := trial.Run(always)
		if one.Done != trial.Trials || one.Done != other.Done || !slices.Equal(one.stale.counts, other.stale.counts) ||
			!slices.Equal(one.reads.counts, other.reads.counts) || !slices.Equal(one.writes.counts, other.writes.counts) {
			t.Errorf("%d workers give another answer", workers)
		}
	}
	trial.Seed = 43
	if other := trial.Run(always); slices.Equal(one.reads.counts, other.reads.counts) {
		t.Error("the seed does not matter")
	}
}

func TestWhoeverReportsToMayStop(t *testing.T) {
	trial := Trial{N: 3, R: 1, W: 1, Legs: legs(t, "lnkd-ssd"), Trials: 1e9, Seed: 1}
	calls := 0
	r := trial.Run(func(done float64) bool { calls++; return calls < 3 })
	if r.Done < 2*chunk || r.Done > 20*chunk {
		t.Errorf("%d trials were made", r.Done)
	}
}

// In this model quorums that meet are enough: no read is stale, whatever the
// latencies.
func TestQuorumsThatMeetAreNeverStale(t *testing.T) {
	for _, latency := range Names() {
		for n := 1; n <= 5; n++ {
			for r := 1; r <= n; r++ {
				for w := n - r + 1; w <= n; w++ {
					result := Trial{N: n, R: r, W: w, Legs: legs(t, latency), Trials: 2000, Seed: 5}.Run(always)
					if got := result.Consistent(0).Share; got != 1 {
						t.Errorf("%s N=%d R=%d W=%d: %v", latency, n, r, w, got)
					}
				}
			}
		}
	}
}

// Writes that take exponential times, and nothing else: the N-W replicas that
// the write returned without have as long to go as if it had just begun. So all
// R are without it with probability C(N-W,R)/C(N,R) e^(-R t rate).
func TestExponentialWritesHaveAClosedForm(t *testing.T) {
	const rate, trials = 0.25, 200000
	for _, c := range []struct{ n, r, w int }{{2, 1, 1}, {3, 1, 1}, {3, 1, 2}, {3, 2, 1}, {5, 2, 2}, {5, 1, 3}, {7, 3, 2}} {
		result := Trial{N: c.n, R: c.r, W: c.w, Legs: legs(t, "W = exp(0.25); A = constant(0); R = constant(0); S = exp(1)"), Trials: trials, Seed: 7}.Run(always)
		for _, at := range []float64{0, 1, 2, 5, 10} {
			want := 1 - choose(c.n-c.w, c.r)/choose(c.n, c.r)*math.Exp(-float64(c.r)*rate*at)
			if got := result.Consistent(at).Share; !close(got, want, trials) {
				t.Errorf("N=%d R=%d W=%d t=%v: %v; expected %v", c.n, c.r, c.w, at, got, want)
			}
		}
	}
}

func choose(n, k int) float64 {
	c := 1.0
	for i := range k {
		c *= float64(n-i) / float64(k-i)
	}
	return c
}

// The first of N exponential times is exponential, and the last has a closed
// form too.
func TestLatenciesHaveAClosedForm(t *testing.T) {
	const rate, trials = 0.5, 400000
	all := legs(t, "W = exp(0.5); A = constant(0); R = exp(0.5); S = constant(0)")
	first := Trial{N: 4, R: 1, W: 4, Legs: all, Trials: trials, Seed: 9}.Run(always)
	for _, p := range []float64{0.5, 0.9, 0.99} {
		for what, pair := range map[string][2]float64{
			"the first reply": {first.Reads(p), -math.Log(1-p) / (4 * rate)},
			"the last ack":    {first.Writes(p), -math.Log(1-math.Pow(p, 0.25)) / rate},
		} {
			if math.Abs(pair[0]/pair[1]-1) > 0.02 {
				t.Errorf("%s, %v: %v; expected %v", what, p, pair[0], pair[1])
			}
		}
	}
}

// naive is the dumb twin: the definition, one trial after another, with other
// dice and distributions of a library. It gives the share of current reads at
// each time, and the latencies.
func naive(n, r, w, trials int, wide float64, write, other func() float64, times []float64, dice *rand.Rand) (current []int, reads, writes []float64) {
	current = make([]int, len(times))
	for range trials {
		var W, A, R, S, acks, replies []float64
		nearWriter, nearReader := dice.IntN(n), dice.IntN(n)
		for i := range n {
			there, back := 0.0, 0.0
			if i != nearWriter {
				there = wide
			}
			if i != nearReader {
				back = wide
			}
			W, A = append(W, write()+there), append(A, other()+there)
			R, S = append(R, other()+back), append(S, other()+back)
			acks, replies = append(acks, W[i]+A[i]), append(replies, R[i]+S[i])
		}
		sorted := slices.Sorted(slices.Values(acks))
		written := sorted[w-1]
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int { return int(math.Copysign(1, replies[a]-replies[b])) })
		for k, t := range times {
			for _, i := range order[:r] {
				if W[i] <= written+t+R[i] {
					current[k]++
					break
				}
			}
		}
		reads, writes = append(reads, replies[order[r-1]]), append(writes, written)
	}
	return current, reads, writes
}

func TestAgainstTheDefinition(t *testing.T) {
	const trials = 60000
	times := []float64{0, 1, 2, 5, 10, 20, 50, 100}
	source := rand.NewPCG(11, 13)
	dice := rand.New(source)
	mixture := func(share float64, p distuv.Pareto, e distuv.Exponential) func() float64 {
		return func() float64 {
			if dice.Float64() < share {
				return p.Rand()
			}
			return e.Rand()
		}
	}
	disk := mixture(0.38, distuv.Pareto{Xm: 1.05, Alpha: 1.51, Src: source}, distuv.Exponential{Rate: 0.183, Src: source})
	ssd := mixture(0.9122, distuv.Pareto{Xm: 0.235, Alpha: 10, Src: source}, distuv.Exponential{Rate: 1.66, Src: source})
	for _, c := range []struct {
		latency string
		n, r, w int
		far     float64
	}{{"lnkd-disk", 3, 1, 1, 0}, {"lnkd-disk", 5, 2, 2, 0}, {"lnkd-disk", 3, 2, 1, 0}, {"wan", 3, 1, 1, 75}, {"wan", 3, 1, 2, 75}} {
		current, reads, writes := naive(c.n, c.r, c.w, trials, c.far, disk, ssd, times, dice)
		result := Trial{N: c.n, R: c.r, W: c.w, Legs: legs(t, c.latency), Trials: 4 * trials, Seed: 17}.Run(always)
		for k, at := range times {
			got, twin := result.Consistent(at).Share, float64(current[k])/trials
			if !close(twin, got, trials) {
				t.Errorf("%s N=%d R=%d W=%d t=%v: %v; by the definition %v", c.latency, c.n, c.r, c.w, at, got, twin)
			}
		}
		slices.Sort(reads)
		slices.Sort(writes)
		for _, p := range []float64{0.5, 0.9, 0.99} {
			for what, pair := range map[string][2]float64{"read": {result.Reads(p), reads[int(p*trials)]}, "write": {result.Writes(p), writes[int(p*trials)]}} {
				if math.Abs(pair[0]/pair[1]-1) > 0.08 {
					t.Errorf("%s N=%d R=%d W=%d: %v of a %s: %v; by the definition %v", c.latency, c.n, c.r, c.w, p, what, pair[0], pair[1])
				}
			}
		}
	}
}

// What the paper prints of its own simulation (VLDB 2012, §5.5, §5.6 and table
// 4), N = 3 and R = W = 1: the share of current reads right after the write and
// 10 ms later, the ms until 99.9 %, and the 99.9th percentiles. It simulated
// 10,000 writes, so its far tails are within a fifth.
func TestPublishedFigures(t *testing.T) {
	for _, c := range []struct {
		latency            string
		atOnce, later      float64
		until, read, write float64
	}{
		{"lnkd-ssd", 0.975, 1, 1.85, 0.66, 0.66},
		{"lnkd-disk", 0.439, 0.925, 45.5, 0.66, 10.99},
		{"ymmr", 0.893, 0.939, 1364, 5.58, 10.83},
		{"wan", 0.33, 0.33, 113, 3.4, 55.12},
		{"W = exp(4); ARS = exp(1)", 0.94, 1, 1, 0, 0},
		{"W = exp(0.1); ARS = exp(1)", 0.41, 0, 65, 0, 0},
	} {
		r := Trial{N: 3, R: 1, W: 1, Legs: legs(t, c.latency), Trials: 400000, Seed: 1}.Run(always)
		until, low, high := r.Within(0.999)
		for at, want := range map[float64]float64{0: c.atOnce, 10: c.later} {
			if got := r.Consistent(at).Share; want > 0 && math.Abs(got-want) > 0.012 {
				t.Errorf("%s: %v current after %v ms; published %v", c.latency, got, at, want)
			}
		}
		for what, pair := range map[string][2]float64{"until 99.9 %": {until, c.until}, "read": {r.Reads(0.999), c.read}, "write": {r.Writes(0.999), c.write}} {
			if pair[1] > 0 && math.Abs(pair[0]/pair[1]-1) > 0.2 {
				t.Errorf("%s, %s: %v; published %v", c.latency, what, pair[0], pair[1])
			}
		}
		if low > until || high < until || low == high {
			t.Errorf("%s: %v is not between %v and %v", c.latency, until, low, high)
		}
	}
}

// What is drawn is distributed as the library's distributions say.
func TestDrawsAgainstDistributions(t *testing.T) {
	for _, c := range []struct {
		text string
		cdf  func(x float64) float64
	}{
		{"exp(0.183)", distuv.Exponential{Rate: 0.183}.CDF},
		{"pareto(1.05, 1.51)", distuv.Pareto{Xm: 1.05, Alpha: 1.51}.CDF},
		{"pareto(0.235, 10)", distuv.Pareto{Xm: 0.235, Alpha: 10}.CDF},
		{"pareto(2, 0.1)", distuv.Pareto{Xm: 2, Alpha: 0.1}.CDF},
		{"30% pareto(1, 2) + 70% exp(2)", func(x float64) float64 {
			return 0.3*distuv.Pareto{Xm: 1, Alpha: 2}.CDF(x) + 0.7*distuv.Exponential{Rate: 2}.CDF(x)
		}},
	} {
		const n = 200000
		out := make([]float64, n)
		legs(t, c.text).W.fill(out, rand.NewPCG(1, 1))
		slices.Sort(out)
		worst := 0.0 // Kolmogorov and Smirnov: beyond 1.95/√n once in a thousand times
		for i, x := range out {
			worst = max(worst, math.Abs(c.cdf(x)-float64(i)/n), math.Abs(c.cdf(x)-float64(i+1)/n))
		}
		if worst > 1.95/math.Sqrt(n) {
			t.Errorf("%s: %v away", c.text, worst)
		}
	}
}

func TestLogarithmsAndPowers(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 6))
	for range 200000 {
		u := math.Pow(2, -60*dice.Float64())
		if got, want := log2(u), math.Log2(u); math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
			t.Fatalf("log2(%v) is %v; expected %v", u, got, want)
		}
		y := 600 * dice.Float64()
		if got, want := exp2(y), math.Exp2(y); math.Abs(got/want-1) > 1e-12 {
			t.Fatalf("exp2(%v) is %v; expected %v", y, got, want)
		}
	}
	if log2(1) > 1e-15 || log2(1) < -1e-15 || exp2(0) != 1 {
		t.Errorf("log2(1) is %v and exp2(0) is %v", log2(1), exp2(0))
	}
}

// Intervals hold the true probability as often as they say, and are near those
// of Wilson where both are good.
func TestIntervals(t *testing.T) {
	dice := rand.New(rand.NewPCG(8, 9))
	missed := 0
	for range 2000 {
		p, k := 0.05+0.9*dice.Float64(), 0
		for range 400 {
			if dice.Float64() < p {
				k++
			}
		}
		if e := estimate(k, 400); p < e.Low || p > e.High {
			missed++
		}
	}
	if missed > 2000*6/100 {
		t.Errorf("%d intervals of 2000 miss the probability", missed)
	}
	for _, c := range [][2]int{{436600, 1000000}, {999000, 1000000}, {30, 100}, {499999999, 1000000000}} {
		e := estimate(c[0], c[1])
		n, p, z := float64(c[1]), float64(c[0])/float64(c[1]), 1.959964
		middle, half := (p+z*z/2/n)/(1+z*z/n), z*math.Sqrt(p*(1-p)/n+z*z/4/n/n)/(1+z*z/n)
		if math.Abs(e.Low-middle+half) > half/5 || math.Abs(e.High-middle-half) > half/5 {
			t.Errorf("%v: %+v; Wilson's is %v to %v", c, e, middle-half, middle+half)
		}
	}
	for n := range 5 {
		if e := estimate(0, n+1); e.Low != 0 || math.Abs(math.Pow(1-e.High, float64(n+1))-0.025) > 1e-9 {
			t.Errorf("none of %d: %+v", n+1, e)
		}
	}
}

func TestHistogramsAreExactAtWholeNumbers(t *testing.T) {
	var h histogram
	for i := 1; i <= 1000; i++ {
		h.count(float64(i))
	}
	for _, at := range []float64{1, 5, 100, 999, 1000} {
		if got := 1000 - h.above(at); got != int(at) {
			t.Errorf("%d of 1 to 1000 are not above %v", got, at)
		}
		if got := h.quantile(at/1000, 1000); got != at {
			t.Errorf("the quantile %v is %v", at/1000, got)
		}
	}
	h = histogram{}
	for _, x := range []float64{0, 1e-300, 1e300, math.Inf(1)} {
		h.count(x)
	}
	if h.counts[0] != 2 || h.counts[bins-1] != 2 {
		t.Error("what is too small or too large is not in the end bins")
	}
}

func ExampleTrial_Run() {
	latency, _ := Parse("W = exp(0.1); ARS = constant(1)")
	r := Trial{N: 3, R: 1, W: 1, Legs: latency, Trials: 100000, Seed: 1}.Run(func(float64) bool { return true })
	fmt.Printf("%.2f at once, %.2f after 10 ms\n", r.Consistent(0).Share, r.Consistent(10).Share)
	// Output: 0.45 at once, 0.80 after 10 ms
}
