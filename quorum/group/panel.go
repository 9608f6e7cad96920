package group

import (
	"fmt"
	"strconv"

	"synod/engine"
)

// drawLogs shows each member's log, place by place. What it knows to be
// committed is marked with *; what differs from the leader's log is marked.
func (s *settings) drawLogs(w *engine.World, selected engine.NodeID) engine.Doc {
	a := w.Node(s.authority).(authority)
	grid := engine.Grid{Columns: []string{"in sync", "epoch", "end"}}
	longest := 0
	for _, id := range s.members {
		longest = max(longest, len(w.Node(id).(member).log))
	}
	for place := range longest {
		grid.Columns = append(grid.Columns, strconv.Itoa(place))
	}
	var leader entries
	if a.now.leader != "" {
		leader = w.Node(a.now.leader).(member).log
	}
	for _, id := range s.members {
		grid.Rows = append(grid.Rows, s.logRow(a, w.Node(id).(member), leader, longest, id == selected))
	}
	return engine.Doc{grid, acknowledged(w.Facts(), longest),
		engine.Text{{Text: "* known there to be committed. Reversed: not as in the log of the leader that the authority named."}}}
}

func (s *settings) logRow(a authority, m member, leader entries, longest int, selected bool) engine.GridRow {
	name := string(m.id)
	if a.now.leader == m.id {
		name += " leads"
	}
	row := engine.GridRow{Label: engine.Span{Text: name, Node: m.id, Bold: selected}}
	in := "no"
	switch {
	case a.now.inSync&s.only(m.id) != 0:
		in = "yes"
	case a.eligible&s.only(m.id) != 0:
		in = "eligible"
	}
	row.Cells = append(row.Cells, engine.Span{Text: in}, engine.Span{Text: strconv.Itoa(m.epoch)}, engine.Span{Text: strconv.Itoa(len(m.log))})
	for place := range longest {
		cell := engine.Span{Text: "-"}
		if place < len(m.log) {
			cell.Text = m.log[place].String()
			cell.Mark = place >= len(leader) || leader[place] != m.log[place]
		}
		if place < m.committed {
			cell.Text, cell.Bold = cell.Text+" *", true
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// acknowledged lists what clients were told is kept, place by place.
func acknowledged(facts engine.Facts, longest int) engine.Block {
	table := engine.Table{Head: []string{"place", "acknowledged (observer)"}}
	for place := range longest {
		for f := range facts.With(factAcked, strconv.Itoa(place)) {
			table.Rows = append(table.Rows, []engine.Span{{Text: f.Key}, {Text: "★ " + f.Value, Node: f.Node, Bold: true}})
		}
	}
	if len(table.Rows) == 0 {
		return engine.Text{{Text: "Nothing has been acknowledged yet."}}
	}
	return table
}

// drawViews shows what the authority has decided, and what each member and
// client believes it has.
func (s *settings) drawViews(w *engine.World, selected engine.NodeID) engine.Doc {
	a := w.Node(s.authority).(authority)
	table := engine.Table{Head: []string{"node", "config", "leader", "in sync", ""}}
	row := func(id engine.NodeID, c config, more string) {
		inSync := s.names(c.inSync)
		if c.epoch == 0 {
			inSync = "-"
		}
		table.Rows = append(table.Rows, []engine.Span{
			{Text: string(id), Node: id, Bold: id == selected},
			{Text: c.number(), Mark: !c.same(a.now)}, {Text: leaderName(c.leader)}, {Text: inSync}, {Text: more}})
	}
	more := "lost: " + s.names(a.lost)
	if a.eligible != 0 {
		more += "; eligible: " + s.names(a.eligible)
	}
	row(s.authority, a.now, more)
	for _, id := range s.members {
		m := w.Node(id).(member)
		row(id, m.now, s.lease1(w, m))
	}
	for _, id := range s.clients {
		row(id, w.Node(id).(client).knows, "")
	}
	return engine.Doc{table, engine.Text{{Text: "Reversed: not what the authority has decided."}}}
}

// lease1 says how long one leader may lead.
func (s *settings) lease1(w *engine.World, m member) string {
	switch clock := w.Clock(engine.HostID(m.id)); {
	case s.lease == 0 || !m.leads():
		return ""
	case clock >= m.now.until:
		return fmt.Sprintf("lease over: clock %d, until %d", clock, m.now.until)
	default:
		return fmt.Sprintf("lease until %d, clock %d", m.now.until, clock)
	}
}
