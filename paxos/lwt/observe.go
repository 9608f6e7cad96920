package lwt

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factPromise  = votes.Promise // node promised the ballot
	factProposal = "proposal"    // node proposes the value in the ballot
	factParent   = "parent"      // the ballot's update is made from what was committed in another
	factAgain    = "again"       // the ballot's update is that of another, once more
	factVote     = votes.Vote    // node accepted the value in the ballot
	factChosen   = votes.Chosen  // a quorum accepted the value in the ballot
	factCommit   = "commit"      // node has written the value of the ballot
	factRead     = "read"        // in the ballot a client is told the row that was committed in another
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factPromise, Says: "{node} promised {key}", Less: votes.ByBallot},
		{ID: factProposal, Milestone: true, Says: "{node} proposes {value} in {key}"},
		{ID: factParent, Says: "{key} is made from {value}"},
		{ID: factAgain, Says: "{key} proposes what {value} did"},
		{ID: factVote, Says: "{node} accepted {value} in {key}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "decided: {value} in {key}", Quorum: votes.Choosers},
		{ID: factCommit, Glyph: "+", Milestone: true, Says: "{node} has written {value} of {key}"},
		{ID: factRead, Glyph: "◇", Milestone: true, Says: "{node} answers in {key}, with the row of {value}"},
	}
}

// pointed is the ballot that a fact of a kind points to from another; none if there
// is no such fact.
func pointed(facts engine.Facts, kind string, n Ballot) (to Ballot) {
	for f := range facts.With(kind, n.String()) {
		to = ballot.Parse(f.Value)
	}
	return to
}

// origin is the ballot in which a ballot's update was first proposed.
func origin(facts engine.Facts, n Ballot) Ballot {
	for {
		before := pointed(facts, factAgain, n)
		if before == (Ballot{}) {
			return n
		}
		n = before
	}
}

// builds says whether the update of a ballot is another's, or was made over that:
// at once, or through many.
func builds(facts engine.Facts, n, on Ballot) bool {
	n, on = origin(facts, n), origin(facts, on)
	for on.Less(n) {
		from := origin(facts, pointed(facts, factParent, n))
		if !from.Less(n) {
			return false // it was made from what came later: with rules switched off
		}
		n = from
	}
	return n == on
}

// drawInstances shows the ballots by replicas, what each proposal is made from, and
// what was decided.
func (c *cluster) drawInstances(w *engine.World, selected engine.NodeID) engine.Doc {
	grid := engine.Grid{Columns: append(c.replicas.Words(c.replicas.All()), "from", "proposal")}
	for _, b := range votes.Ballots(w.Facts(), factPromise, factProposal, factVote) {
		grid.Rows = append(grid.Rows, c.instanceRow(w, b, selected))
	}
	return engine.Doc{grid}
}

func (c *cluster) instanceRow(w *engine.World, b Ballot, selected engine.NodeID) engine.GridRow {
	facts, key := w.Facts(), b.String()
	row := engine.GridRow{Label: engine.Span{Text: key, Node: b.By}}
	for _, id := range c.replicas {
		cell := engine.Span{Text: "-", Node: id, Mark: id == selected}
		for _, seen := range []struct{ kind, text string }{{factPromise, "promised"}, {factVote, "accepted"}, {factCommit, "committed"}} {
			for f := range facts.With(seen.kind, key) {
				if f.Node == id {
					cell.Text = seen.text
				}
			}
		}
		row.Cells = append(row.Cells, cell)
	}
	from, proposal := engine.Span{Text: "-"}, engine.Span{Text: "-"}
	for _, kind := range []string{factParent, factAgain} {
		if on := pointed(facts, kind, b); on != (Ballot{}) {
			from = engine.Span{Text: on.String(), Node: on.By}
		}
	}
	for f := range facts.With(factProposal, key) {
		proposal.Text = f.Value
	}
	for range facts.With(factChosen, key) {
		proposal.Text, proposal.Bold = "★ "+proposal.Text, true
	}
	return engine.GridRow{Label: row.Label, Cells: append(row.Cells, from, proposal)}
}
