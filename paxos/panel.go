package paxos

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/votes"
)

// drawVotes shows ballots by acceptors: who ever promised and voted what, which
// ballots chose, and who has heard of how many votes.
func (c *cluster) drawVotes(w *engine.World, selected engine.NodeID) engine.Doc {
	facts := w.Facts()
	grid := engine.Grid{Columns: append(c.acceptors.Words(c.acceptors.All()), "chosen")}
	for _, b := range ballots(facts) {
		grid.Rows = append(grid.Rows, c.voteRow(facts, b, selected))
	}
	heard := engine.Table{Head: []string{"who", "heard", "knows"}}
	for _, id := range slices.Concat(c.proposers, c.learners) {
		heard.Rows = append(heard.Rows, heardRow(id, w.Node(id), selected))
	}
	return engine.Doc{grid, heard}
}

func (c *cluster) voteRow(facts engine.Facts, b Ballot, selected engine.NodeID) engine.GridRow {
	key := b.String()
	promised, voted := c.who(facts, factPromise, b), c.who(facts, factVote, b)
	row := engine.GridRow{Label: engine.Span{Text: key, Node: b.By}, Cells: make([]engine.Span, 0, len(c.acceptors)+1)}
	for i, id := range c.acceptors {
		cell := engine.Span{Text: "-", Node: id, Mark: id == selected}
		switch {
		case voted.Has(i):
			cell.Text, cell.Bold = voteOf(facts, id, key), true
		case promised.Has(i):
			cell.Text = "promised"
		}
		row.Cells = append(row.Cells, cell)
	}
	row.Cells = append(row.Cells, chosenCell(facts, key))
	return row
}

func voteOf(facts engine.Facts, id engine.NodeID, ballot string) string {
	return strings.Join(votes.Of(facts, id, ballot), "+")
}

func chosenCell(facts engine.Facts, ballot string) engine.Span {
	var values []string
	for f := range facts.With(factChosen, ballot) {
		values = append(values, "★ "+f.Value)
	}
	slices.Sort(values)
	return engine.Span{Text: strings.Join(values, " "), Bold: true}
}

// heardRow says how many votes of its ballot a node has heard of.
func heardRow(id engine.NodeID, n engine.Node, selected engine.NodeID) []engine.Span {
	heard, knows := "-", "-"
	switch n := n.(type) {
	case proposer:
		if n.phase == accepting || n.phase == done {
			heard = n.c.count2(n.replies)
		}
		if n.phase == done {
			knows = n.value
		}
	case learner:
		heard = n.counts()
		if n.learnt != "" {
			knows = n.learnt
		}
	}
	mark := id == selected
	return []engine.Span{{Text: string(id), Node: id, Mark: mark}, {Text: heard, Mark: mark}, {Text: knows, Mark: mark}}
}

// undecided is the liveness meter: how many ballots there were, among those
// that some acceptor has heard of, in which nothing is chosen. Agreement holds
// all the same.
func (c *cluster) undecided(w *engine.World) int {
	return len(ballots(w.Facts())) - len(votes.Ballots(w.Facts(), factChosen))
}

// drawRounds shows how far each ballot got.
func (c *cluster) drawRounds(w *engine.World, _ engine.NodeID) engine.Doc {
	facts := w.Facts()
	table := engine.Table{Head: []string{"ballot", "promised", "voted", "so far"}}
	all := ballots(facts)
	for _, b := range all {
		promised, voted := c.who(facts, factPromise, b), c.who(facts, factVote, b)
		table.Rows = append(table.Rows, []engine.Span{{Text: b.String(), Node: b.By}, {Text: c.count1(promised)}, {Text: c.count2(voted)}, {Text: c.howFar(facts, b)}})
	}
	return engine.Doc{engine.Text{{Text: strconv.Itoa(c.undecided(w)) + " of " + strconv.Itoa(len(all)) + " ballots without a decision"}}, table}
}

// howFar says what has become of a ballot: the three milestones are a majority
// of promises, a majority of votes, and that somebody knows of it.
func (c *cluster) howFar(facts engine.Facts, b Ballot) string {
	switch value := chosenIn(facts, b); {
	case value != "" && len(knowers(facts, value)) == 0:
		return "chosen, and nobody knows"
	case value != "":
		return "chosen, known to " + strings.Join(knowers(facts, value), " ")
	case c.dead(facts, b, 0):
		return "pre-empted"
	case c.quorum1.Has(c.who(facts, factPromise, b)):
		return "promised by a quorum"
	}
	return "open"
}

// chosenIn is a value that is chosen in a ballot; empty: there is none.
func chosenIn(facts engine.Facts, b Ballot) string {
	for f := range facts.With(factChosen, b.String()) {
		return f.Value
	}
	return ""
}

// knowers lists who knows that the value is chosen.
func knowers(facts engine.Facts, value string) (who []string) {
	for f := range facts.Of(factLearnt) {
		if f.Value == value {
			who = append(who, string(f.Node))
		}
	}
	slices.Sort(who)
	return who
}
