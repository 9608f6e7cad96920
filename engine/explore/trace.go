package explore

import (
	"fmt"
	"slices"

	"synod/engine"
)

// trace finds the run that leads to the hit: back along the parents by their
// fingerprints, then forward by taking, in each world, the first choice that
// leads to the fingerprint that comes next.
func (s *search) trace() error {
	r := s.report
	prints := []uint64{r.hit.print}
	for at := r.hit.parent; at != 0; {
		prints = append(prints, at)
		parent, ok := s.found.parent(at)
		if !ok {
			return fmt.Errorf("the search lost the way back from world %016x", at)
		}
		at = parent
	}
	slices.Reverse(prints)
	w := s.start
	for i, print := range prints[1:] {
		last := i == len(prints)-2
		next, c, err := s.forward(w, print, last)
		if err != nil {
			return err
		}
		r.Trace = append(r.Trace, c)
		w = next
	}
	r.Found = r.hit.property < 0
	return nil
}

// forward takes the first choice that leads to a fingerprint, and in the last
// step breaks the property in question.
func (s *search) forward(w *engine.World, print uint64, last bool) (*engine.World, engine.Choice, error) {
	menu := s.pool.menu
	var step engine.Step
	for _, c := range w.Enabled(&menu, nil) {
		if err := w.Try(c, &step); err != nil || step.Fingerprint() != print {
			continue
		}
		next := step.World()
		if last && s.report.hit.property >= 0 {
			p := s.pool.props[s.report.hit.property]
			v := step.Verdict(p, next)
			if v.State != engine.Broken {
				continue
			}
			s.report.Broken, s.report.Why = p, v.Why
		}
		return next, c, nil
	}
	return nil, engine.Choice{}, fmt.Errorf("no choice leads on to world %016x; this is a collision of fingerprints or a node that does not step the same way twice", print)
}
