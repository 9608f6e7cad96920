package ballot

import (
	"cmp"

	"synod/engine"
)

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

// Compare orders votes by ballot, then by value.
func (v Vote) Compare(o Vote) int {
	return cmp.Or(v.Ballot.Compare(o.Ballot), cmp.Compare(v.Value, o.Value))
}

// AppendTo appends the canonical encoding.
func (v Vote) AppendTo(to []byte) []byte {
	return engine.AppendString(v.Ballot.AppendTo(to), v.Value)
}

// Highest is the vote in the higher ballot (P2c).
func Highest(a, b Vote) Vote {
	if a.Ballot.Less(b.Ballot) {
		return b
	}
	return a
}
