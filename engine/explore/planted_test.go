package explore

import (
	"context"
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

// A test of the search has to fail when the search is wrong. These break it on
// purpose, and see that what the other tests pin is no longer so.

func planted(t *testing.T, o Options) *search {
	t.Helper()
	w, err := engine.New(enginetest.TwoPhase(3), engine.Config{Network: engine.SentSet})
	if err != nil {
		t.Fatal(err)
	}
	o.Workers = 1
	s, err := newSearch(w, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWithoutTheSeenSetTheCountIsWrong(t *testing.T) {
	s := planted(t, Options{Property: "CONSISTENT", Depth: 5})
	rows := 0
	s.found.add(s.workers[0].rowKey(s.pool.root(s.start, s.workers[0].lab)), 0, 0)
	level := []block{block(nil).pack(s.pool.root(s.start, s.workers[0].lab), s.pool.n)}
	for depth := 1; depth <= 5; depth++ {
		k := s.workers[0]
		k.age, k.next = age(depth), nil
		for _, b := range level {
			for r := range b.rows(s.pool.n) {
				k.found = &seen{} // forgets at every row what it has met
				k.expand(r)
			}
		}
		level = k.next
		for _, b := range level {
			for range b.rows(s.pool.n) {
				rows++
			}
		}
	}
	right := planted(t, Options{Property: "CONSISTENT", Depth: 5})
	if err := right.run(context.Background()); err != nil {
		t.Fatal(err)
	}
	if rows+1 <= right.found.len() {
		t.Errorf("%d rows without the set, %d worlds with it: the set does nothing", rows+1, right.found.len())
	}
}

// ways adds up, over all worlds that were met, how long the way back to the
// first one is. A way that goes round in a circle fails the test.
func (s *search) ways(t *testing.T) (sum int) {
	t.Helper()
	for i := range s.found.shards {
		for _, e := range s.found.shards[i].slots {
			steps := 0
			for at := e.print; at != 0; steps++ {
				if steps > s.found.len() {
					t.Fatalf("the way back from %016x has no end", e.print)
				}
				at, _ = s.found.parent(at)
			}
			sum += steps
		}
	}
	return sum
}

// After a level nobody is still at work on it.
func TestTheLevelIsDoneWhenItEnds(t *testing.T) {
	s := planted(t, Options{Property: "CONSISTENT", Depth: 6})
	if err := s.run(context.Background()); err != nil {
		t.Fatal(err)
	}
	worlds := 0
	for _, b := range s.level {
		for range b.rows(s.pool.n) {
			worlds++
		}
	}
	s.expand(7, worlds)
	done := 0
	for _, k := range s.workers {
		done += int(k.done.Load())
	}
	if worlds < 10 || done != worlds {
		t.Errorf("the level has ended, and %d of %d worlds are expanded", done, worlds)
	}
}

// What was worked out for two numbers is given for those two only.
func TestAMemoKeepsPairsApart(t *testing.T) {
	var m memo[uint64]
	want := map[[2]uint32]uint64{}
	for _, a := range []uint32{0, 1, 2, 77, 1<<16 + 1, 1<<32 - 2} {
		for _, b := range []uint32{0, 1, 2, 78, 1<<24 + 1, 1<<32 - 2} {
			if _, known := m.get(a, b); known {
				t.Errorf("%d, %d is known before it is put", a, b)
			}
			want[[2]uint32{a, b}] = uint64(a)*31 + uint64(b)
			m.put(a, b, uint64(a)*31+uint64(b))
		}
	}
	for i := range uint32(2000) {
		m.put(5, i+10, uint64(i))
		want[[2]uint32{5, i + 10}] = uint64(i)
	}
	for k, v := range want {
		if got, known := m.get(k[0], k[1]); !known || *got != v {
			t.Fatalf("%v: %v", k, known)
		}
	}
}

// Cutting a link and healing it leads back, so many worlds are reached by short
// runs and by long ones.
func TestWithoutTheLevelBarrierRunsAreLonger(t *testing.T) {
	w, err := engine.New(enginetest.Lock(), engine.Config{Network: engine.SentSet, Menu: engine.Menu{
		Cuts: engine.Any, Calls: []engine.Choice{{Verb: engine.CallOp, From: "c1", Kind: "lock"}, {Verb: engine.CallOp, From: "c2", Kind: "lock"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	right, err := newSearch(w, Options{Property: "MUTEX", Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := right.run(context.Background()); err != nil {
		t.Fatal(err)
	}
	s, err := newSearch(w, Options{Property: "MUTEX", Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	k := s.workers[0]
	k.age = age(0)
	root := s.pool.root(s.start, k.lab)
	s.found.add(k.rowKey(root), 0, 0)
	for stack := []row{root}; len(stack) > 0; { // deepest first
		r := stack[len(stack)-1]
		stack, k.next = stack[:len(stack)-1], nil
		s.found.begin(0) // each world is a level of its own
		k.expand(r)
		for _, b := range k.next {
			for r := range b.rows(s.pool.n) {
				stack = append(stack, slices.Clone(r))
			}
		}
	}
	if s.found.len() != right.found.len() {
		t.Fatalf("%d worlds deepest first, %d level by level", s.found.len(), right.found.len())
	}
	if deep, level := s.ways(t), right.ways(t); deep <= level {
		t.Errorf("all runs together have %d steps deepest first, %d level by level: the barrier does nothing", deep, level)
	}
}

func TestWithoutItsTargetTheSearchSeesNothingBreak(t *testing.T) {
	w, err := engine.New(enginetest.Lock(), engine.Config{Network: engine.SentSet, Off: []string{"one-holder"}, Menu: engine.Menu{
		Calls: []engine.Choice{{Verb: engine.CallOp, From: "c1", Kind: "lock"}, {Verb: engine.CallOp, From: "c2", Kind: "lock"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, deaf := range []bool{false, true} {
		s, err := newSearch(w, Options{Property: "MUTEX", Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		if deaf {
			s.pool.target = 0
		}
		if err := s.run(context.Background()); err != nil {
			t.Fatal(err)
		}
		if found := s.report.hit != nil; found == deaf {
			t.Errorf("without its target %v, found %v", deaf, found)
		}
	}
}

// A parent that depends on who comes first would make runs differ: of two, the
// least is kept, but only in the level in which the world is new.
func TestOfTwoParentsTheLeastIsKept(t *testing.T) {
	s := &seen{}
	if !s.add(7, 50, 3) || s.add(7, 20, 3) || s.add(7, 90, 3) || s.add(7, 10, 4) {
		t.Error("7 is new once")
	}
	if parent, ok := s.parent(7); !ok || parent != 20 {
		t.Errorf("the parent is %d", parent)
	}
	for i := uint64(1); i < 5000; i++ {
		s.add(i<<40|i, i, 5)
	}
	if parent, ok := s.parent(7); !ok || parent != 20 || s.len() != 5000 {
		t.Errorf("after growing the parent is %d, and there are %d", parent, s.len())
	}
}
