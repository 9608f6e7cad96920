package explore

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"synod/engine"
)

// Options say what is searched for, and how far.
type Options struct {
	// Property is the id of the property that the search is about; empty: the one
	// that the configuration is about, or all if it names none; allProperties: any.
	Property string
	// Goal, if set, is searched for instead: a world for which it is true.
	Goal func(w *engine.World) (bool, error)
	// Reads, if set, says what the goal looks at: worlds that have that in common
	// are judged once.
	Reads *engine.Reads
	// Sight, if set, shows the goal only worlds that look to a node as it says.
	Sight *Sight
	// Depth bounds the steps from the start, MaxStates the worlds (checked at the
	// end of a level), MaxMemory the bytes of heap; 0: no bound.
	Depth, MaxStates int
	MaxMemory        uint64
	// Workers share each level; 0: one for each processor.
	Workers int
	Reduce  Reductions
	// Progress, if set, is called now and then while the search runs, also within
	// a level, from one goroutine at a time and never after Search has returned.
	Progress func(Progress)
}

// Search tries every choice that the menu of w's configuration allows, from w
// on, level by level. It searches on w's own network; see World.On. The error
// is a mistake of the options, or of the protocol. The context may end it; the
// report then says so.
func Search(ctx context.Context, w *engine.World, o Options) (*Report, error) {
	s, err := newSearch(w, o)
	if err != nil {
		return nil, err
	}
	if err := s.run(ctx); err != nil {
		return nil, err
	}
	return s.report, s.finish()
}

type search struct {
	o       Options
	start   *engine.World
	pool    *pool
	found   *seen
	workers []*worker
	level   []block // rows to expand
	report  *Report
	memory  uint64 // heap at the start
	pace    pace
	telling sync.Mutex // one call of Progress at a time
}

