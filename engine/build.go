package engine

import "slices"

// World builds the world that the step leads to. It shares with the old one
// all that did not change.
func (s *Step) World() *World {
	old := s.From
	w := &World{
		sys: old.sys, slots: old.slots, hosts: old.hosts, flight: old.flight, cuts: old.cuts,
		facts: old.facts, history: s.history, used: s.used, steps: old.steps + 1, fp: s.fp,
	}
	if len(s.changed) > 0 {
		w.slots = slices.Clone(old.slots)
		for _, c := range s.changed {
			w.slots[c.node] = c.slot
		}
	}
	if s.hosts {
		w.hosts = slices.Clone(s.newHosts)
	}
	if s.cuts {
		w.cuts = slices.Clone(s.newCuts)
	}
	if len(s.Sent) > 0 || s.removed >= 0 || s.sweep >= 0 {
		w.flight = s.flight()
	}
	for _, f := range s.Facts {
		w.facts = w.facts.add(f)
	}
	return w
}

func (s *Step) flight() []Envelope {
	old := s.From
	flight := make([]Envelope, 0, len(old.flight)+len(s.Sent))
	for i, e := range old.flight {
		if i != s.removed && !s.swept(e.Message) {
			flight = append(flight, e)
		}
	}
	for _, m := range s.Sent {
		flight = append(flight, Envelope{m, int32(old.steps + 1), s.Choice.Verb == DupMsg})
	}
	return flight
}

// swept says whether a fifo link loses the message because one end crashed.
func (s *Step) swept(m *Message) bool {
	if s.sweep < 0 {
		return false
	}
	host := s.From.sys.hostOf
	return host[m.from] == s.sweep || host[m.to] == s.sweep
}

// linksDelta is the change of the terms of the fifo links that the step touches.
func (s *Step) linksDelta() uint64 {
	var delta uint64
	var done []cut
	touch := func(m *Message) {
		link := cut{m.from, m.to}
		if slices.Contains(done, link) {
			return
		}
		done = append(done, link)
		delta -= linkTerm(m.from, m.to, s.From.flight, -1, nil)
		if !s.swept(m) {
			delta += linkTerm(m.from, m.to, s.From.flight, s.removed, s.Sent)
		}
	}
	for i, e := range s.From.flight {
		if i == s.removed || s.swept(e.Message) {
			touch(e.Message)
		}
	}
	for _, m := range s.Sent {
		touch(m)
	}
	return delta
}

// Take tries a choice and builds the world it leads to.
func (w *World) Take(c Choice) (*World, *Step, error) {
	var s Step
	if err := w.Try(c, &s); err != nil {
		return nil, nil, err
	}
	return s.World(), &s, nil
}
