package abd

import (
	"slices"

	"synod/engine"
	"synod/paxos/votes"
)

// needs lists what it takes for an operation to end well.
func (c *cluster) needs() []engine.Need {
	return []engine.Need{
		{ID: "quorum", Statement: "A quorum of the servers is up and linked, both ways, with a client that waits.", Missing: c.noQuorum},
	}
}

func (c *cluster) noQuorum(w *engine.World) (out []string) {
	for _, id := range slices.Concat(c.writers, c.readers) {
		k := w.Node(id).(client)
		if k.phase == idle || !w.Up(id) {
			continue
		}
		out = append(out, c.servers.Missing(id, c.servers.Linked(w, id), k.quorum(), "for its "+k.kind())...)
	}
	return out
}

// drawHeld shows timestamps by servers: who has ever taken what, and who holds
// it now; then what the clients are at.
func (c *cluster) drawHeld(w *engine.World, selected engine.NodeID) engine.Doc {
	facts := w.Facts()
	grid := engine.Grid{Columns: append(c.servers.Words(c.servers.All()), "quorum")}
	var writes []engine.Fact
	for f := range facts.Of(factWrites) {
		writes = append(writes, f)
	}
	slices.SortFunc(writes, func(a, b engine.Fact) int {
		if votes.ByBallot(a, b) {
			return -1
		}
		return 1
	})
	for _, f := range writes {
		grid.Rows = append(grid.Rows, c.heldRow(w, f, selected))
	}
	doing := engine.Table{Head: []string{"who", "doing", "answers", "told"}}
	for _, id := range slices.Concat(c.writers, c.readers) {
		doing.Rows = append(doing.Rows, w.Node(id).(client).row(id, id == selected))
	}
	return engine.Doc{grid, doing}
}

// row is what a client is at, and what it was last told.
func (k client) row(id engine.NodeID, mark bool) []engine.Span {
	doing, answers, told := "-", "-", k.told
	switch {
	case k.phase == querying:
		doing, answers = "asks, to "+k.kind(), k.answers()
	case k.phase == updating && k.write:
		doing, answers = "writes "+k.best.String(), k.answers()
	case k.phase == updating:
		doing, answers = "writes back "+k.best.String(), k.answers()
	}
	if told == "" {
		told = "-"
	}
	return []engine.Span{{Text: string(id), Node: id, Mark: mark}, {Text: doing, Mark: mark}, {Text: answers, Mark: mark}, {Text: told, Mark: mark}}
}

func (c *cluster) heldRow(w *engine.World, write engine.Fact, selected engine.NodeID) engine.GridRow {
	row := engine.GridRow{Label: engine.Span{Text: write.Key + " " + write.Value, Node: write.Node}}
	for _, id := range c.servers {
		cell := engine.Span{Text: "-", Node: id, Mark: id == selected}
		switch held := w.Node(id).(server).held; {
		case held.Ballot.String() == write.Key:
			cell.Text, cell.Bold = "holds", true
		case w.Facts().Has(engine.Fact{Kind: factStored, Node: id, Key: write.Key, Value: write.Value}):
			cell.Text = "held"
		}
		row.Cells = append(row.Cells, cell)
	}
	spread := engine.Span{Bold: true}
	for range w.Facts().With(factSpread, write.Key) {
		spread.Text = "◆"
	}
	return engine.GridRow{Label: row.Label, Cells: append(row.Cells, spread)}
}
