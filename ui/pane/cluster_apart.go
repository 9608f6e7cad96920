package pane

import (
	"slices"

	"synod/engine"
	"synod/engine/timeline"
)

// What of a picture is not so in the picture beside it.

// apartMark stands at whatever differs.
const apartMark = "≠"

// Apart is what differs between a view and the one beside it.
type Apart struct {
	timeline.Difference
	Side int // of the view: 0 or 1
}

// fieldApart says whether a field of a node says something else beside.
func (v *View) fieldApart(id engine.NodeID, field string) bool {
	if v.Apart == nil {
		return false
	}
	d := v.Apart.Node(id)
	return d != nil && slices.ContainsFunc(d.Fields, func(f timeline.FieldDifference) bool { return f.ID == field })
}

// nodeApart says whether anything of a node is not so beside.
func (v *View) nodeApart(id engine.NodeID) bool {
	return v.Apart != nil && v.Apart.Node(id) != nil
}

// alone says whether a node is there on one side only: then what it holds and
// sends needs no mark of its own.
func (v *View) alone(id engine.NodeID) bool {
	d := v.Apart.Node(id)
	return d != nil && d.Only != 0
}

// messageApart says whether a message is in flight on this side only.
func (v *View) messageApart(m *engine.Message) bool {
	if v.Apart == nil || v.alone(m.From) || v.alone(m.To) {
		return false
	}
	c := m.Choice(engine.DeliverMsg)
	return slices.ContainsFunc(v.Apart.Flight[v.Apart.Side], func(o *engine.Message) bool {
		return o == m || o.Choice(engine.DeliverMsg) == c
	})
}

// factApart says whether a fact is known on this side only.
func (v *View) factApart(f engine.Fact) bool {
	return v.Apart != nil && slices.Contains(v.Apart.Facts[v.Apart.Side], f)
}

// setApart marks a wire whose message is not in flight beside.
func (x *wire) setApart() {
	x.full, x.brief, x.short = apartMark+x.full, apartMark+x.brief, apartMark+x.short
}
