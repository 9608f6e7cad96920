package sets

// Majority is the least number that is more than half of n.
func Majority(n int) int { return n/2 + 1 }

// Meet says whether any a of n nodes and any b of n nodes have one in common.
// That is so exactly when a+b is more than n.
func Meet(n, a, b int) bool { return a+b > n }

// Apart shows a quorum of a and one of b, out of n nodes that are numbered
// from 0, that have no node in common; false if there are none.
func Apart(n, a, b int) (first, second []int, ok bool) {
	if Meet(n, a, b) || a < 0 || b < 0 {
		return nil, nil, false
	}
	for i := range a {
		first = append(first, i)
	}
	for i := range b {
		second = append(second, n-b+i)
	}
	return first, second, true
}
