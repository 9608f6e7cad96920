package fast

import (
	"slices"
	"strings"

	"synod/engine"
)

// tally is who is known to have cast one vote.
type tally struct {
	vote Vote
	by   set
}

// voters is who is known to have cast a vote.
func voters(all []tally, v Vote) set {
	for _, t := range all {
		if t.vote == v {
			return t.by
		}
	}
	return 0
}

// record gives a list with t in the place of the same vote's tally.
func record(all []tally, t tally) []tally {
	out := slices.DeleteFunc(slices.Clone(all), func(o tally) bool { return o.vote == t.vote })
	out = append(out, t)
	slices.SortFunc(out, func(a, b tally) int { return a.vote.Compare(b.vote) })
	return out
}

// counts says how many votes each value has: "apple 2 of 3, pear 2 of 3"; with
// the ballots, where there are several.
func (c *cluster) counts(all []tally) string {
	var parts []string
	for _, t := range all {
		text := t.vote.Value + " " + c.count(t.by, t.vote.Ballot)
		if t.vote.Ballot != all[len(all)-1].vote.Ballot || t.vote.Ballot != all[0].vote.Ballot {
			text = t.vote.Ballot.String() + " " + text
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, ", ")
}

func appendTallies(b []byte, all []tally) []byte {
	b = engine.AppendInt(b, int64(len(all)))
	for _, t := range all {
		b = engine.AppendInt(t.vote.AppendTo(b), int64(t.by))
	}
	return b
}

func renamed(c *cluster, all []tally, to func(engine.NodeID) engine.NodeID) []tally {
	out := make([]tally, len(all))
	for i, t := range all {
		out[i] = tally{t.vote, c.acceptors.Rename(t.by, to)}
	}
	return out
}
