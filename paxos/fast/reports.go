package fast

import (
	"slices"

	"synod/engine"
)

// reports is what the promises of one ballot reported of the highest ballot
// that anybody voted in: for each value, who voted for it. Lower votes do not
// matter (P2c).
type reports struct {
	top Ballot
	by  []tally // by value
}

// add takes in what one acceptor reported.
func (r reports) add(who set, v Vote) reports {
	switch {
	case !v.Cast() || v.Ballot.Less(r.top):
		return r
	case r.top.Less(v.Ballot):
		return reports{v.Ballot, []tally{{v, who}}}
	}
	r.by = record(r.by, tally{v, voters(r.by, v) | who})
	return r
}

// left lists the values that may have been chosen in the highest ballot
// reported, or below it, by what the acceptors that promised have said. None:
// the ballot is free. Several: nobody can tell which, from these reports.
func (r reports) left(c *cluster, promised set) (values []string) {
	if len(r.by) == 1 {
		// Also where too few may have voted for it: it may have been chosen below.
		return []string{r.by[0].vote.Value}
	}
	if !c.rulingQuorums {
		return r.mostFrequent()
	}
	for _, t := range r.by {
		if c.mayBeChosen(t, promised) {
			values = append(values, t.vote.Value)
		}
	}
	return values
}

// mayBeChosen is the observation O4 of the paper: a value was or can still be
// chosen in a ballot only if there is a quorum of that ballot, all of whose
// acceptors that have promised report a vote for it. Those that have not
// promised may have voted for it, or still vote.
func (c *cluster) mayBeChosen(t tally, promised set) bool {
	return slices.ContainsFunc(c.quorum(t.vote.Ballot).Minimal(), func(f set) bool {
		return t.by.Holds(f & promised)
	})
}

// mostFrequent is left with fast-quorums-rule switched off: the value with the
// most votes among those reported, as if what is reported were all.
func (r reports) mostFrequent() (values []string) {
	most := 0
	for _, t := range r.by {
		if n := t.by.Size(); n > most {
			most, values = n, []string{t.vote.Value}
		}
	}
	return values
}

// any is a value that was proposed, for a ballot that is free; empty: none is
// known. A coordinator has no value of its own.
func (r reports) any() string {
	if len(r.by) == 0 {
		return ""
	}
	return r.by[0].vote.Value
}

func (r reports) appendTo(b []byte) []byte {
	return appendTallies(r.top.AppendTo(b), r.by)
}

func (r reports) rename(c *cluster, to func(engine.NodeID) engine.NodeID) reports {
	return reports{r.top, renamed(c, r.by, to)}
}
