package zab

import "synod/engine"

// drawHistories shows each peer's history, place by place. What it has delivered
// is marked with *; what is not as in the leader's history is reversed.
func (c *cluster) drawHistories(w *engine.World, selected engine.NodeID) engine.Doc {
	grid := engine.Grid{Columns: []string{"accepted", "current", ""}}
	longest, leader := 0, peer{}
	for _, id := range c.peers {
		p := w.Node(id).(peer)
		longest = max(longest, len(p.history))
		if p.leads() && w.Up(id) && p.accepted >= leader.accepted {
			leader = p
		}
	}
	for place := range longest {
		grid.Columns = append(grid.Columns, itoa(place+1))
	}
	for _, id := range c.peers {
		p := w.Node(id).(peer)
		row := engine.GridRow{Label: engine.Span{Text: string(id), Node: id, Bold: id == selected}}
		row.Cells = append(row.Cells, engine.Span{Text: itoa(p.accepted)}, engine.Span{Text: itoa(p.current)}, engine.Span{Text: p.doing()})
		for place := range longest {
			row.Cells = append(row.Cells, cell(p, leader, place))
		}
		grid.Rows = append(grid.Rows, row)
	}
	return engine.Doc{grid, engine.Text{{Text: "* delivered there. Reversed: not as in the history of the leader."}}}
}

func cell(p, leader peer, place int) engine.Span {
	s := engine.Span{Text: "-"}
	if place < len(p.history) {
		s.Text = p.history[place].String()
		s.Mark = leader.leader != "" && (place >= len(leader.history) || leader.history[place] != p.history[place])
	}
	if place < p.committed {
		s.Text, s.Bold = s.Text+" *", true
	}
	return s
}
