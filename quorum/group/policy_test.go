package group

import (
	"testing"

	"synod/quorum/sets"
)

// The policy of HDFS, as the comment in its source says it: r copies were asked for,
// n are left.
func TestReplacementPolicy(t *testing.T) {
	for r := 1; r <= 5; r++ {
		for n := 1; n <= r; n++ {
			for _, acked := range []bool{false, true} {
				s := &settings{copies: r, refill: "half-or-acked", members: ids("R", 6)}
				m := member{settings: s, now: config{inSync: sets.First(n)}}
				if acked {
					m.committed = 1
				}
				want := r >= 3 && n < r && (r/2 >= n || acked)
				if m.wanted() != want {
					t.Errorf("%d of %d, acknowledged %v: %v", n, r, acked, m.wanted())
				}
			}
		}
	}
}
