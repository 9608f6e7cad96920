package ballot

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// Entry is a vote for one slot of a log.
type Entry struct {
	Slot int
	Vote
}

// String is the entry in the language: 3: 1.S1 pear.
func (e Entry) String() string { return strconv.Itoa(e.Slot) + ": " + e.Vote.String() }

// Votes is one vote a slot, in the order of the slots: what an acceptor voted
// for last in each. It is never changed in place.
type Votes []Entry

// At is the vote for a slot; the zero Vote if there is none.
func (v Votes) At(slot int) Vote {
	if i, found := v.find(slot); found {
		return v[i].Vote
	}
	return Vote{}
}

// With is the same with another vote for a slot.
func (v Votes) With(slot int, vote Vote) Votes {
	i, found := v.find(slot)
	if found {
		v = slices.Clone(v)
		v[i].Vote = vote
		return v
	}
	return slices.Insert(slices.Clone(v), i, Entry{slot, vote})
}

// From lists the votes for a slot and those above it.
func (v Votes) From(slot int) Votes {
	i, _ := v.find(slot)
	return v[i:]
}

// Last is the highest slot that there is a vote for; 0 if there is none.
func (v Votes) Last() int {
	if len(v) == 0 {
		return 0
	}
	return v[len(v)-1].Slot
}

// Highest has for each slot the vote in the higher ballot (P2c, slot by slot;
// Paxos Made Moderately Complex calls it pmax).
func (v Votes) Highest(o Votes) Votes {
	for _, e := range o {
		if v.At(e.Slot).Ballot.Less(e.Ballot) {
			v = v.With(e.Slot, e.Vote)
		}
	}
	return v
}

// String lists the entries: 2: 1.S1 pear, 4: 1.S1 fig; empty if there are none.
func (v Votes) String() string {
	parts := make([]string, len(v))
	for i, e := range v {
		parts[i] = e.String()
	}
	return strings.Join(parts, ", ")
}

// AppendTo appends the canonical encoding.
func (v Votes) AppendTo(to []byte) []byte {
	to = engine.AppendInt(to, int64(len(v)))
	for _, e := range v {
		to = e.Vote.AppendTo(engine.AppendInt(to, int64(e.Slot)))
	}
	return to
}

func (v Votes) find(slot int) (int, bool) {
	return slices.BinarySearchFunc(v, slot, func(e Entry, slot int) int { return e.Slot - slot })
}

// At names a ballot's instance for one slot: 1.S1/3.
func At(n Ballot, slot int) string { return n.String() + "/" + strconv.Itoa(slot) }

// ParseAt reads back what At wrote; a ballot alone has the slot 0.
func ParseAt(key string) (Ballot, int) {
	n, slot, _ := strings.Cut(key, "/")
	number, _ := strconv.Atoi(slot)
	return Parse(n), number
}
