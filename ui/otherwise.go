package ui

import (
	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/show"
)

// mostReplayed bounds the runs that are played again to see what a rule does.
const mostReplayed = 500

// otherwise is what a run would have done with one rule switched the other way.
type otherwise struct {
	at   int          // the first step that goes otherwise; 0: none does
	step *engine.Step // that step; nil: it is not possible
}

// flip plays the run up to a point with one rule switched the other way, and
// stops at the first step that goes otherwise.
func (s *session) flip(rule string, to *timeline.Point) otherwise {
	if to.Step > mostReplayed {
		return otherwise{}
	}
	w, err := engine.New(to.World.System().Protocol(), flipped(to.World.System().Config(), rule))
	if err != nil {
		return otherwise{}
	}
	for _, p := range to.Line()[1:] {
		step, same := compare(w, p)
		if !same {
			return otherwise{p.Step, step}
		}
		w = step.World()
	}
	return otherwise{}
}

// compare takes the choice of a point in another world and says whether the
// same comes of it: the same sentence, and as many messages that say the same.
func compare(w *engine.World, p *timeline.Point) (step *engine.Step, same bool) {
	c, err := w.Match(p.Parent.World, p.Choice)
	if err != nil {
		return nil, false
	}
	if step, err = w.Explain(c); err != nil {
		return nil, false
	}
	return step, c == p.Choice && alike(step, p.Explain())
}

func alike(a, b *engine.Step) bool {
	if b == nil || len(a.Sent) != len(b.Sent) || show.Step(a).Did != show.Step(b).Did {
		return false
	}
	for i := range a.Sent {
		if x, y := a.Sent[i], b.Sent[i]; x.Line() != y.Line() {
			return false
		}
	}
	return true
}
