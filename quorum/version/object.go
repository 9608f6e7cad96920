package version

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// Nothing is what a read of a key says that holds nothing.
const Nothing = "nothing"

// Deleted is the value of a tombstone.
const Deleted = "deleted"

// Sibling is one value of an object, with the write that made it. Plain
// version vectors do not keep the write: its dot is zero. Time is when it was
// written, by the clock of whoever coordinated that, where the latest stays.
type Sibling struct {
	Value string
	Dot   Dot
	Time  int
}

// later orders siblings by time; the value decides between equal times, as it
// does in Riak.
func (s Sibling) later(o Sibling) int {
	return cmp.Or(cmp.Compare(s.Time, o.Time), cmp.Compare(s.Value, o.Value))
}

// Object is what a replica holds under a key: one value, or several siblings
// that were written without knowing of one another. The zero value is nothing.
type Object struct {
	Clock    Vector    // nil where the last writer wins
	Siblings []Sibling // sorted
}

func sorted(s []Sibling) []Sibling {
	slices.SortFunc(s, func(a, b Sibling) int {
		return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Dot.Node, b.Dot.Node), cmp.Compare(a.Dot.Count, b.Dot.Count), cmp.Compare(a.Time, b.Time))
	})
	return s
}

// Empty says whether the object is nothing at all.
func (o Object) Empty() bool { return len(o.Siblings) == 0 }

// Tombstone says whether all that is left of the object is that it was deleted.
func (o Object) Tombstone() bool {
	return !o.Empty() && !slices.ContainsFunc(o.Siblings, func(s Sibling) bool { return s.Value != Deleted })
}

// Equal says whether two objects are the same.
func (o Object) Equal(p Object) bool {
	return slices.Equal(o.Clock, p.Clock) && slices.Equal(o.Siblings, p.Siblings)
}

// Live lists the values as a client is told them: a tombstone is none.
func (o Object) Live() string {
	return o.list(func(s Sibling) bool { return s.Value != Deleted })
}

// Values lists the siblings' values, tombstones among them.
func (o Object) Values() string {
	return o.list(func(Sibling) bool { return true })
}

// Spoken is Values as a sentence has them: pasta and soup.
func (o Object) Spoken() string { return strings.ReplaceAll(o.Values(), " ", " and ") }

func (o Object) list(shown func(Sibling) bool) string {
	var values []string
	for _, s := range o.Siblings {
		if shown(s) {
			values = append(values, s.Value)
		}
	}
	if len(values) == 0 {
		return Nothing
	}
	return strings.Join(values, " ")
}

// String writes the object as milk {dev1:2}, with the write behind each value
// where the vector leaves it open: jam@dev2:1 milk@dev1:1 {dev1:1 dev2:1}, or
// with its time: jam@9 {dev1:1 dev2:1}.
// Equal objects have equal strings, and no others.
func (o Object) String() string {
	if o.Empty() {
		return Nothing
	}
	var room [64]byte
	b := room[:0]
	for i, s := range o.Siblings {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, s.Value...)
		if s.Dot.Count > 0 && !(len(o.Clock) == 1 && o.Clock[0] == s.Dot) {
			b = s.Dot.write(append(b, '@'))
		}
		if s.Time > 0 {
			b = strconv.AppendInt(append(b, '@'), int64(s.Time), 10)
		}
	}
	if o.Clock != nil {
		b = o.Clock.write(append(b, ' '))
	}
	return string(b)
}

// Digest is a short hash of the object, by which two replicas compare what they
// hold without sending it.
func (o Object) Digest() string { return Digest(o.AppendTo(nil)) }

// Digest is a short hash, for people to compare as well.
func Digest(b []byte) string {
	h := fnv.New32a()
	h.Write(b)
	return fmt.Sprintf("%08x", h.Sum32())
}

// ParseObject reads what String wrote; what is no dot or no value is left out.
func ParseObject(m Scheme, text string) Object {
	var o Object
	values, clock, _ := strings.Cut(text, "{")
	o.Clock = ParseVector(clock)
	if strings.TrimSpace(values) == Nothing {
		return o
	}
	for part := range strings.FieldsSeq(values) {
		value, dot, dotted := strings.Cut(part, "@")
		s := Sibling{Value: value, Dot: ParseDot(dot)}
		if m == Latest {
			s.Time, _ = strconv.Atoi(dot)
		}
		if !dotted && m.dots() && len(o.Clock) == 1 {
			s.Dot = o.Clock[0]
		}
		if value != "" {
			o.Siblings = append(o.Siblings, s)
		}
	}
	sorted(o.Siblings)
	return o
}

// ParseVector reads {dev1:2 dev3:1}; what is no dot is left out.
func ParseVector(text string) (v Vector) {
	for part := range strings.FieldsSeq(strings.Trim(text, "{}")) {
		if d := ParseDot(part); d.Count > 0 {
			v = v.With(d)
		}
	}
	return v
}

// ParseDot reads dev1:2; the zero value is what is no dot.
func ParseDot(text string) Dot {
	node, count, _ := strings.Cut(text, ":")
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 || node == "" {
		return Dot{}
	}
	return Dot{engine.NodeID(node), n}
}

// AppendTo appends an encoding that tells objects apart.
func (o Object) AppendTo(b []byte) []byte {
	b = o.Clock.AppendTo(b)
	b = engine.AppendInt(b, int64(len(o.Siblings)))
	for _, s := range o.Siblings {
		b = s.Dot.appendTo(engine.AppendString(b, s.Value))
		if s.Time > 0 { // all siblings of a store have one, or none
			b = engine.AppendInt(b, int64(s.Time))
		}
	}
	return b
}
