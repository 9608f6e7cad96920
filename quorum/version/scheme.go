package version

import (
	"slices"

	"synod/engine"
)

// Scheme is how a store tells which of two versions is newer.
type Scheme uint8

// The schemes. Dotted is what Riak calls dotted version vectors: one vector for
// the object, and for each sibling the write that made it. Vectors has the one
// vector only, so it cannot tell which sibling a client has seen. LastWriter
// keeps whatever has the highest timestamp. Clients counts the writes of
// clients, who do it themselves: right as long as none forgets its count. Latest
// has the one vector too, but keeps no siblings: of versions that were written
// without knowing of one another the one with the latest timestamp stays, and
// the others are lost, as in Riak with allow_mult false.
const (
	Dotted Scheme = iota
	Vectors
	LastWriter
	Clients
	Latest
)

// Words are the schemes as a file names them.
var Words = []string{"dotted", "vectors", "lww", "clients", "latest"}

func (m Scheme) String() string { return Words[m] }

// dots says whether each sibling has a dot that the vector counts.
func (m Scheme) dots() bool { return m == Dotted || m == Clients }

// Counts says whether versions count the writes of replicas, each its own.
func (m Scheme) Counts() bool { return m == Dotted || m == Vectors || m == Latest }

// Stamps says whether each write gets a timestamp from its coordinator.
func (m Scheme) Stamps() bool { return m == LastWriter || m == Latest }

// Merge is what a replica holds that has seen both objects.
func (m Scheme) Merge(a, b Object) Object {
	switch {
	case a.Empty():
		return b
	case b.Empty(), a.Equal(b):
		return a
	case m == LastWriter:
		return laterOf(a, b)
	case m == Vectors:
		return mergeVectors(a, b)
	case m == Latest:
		return mergeVectors(a, b).latest()
	case m == Clients && slices.Equal(a.Clock, b.Clock):
		return a // the same vector is taken for the same version
	}
	return mergeDotted(a, b)
}

// Write is the object after a client wrote a value at a node, knowing context.
// Where the last writer wins, at carries the timestamp, and where clients count
// it is the client's own count; otherwise the count is worked out here, and is
// more than at's. The time counts where the latest stays.
func (m Scheme) Write(held Object, context Vector, at Dot, value string, time int) Object {
	switch m {
	case LastWriter:
		return Object{Siblings: []Sibling{{Value: value, Dot: at}}}
	case Clients:
		return Object{context.With(at), []Sibling{{Value: value, Dot: at}}}
	case Vectors:
		return writeVectors(held, context, at, Sibling{Value: value})
	case Latest:
		return writeVectors(held, context, at, Sibling{Value: value, Time: time}).latest()
	}
	return writeDotted(held, context, at, value)
}

// Sees says whether a write is in the object or in its past.
func (m Scheme) Sees(o Object, d Dot) bool {
	if m == LastWriter {
		return !o.Empty() && !d.later(o.Siblings[0].Dot)
	}
	return o.Clock.Covers(d)
}

// Written is the write that a node has just made of an object; where clients
// count, the node is the client.
func (m Scheme) Written(o Object, by engine.NodeID) Dot {
	if m == LastWriter {
		return o.Siblings[0].Dot
	}
	return Dot{by, o.Clock.At(by)}
}

// mergeDotted keeps a sibling unless the other side has seen its write and
// holds it no more. (Riak's riak_object:merge with dots)
func mergeDotted(a, b Object) Object {
	var kept []Sibling
	for _, s := range a.Siblings {
		if slices.Contains(b.Siblings, s) || !b.Clock.Covers(s.Dot) {
			kept = append(kept, s)
		}
	}
	for _, s := range b.Siblings {
		if !slices.Contains(a.Siblings, s) && !a.Clock.Covers(s.Dot) {
			kept = append(kept, s)
		}
	}
	return Object{a.Clock.Merge(b.Clock), sorted(kept)}
}

// mergeVectors keeps the descendant, and all siblings of both if neither is
// one. Equal vectors may stand before different siblings: see TestVectorsAlone.
func mergeVectors(a, b Object) Object {
	over, under := a.Clock.Descends(b.Clock), b.Clock.Descends(a.Clock)
	switch {
	case over && !under:
		return a
	case under && !over:
		return b
	}
	kept := slices.Clone(a.Siblings)
	for _, s := range b.Siblings {
		if !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return Object{a.Clock.Merge(b.Clock), sorted(kept)}
}

// latest leaves the sibling with the latest timestamp.
//
// Source: riak_object, most recent content.
func (o Object) latest() Object {
	if len(o.Siblings) > 1 {
		o.Siblings = []Sibling{slices.MaxFunc(o.Siblings, Sibling.later)}
	}
	return o
}

func laterOf(a, b Object) Object {
	if b.Siblings[0].Dot.later(a.Siblings[0].Dot) {
		return b
	}
	return a
}

// counted is the vector after one more write of a node, which has counted as
// far as at before.
func counted(held Object, context Vector, at Dot) Vector {
	clock := held.Clock.Merge(context)
	return clock.With(Dot{at.Node, max(at.Count, clock.At(at.Node)) + 1})
}

// writeDotted drops the siblings whose writes the client knew, and no others.
func writeDotted(held Object, context Vector, at Dot, value string) Object {
	clock := counted(held, context, at)
	kept := []Sibling{{Value: value, Dot: Dot{at.Node, clock.At(at.Node)}}}
	for _, s := range held.Siblings {
		if !context.Covers(s.Dot) {
			kept = append(kept, s)
		}
	}
	return Object{clock, sorted(kept)}
}

// writeVectors replaces what is held if the client knew all of it, and keeps
// all of it beside the new value otherwise.
func writeVectors(held Object, context Vector, at Dot, fresh Sibling) Object {
	clock := counted(held, context, at)
	if context.Descends(held.Clock) {
		return Object{clock, []Sibling{fresh}}
	}
	if slices.Contains(held.Siblings, fresh) {
		return Object{clock, held.Siblings}
	}
	return Object{clock, sorted(append(slices.Clone(held.Siblings), fresh))}
}

// Truncate leaves at most so many entries of the object's vector: those that
// have counted least go, but never that of keep. What is gone is no longer
// known to be in the past. (Dynamo §4.4 drops the entry that is oldest by the
// clock.) A bound of 0 is none.
func (o Object) Truncate(most int, keep engine.NodeID) Object {
	for most > 0 && len(o.Clock) > most {
		least := -1
		for i, d := range o.Clock {
			if d.Node != keep && (least < 0 || d.Count < o.Clock[least].Count) {
				least = i
			}
		}
		if least < 0 {
			break
		}
		o.Clock = slices.Delete(slices.Clone(o.Clock), least, least+1)
	}
	return o
}
