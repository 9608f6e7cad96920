package journal

import "synod/engine"

// drawLog shows what each JournalNode has of the log, transaction by transaction,
// by the epochs of the writers. What is finalized is bold; what is not as it was
// decided is reversed.
func (c *cluster) drawLog(w *engine.World, selected engine.NodeID) engine.Doc {
	grid := engine.Grid{Columns: []string{"promised", "writer", "accepted"}}
	last := 0
	for _, id := range c.journals {
		for _, s := range w.Node(id).(journalnode).segments {
			last = max(last, s.last())
		}
	}
	for tx := range last {
		grid.Columns = append(grid.Columns, itoa(tx+1))
	}
	for _, id := range c.journals {
		j := w.Node(id).(journalnode)
		row := engine.GridRow{Label: engine.Span{Text: string(id), Node: id, Bold: id == selected}}
		row.Cells = append(row.Cells, engine.Span{Text: itoa(j.promised)}, engine.Span{Text: itoa(j.writer)}, engine.Span{Text: j.decisions.String()})
		for tx := range last {
			row.Cells = append(row.Cells, j.cell(w.Facts(), tx+1))
		}
		grid.Rows = append(grid.Rows, row)
	}
	return engine.Doc{grid, engine.Text{{Text: "Below each transaction: the epoch of its writer; s: the first of a segment, the same in each. f: finalized. Reversed: not as it was decided."}}}
}

func (j journalnode) cell(facts engine.Facts, tx int) engine.Span {
	for _, s := range j.segments {
		if tx < s.first || tx > s.last() {
			continue
		}
		cell := engine.Span{Text: itoa(s.by[tx-s.first]), Bold: s.finalized}
		if s.by[tx-s.first] == header {
			cell.Text = "s"
		}
		if s.finalized {
			cell.Text += " f"
		}
		for f := range facts.With(factDecided, itoa(s.first)) {
			cell.Mark = cell.Mark || parseRuns(f.Value).lacks(run{tx, tx, s.by[tx-s.first]}) > 0
		}
		return cell
	}
	return engine.Span{Text: "-"}
}
