package log

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
)

// drawLog shows slots by servers: the last vote of the server's acceptor, what
// the server knows to be chosen, and what it has executed.
func (c *cluster) drawLog(w *engine.World, selected engine.NodeID) engine.Doc {
	grid := engine.Grid{}
	for _, id := range c.servers {
		s := w.Node(id).(server)
		head := string(id)
		if s.phase == leading {
			head += " leads " + s.tried.String()
		}
		grid.Columns = append(grid.Columns, head)
	}
	grid.Columns = append(grid.Columns, "chosen")
	for _, slot := range c.slots(w) {
		grid.Rows = append(grid.Rows, c.slotRow(w, slot, selected))
	}
	return engine.Doc{grid}
}

// slots lists the slots that anybody voted for or knows of.
func (c *cluster) slots(w *engine.World) (out []int) {
	for f := range w.Facts().Of(factVote) {
		_, slot := ballot.ParseAt(f.Key)
		out = append(out, slot)
	}
	for f := range w.Facts().Of(factLearnt) {
		slot, _ := strconv.Atoi(f.Key)
		out = append(out, slot)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *cluster) slotRow(w *engine.World, slot int, selected engine.NodeID) engine.GridRow {
	row := engine.GridRow{Label: engine.Span{Text: strconv.Itoa(slot)}}
	for i, id := range c.servers {
		s, a := w.Node(id).(server), w.Node(c.acceptors[i]).(acceptor)
		row.Cells = append(row.Cells, engine.Span{Text: c.cell(s, a, slot), Node: id, Mark: id == selected || c.acceptors[i] == selected})
	}
	var values []string
	for f := range w.Facts().With(factChosen, strconv.Itoa(slot)) {
		values = append(values, "★ "+terse(f.Value))
	}
	slices.Sort(values)
	row.Cells = append(row.Cells, engine.Span{Text: strings.Join(values, " "), Bold: true})
	return row
}

// cell is a slot at a server: how far the server is, and the vote. What the
// server knows to be chosen follows if it is something else.
func (c *cluster) cell(s server, a acceptor, slot int) string {
	text := "-"
	if v := a.votes.At(slot); v.Cast() {
		text = v.Ballot.String() + " " + terse(v.Value)
	}
	value, known := s.log.at(slot)
	if known && value != a.votes.At(slot).Value {
		text += " / " + terse(value)
	}
	switch {
	case s.executed(slot):
		return "● " + text
	case known || slot <= s.base:
		return "✓ " + text
	}
	return "  " + text
}

// terse is a value in as few letters as a cell has room for.
func terse(value string) string {
	if cmd := parse(value); cmd.words[0] == opPut {
		return cmd.arg(0) + "=" + cmd.arg(1)
	}
	return brief(value)
}

// executed says whether the server has executed a slot.
func (s server) executed(slot int) bool { return slot <= s.applied && s.knows(slot) }
