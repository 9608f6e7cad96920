package sets_test

import (
	"fmt"
	"strconv"
	"testing"

	"synod/quorum/sets"
)

func ExampleFastApart() {
	classic, one, other, _ := sets.FastApart(sets.Majority(5), sets.Threshold(5, 3))
	fmt.Println(classic.Members(), one.Members(), other.Members())
	// Output: [0 1 2] [0 1 3] [2 3 4]
}

// The condition of Fast Paxos, held against all sets there are: minimal quorums
// are enough to look at, and what is shown has nobody in common.
func TestThreeWaysAgainstAllSets(t *testing.T) {
	for _, p := range systems {
		for _, q := range systems {
			if p.n != q.n {
				continue
			}
			classic, fast := parse(t, p.text, p.n), parse(t, q.text, q.n)
			want := false
			for _, a := range everything(p.n) {
				for _, b := range everything(p.n) {
					for _, c := range everything(p.n) {
						want = want || classic.Has(a) && fast.Has(b) && fast.Has(c) && a&b&c == 0
					}
				}
			}
			a, b, c, apart := sets.FastApart(classic, fast)
			if apart != want || apart && (a&b&c != 0 || !classic.Has(a) || !fast.Has(b) || !fast.Has(c)) {
				t.Errorf("%s and twice %s: apart %v, expected %v; %v, %v, %v", p.text, q.text, apart, want, a.Members(), b.Members(), c.Members())
			}
		}
	}
}

// By sizes the condition is q + 2f > 2n.
func TestThreeWaysBySizes(t *testing.T) {
	for n := 1; n <= 9; n++ {
		for q := 1; q <= n; q++ {
			for f := 1; f <= n; f++ {
				if _, _, _, apart := sets.FastApart(sets.Threshold(n, q), sets.Threshold(n, f)); apart == (q+2*f > 2*n) {
					t.Errorf("n=%d q=%d f=%d: apart %v", n, q, f, apart)
				}
			}
		}
	}
}

// valuesLeft is how many of two values may have been chosen, at the most, for
// what a classic quorum can report: said once more from the rule, by trying
// every way in which the acceptors can have voted.
func valuesLeft(classic, fast sets.System) (most int) {
	n := classic.Nodes()
	for _, x := range everything(n) { // who voted for the one value; the others voted for the other
		for _, q := range everything(n) {
			if !classic.Has(q) {
				continue
			}
			left := 0
			for _, voters := range []sets.Set{x, sets.First(n) &^ x} {
				for _, f := range everything(n) {
					if fast.Has(f) && voters&q&f == q&f {
						left++
						break
					}
				}
			}
			most = max(most, left)
		}
	}
	return most
}

// The published table: where any classic and two fast quorums meet, what a
// classic quorum reports leaves at most one value that may have been chosen.
func TestTheRuleLeavesOneValue(t *testing.T) {
	for _, c := range []struct {
		n, fast, classic int
		one              bool
	}{{3, 3, 2, true}, {4, 3, 3, true}, {5, 4, 3, true}, {3, 2, 2, false}, {5, 3, 3, false}} {
		classic, fast := sets.Threshold(c.n, c.classic), sets.Threshold(c.n, c.fast)
		if left := valuesLeft(classic, fast); (left <= 1) != c.one {
			t.Errorf("n=%d fast=%d classic=%d: up to %d values left", c.n, c.fast, c.classic, left)
		}
		if _, _, _, apart := sets.FastApart(classic, fast); apart == c.one {
			t.Errorf("n=%d fast=%d classic=%d: apart %v", c.n, c.fast, c.classic, apart)
		}
	}
}

// For majorities: three of three, three of four, four of five.
func TestFastFor(t *testing.T) {
	for n, want := range map[int]string{1: "1", 2: "2", 3: "3", 4: "3", 5: "4", 6: "5", 7: "6", 8: "6", 9: "7"} {
		if got := sets.FastFor(sets.Majority(n)).String(); got != want {
			t.Errorf("%d: %s, expected %s", n, got, want)
		}
	}
	for _, s := range systems {
		classic := parse(t, s.text, s.n)
		k, _ := strconv.Atoi(sets.FastFor(classic).String())
		_, _, _, less := sets.FastApart(classic, sets.Threshold(s.n, max(1, k-1)))
		if _, _, _, apart := sets.FastApart(classic, sets.FastFor(classic)); apart || k > 1 && !less {
			t.Errorf("%s: %d", s.text, k)
		}
	}
}
