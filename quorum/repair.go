package quorum

import "synod/engine"

// merged is what the answers hold between them.
func (a answers) merged(m Versioning) Object {
	var o Object
	for _, x := range a {
		o = m.Merge(o, x.object)
	}
	return o
}

// behind lists the replicas whose answer is not all of what a read found.
func (a answers) behind(found Object) []engine.NodeID {
	var late []engine.NodeID
	for _, x := range a {
		if !x.object.Equal(found) {
			late = append(late, x.from)
		}
	}
	return late
}

// holding leaves those that hold all of what a read found.
func (a answers) holding(m Versioning, found Object) answers {
	var up answers
	for _, x := range a {
		if m.Merge(found, x.object).Equal(x.object) {
			up = append(up, x)
		}
	}
	return up
}
