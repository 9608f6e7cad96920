package sets_test

import (
	"fmt"
	"math/bits"
	"testing"

	"synod/quorum/sets"
)

func ExampleApart() {
	read, write, _ := sets.Apart(3, 1, 2)
	fmt.Println(read, write)
	// Output: [0] [1 2]
}

// The dumb twin: every set of a against every set of b.
func meet(n, a, b int) bool {
	for x := range 1 << n {
		for y := range 1 << n {
			if bits.OnesCount(uint(x)) == a && bits.OnesCount(uint(y)) == b && x&y == 0 {
				return false
			}
		}
	}
	return true
}

func TestMeetIsWhatEverySetSays(t *testing.T) {
	for n := 1; n <= 6; n++ {
		for a := 1; a <= n; a++ {
			for b := 1; b <= n; b++ {
				want := meet(n, a, b)
				first, second, apart := sets.Apart(n, a, b)
				if sets.Meet(n, a, b) != want || apart == want {
					t.Errorf("%d of %d and %d of %d: meet = %v, want %v", a, n, b, n, !want, want)
				}
				if apart && (len(first) != a || len(second) != b || first[a-1] >= second[0]) {
					t.Errorf("%v and %v are no quorums of %d and %d that lie apart", first, second, a, b)
				}
			}
		}
		if m := sets.Majority(n); !meet(n, m, m) || meet(n, m-1, m-1) && m > 1 {
			t.Errorf("%d is not the least majority of %d", m, n)
		}
	}
}
