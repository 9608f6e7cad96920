package caspaxos

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factPromise   = votes.Promise // node promised the ballot
	factState     = "state"       // node proposes the state in the ballot
	factParent    = "parent"      // node builds the ballot's state on that of another ballot
	factVote      = votes.Vote    // node voted for the state in the ballot
	factChosen    = votes.Chosen  // a quorum voted for the state in the ballot
	factCollected = "collected"   // node has removed the register, deleted in the ballot
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factPromise, Says: "{node} promised {key}", Less: votes.ByBallot},
		{ID: factState, Milestone: true, Says: "{node} proposes {value} in {key}"},
		{ID: factParent, Says: "{key} builds on {value}"},
		{ID: factVote, Says: "{node} voted for {value} in {key}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "chosen: {value} in {key}", Quorum: votes.Choosers},
		{ID: factCollected, Glyph: "-", Milestone: true, Says: "{node} has removed the register, deleted in {key}"},
	}
}

// parent is the ballot whose state a ballot builds on; none: it builds on
// nothing. Nothing is also what is found where a register was removed: then it
// is its deletion that the ballot builds on.
func parent(facts engine.Facts, n Ballot) (on Ballot) {
	for f := range facts.With(factParent, n.String()) {
		on = ballot.Parse(f.Value)
	}
	if on != (Ballot{}) {
		return on
	}
	for f := range facts.Of(factCollected) {
		if t := ballot.Parse(f.Key); t.Less(n) {
			on = ballot.Higher(on, t)
		}
	}
	return on
}

// descends says whether the state of a ballot is that of an ancestor, changed:
// once, many times, or not at all.
func descends(facts engine.Facts, n, ancestor Ballot) bool {
	for ancestor.Less(n) {
		n = parent(facts, n)
	}
	return n == ancestor
}

// drawStates shows the chain: ballots by acceptors, what each builds on, and
// what was chosen.
func (c *cluster) drawStates(w *engine.World, selected engine.NodeID) engine.Doc {
	facts := w.Facts()
	grid := engine.Grid{Columns: append(c.acceptors.Words(c.acceptors.All()), "builds on", "state")}
	for _, b := range votes.Ballots(facts, factState, factVote) {
		grid.Rows = append(grid.Rows, c.stateRow(w, b, selected))
	}
	return engine.Doc{grid}
}

func (c *cluster) stateRow(w *engine.World, b Ballot, selected engine.NodeID) engine.GridRow {
	facts, key := w.Facts(), b.String()
	row := engine.GridRow{Label: engine.Span{Text: key, Node: b.By}}
	state := engine.Span{}
	for f := range facts.With(factState, key) {
		state.Text = f.Value
	}
	for _, id := range c.acceptors {
		cell := engine.Span{Text: "-", Node: id, Mark: id == selected}
		for f := range facts.With(factVote, key) {
			if f.Node == id {
				cell.Text, cell.Bold, state.Text = "voted", w.Node(id).(acceptor).voted.Ballot == b, f.Value
			}
		}
		if facts.Has(engine.Fact{Kind: factCollected, Node: id, Key: key}) {
			cell.Text = "removed"
		}
		row.Cells = append(row.Cells, cell)
	}
	for range facts.With(factChosen, key) {
		state.Text, state.Bold = "★ "+state.Text, true
	}
	on := engine.Span{Text: parent(facts, b).String(), Node: parent(facts, b).By}
	return engine.GridRow{Label: row.Label, Cells: append(row.Cells, on, state)}
}
