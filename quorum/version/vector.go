package version

import (
	"cmp"
	"slices"
	"strconv"

	"synod/engine"
)

// Dot names one write: the count-th that a node coordinated for a key. Where
// the last writer wins it is a timestamp instead, with the node that gave it.
type Dot struct {
	Node  engine.NodeID
	Count int
}

func (d Dot) String() string { return string(d.write(nil)) }

func (d Dot) write(b []byte) []byte {
	return strconv.AppendInt(append(append(b, d.Node...), ':'), int64(d.Count), 10)
}

// later orders timestamps; the node's name decides between equal ones.
func (d Dot) later(o Dot) bool {
	return cmp.Or(cmp.Compare(d.Count, o.Count), cmp.Compare(d.Node, o.Node)) > 0
}

// Vector is a version vector: for each node, how many of its writes are in the
// past of a version. It is sorted by node and holds no zeros.
//
// Source: Parker et al., Detection of Mutual Inconsistency, 1983; as used in
// Dynamo §4.4.
type Vector []Dot

// At is the count for a node.
func (v Vector) At(n engine.NodeID) int {
	for _, d := range v {
		if d.Node == n {
			return d.Count
		}
	}
	return 0
}

// Covers says whether the write is in the past that v describes.
func (v Vector) Covers(d Dot) bool { return v.At(d.Node) >= d.Count }

// Descends says whether all that is in o's past is in v's too.
func (v Vector) Descends(o Vector) bool {
	return !slices.ContainsFunc(o, func(d Dot) bool { return !v.Covers(d) })
}

// Concurrent says whether each has something in its past that the other lacks.
func (v Vector) Concurrent(o Vector) bool { return !v.Descends(o) && !o.Descends(v) }

// Merge is the least vector that descends from both.
func (v Vector) Merge(o Vector) Vector {
	out := v
	for _, d := range o {
		if !out.Covers(d) {
			out = out.With(d)
		}
	}
	return out
}

// Bump counts one more write of a node.
func (v Vector) Bump(n engine.NodeID) Vector { return v.With(Dot{n, v.At(n) + 1}) }

// With is the vector with that count for the node of the dot.
func (v Vector) With(d Dot) Vector {
	i, found := slices.BinarySearchFunc(v, d.Node, func(e Dot, n engine.NodeID) int { return cmp.Compare(e.Node, n) })
	if found {
		v = slices.Clone(v)
		v[i] = d
		return v
	}
	return slices.Insert(slices.Clone(v), i, d)
}

// String writes the vector as {dev1:2 dev3:1}.
func (v Vector) String() string { return string(v.write(nil)) }

func (v Vector) write(b []byte) []byte {
	b = append(b, '{')
	for i, d := range v {
		if i > 0 {
			b = append(b, ' ')
		}
		b = d.write(b)
	}
	return append(b, '}')
}

// Ahead lists the entries of v that o does not cover: what makes v newer, or,
// if o has some too, the two concurrent.
func (v Vector) Ahead(o Vector) []Dot {
	var out []Dot
	for _, d := range v {
		if !o.Covers(d) {
			out = append(out, d)
		}
	}
	return out
}

// AppendTo appends an encoding that tells vectors apart.
func (v Vector) AppendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(v)))
	for _, d := range v {
		b = d.appendTo(b)
	}
	return b
}

func (d Dot) appendTo(b []byte) []byte {
	return engine.AppendInt(engine.AppendString(b, string(d.Node)), int64(d.Count))
}
