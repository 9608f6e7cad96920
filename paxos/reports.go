package paxos

import (
	"slices"

	"synod/engine"
	"synod/paxos/ballot"
)

// reports is what the promises of one ballot reported: all that is needed of
// it, which is one vote as long as the rules are in force.
type reports []Vote

func (r reports) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(r)))
	for _, v := range r {
		b = v.AppendTo(b)
	}
	return b
}

// add takes one more report: of two votes, the one in the higher ballot (P2c).
func (r reports) add(c *cluster, v Vote) reports {
	switch {
	case !v.Cast():
		return r
	case !c.ballotsBeforeCounts:
		return r.addToCount(v)
	case len(r) == 0:
		return reports{v}
	case !c.compareBallots:
		return r.keepFirst()
	}
	return reports{ballot.Highest(r[0], v)}
}

// keepFirst is add with compare-ballots switched off: the first report stands.
func (r reports) keepFirst() reports { return r }

// addToCount is add with ballots-before-counts switched off: all votes are kept,
// in a fixed order, to be counted.
func (r reports) addToCount(v Vote) reports {
	all := append(slices.Clone(r), v)
	slices.SortFunc(all, Vote.Compare)
	return all
}

// binding is the vote whose value has to be proposed; none: any value will do.
func (r reports) binding(c *cluster) Vote {
	switch {
	case len(r) == 0:
		return Vote{}
	case !c.ballotsBeforeCounts:
		return r.mostFrequent()
	}
	return r[0]
}

// mostFrequent is binding with ballots-before-counts switched off: the value
// that most report; of those that are reported as often, the one in the highest
// ballot.
func (r reports) mostFrequent() (best Vote) {
	most := 0
	for _, v := range r {
		if n := r.count(v.Value); n >= most {
			most, best = n, v
		}
	}
	return best
}

func (r reports) count(value string) (n int) {
	for _, v := range r {
		if v.Value == value {
			n++
		}
	}
	return n
}
