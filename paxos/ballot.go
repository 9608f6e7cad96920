package paxos

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
// belongs to nobody, as there are with unique-ballots switched off.
func (b Ballot) String() string {
	switch {
	case b == Ballot{}:
		return "-"
	case b.By == "":
		return strconv.Itoa(b.Round)
	}
	return strconv.Itoa(b.Round) + "." + string(b.By)
}

// Compare orders ballots by round, then by proposer.
func (b Ballot) Compare(o Ballot) int {
	return cmp.Or(cmp.Compare(b.Round, o.Round), cmp.Compare(b.By, o.By))
}

// Less says whether b is lower than o.
func (b Ballot) Less(o Ballot) bool { return b.Compare(o) < 0 }

func (b Ballot) appendTo(to []byte) []byte {
	return engine.AppendString(engine.AppendInt(to, int64(b.Round)), string(b.By))
}

func higher(a, b Ballot) Ballot {
	if a.Less(b) {
		return b
	}
	return a
}

// parseBallot reads back what String wrote; none if it is something else.
func parseBallot(s string) Ballot {
	round, by, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(round)
	if err != nil {
		return Ballot{}
	}
	return Ballot{n, engine.NodeID(by)}
}

// Vote is a value accepted in a ballot. The zero Vote stands for none.
type Vote struct {
	Ballot Ballot
	Value  string
}

// Cast says whether there is a vote at all.
func (v Vote) Cast() bool { return v.Ballot != (Ballot{}) }

// String is the vote in the language: 1.P1 pear; "-" for none.
func (v Vote) String() string {
	if !v.Cast() {
		return "-"
	}
	return v.Ballot.String() + " " + v.Value
}

func (v Vote) appendTo(to []byte) []byte {
	return engine.AppendString(v.Ballot.appendTo(to), v.Value)
}

func highest(a, b Vote) Vote {
	if a.Ballot.Less(b.Ballot) {
		return b
	}
	return a
}

func (v Vote) compare(o Vote) int {
	return cmp.Or(v.Ballot.Compare(o.Ballot), cmp.Compare(v.Value, o.Value))
}
