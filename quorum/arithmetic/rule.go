package arithmetic

import "synod/quorum/sets"

// Part is the answer to "a quorum is N/k nodes" for one k.
type Part struct {
	K       int  `json:"k"`
	Quorum  int  `json:"quorum"` // N/k, rounded up
	Meet    bool `json:"meet"`   // any two have a node in common
	MayFail int  `json:"may_fail"`
}

// Parts tries N/k nodes as a quorum, for k up to 3. Any two sets of Q nodes
// meet exactly if 2Q > N; so N/2 does only for odd N, rounded up, and no k above 2
// does for more than two nodes.
func Parts(n int) []Part {
	var out []Part
	for k := 1; k <= min(3, n); k++ {
		size := (n + k - 1) / k
		q := sets.Threshold(n, size)
		_, _, apart := sets.Apart(q, q)
		out = append(out, Part{k, size, !apart, q.Spare()})
	}
	return out
}
