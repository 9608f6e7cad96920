package engine

// Enabled appends to out the choices that a menu allows in this world, in a
// fixed order: what brings things forward first, then what breaks things. All
// of them are legal, and none stands twice.
//
// The menu is that of the configuration, perhaps with other bounds. To search
// under another menu, give it to the world: see Under.
func (w *World) Enabled(m *Menu, out []Choice) []Choice {
	start := len(out)
	out = w.deliveries(out)
	if !m.NoFire {
		out = w.fires(out)
	}
	out = w.calls(m, out)
	if !m.NoRepair {
		out = w.restarts(out)
	}
	out = w.crashChoices(m, out)
	out = w.losses(m, out)
	out = w.linkChoices(m, out)
	out = w.clocks(m, out)
	return append(out[:start], w.within(m, out[start:])...)
}

func (w *World) offers(m *Menu, f fault) bool {
	bound := m.bound(f)
	return bound == Any || bound > int(w.used.faults[f])
}

func (w *World) deliveries(out []Choice) []Choice {
	for i, e := range w.flight {
		if !w.isTwin(i) && w.Blocked(e.Message) == "" {
			out = append(out, e.Choice(DeliverMsg))
		}
	}
	return out
}

func (w *World) fires(out []Choice) []Choice {
	for n, s := range w.slots {
		host := w.hosts[w.sys.hostOf[n]]
		for _, t := range s.timers {
			if !host.down && t.At <= host.clock {
				out = append(out, Choice{Verb: FireTimer, From: w.sys.nodes[n].ID, Kind: t.Name})
			}
		}
	}
	return out
}

func (w *World) calls(m *Menu, out []Choice) []Choice {
	for i, c := range m.Calls {
		if w.used.calls>>i&1 == 0 && w.Legal(c) == nil {
			out = appendNew(out, c)
		}
	}
	return out
}

func appendNew(out []Choice, c Choice) []Choice {
	for _, o := range out {
		if o == c {
			return out
		}
	}
	return append(out, c)
}

func (w *World) restarts(out []Choice) []Choice {
	for h, state := range w.hosts {
		if state.down {
			out = append(out, Choice{Verb: RestartHost, From: NodeID(w.sys.hosts[h])})
		}
	}
	return out
}

func (w *World) crashChoices(m *Menu, out []Choice) []Choice {
	if !w.offers(m, crashes) {
		return out
	}
	losses := m.Losses
	if losses == nil {
		losses = []string{""}
	}
	for h, state := range w.hosts {
		if state.down || w.sys.client(h) {
			continue
		}
		for _, loss := range losses {
			c := Choice{Verb: CrashHost, From: NodeID(w.sys.hosts[h]), Kind: loss}
			if loss == Volatile {
				c.Kind = ""
			}
			if w.Legal(c) == nil {
				out = appendNew(out, c)
			}
		}
	}
	return out
}

// client says whether all that lives on the host stands outside the system.
func (sys *System) client(h int) bool {
	for _, n := range sys.nodesOn[h] {
		if !sys.roles[n].Client {
			return false
		}
	}
	return true
}

func (w *World) losses(m *Menu, out []Choice) []Choice {
	if w.sys.cfg.Network != Bag {
		return out
	}
	for _, verb := range [...]Verb{DropMsg, DupMsg} {
		if verb == DropMsg && !w.offers(m, drops) || verb == DupMsg && !w.offers(m, dups) {
			continue
		}
		for i, e := range w.flight {
			if !w.isTwin(i) {
				out = append(out, e.Choice(verb))
			}
		}
	}
	return out
}

func (w *World) linkChoices(m *Menu, out []Choice) []Choice {
	if w.offers(m, cuts) {
		for a := range w.sys.hosts {
			for b := range a {
				if !w.isCut(a, b) || !w.isCut(b, a) {
					out = append(out, Choice{Verb: CutLink, From: NodeID(w.sys.hosts[b]), To: NodeID(w.sys.hosts[a])})
				}
			}
		}
	}
	if len(w.cuts) > 0 && !m.NoRepair {
		out = append(out, Choice{Verb: HealLink})
	}
	return out
}

func (w *World) clocks(m *Menu, out []Choice) []Choice {
	if !w.offers(m, ticks) {
		return out
	}
	for h, name := range w.sys.hosts {
		if w.sys.clocked[h] {
			out = append(out, Choice{Verb: AdvanceClock, From: NodeID(name), N: 1})
		}
	}
	return out
}

// within leaves out what goes beyond the menu's bounds on the protocol's limits.
func (w *World) within(m *Menu, out []Choice) []Choice {
	if len(m.Bounds) == 0 {
		return out
	}
	kept := out[:0]
	for _, c := range out {
		if !w.beyond(m, c) {
			kept = append(kept, c)
		}
	}
	return kept
}

func (w *World) beyond(m *Menu, c Choice) bool {
	host := w.sys.ActsOn(c)
	if host < 0 {
		return false
	}
	for _, b := range m.Bounds {
		for _, l := range w.sys.protocol.Limits {
			if l.Name == b.Limit && l.Over(HostView{w, host}, c, b.N) {
				return true
			}
		}
	}
	return false
}

// ActsOn is the place of the host that a choice does something to; -1: none, for
// what befalls a message, a link or all clocks.
func (sys *System) ActsOn(c Choice) int {
	switch c.Verb {
	case DeliverMsg, FireTimer, CallOp, CrashHost, RestartHost, AdvanceClock:
		return sys.HostIndex(c.Actor())
	}
	return -1
}

// HostView is what is to be seen of a world on one of its hosts. A search holds a
// choice against a limit once for each value of the host, so a limit has nothing
// else to look at.
type HostView struct {
	w    *World
	host int
}

// Node is the state of a node, or nil if none of that name lives on the host.
func (v HostView) Node(id NodeID) Node {
	if n, ok := v.w.sys.byNode[id]; ok && v.w.sys.hostOf[n] == v.host {
		return v.w.slots[n].node
	}
	return nil
}

// Now is the host's clock; zero unless a role on it reads it.
func (v HostView) Now() int64 { return v.w.sys.hashedClock(v.host, v.w.hosts[v.host]) }
