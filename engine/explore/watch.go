package explore

import (
	"context"
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"
)

// Progress is how far a search has come.
type Progress struct {
	States, Steps int
	Depth         int // of the level that is expanded
	Level, Done   int // the worlds of the level before, out of which it comes, and those expanded
	Elapsed       time.Duration
}

// Share is how much of the level is done, from 0 to 1.
func (p Progress) Share() float64 { return float64(p.Done) / float64(max(1, p.Level)) }

// Rate is how many worlds were found a second.
func (p Progress) Rate() int { return int(float64(p.States) / max(p.Elapsed.Seconds(), 1e-3)) }

// pulse is how often a search looks at its bounds while it runs; it tells how
// far it has come at every fifth.
const pulse = 20 * time.Millisecond

// checkEvery is after how many worlds a worker publishes its counts and looks
// whether it should go on.
const checkEvery = 64

// pace is what a search and its watcher share while workers run. What a level
// finds does not depend on it, unless a bound cuts the level short; then what
// was found is not what another search would find, and the report says so.
type pace struct {
	began        time.Time
	depth, level atomic.Int64
	ended        atomic.Bool
	mu           sync.Mutex
	why          string // what ended the search within a level
}

// end stops all workers, because.
func (p *pace) end(why string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.why == "" {
		p.why = why
	}
	p.ended.Store(true)
}

// cut is the bound that ended the search within a level; empty: none.
func (p *pace) cut() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.why
}

// watch looks at the bounds on time and memory, and tells how far the search
// has come, until stop is called.
func (s *search) watch(ctx context.Context) (stop func()) {
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(pulse)
		defer tick.Stop()
		for n := 1; ; n++ {
			select {
			case <-done:
				return
			case <-ctx.Done():
				s.check(ctx)
				<-done
				return
			case <-tick.C:
				s.check(ctx)
				if n%5 == 0 {
					s.tell()
				}
			}
		}
	}()
	return func() { close(done); <-gone }
}

// check holds the search against its bounds on time and memory.
func (s *search) check(ctx context.Context) {
	switch {
	case ctx.Err() != nil:
		s.pace.end(context.Cause(ctx).Error())
	case s.full():
		s.pace.end("memory")
	}
}

// full says whether the bound on memory is met. What nobody holds any more is
// collected before it counts; a bound that is nearly met without it is met, so
// that the collector need not be called all the time.
func (s *search) full() bool {
	most := s.memory + s.o.MaxMemory
	if s.o.MaxMemory == 0 || heap() <= most {
		return false
	}
	runtime.GC()
	return heap() > most-s.o.MaxMemory/8
}

// tell reports progress, from whichever goroutine, one at a time.
func (s *search) tell() {
	if s.o.Progress == nil {
		return
	}
	p := Progress{States: s.found.len(), Depth: int(s.pace.depth.Load()), Level: int(s.pace.level.Load()), Elapsed: time.Since(s.pace.began)}
	for _, k := range s.workers {
		p.Steps += int(k.shown.Load())
		p.Done += int(k.done.Load())
	}
	s.telling.Lock()
	defer s.telling.Unlock()
	s.o.Progress(p)
}

// goesOn publishes a worker's counts, n more worlds among them, and says
// whether it should go on.
func (s *search) goesOn(k *worker, n int) bool {
	k.done.Add(int64(n))
	k.shown.Store(int64(k.steps))
	if k.err != nil {
		s.pace.ended.Store(true) // the others need not go on
	}
	return !s.pace.ended.Load()
}

// heap is the bytes of the heap that are in use, garbage that is not yet
// collected among them.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
