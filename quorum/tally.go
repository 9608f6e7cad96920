package quorum

import (
	"cmp"
	"slices"

	"synod/engine"
	"synod/quorum/version"
)

// progress says how far an operation is.
type progress uint8

const (
	pending progress = iota
	met              // enough replicas have answered
	failed           // enough can answer no more
)

// tally compares how many answers are here, how many may still come, and how
// many are needed.
func tally(here, coming, needed int) progress {
	switch {
	case here >= needed:
		return met
	case here+coming < needed:
		return failed
	}
	return pending
}

// answer is what a coordinator heard from one seat.
type answer struct {
	from   engine.NodeID
	seat   string
	object version.Object // of a get
}

// answers are those to one operation, sorted by seat, so that the order in
// which they came leaves no trace.
type answers []answer

func (a answers) from(n engine.NodeID, seat string) bool {
	return slices.ContainsFunc(a, func(x answer) bool { return x.from == n && x.seat == seat })
}

func (a answers) fromNode(n engine.NodeID) bool {
	return slices.ContainsFunc(a, func(x answer) bool { return x.from == n })
}

// countReplica counts a replica once, however often its answer comes.
func (a answers) countReplica(x answer) answers {
	if a.from(x.from, x.seat) {
		return a
	}
	return a.countMessage(x)
}

// countMessage counts whatever comes: the wrong twin of countReplica.
func (a answers) countMessage(x answer) answers {
	i, _ := slices.BinarySearchFunc(a, x, func(p, q answer) int {
		return cmp.Or(cmp.Compare(p.from, q.from), cmp.Compare(p.seat, q.seat))
	})
	return slices.Insert(slices.Clone(a), i, x)
}

func (a answers) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(a)))
	for _, x := range a {
		b = x.object.AppendTo(engine.AppendString(engine.AppendString(b, string(x.from)), x.seat))
	}
	return b
}

// names lists the replicas, for sentences and fields.
func (a answers) names() string {
	return names(a, func(x answer) engine.NodeID { return engine.NodeID(words(string(x.from), x.seat)) })
}

// formed shows whoever watches that these replicas are enough.
func (a answers) formed(fx *engine.Effects) {
	if !fx.Explaining() {
		return
	}
	var nodes []engine.NodeID
	for _, x := range a {
		nodes = append(nodes, x.from)
	}
	fx.Quorum(nodes...)
}
