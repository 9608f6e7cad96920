package ballot

import (
	"cmp"
	"strconv"
	"strings"

	"synod/engine"
)

// Ballot is a proposal number: a round, and the proposer who uses it. Two
// proposers never share one, since the proposer is part of it; a proposer never
// uses one twice, since it writes the highest it tried to disk (Paxos Made
// Simple §2.5). The zero Ballot is below all others and stands for none.
type Ballot struct {
	Round int
	By    engine.NodeID
}

// String is the ballot in the language: 2.P2; "-" for none; 2 for one that
// belongs to nobody, as there are where proposers may share one.
func (b Ballot) String() string {
	switch {
	case b == Ballot{}:
		return "-"
	case b.By == "":
		return strconv.Itoa(b.Round)
	}
	return strconv.Itoa(b.Round) + "." + string(b.By)
}

// Parse reads back what String wrote; none if it is something else.
func Parse(s string) Ballot {
	round, by, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(round)
	if err != nil {
		return Ballot{}
	}
	return Ballot{n, engine.NodeID(by)}
}

// Compare orders ballots by round, then by proposer.
func (b Ballot) Compare(o Ballot) int {
	return cmp.Or(cmp.Compare(b.Round, o.Round), cmp.Compare(b.By, o.By))
}

// Less says whether b is lower than o.
func (b Ballot) Less(o Ballot) bool { return b.Compare(o) < 0 }

// AppendTo appends the canonical encoding.
func (b Ballot) AppendTo(to []byte) []byte {
	return engine.AppendString(engine.AppendInt(to, int64(b.Round)), string(b.By))
}

// Higher is the higher of two ballots.
func Higher(a, b Ballot) Ballot {
	if a.Less(b) {
		return b
	}
	return a
}
