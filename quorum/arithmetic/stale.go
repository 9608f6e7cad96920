package arithmetic

import (
	"math"

	"synod/quorum/sets"
)

// Staleness says how likely it is that a read quorum misses write quorums, if
// each operation takes one of its least quorums, all equally likely, and no
// replica hears of a write beyond that (Bailis et al., Probabilistically
// Bounded Staleness, VLDB 2012, §3).
type Staleness struct {
	miss []float64 // for each read quorum, the share of write quorums that it does not meet
}

// NewStaleness compares each least read quorum with each least write quorum.
func NewStaleness(reads, writes sets.System) Staleness {
	r, any := reads.Least()
	if w, all := writes.Least(); any && all {
		n := reads.Nodes()
		return Staleness{[]float64{float64(choose(n-w, r)) / float64(choose(n, r))}}
	}
	var s Staleness
	for _, a := range reads.Minimal() {
		apart := 0
		for _, b := range writes.Minimal() {
			if a&b == 0 {
				apart++
			}
		}
		s.miss = append(s.miss, float64(apart)/float64(len(writes.Minimal())))
	}
	return s
}

// Missed is the probability that a read sees none of the last k versions: for
// quorums of R and W among N it is (C(N-W,R) / C(N,R))^k (§3.1, equation 2).
func (s Staleness) Missed(k float64) float64 {
	sum := 0.0
	for _, m := range s.miss {
		sum += math.Pow(m, k)
	}
	return sum / float64(len(s.miss))
}

// BackInTime is the probability that a client reads an older version than it
// read last, if so many writes of the key come between its reads: that of
// missing 1 + writes versions (§3.2, equation 3).
func (s Staleness) BackInTime(writes float64) float64 { return s.Missed(1 + writes) }

// NothingNew is the probability that the client sees nothing newer than that
// either: of missing the versions written in between (strict monotonic reads,
// §3.2).
func (s Staleness) NothingNew(writes float64) float64 { return s.Missed(writes) }
