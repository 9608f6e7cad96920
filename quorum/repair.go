package quorum

import (
	"synod/quorum/ring"
	"synod/quorum/version"
)

// merged is what the answers hold between them.
func (a answers) merged(m version.Scheme) version.Object {
	var o version.Object
	for _, x := range a {
		o = m.Merge(o, x.object)
	}
	return o
}

// behind lists the seats whose answer is not all of what a read found.
func (op *operation) behind(found version.Object) []ring.Seat {
	var late []ring.Seat
	for _, x := range op.answers {
		if !x.object.Equal(found) {
			late = append(late, op.seatOf(x))
		}
	}
	return late
}

// holding leaves those that hold all of what a read found.
func (a answers) holding(m version.Scheme, found version.Object) answers {
	var up answers
	for _, x := range a {
		if m.Merge(found, x.object).Equal(x.object) {
			up = append(up, x)
		}
	}
	return up
}
