package pmmc

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// drawSlots shows slots by nodes: what each acceptor has accepted, what each
// replica knows to be decided and has performed, and what is chosen.
func (c *cluster) drawSlots(w *engine.World, selected engine.NodeID) engine.Doc {
	grid := engine.Grid{}
	last := c.lastSlot(w)
	for s := 1; s <= last; s++ {
		grid.Columns = append(grid.Columns, strconv.Itoa(s))
	}
	for _, id := range slices.Concat(c.acceptors, c.replicas) {
		row := engine.GridRow{Label: engine.Span{Text: string(id), Node: id, Mark: id == selected}}
		for s := 1; s <= last; s++ {
			row.Cells = append(row.Cells, cell(w.Node(id), s))
		}
		grid.Rows = append(grid.Rows, row)
	}
	chosen := engine.GridRow{Label: engine.Span{Text: "chosen"}}
	for s := 1; s <= last; s++ {
		var values []string
		for f := range w.Facts().With(factChosen, strconv.Itoa(s)) {
			values = append(values, "★ "+f.Value)
		}
		chosen.Cells = append(chosen.Cells, engine.Span{Text: strings.Join(values, " "), Bold: true})
	}
	grid.Rows = append(grid.Rows, chosen)
	return engine.Doc{engine.Text{{Text: "acceptors: accepted in a ballot; replicas: = decided, ✓ performed"}}, grid}
}

// lastSlot is the last slot that anybody has something in; at least 1.
func (c *cluster) lastSlot(w *engine.World) int {
	last := 1
	for _, id := range c.acceptors {
		last = max(last, w.Node(id).(acceptor).accepted.Last())
	}
	for _, id := range c.replicas {
		if d := w.Node(id).(replica).decisions; len(d) > 0 {
			last = max(last, d[len(d)-1].slot)
		}
	}
	return last
}

// cell is what a node has in a slot.
func cell(n engine.Node, slot int) engine.Span {
	switch n := n.(type) {
	case acceptor:
		if v := n.accepted.At(slot); v.Cast() {
			return engine.Span{Text: v.String()}
		}
	case replica:
		if d := n.decisions.at(slot); d != (Command{}) && (slot < n.out || slices.Contains(n.holes, slot)) {
			return engine.Span{Text: "✓ " + d.String(), Bold: true}
		} else if d != (Command{}) {
			return engine.Span{Text: "= " + d.String()}
		}
	}
	return engine.Span{Text: "-"}
}
