package ui

import (
	"maps"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/pane"
)

// anything is the menu of the sandbox: everything legal.
func anything(m engine.Menu) engine.Menu {
	return engine.Menu{
		Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any, Ticks: engine.Any,
		Losses: m.Losses, Calls: m.Calls,
	}
}

// menu is what is offered at the cursor.
func (s *session) menu() engine.Menu {
	m := s.player.Menu()
	if s.free {
		return anything(m)
	}
	return m
}

// guided says whether only the script's own next choice is offered here.
func (s *session) guided() bool {
	return s.script.Head.Guided && !s.free && s.player.Upcoming() != nil && s.scripted[s.time.Cursor()]
}

// refresh works out anew what the panes are drawn from.
func (s *session) refresh() {
	v, at := &s.view, s.time.Cursor()
	v.Point, v.World, v.Before = at, at.World, nil
	v.Step = at.Explain()
	if v.Step != nil {
		v.Before = v.Step.From
	}
	v.Script, v.Detour, v.Menu = s.scriptAt(at), s.away(), s.menu()
	s.uncover()
	s.judge()
	v.Scroll, v.Record = 0, s.record.name()
	s.acting()
	v.Rows = s.rows()
	v.Selected = 0
	for i := range v.Rows {
		if v.Rows[i].Scripted {
			v.Selected = i
			break
		}
	}
	s.look()
	if s.asked != nil && s.asked.at != at {
		s.forget()
	}
	s.watched()
	s.showAsked()
}

// look works out the preview of the selected row.
func (s *session) look() {
	v := &s.view
	v.Preview = nil
	if row := s.row(); row != nil && row.Blocked == "" && !row.Prompt {
		v.Preview, _ = v.World.Explain(row.Choice)
	}
}

// row is the selected row, or nil.
func (s *session) row() *pane.Row { return s.view.Row() }

// acting selects the node that acted in the step.
func (s *session) acting() {
	v := &s.view
	sys := v.World.System()
	if v.Node == "" {
		v.Node = firstNode(sys)
	}
	if v.Step == nil || s.fogged {
		return
	}
	switch c := v.Step.Choice; c.Verb {
	case engine.DeliverMsg:
		v.Node = c.To
	case engine.FireTimer, engine.CallOp:
		v.Node = c.From
	case engine.CrashHost, engine.RestartHost:
		if on := sys.NodesOn(engine.HostID(c.From)); len(on) > 0 {
			v.Node = on[0]
		}
	}
}

func firstNode(sys *engine.System) engine.NodeID {
	for _, n := range sys.Nodes() {
		if r := sys.Role(n.ID); r.Hub {
			return n.ID
		}
	}
	return sys.Nodes()[0].ID
}

// rows lists what can happen next: what brings things forward, one a row; then
// what has to wait, with its reason. Faults are verbs on the selection.
func (s *session) rows() []pane.Row {
	w := s.time.Cursor().World
	next, known := s.expected()
	if s.guided() {
		if !known {
			return nil
		}
		return []pane.Row{{Choice: next, Scripted: true, Copies: copies(w)[next]}}
	}
	menu := s.menu()
	menu.Drops, menu.Dups, menu.Crashes, menu.Cuts = 0, 0, 0, 0 // keys on what is selected, not rows
	s.choices = w.Enabled(&menu, s.choices[:0])
	rows := make([]pane.Row, 0, len(s.choices)+len(w.Waiting())+8)
	scripted, twins := false, copies(w)
	for _, c := range s.choices {
		is := known && c == next
		rows = append(rows, pane.Row{Choice: c, Scripted: is, Copies: twins[c]})
		scripted = scripted || is
	}
	if known && !scripted {
		rows = append([]pane.Row{{Choice: next, Scripted: true}}, rows...)
	}
	if ticks, waits := w.Deadline(); waits {
		c := engine.Choice{Verb: engine.Wait, N: ticks}
		if !known || c != next {
			rows = append(rows, pane.Row{Choice: c})
		}
	}
	rows = append(rows, calls(w)...)
	return append(rows, waiting(w)...)
}

// copies counts the twins of each message in flight, as the choice that delivers it
// names them.
func copies(w *engine.World) map[engine.Choice]int {
	flight := w.Flight()
	n := make(map[engine.Choice]int, len(flight))
	for _, e := range flight {
		n[e.Choice(engine.DeliverMsg)]++
	}
	maps.DeleteFunc(n, func(_ engine.Choice, n int) bool { return n < 2 })
	return n
}

// calls lists the operations whose arguments a prompt asks for.
func calls(w *engine.World) []pane.Row {
	var rows []pane.Row
	sys := w.System()
	for _, n := range sys.Nodes() {
		specs := sys.CallSpecs(n.ID)
		for i := range specs {
			c := engine.Choice{Verb: engine.CallOp, From: n.ID, Kind: specs[i].Name}
			if w.Legal(withArgs(c, &specs[i])) == nil {
				rows = append(rows, pane.Row{Choice: c, Prompt: true, Spec: &specs[i]})
			}
		}
	}
	return rows
}

// withArgs gives the call some arguments, to ask whether it could be taken.
func withArgs(c engine.Choice, spec *engine.CallSpec) engine.Choice {
	for _, a := range spec.Args {
		if !a.Optional {
			c.Key += " x"
		}
	}
	if c.Key != "" {
		c.Key = c.Key[1:]
	}
	return c
}

func waiting(w *engine.World) []pane.Row {
	var rows []pane.Row
	for _, m := range w.Waiting() {
		c := m.Choice(engine.DeliverMsg)
		if n := len(rows); n == 0 || rows[n-1].Choice != c {
			rows = append(rows, pane.Row{Choice: c, Blocked: m.Reason})
		}
	}
	return rows
}

// What the footer shows only when it matters.

func (s *session) asks() bool       { return s.question() != nil }
func (s *session) exercising() bool { return s.exercise.inside }

func (s *session) wanders() bool { return s.free || s.away() || s.exercise.shown }

func (s *session) offersDrop() bool  { return s.view.Menu.Drops != 0 && !s.alone() }
func (s *session) offersCut() bool   { return s.view.Menu.Cuts != 0 && !s.alone() }
func (s *session) offersCrash() bool { return s.view.Menu.Crashes != 0 }

// alone says whether no message is in flight.
func (s *session) alone() bool { return len(s.view.World.Flight()) == 0 }

// drawn is the picture of the protocol's own that was drawn last.
type drawn struct {
	panel int
	at    *timeline.Point
	node  engine.NodeID
	doc   engine.Doc
}

// document is one of the protocol's own pictures at the cursor. A frame that
// changes neither point nor node draws it from what is at hand.
func (s *session) document(panel int) engine.Doc {
	v := &s.view
	if d := &s.drawn; d.at != v.Point || d.node != v.Node || d.panel != panel {
		doc := v.World.System().Panels()[panel].Draw(v.World, v.Node)
		s.drawn = drawn{panel, v.Point, v.Node, doc}
	}
	return s.drawn.doc
}