func newSearch(w *engine.World, o Options) (*search, error) {
	props, target, reach, err := judged(w, &o)
	if err != nil {
		return nil, err
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	s := &search{o: o, start: w, found: &seen{}, pool: newPool(w, props, target, reach, o.Reduce)}
	s.report = &Report{Workers: o.Workers, Network: w.System().Config().Network, about: o.Property, pool: s.pool, start: w}
	worldly := slices.ContainsFunc(props, func(p *engine.Property) bool { return p.OnWorld != nil })
	for range o.Workers {
		s.workers = append(s.workers, &worker{pool: s.pool, found: s.found, lab: engine.NewLab(w), worldly: worldly, goal: goalOf(s.pool, &o), sight: o.Sight, symmetry: symmetryOf(s.pool, o.Reduce)})
	}
	if o.MaxMemory > 0 {
		runtime.GC() // so that what others left behind is not counted
		s.memory = heap()
	}
	return s, nil
}

// allProperties stands for every property that is promised.
const allProperties = "all"

// judged gives the properties that a search looks at: its targets, which end it
// when they are broken, or if they should be reached sometimes, when they are;
// and all others that should be reached sometimes.
func judged(w *engine.World, o *Options) (props []*engine.Property, target, reach uint64, err error) {
	all := w.System().AllProperties()
	promised := w.System().Properties()
	if o.Property == "" && o.Goal == nil {
		o.Property = w.System().Config().About
	}
	var ids []string
	for i := range all {
		p := &all[i]
		ids = append(ids, p.ID)
		listed := slices.ContainsFunc(promised, func(q engine.Property) bool { return q.ID == p.ID })
		wanted := !p.Sometimes && o.Goal == nil && (p.ID == o.Property || listed && (o.Property == "" || o.Property == allProperties))
		if !wanted && !(p.Sometimes && (listed || p.ID == o.Property)) {
			continue
		}
		switch {
		case wanted:
			target |= 1 << len(props)
		case p.ID == o.Property && o.Goal == nil:
			reach |= 1 << len(props)
		}
		props = append(props, p)
	}
	if len(props) > 64 {
		return nil, 0, 0, fmt.Errorf("%d properties; a search can judge 64 at a time", len(props))
	}
	if o.Property != "" && o.Property != allProperties && !slices.Contains(ids, o.Property) {
		return nil, 0, 0, fmt.Errorf("no property '%s'; expected %s", o.Property, engine.Nearest(o.Property, ids))
	}
	return props, target, reach, nil
}

// run goes level by level until nothing is new, something is found, or a bound is met.
func (s *search) run(ctx context.Context) error {
	s.pace.began = time.Now()
	defer s.watch(ctx)()
	k := s.workers[0]
	r := s.pool.root(s.start, k.lab)
	s.found.add(k.rowKey(r), 0, age(0))
	s.level = []block{block(nil).pack(r, s.pool.n)}
	s.report.States, s.report.Largest = 1, 1
	fresh := 1
	if k.worldly || k.goal != nil {
		k.look(r, k.rowKey(r), 0)
		if err := s.collect(); err != nil || s.report.hit != nil {
			return err
		}
	}
	for depth := 1; len(s.level) > 0; depth++ {
		if s.o.Depth > 0 && depth > s.o.Depth {
			s.report.Stopped = fmt.Sprintf("depth %d", s.o.Depth)
			return nil
		}
		s.check(ctx)
		s.expand(depth, fresh)
		if err := s.collect(); err != nil {
			return err
		}
		fresh = s.advance(depth)
		if s.report.Stopped = s.pace.cut(); s.report.Stopped != "" {
			return nil
		}
		s.report.Whole = depth
		if s.report.hit != nil {
			return nil
		}
		if s.o.MaxStates > 0 && s.report.States >= s.o.MaxStates && len(s.level) > 0 {
			s.report.Stopped = fmt.Sprintf("%d states", s.o.MaxStates)
			return nil
		}
	}
	s.report.Exhausted = true
	return nil
}

// expand hands the blocks of a level, of so many worlds, to the workers.
func (s *search) expand(depth, worlds int) {
	s.pace.depth.Store(int64(depth))
	s.pace.level.Store(int64(worlds))
	s.found.begin(depth)
	var at atomic.Int64
	var wait sync.WaitGroup
	for _, k := range s.workers {
		k.age, k.next = age(depth), nil
		k.done.Store(0)
	}
	for _, k := range s.workers {
		wait.Go(func() { s.work(k, &at) })
	}
	wait.Wait()
}

// work takes block after block until there are none left, or a bound is met.
func (s *search) work(k *worker, at *atomic.Int64) {
	for i := at.Add(1) - 1; int(i) < len(s.level); i = at.Add(1) - 1 {
		n := 0
		for r := range s.level[i].rows(s.pool.n) {
			k.expand(r)
			if n++; n == checkEvery {
				if !s.goesOn(k, n) {
					return
				}
				n = 0
			}
		}
		if !s.goesOn(k, n) {
			return
		}
		s.level[i] = nil
	}
}

// collect adds up what the workers have found, in an order of its own.
func (s *search) collect() error {
	s.report.Steps = 0
	for _, k := range s.workers {
		if k.err != nil {
			return k.err
		}
		s.report.Steps += k.steps
		s.report.reached |= k.reached
		for i := range k.hits {
			if best := s.report.hit; best == nil || k.hits[i].less(*best) {
				s.report.hit = &k.hits[i]
			}
		}
	}
	return nil
}

// advance makes what the workers wrote the level to expand, and says how many
// worlds it has.
func (s *search) advance(depth int) (fresh int) {
	s.level = nil
	for _, k := range s.workers {
		s.level = append(s.level, k.next...)
		k.next = nil
	}
	states := s.found.len()
	if fresh = states - s.report.States; fresh > 0 {
		s.report.Depth = depth
		s.report.Largest = max(s.report.Largest, fresh)
	}
	s.report.States = states
	s.tell()
	return fresh
}
