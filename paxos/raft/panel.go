package raft

import (
	"synod/engine"
	"synod/paxos/members"
)

// drawLogs shows each server's log, index by index. What it knows to be committed
// is marked with *; what is not as in the log of the leader is reversed.
func (c *cluster) drawLogs(w *engine.World, selected engine.NodeID) engine.Doc {
	grid := engine.Grid{Columns: []string{"term", ""}}
	longest, leads := 0, server{}
	for _, id := range c.servers {
		s := w.Node(id).(server)
		longest = max(longest, len(s.log))
		if s.role == leader && w.Up(id) && s.term >= leads.term {
			leads = s
		}
	}
	for i := range longest {
		grid.Columns = append(grid.Columns, itoa(i+1))
	}
	for _, id := range c.servers {
		s := w.Node(id).(server)
		row := engine.GridRow{Label: engine.Span{Text: string(id), Node: id, Bold: id == selected}}
		row.Cells = append(row.Cells, engine.Span{Text: itoa(s.term)}, engine.Span{Text: s.doing()})
		for i := range longest {
			row.Cells = append(row.Cells, cell(s, leads, i))
		}
		grid.Rows = append(grid.Rows, row)
	}
	return engine.Doc{grid, engine.Text{{Text: "value@term. * known there to be committed. Reversed: not as in the log of the leader of the highest term."}}}
}

func cell(s, leads server, i int) engine.Span {
	sp := engine.Span{Text: "."}
	if i < len(s.log) {
		sp.Text = s.log[i].String()
		sp.Mark = leads.role == leader && (i >= len(leads.log) || leads.log[i] != s.log[i])
	}
	if i < s.committed {
		sp.Text, sp.Bold = sp.Text+" *", true
	}
	return sp
}

// drawState shows what the log led to: at the selected server, or else where most
// is executed.
func (c *cluster) drawState(w *engine.World, selected engine.NodeID) engine.Doc {
	at := w.Node(c.servers[0]).(server)
	for _, id := range c.servers {
		if s := w.Node(id).(server); id == selected || at.id != selected && s.committed > at.committed {
			at = s
		}
	}
	table := at.state.table()
	return engine.Doc{engine.Text{{Text: "at "}, {Text: string(at.id), Node: at.id}, {Text: ", as far as it knows what is committed: " + itoa(at.committed) + " of " + itoa(len(at.log))}}, table}
}

func (k keys) table() engine.Table {
	t := engine.Table{Head: []string{"key", "value", "created", "changed", "lease"}}
	for _, p := range k.pairs {
		t.Rows = append(t.Rows, engine.Cells(p.key, members.SaidText(p.value), itoa(p.created), itoa(p.changed), members.SaidText(p.lease)))
	}
	return t
}

func (q queue) table() engine.Table {
	t := engine.Table{Head: []string{"message", "published at", "given to", "times"}}
	for _, m := range q.messages {
		t.Rows = append(t.Rows, engine.Cells(m.value, itoa(m.index), members.SaidText(string(m.to)), itoa(m.times)))
	}
	return t
}

// drawSizes shows what a majority is of one to nine members, and how many may be
// down. The line of the members that the leader goes by is marked.
func (c *cluster) drawSizes(w *engine.World, _ engine.NodeID) engine.Doc {
	now := 0
	for _, id := range c.servers {
		if s := w.Node(id).(server); s.role == leader && w.Up(id) {
			now = s.config.Size()
		}
	}
	t := engine.Table{Head: []string{"members", "majority", "may be down"}}
	for n := 1; n <= members.Most; n++ {
		row := engine.Cells(itoa(n), itoa(n/2+1), itoa((n-1)/2))
		row[0].Mark = n == now
		t.Rows = append(t.Rows, row)
	}
	return engine.Doc{t}
}
