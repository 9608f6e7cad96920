package quorum

import (
	"cmp"
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/ring"
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
	from    engine.NodeID
	seat    string
	object  version.Object // of a get
	digest  string         // of a get, instead of the object
	durable bool           // of a put: it is on disk
}

// nothing says that a replica holds nothing.
func (x answer) nothing() bool {
	return x.object.Empty() && (x.digest == "" || x.digest == version.Object{}.Digest())
}

// answers are those to one operation, sorted by seat, so that the order in
// which they came leaves no trace.
type answers []answer

func (a answers) from(n engine.NodeID, seat string) bool {
	return slices.ContainsFunc(a, func(x answer) bool { return x.from == n && x.seat == seat })
}

// known says whether an answer says nothing new.
func (a answers) known(x answer) bool {
	return slices.ContainsFunc(a, func(y answer) bool {
		return y.from == x.from && y.seat == x.seat && (y.durable || !x.durable) && (y.digest == "" || x.digest != "")
	})
}

func (a answers) fromNode(n engine.NodeID) bool {
	return slices.ContainsFunc(a, func(x answer) bool { return x.from == n })
}

// missing lists those of the seats from which no answer is here.
func (a answers) missing(seats []ring.Seat) []ring.Seat {
	var rest []ring.Seat
	for _, s := range seats {
		if !a.from(s.Node, s.Name) {
			rest = append(rest, s)
		}
	}
	return rest
}

// whole leaves those who sent an object, and no digest.
func (a answers) whole() answers {
	return a.only(func(x answer) bool { return x.digest == "" })
}

// filled puts the object in place of digests that are known to be of it.
func (a answers) filled(o version.Object) answers {
	a = slices.Clone(a)
	for i := range a {
		if a[i].digest != "" {
			a[i].object, a[i].digest = o, ""
		}
	}
	return a
}

func (a answers) only(keep func(answer) bool) answers {
	var out answers
	for _, x := range a {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

// countReplica counts a replica once, however often its answer comes; of two the
// one that says more counts.
func (a answers) countReplica(x answer) answers {
	i := slices.IndexFunc(a, func(y answer) bool { return y.from == x.from && y.seat == x.seat })
	switch {
	case i < 0:
		return a.countMessage(x)
	case x.durable && !a[i].durable || x.digest == "" && a[i].digest != "":
		a = slices.Clone(a)
		a[i] = x
	}
	return a
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
		b = engine.AppendString(engine.AppendString(b, string(x.from)), x.seat)
		b = x.object.AppendTo(engine.AppendBool(engine.AppendString(b, x.digest), x.durable))
	}
	return b
}

// names lists the replicas, for sentences and fields: with commas where one stands
// in for another.
func (a answers) names() string {
	list, between := make([]string, len(a)), " "
	for i, x := range a {
		list[i] = words(string(x.from), x.seat)
		if x.seat != "" {
			between = ", "
		}
	}
	return strings.Join(list, between)
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
