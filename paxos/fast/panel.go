package fast

import (
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/votes"
)

// drawVotes shows ballots by acceptors: who ever promised and voted what, and
// what became of each ballot; then who has heard of which votes.
func (c *cluster) drawVotes(w *engine.World, selected engine.NodeID) engine.Doc {
	facts := w.Facts()
	grid := engine.Grid{Columns: append(c.acceptors.Words(c.acceptors.All()), "takes", "so far")}
	for _, b := range votes.Ballots(facts, factPromise, factVote) {
		grid.Rows = append(grid.Rows, c.voteRow(facts, b, selected))
	}
	heard := engine.Table{Head: []string{"who", "heard", "knows"}}
	for _, id := range slices.Concat(c.proposers, c.learners) {
		heard.Rows = append(heard.Rows, c.heardRow(id, w.Node(id), selected))
	}
	return engine.Doc{grid, heard}
}

func (c *cluster) voteRow(facts engine.Facts, b Ballot, selected engine.NodeID) engine.GridRow {
	row := engine.GridRow{Label: engine.Span{Text: b.String() + " " + sort(b), Node: b.By}}
	for _, id := range c.acceptors {
		cell := engine.Span{Text: "-", Node: id, Mark: id == selected}
		if facts.Has(engine.Fact{Kind: factPromise, Node: id, Key: b.String()}) {
			cell.Text = "promised"
		}
		if v := strings.Join(votes.Of(facts, id, b.String()), "+"); v != "" {
			cell.Text, cell.Bold = v, true
		}
		row.Cells = append(row.Cells, cell)
	}
	takes := engine.Span{Text: c.quorum(b).String()}
	return engine.GridRow{Label: row.Label, Cells: append(row.Cells, takes, engine.Span{Text: outcome(facts, b), Bold: true})}
}

// outcome says what became of a ballot.
func outcome(facts engine.Facts, b Ballot) string {
	var out []string
	for f := range facts.With(factChosen, b.String()) {
		out = append(out, "★ "+f.Value)
	}
	for range facts.With(factCollided, b.String()) {
		out = append(out, "collision")
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func (c *cluster) heardRow(id engine.NodeID, n engine.Node, selected engine.NodeID) []engine.Span {
	heard, knows := "-", "-"
	switch n := n.(type) {
	case proposer:
		heard, knows = c.counts(n.heard), orNone(n.knows)
	case learner:
		heard, knows = c.counts(n.heard), orNone(n.learnt)
	}
	mark := id == selected
	return []engine.Span{{Text: string(id), Node: id, Mark: mark}, {Text: heard, Mark: mark}, {Text: knows, Mark: mark}}
}
