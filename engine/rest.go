package engine

import "slices"

// Rest is what a world holds beside hosts, messages, facts and history: the cut
// links, and what has been taken out of the menu.
type Rest struct {
	cuts []cut
	used used
}

// Rest gives that part of the world.
func (w *World) Rest() Rest { return Rest{w.cuts, w.used.bounded(&w.sys.cfg.Menu)} }

// bounded forgets what the menu does not bound.
func (u used) bounded(m *Menu) used {
	for f := range faultCount {
		u.faults[f] = uint16(u.taken(m, f))
	}
	return u
}

// AppendTo appends an encoding that tells the values apart.
func (r Rest) AppendTo(b []byte) []byte {
	for _, c := range r.cuts {
		b = append(b, byte(c.from), byte(c.to))
	}
	b = append(b, 0xff)
	for _, n := range r.used.faults {
		b = AppendInt(b, int64(n))
	}
	return AppendInt(b, int64(r.used.calls))
}

// Term is its part of a fingerprint under a menu.
func (r Rest) Term(m *Menu) uint64 {
	sum := r.used.term(m)
	for _, c := range r.cuts {
		sum += cutTerm(c)
	}
	return sum
}

// Cut says whether the link between two hosts, by their places, is cut.
func (r Rest) Cut(from, to int) bool {
	_, found := slices.BinarySearchFunc(r.cuts, cut{from, to}, compareCuts)
	return found
}

// Offers says whether the menu still has the fault that a choice takes: a
// crash, a loss, a copy, a tick, or one of its calls.
func (r Rest) Offers(m *Menu, c Choice) bool {
	w := World{used: r.used}
	switch c.Verb {
	case CrashHost:
		return w.offers(m, crashes)
	case DropMsg:
		return w.offers(m, drops)
	case DupMsg:
		return w.offers(m, dups)
	case AdvanceClock, Wait:
		return w.offers(m, ticks)
	case CallOp:
		return r.used.call(m, c) != r.used
	}
	return true
}

// Links lists the cuts and heals that the menu offers.
func (l *Lab) Links(r Rest, m *Menu) []Choice {
	w := l.w
	w.cuts, w.used = r.cuts, r.used
	return w.linkChoices(m, nil)
}

// After is what is left once a choice was taken.
func (l *Lab) After(r Rest, c Choice) Rest {
	menu := &l.w.sys.cfg.Menu
	switch c.Verb {
	case CrashHost:
		r.used = r.used.count(crashes)
	case DropMsg:
		r.used = r.used.count(drops)
	case DupMsg:
		r.used = r.used.count(dups)
	case AdvanceClock, Wait:
		r.used = r.used.count(ticks)
	case CallOp:
		r.used = r.used.call(menu, c)
	case CutLink, HealLink, PartitionHosts:
		w := l.w
		w.cuts, w.used = r.cuts, r.used
		l.s.reset(&w, c)
		l.s.link(c)
		r = Rest{slices.Clone(l.s.newCuts), l.s.used}
	}
	r.used = r.used.bounded(menu)
	return r
}

// Parts is a world taken apart.
type Parts struct {
	Hosts   []Host
	Flight  []*Message
	Facts   Facts
	History History
	Rest    Rest
}

// Build puts a world together from its parts.
func (sys *System) Build(p Parts) *World {
	w := &World{
		sys: sys, slots: make([]slot, len(sys.nodes)), hosts: make([]hostState, len(sys.hosts)),
		facts: p.Facts, history: p.History, cuts: p.Rest.cuts, used: p.Rest.used,
	}
	for i, h := range p.Hosts {
		w.hosts[i] = h.state
		w.fp += sys.HostTerm(i, h)
		for k, n := range sys.nodesOn[i] {
			w.slots[n] = h.slots[k]
		}
	}
	for _, m := range p.Flight {
		w.flight = append(w.flight, Envelope{Message: m})
	}
	w.fp += sys.flightTerm(w.flight) + p.Facts.Term() + p.History.Term() + p.Rest.Term(&sys.cfg.Menu)
	return w
}

func (sys *System) flightTerm(flight []Envelope) (sum uint64) {
	if sys.cfg.Network != Fifo {
		for _, e := range flight {
			sum += e.term
		}
		return sum
	}
	var links []cut
	for _, e := range flight {
		links = addCut(links, cut{e.from, e.to})
	}
	for _, l := range links {
		sum += linkTerm(l.from, l.to, flight, -1, nil)
	}
	return sum
}

// Apart takes a world apart.
func (w *World) Apart() Parts {
	p := Parts{Facts: w.facts, History: w.history, Rest: w.Rest()}
	for i := range w.hosts {
		p.Hosts = append(p.Hosts, w.HostAt(i))
	}
	for _, e := range w.flight {
		p.Flight = append(p.Flight, e.Message)
	}
	return p
}

// On gives the same world on another network. Under a sent-set twins in flight
// are one.
func (w *World) On(n Network) *World {
	if w.sys.cfg.Network == n {
		return w
	}
	sys := *w.sys
	sys.cfg.Network = n
	next := *w
	next.sys = &sys
	if n == SentSet {
		next.flight = nil
		for i, e := range w.flight {
			if !w.isTwin(i) {
				next.flight = append(next.flight, e)
			}
		}
	}
	next.fp += sys.flightTerm(next.flight) - w.sys.flightTerm(w.flight)
	return &next
}
