package show

import (
	"synod/engine"
)

// Change is a field that a step changed.
type Change struct {
	Node   engine.NodeID
	Who    string       // what screens call the node
	Name   string       // what screens call the field
	Field  engine.Field // as it is now
	Before string       // its text before; empty: the field is new
}

// String is the change on one line: "A2 promised ■ 2.P2, was 1.P1".
func (c Change) String() string {
	s := c.Who + " " + c.Name + " " + Field(c.Field)
	if c.Before != "" && c.Before != "-" {
		s += ", was " + c.Before
	}
	return s
}

// Changes lists the fields that a step changed, node by node.
func Changes(s *engine.Step) []Change {
	var out []Change
	p := s.From.System().Protocol()
	for _, id := range s.Changed() {
		before := s.From.Node(id).Fields()
		for _, f := range s.After(id).Fields() {
			if old, known := textOf(before, f.ID); !known || old != f.Text {
				out = append(out, Change{id, p.NodeName(id), p.FieldName(f.ID), f, old})
			}
		}
	}
	return out
}

func textOf(fields []engine.Field, id string) (string, bool) {
	for _, f := range fields {
		if f.ID == id {
			return f.Text, true
		}
	}
	return "", false
}
