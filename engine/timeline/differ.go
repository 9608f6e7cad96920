package timeline

import (
	"slices"

	"synod/engine"
)

// Difference is what differs between two points, which may be worlds of two
// configurations or even of two protocols.
type Difference struct {
	Nodes []NodeDifference
	// What is in flight, known to an observer, or broken in one of the two only:
	// first in the left one, then in the right one.
	Flight [2][]*engine.Message
	Facts  [2][]engine.Fact
	Broken [2][]string // the ids of properties
	Cuts   [2][][2]engine.HostID
	Ops    [2][]*engine.Op // what clients called there only, or were told otherwise
}

// NodeDifference is a node that is not the same on both sides.
type NodeDifference struct {
	ID     engine.NodeID
	Only   int // 1, 2: the node is there on the left, on the right only; 0: on both
	Up     [2]bool
	Fields []FieldDifference
	Timers bool // other timers are armed
}

// FieldDifference is a field with what it says on either side.
type FieldDifference struct {
	ID   string
	Text [2]string // empty: there is no such field, or nothing in it
}

// Differ says what differs between two points.
func Differ(left, right *Point) Difference {
	a, b := left.World, right.World
	d := Difference{Nodes: differingNodes(a, b)}
	d.Flight = [2][]*engine.Message{inOne(a, b), inOne(b, a)}
	d.Facts = [2][]engine.Fact{factsOfOne(a, b), factsOfOne(b, a)}
	for i, p := range [2]*Point{left, right} {
		other := [2]*Point{right, left}[i].broken()
		d.Broken[i] = slices.DeleteFunc(p.broken(), func(id string) bool { return slices.Contains(other, id) })
	}
	d.Ops = [2][]*engine.Op{opsOfOne(a, b), opsOfOne(b, a)}
	cuts := [2][][2]engine.HostID{a.Cuts(), b.Cuts()}
	for i := range cuts {
		for _, c := range cuts[i] {
			if !slices.Contains(cuts[1-i], c) {
				d.Cuts[i] = append(d.Cuts[i], c)
			}
		}
	}
	return d
}

// None says whether nothing differs.
func (d *Difference) None() bool {
	n := len(d.Nodes)
	for i := range 2 {
		n += len(d.Flight[i]) + len(d.Facts[i]) + len(d.Broken[i]) + len(d.Cuts[i]) + len(d.Ops[i])
	}
	return n == 0
}

// Node gives what differs at a node, or nil.
func (d *Difference) Node(id engine.NodeID) *NodeDifference {
	for i := range d.Nodes {
		if d.Nodes[i].ID == id {
			return &d.Nodes[i]
		}
	}
	return nil
}

func differingNodes(a, b *engine.World) []NodeDifference {
	var out []NodeDifference
	for _, n := range a.System().Nodes() {
		if b.Node(n.ID) == nil {
			out = append(out, NodeDifference{ID: n.ID, Only: 1})
		} else if d := differingNode(a, b, n.ID); d.Up[0] != d.Up[1] || d.Timers || len(d.Fields) > 0 {
			out = append(out, d)
		}
	}
	for _, n := range b.System().Nodes() {
		if a.Node(n.ID) == nil {
			out = append(out, NodeDifference{ID: n.ID, Only: 2})
		}
	}
	return out
}

func differingNode(a, b *engine.World, id engine.NodeID) NodeDifference {
	d := NodeDifference{ID: id, Up: [2]bool{a.Up(id), b.Up(id)}, Timers: !slices.Equal(a.Timers(id), b.Timers(id))}
	left, right := a.Node(id).Fields(), b.Node(id).Fields()
	for _, f := range left {
		if text := textOf(right, f.ID); !alike(text, f.Text) {
			d.Fields = append(d.Fields, FieldDifference{f.ID, [2]string{f.Text, text}})
		}
	}
	for _, f := range right {
		if !alike(f.Text, "") && !slices.ContainsFunc(left, func(o engine.Field) bool { return o.ID == f.ID }) {
			d.Fields = append(d.Fields, FieldDifference{f.ID, [2]string{"", f.Text}})
		}
	}
	return d
}

// alike says whether two texts say the same; - stands for nothing.
func alike(a, b string) bool { return a == b || (a == "" || a == "-") && (b == "" || b == "-") }

func textOf(fields []engine.Field, id string) string {
	for _, f := range fields {
		if f.ID == id {
			return f.Text
		}
	}
	return ""
}

// inOne lists the messages in flight in a that are not in b; of twins, those
// that are too many.
func inOne(a, b *engine.World) []*engine.Message {
	var out []*engine.Message
	there := slices.Clone(b.Flight())
	for _, e := range a.Flight() {
		c := e.Choice(engine.DeliverMsg)
		i := slices.IndexFunc(there, func(o engine.Envelope) bool {
			return o.Message == e.Message || o.Choice(engine.DeliverMsg) == c
		})
		if i < 0 {
			out = append(out, e.Message)
		} else {
			there = slices.Delete(there, i, i+1)
		}
	}
	return out
}

func factsOfOne(a, b *engine.World) []engine.Fact {
	var out []engine.Fact
	facts, other := a.Facts(), b.Facts()
	for _, k := range a.System().Protocol().Facts {
		for f := range facts.Of(k.ID) {
			if !other.Has(f) {
				out = append(out, f)
			}
		}
	}
	return out
}

func opsOfOne(a, b *engine.World) []*engine.Op {
	if a.History().Len() == 0 {
		return nil
	}
	there := map[string]*engine.Op{}
	for _, op := range b.History().Ops() {
		there[op.ID] = op
	}
	var out []*engine.Op
	for _, op := range a.History().Ops() {
		if o := there[op.ID]; o != op && (o == nil || o.Name != op.Name || !slices.Equal(o.Args, op.Args) || o.Outcome != op.Outcome || o.Value != op.Value) {
			out = append(out, op)
		}
	}
	return out
}

// broken lists the ids of the properties that are broken at the point.
func (p *Point) broken() []string {
	var out []string
	for i, prop := range p.World.System().Properties() {
		if p.Score[i].Broken != "" {
			out = append(out, prop.ID)
		}
	}
	return out
}
