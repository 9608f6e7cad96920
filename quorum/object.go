package quorum

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// Nothing is what a read of a key says that holds nothing.
const Nothing = "nothing"

// Sibling is one value of an object, with the write that made it. Plain
// version vectors do not keep the write: its dot is zero.
type Sibling struct {
	Value string
	Dot   Dot
}

// Object is what a replica holds under a key: one value, or several siblings
// that were written without knowing of one another. The zero value is nothing.
type Object struct {
	Clock    Vector    // nil where the last writer wins
	Siblings []Sibling // sorted
}

// Versioning is how a store tells which of two versions is newer.
type Versioning uint8

// The ways. Dotted is what Riak calls dotted version vectors: one vector for
// the object, and for each sibling the write that made it. Vectors has the one
// vector only, so it cannot tell which sibling a client has seen. LastWriter
// keeps whatever has the highest timestamp.
const (
	Dotted Versioning = iota
	Vectors
	LastWriter
)

var versioningWords = []string{"dotted", "vectors", "lww"}

// Merge is what a replica holds that has seen both objects.
func (m Versioning) Merge(a, b Object) Object {
	switch {
	case a.Empty():
		return b
	case b.Empty():
		return a
	case m == LastWriter:
		return laterOf(a, b)
	case m == Vectors:
		return mergeVectors(a, b)
	}
	return mergeDotted(a, b)
}

// Write is the object after a client wrote a value at a node, knowing context.
// Where the last writer wins, at carries the timestamp; otherwise its count is
// worked out here.
func (m Versioning) Write(held Object, context Vector, at Dot, value string) Object {
	switch m {
	case LastWriter:
		return Object{Siblings: []Sibling{{value, at}}}
	case Vectors:
		return writeVectors(held, context, at.Node, value)
	}
	return writeDotted(held, context, at.Node, value)
}

// Sees says whether a write is in the object or in its past.
func (m Versioning) Sees(o Object, d Dot) bool {
	if m == LastWriter {
		return !o.Empty() && !d.later(o.Siblings[0].Dot)
	}
	return o.Clock.Covers(d)
}

// Written is the write that a node has just made of an object.
func (m Versioning) Written(o Object, by engine.NodeID) Dot {
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

func laterOf(a, b Object) Object {
	if b.Siblings[0].Dot.later(a.Siblings[0].Dot) {
		return b
	}
	return a
}

// writeDotted drops the siblings whose writes the client knew, and no others.
func writeDotted(held Object, context Vector, at engine.NodeID, value string) Object {
	clock := held.Clock.Merge(context).Bump(at)
	kept := []Sibling{{value, Dot{at, clock.At(at)}}}
	for _, s := range held.Siblings {
		if !context.Covers(s.Dot) {
			kept = append(kept, s)
		}
	}
	return Object{clock, sorted(kept)}
}

// writeVectors replaces what is held if the client knew all of it, and keeps
// all of it beside the new value otherwise.
func writeVectors(held Object, context Vector, at engine.NodeID, value string) Object {
	fresh := Sibling{Value: value}
	clock := held.Clock.Merge(context).Bump(at)
	if context.Descends(held.Clock) {
		return Object{clock, []Sibling{fresh}}
	}
	if slices.Contains(held.Siblings, fresh) {
		return Object{clock, held.Siblings}
	}
	return Object{clock, sorted(append(slices.Clone(held.Siblings), fresh))}
}

func sorted(s []Sibling) []Sibling {
	slices.SortFunc(s, func(a, b Sibling) int {
		return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Dot.Node, b.Dot.Node), cmp.Compare(a.Dot.Count, b.Dot.Count))
	})
	return s
}

// Empty says whether the object is nothing at all.
func (o Object) Empty() bool { return len(o.Siblings) == 0 }

// Equal says whether two objects are the same.
func (o Object) Equal(p Object) bool {
	return slices.Equal(o.Clock, p.Clock) && slices.Equal(o.Siblings, p.Siblings)
}

// Values lists the siblings' values, as a client is told them.
func (o Object) Values() string {
	if o.Empty() {
		return Nothing
	}
	values := make([]string, len(o.Siblings))
	for i, s := range o.Siblings {
		values[i] = s.Value
	}
	return strings.Join(values, " ")
}

// String writes the object as milk {dev1:2}, with the write behind each value
// where the vector leaves it open: jam@dev2:1 milk@dev1:1 {dev1:1 dev2:1}.
// Equal objects have equal strings, and no others.
func (o Object) String() string {
	if o.Empty() {
		return Nothing
	}
	var parts []string
	for _, s := range o.Siblings {
		if s.Dot.Count > 0 && !slices.Equal(o.Clock, Vector{s.Dot}) {
			s.Value += "@" + s.Dot.String()
		}
		parts = append(parts, s.Value)
	}
	if o.Clock != nil {
		parts = append(parts, o.Clock.String())
	}
	return strings.Join(parts, " ")
}

// parseObject reads what String wrote. The text is the program's own, so that
// what cannot be read is left out.
func parseObject(m Versioning, text string) Object {
	var o Object
	values, clock, _ := strings.Cut(text, "{")
	for part := range strings.FieldsSeq(strings.TrimSuffix(clock, "}")) {
		o.Clock = append(o.Clock, parseDot(part))
	}
	if values == Nothing {
		return o
	}
	for part := range strings.FieldsSeq(values) {
		value, dot, dotted := strings.Cut(part, "@")
		s := Sibling{value, parseDot(dot)}
		if !dotted && m == Dotted && len(o.Clock) == 1 {
			s.Dot = o.Clock[0]
		}
		o.Siblings = append(o.Siblings, s)
	}
	return o
}

func parseDot(text string) Dot {
	node, count, _ := strings.Cut(text, ":")
	n, _ := strconv.Atoi(count)
	return Dot{engine.NodeID(node), n}
}

func (o Object) appendTo(b []byte) []byte {
	b = o.Clock.appendTo(b)
	b = engine.AppendInt(b, int64(len(o.Siblings)))
	for _, s := range o.Siblings {
		b = s.Dot.appendTo(engine.AppendString(b, s.Value))
	}
	return b
}
