package quorum

import (
	"fmt"
	"testing"
)

// The partitions are those of riak_core's unit test and documentation.
func TestPartitionsAreRiaks(t *testing.T) {
	for key, want := range map[string]int{"foo/bar": 19, "artist/REM": 30, "carts/alice": 46, "carts/bob": 20} {
		if got := partition(key); got != want {
			t.Errorf("%s falls in partition %d, want %d", key, got, want)
		}
	}
}

func TestPreferenceList(t *testing.T) {
	if got := fmt.Sprint(newRing(6).preference("foo/bar", 3)); got != "[dev2 dev3 dev4]" {
		t.Errorf("foo/bar lives on %s", got)
	}
	for nodes := 1; nodes <= 9; nodes++ {
		for n := 1; n <= nodes; n++ {
			for i := range 200 {
				list := newRing(nodes).preference(fmt.Sprint("k", i), n)
				seen := map[string]bool{}
				for _, id := range list {
					seen[string(id)] = true
				}
				if len(list) != n || len(seen) != n {
					t.Fatalf("%d of %d nodes: %v", n, nodes, list)
				}
			}
		}
	}
}
