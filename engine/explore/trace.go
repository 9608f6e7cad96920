package explore

import (
	"fmt"
	"slices"

	"synod/engine"
)

// capture looks, among the ways on from a row, for the first that leads to a
// fingerprint and, in the last step, breaks a property.
type capture struct {
	print    uint64
	property int // among the pool's; -1: any way will do
	row      row
	choices  []engine.Choice
}

func (c *capture) see(k *worker, r row, mv *move, print, ends uint64, next func() row) {
	if c.row != nil || print != c.print {
		return
	}
	if c.property >= 0 && k.pool.props[c.property].OnWorld == nil && ends>>c.property&1 == 0 {
		return
	}
	c.row, c.choices = next(), k.choices(r, mv)
}

// choices are those that a person would take to make a move.
func (k *worker) choices(r row, mv *move) []engine.Choice {
	p := k.pool
	switch mv.verb {
	case engine.DeliverMsg, engine.DropMsg, engine.DupMsg:
		out := []engine.Choice{p.mail.at(mv.what).queue[0].Choice(mv.verb)}
		if mv.heard {
			reply := p.mail.at(mv.does[0].reply[0]).queue[0]
			out = append(out, reply.Choice(engine.DeliverMsg))
		}
		return out
	case engine.CutLink, engine.HealLink:
		return []engine.Choice{p.rests.at(r[rowRest]).links[mv.what]}
	}
	c := p.hosts.at(r.hosts(p.n)[mv.hosts[0]]).choices[mv.what]
	if mv.back {
		return []engine.Choice{c, {Verb: engine.RestartHost, From: c.From}}
	}
	return []engine.Choice{c}
}

// trace finds the run that leads to the hit: back along the parents by their
// fingerprints, then forward by taking all ways on from each world until one
// leads to the fingerprint that comes next.
func (s *search) trace() error {
	r := s.report
	prints := []uint64{r.hit.print}
	for at := r.hit.parent; at != 0; {
		prints = append(prints, at)
		parent, ok := s.found.parent(at)
		if !ok || len(prints) > r.Depth+1 {
			return fmt.Errorf("the search lost the way back from world %016x", at)
		}
		at = parent
	}
	slices.Reverse(prints)
	k := s.workers[0]
	at := s.pool.root(s.start, k.lab)
	for i, print := range prints[1:] {
		k.wanted = &capture{print: print, property: -1}
		if i == len(prints)-2 {
			k.wanted.property = r.hit.property
		}
		k.expand(at)
		if k.wanted.row == nil {
			return fmt.Errorf("no choice leads on to world %016x; this is a collision of fingerprints, or a node that does not step the same way twice", print)
		}
		at = k.wanted.row
		r.Trace = append(r.Trace, k.wanted.choices...)
		r.Length++
	}
	r.Found = r.hit.property < 0 || s.pool.props[r.hit.property].Sometimes
	if !r.Found {
		r.Broken = s.pool.props[r.hit.property]
		r.Why = s.why()
	}
	return nil
}

// why takes the run once more, as a person would, for the reason in words.
func (s *search) why() string {
	w := s.start
	if len(s.report.Trace) == 0 {
		return s.report.Broken.OnWorld(w).Why // only what looks at worlds is broken at once
	}
	var step engine.Step
	why := ""
	for _, c := range s.report.Trace {
		if w.Try(c, &step) != nil {
			return why
		}
		next := step.World()
		if v := step.Verdict(s.report.Broken, next); v.State == engine.Broken {
			why = v.Why
		}
		w = next
	}
	return why
}
