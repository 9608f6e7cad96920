package ui

import (
	"slices"

	"synod/engine"
)

// fault takes a fault if it is offered here; if not, it says why not.
func (s *session) fault(c engine.Choice) string {
	w := s.time.Cursor().World
	if err := w.Legal(c); err != nil {
		return reason(err)
	}
	menu := s.menu()
	full, _ := w.Resolve(c)
	if s.offered(&menu, full) {
		return s.choose(full)
	}
	return "no " + c.Verb.String() + " is offered here; " + msgOpenSandbox
}

func (s *session) offered(menu *engine.Menu, c engine.Choice) bool {
	if next, ok := s.expected(); ok && next == c {
		return true
	}
	choices := s.time.Cursor().World.Enabled(menu, nil)
	if c.Verb == engine.CutLink {
		swapped := c
		swapped.From, swapped.To = c.To, c.From
		return slices.Contains(choices, c) || slices.Contains(choices, swapped)
	}
	return slices.Contains(choices, c)
}

// message is the message of the selected row; false: the row is none.
func (s *session) message(v engine.Verb) (engine.Choice, bool) {
	row := s.row()
	if row == nil || row.Choice.Verb != engine.DeliverMsg {
		return engine.Choice{}, false
	}
	c := row.Choice
	c.Verb = v
	return c, true
}

// lose drops or duplicates the selected message.
func (s *session) lose(v engine.Verb) string {
	c, ok := s.message(v)
	if !ok {
		return msgNoMessage
	}
	return s.fault(c)
}

// crash takes the selected node's host down, or brings it back.
func (s *session) crash() string {
	w := s.time.Cursor().World
	host := w.System().HostOf(s.view.Node)
	if !w.HostUp(host) {
		return s.choose(engine.Choice{Verb: engine.RestartHost, From: engine.NodeID(host)})
	}
	return s.fault(engine.Choice{Verb: engine.CrashHost, From: engine.NodeID(host)})
}

// cut cuts the link that the selected message travels on, or heals it.
func (s *session) cut() string {
	m, ok := s.message(engine.DeliverMsg)
	if !ok {
		return msgNoLink
	}
	w := s.time.Cursor().World
	from, to := w.System().HostOf(m.From), w.System().HostOf(m.To)
	c := engine.Choice{Verb: engine.CutLink, From: engine.NodeID(from), To: engine.NodeID(to)}
	if w.Cut(from, to) || w.Cut(to, from) {
		c.Verb = engine.HealLink
		if !w.Cut(from, to) {
			c.From, c.To, c.N = c.To, c.From, engine.OneWay
		} else if !w.Cut(to, from) {
			c.N = engine.OneWay
		}
		return s.choose(c)
	}
	return s.fault(c)
}

// callable is the node that a client call is for: the selected one if it takes
// calls, else the first that does.
func (s *session) callable() engine.NodeID {
	sys := s.time.Cursor().World.System()
	if len(sys.CallSpecs(s.view.Node)) > 0 {
		return s.view.Node
	}
	for _, n := range sys.Nodes() {
		if len(sys.CallSpecs(n.ID)) > 0 {
			return n.ID
		}
	}
	return ""
}

// selectNode moves the selection among the nodes.
func (s *session) selectNode(by int) {
	nodes := s.view.Nodes()
	n := len(nodes)
	s.view.Node = nodes[((slices.Index(nodes, s.view.Node)+by)%n+n)%n]
}

// selectRow moves the selection among the rows and stops at both ends.
func (s *session) selectRow(by int) {
	if n := len(s.view.Rows); n > 0 {
		s.view.Selected = max(0, min(n-1, s.view.Selected+by))
		s.look()
	}
}

// auto takes the first choice that asks nothing; false: there is none.
func (s *session) auto() (string, bool) {
	for _, r := range s.view.Rows {
		if r.Blocked == "" && !r.Prompt {
			return s.choose(r.Choice), true
		}
	}
	return msgNothing, false
}
