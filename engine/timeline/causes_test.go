package timeline_test

import (
	"fmt"
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/timeline"
)

func causes(tl *timeline.Timeline) *timeline.Causes {
	c := &timeline.Causes{}
	c.Follow(tl.Line())
	return c
}

// Two clients ask; what the keeper does for the second comes after its answer
// to the first, and the first client's own answer is concurrent with that.
func TestWhatCouldHaveLedToWhat(t *testing.T) {
	tl := start(t)
	take(t, tl, "call c1 lock", "call c2 lock", "deliver c1>K", "deliver K>c1", "deliver c2>K", "crash c2")
	c := causes(tl)
	clocks := ""
	for i := range tl.Line()[1:] {
		clocks += fmt.Sprint(c.Event(i+1).Clock, " ")
	}
	expect(t, "clocks of c1, c2 and K", clocks, "[1 0 0] [0 1 0] [1 0 1] [2 0 1] [1 1 2] [0 2 0] ")
	// The start, and of the steps: P could have led to step 3, F could follow from it.
	names := [...]string{timeline.Concurrent: "-", timeline.Past: "P", timeline.Same: "=", timeline.Future: "F"}
	cone := ""
	for _, r := range c.Cone(3) {
		cone += names[r]
	}
	expect(t, "how each step stands to the third", cone, "PP-=FF-")
	expect(t, "a way", fmt.Sprint(c.Chain(1, 5)), "[1 3 5]")
	expect(t, "no way", fmt.Sprint(c.Chain(4, 5)), "[]")
}

// What is dropped comes after its sending and leads to nothing; a copy comes
// from where it was copied; a cut is nobody's event.
func TestEventsBetweenHosts(t *testing.T) {
	tl := start(t)
	take(t, tl, "call c1 lock", "dup c1>K", "drop c1>K", "cut c2 K", "deliver c1>K")
	c := causes(tl)
	for step, want := range map[int][2]int{2: {-1, 1}, 3: {-1, 1}, 4: {-1, 0}, 5: {2, 2}} {
		if e := c.Event(step); e.Host != want[0] || e.Sent != want[1] {
			t.Errorf("step %d is at %d, of what step %d sent; want %v", step, e.Host, e.Sent, want)
		}
	}
	expect(t, "how each step stands to the delivery of the copy", fmt.Sprint(c.Cone(5)), "[1 1 1 0 0 2]")
}

// before is the definition, written down without a thought: for each pair of
// steps of a line whether the one could have led to the other.
func before(line []*timeline.Point) [][]bool {
	out := make([][]bool, len(line))
	at := func(i int) string { // where a step happened
		switch c := line[i].Choice; c.Verb {
		case engine.DeliverMsg:
			return string(c.To)
		case engine.FireTimer, engine.CallOp, engine.CrashHost, engine.RestartHost:
			return string(c.From)
		}
		return ""
	}
	for b := range line {
		out[b] = make([]bool, len(line))
		for a := range b {
			out[b][a] = a == 0 || at(a) == at(b) && at(b) != ""
			if s := line[b].Explain(); s != nil && s.Taken != nil {
				i := slices.IndexFunc(s.From.Flight(), func(e engine.Envelope) bool { return e.Message == s.Taken })
				out[b][a] = out[b][a] || int(s.From.Flight()[i].Sent) == a
			}
		}
	}
	for range line {
		for b := range line {
			for m := range line {
				for a := range line {
					out[b][a] = out[b][a] || out[b][m] && out[m][a]
				}
			}
		}
	}
	return out
}

// One Causes follows a run that goes back and forth; a fresh one, the clocks and
// the definition agree with it on every pair.
func TestCausesAgreeWithTheirSlowTwin(t *testing.T) {
	concurrent, chained := 0, 0
	for seed := range int64(40) {
		tl := walks(t, lock(t, engine.Config{Network: engine.Network(seed % 3)}), seed)
		c := &timeline.Causes{}
		for _, b := range tl.Branches() {
			tl.Jump(b.Tip())
			line := tl.Line()
			c.Follow(line)
			slow := before(line)
			for a := range line {
				cone, fresh := c.Cone(a), causes(tl).Cone(a)
				if !slices.Equal(cone, fresh) {
					t.Fatalf("seed %d, %s: what follows is not what is worked out anew", seed, line[a].ID())
				}
				for b := range line {
					want := slow[b][a]
					if got := cone[b] == timeline.Future; got != want {
						t.Fatalf("seed %d: %s before %s: %v, want %v", seed, line[a].ID(), line[b].ID(), got, want)
					}
					if way := c.Chain(a, b); a > 0 && (len(way) > 0) != want {
						t.Fatalf("seed %d: the way from %d to %d is %v", seed, a, b, way)
					} else if len(way) > 2 {
						chained++
					}
					ea, eb := c.Event(a), c.Event(b)
					if ea.Host >= 0 && eb.Host >= 0 && a != b {
						if knows := eb.Clock[ea.Host] >= ea.Clock[ea.Host]; knows != want {
							t.Fatalf("seed %d: the clocks of %d %v and %d %v say %v", seed, a, ea.Clock, b, eb.Clock, knows)
						}
						if !want && !slow[a][b] {
							concurrent++
						}
					}
				}
			}
		}
	}
	if concurrent == 0 || chained == 0 {
		t.Error("sometimes two events are concurrent, and sometimes one leads to another by way of a third")
	}
}
