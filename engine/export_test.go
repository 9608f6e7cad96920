package engine

// Recompute works the fingerprint of a world out from scratch, part by part:
// the twin of the sums that steps keep.
func Recompute(w *World) uint64 {
	var fp uint64
	for i, s := range w.slots {
		t, _ := slotTerm(i, slot{node: s.node, timers: s.timers}, nil)
		fp += t
	}
	for h, state := range w.hosts {
		fp += w.sys.hostTerm(h, state)
	}
	var links []cut
	for _, e := range w.flight {
		if w.sys.cfg.Network != Fifo {
			fp += e.term
		} else {
			links = addCut(links, cut{e.from, e.to})
		}
	}
	for _, l := range links {
		fp += linkTerm(l.from, l.to, w.flight, -1, nil)
	}
	for _, c := range w.cuts {
		fp += cutTerm(c)
	}
	for _, k := range w.facts.kinds {
		for f := range w.facts.Of(k.kind) {
			t, _ := f.term(nil)
			fp += t
		}
	}
	for _, op := range w.history.Ops() {
		fp += op.term()
	}
	return fp + w.used.term(&w.sys.cfg.Menu)
}

// Add adds a fact as a step does.
func (s Facts) Add(f Fact) Facts { return s.add(f) }
