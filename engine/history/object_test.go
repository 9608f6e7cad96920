package history_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"synod/engine"
	"synod/engine/history"
)

// counter is an object that is neither read nor written only: put adds to it and
// is told the sum, and get reads. The harness's keys do not matter.
var counter = history.Object{First: "0", Apply: func(state string, op *engine.Op) (string, string) {
	if op.Name == "get" {
		return state, state
	}
	a, _ := strconv.Atoi(state)
	b, _ := strconv.Atoi(op.Args[0])
	sum := strconv.Itoa(a + b)
	return sum, sum
}}

func TestObjects(t *testing.T) {
	for _, c := range []struct {
		name, want string
		lines      []string
	}{
		{"one after the other", "held", []string{"c1 put 1 1", "c1 ok", "c1 put 2 3", "c1 ok", "c2 get x 3", "c2 ok"}},
		{"both at once, either order", "held", []string{"c1 put 1 3", "c2 put 2 2", "c1 ok", "c2 ok"}},
		{"an addition is lost", "c2.1 put 2 2 → 2 cannot be placed in any order with c1.1 put 1 1 → 1", []string{"c1 put 1 1", "c1 ok", "c2 put 2 2", "c2 ok"}},
		{"what failed did not happen", "c2.1 get x 1 → 1 cannot be placed", []string{"c1 put 1 1", "c1 no", "c2 get x 1", "c2 ok"}},
		{"what is unknown may have", "held", []string{"c1 put 1 1", "c1 lost", "c2 get x 1", "c2 ok"}},
		{"or may not", "held", []string{"c1 put 1 1", "c1 lost", "c2 get x 0", "c2 ok"}},
		{"or may not yet", "held", []string{"c1 put 1 1", "c2 get x 0", "c2 ok", "c3 get x 1", "c3 ok"}},
		{"but not be undone", "c3.1 get x 0 → 0 cannot be placed in any order with c2.1 get x 1 → 1, c1.1 put 1 1 (pending)",
			[]string{"c1 put 1 1", "c2 get x 1", "c2 ok", "c3 get x 0", "c3 ok"}},
	} {
		if got, _ := judge(t, counter.LIN(), c.lines...); got != c.want {
			t.Errorf("%s: %s, expected %s", c.name, got, c.want)
		}
	}
}

// The checker against its dumb twin: all orders of the operations that count,
// with and without those that nobody was told of.
func TestObjectsAgainstAllOrders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lines []string
		busy := map[string]bool{}
		for range rapid.IntRange(1, 9).Draw(t, "lines") {
			c := rapid.SampledFrom([]string{"c1", "c2", "c3"}).Draw(t, "client")
			if busy[c] {
				lines = append(lines, c+" "+rapid.SampledFrom([]string{"ok", "ok", "lost", "no"}).Draw(t, "end"))
				busy[c] = false
				continue
			}
			busy[c] = true
			lines = append(lines, c+" "+rapid.SampledFrom([]string{"put 1", "put 2", "get x"}).Draw(t, "what")+" "+rapid.SampledFrom([]string{"0", "1", "2", "3"}).Draw(t, "told"))
		}
		for n := range lines {
			got, w := judge(t, counter.LIN(), lines[:n+1]...)
			if broken := strings.Contains(got, "cannot be placed"); broken != !ordered(w.History(), lines[:n+1]) {
				t.Fatalf("%v: %s", lines[:n+1], got)
			}
			if strings.Contains(got, "cannot be placed") {
				return
			}
		}
	})
}

// ordered says whether some order explains the history up to its last reply.
func ordered(h engine.History, lines []string) bool {
	var ops []*engine.Op
	for _, op := range h.Ops() {
		if op.Outcome != engine.Failed {
			ops = append(ops, op)
		}
	}
	if !strings.HasSuffix(lines[len(lines)-1], " ok") {
		return true // nothing was judged
	}
	var place func(state string, left []*engine.Op) bool
	place = func(state string, left []*engine.Op) bool {
		if !slices.ContainsFunc(left, func(o *engine.Op) bool { return o.Outcome == engine.OK }) {
			return true
		}
		for i, o := range left {
			if slices.ContainsFunc(left, func(p *engine.Op) bool { return p.HappensBefore(o) && p.Outcome == engine.OK }) {
				continue
			}
			next, answer := counter.Apply(state, o)
			if o.Outcome != engine.OK || answer == o.Value {
				if place(next, slices.Delete(slices.Clone(left), i, i+1)) {
					return true
				}
			}
		}
		return false
	}
	return place(counter.First, ops)
}
