package staleness

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
)

// Legs are the latencies of the four messages, by the letters of the model: a
// Write to a replica and its Ack, a Read to a replica and its reply (S). All
// replicas but a random one are Far ms further away, another one for the read
// than for the write.
type Legs struct {
	W, A, R, S Dist
	Far        float64
}

// Trial says what is tried.
type Trial struct {
	N, R, W int
	Legs
	Trials  int
	Seed    uint64
	Workers int // 0: one a processor
}

// chunk is how many trials share dice.
const chunk = 1 << 14

// Run makes the trials. Report learns which part of them is done and says
// whether to go on; it is not called twice at once.
func (t Trial) Run(report func(done float64) bool) *Result {
	chunks := (t.Trials + chunk - 1) / chunk
	workers := t.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = max(1, min(workers, chunks))
	total := &Result{Trial: t}
	var next, done atomic.Int64
	var stopped atomic.Bool
	var one sync.Mutex
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			s := newSimulation(t)
			for !stopped.Load() {
				i := int(next.Add(1)) - 1
				if i >= chunks {
					break
				}
				s.chunk(i, min(chunk, t.Trials-i*chunk))
				one.Lock()
				if !report(float64(done.Add(1)) / float64(chunks)) {
					stopped.Store(true)
				}
				one.Unlock()
			}
			one.Lock()
			total.add(&s.result)
			one.Unlock()
		})
	}
	all.Wait()
	return total
}

// batch is about how many draws of a kind are made at a time, so that they
// stay in the cache.
const batch = 1 << 10

// simulation is one worker with its room.
type simulation struct {
	Trial
	result     Result
	w, a, r, s []float64
}

func newSimulation(t Trial) *simulation {
	size := max(1, batch/t.N) * t.N
	s := &simulation{Trial: t}
	s.w, s.a, s.r, s.s = make([]float64, size), make([]float64, size), make([]float64, size), make([]float64, size)
	return s
}

// chunk makes the trials of one chunk. What they draw depends on the seed and
// the chunk's number alone.
func (s *simulation) chunk(number, trials int) {
	dice := rand.NewPCG(scramble(s.Seed), scramble(s.Seed^scramble(uint64(number)+1)))
	s.result.Done += trials
	for trials > 0 {
		k := min(trials, len(s.w)/s.N)
		n := k * s.N
		s.Legs.W.fill(s.w[:n], dice)
		s.Legs.A.fill(s.a[:n], dice)
		s.Legs.R.fill(s.r[:n], dice)
		s.Legs.S.fill(s.s[:n], dice)
		for i := 0; i < n; i += s.N {
			if s.Far > 0 {
				s.farther(i, dice)
			}
			s.trial(s.w[i:i+s.N], s.a[i:i+s.N], s.r[i:i+s.N], s.s[i:i+s.N])
		}
		trials -= k
	}
}

// farther moves all replicas but one away from the writer, and all but one from
// the reader.
func (s *simulation) farther(i int, dice *rand.PCG) {
	x := dice.Uint64()
	nearWriter, nearReader := int(x>>32*uint64(s.N)>>32), int(x<<32>>32*uint64(s.N)>>32)
	for k := range s.N {
		if k != nearWriter {
			s.w[i+k] += s.Far
			s.a[i+k] += s.Far
		}
		if k != nearReader {
			s.r[i+k] += s.Far
			s.s[i+k] += s.Far
		}
	}
}

// scramble spreads what numbers differ in over all their bits (splitmix64).
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// trial works out one write and one read. It overwrites what it is given.
func (s *simulation) trial(w, a, r, back []float64) {
	for i := range w {
		a[i] += w[i]    // when the ack is back
		back[i] += r[i] // when the reply is back
		w[i] -= r[i]    // how long after the read began it must not have been
	}
	written := smallest(a, s.Trial.W)
	read, late := first(back, w, s.Trial.R)
	s.result.writes.count(written)
	s.result.reads.count(read)
	if late -= written; late > 0 {
		s.result.stale.count(late)
	}
}

// smallest is the k-th smallest of x, whose order it changes.
func smallest(x []float64, k int) float64 {
	for i := range k {
		least := i
		for j := i + 1; j < len(x); j++ {
			if x[j] < x[least] {
				least = j
			}
		}
		x[i], x[least] = x[least], x[i]
	}
	return x[k-1]
}

// first is the k-th smallest of x, and the least of the values y that go with
// the k smallest.
func first(x, y []float64, k int) (last, least float64) {
	for i := range k {
		at := i
		for j := i + 1; j < len(x); j++ {
			if x[j] < x[at] {
				at = j
			}
		}
		x[i], x[at] = x[at], x[i]
		y[i], y[at] = y[at], y[i]
		if i == 0 || y[i] < least {
			least = y[i]
		}
	}
	return x[k-1], least
}
