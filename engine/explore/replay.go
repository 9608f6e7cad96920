package explore

import (
	"context"
	"fmt"
	"slices"

	"synod/engine"
)

// Bagged turns a run on a sent-set, where a message can be delivered for ever,
// into a run on a bag: before a delivery that a later one repeats it puts a dup.
// The start is the world in which the run begins.
func Bagged(start *engine.World, run []engine.Choice) ([]engine.Choice, error) {
	start = start.On(engine.Bag)
	run = slices.Clone(run)
	for {
		at, err := replay(start, run)
		if err == nil {
			return run, nil
		}
		before := -1
		for i, c := range run[:at] {
			if c == run[at] && c.Verb == engine.DeliverMsg {
				before = i
			}
		}
		if before < 0 {
			return nil, err
		}
		dup := run[before]
		dup.Verb = engine.DupMsg
		run = slices.Insert(run, before, dup)
	}
}

// replay takes the choices one after the other and says where one is refused. A
// message that says nothing more than its address must be that one, and no other
// to which the line would fit as well.
func replay(w *engine.World, run []engine.Choice) (int, error) {
	for i, c := range run {
		next, step, err := w.Take(c)
		switch {
		case err != nil:
			return i, err
		case step.Taken != nil && step.Taken.Choice(c.Verb) != c:
			return i, fmt.Errorf("%s: only %s is in flight", c.Line(), step.Taken.Line())
		}
		w = next
	}
	return len(run), nil
}

// Shrink leaves out of a run what is not needed to break the property. A choice
// that may no longer be taken is passed over; if it is a message, one of its kind
// on its way may come instead, since requests and ballots are counted on from what
// was left out. The result breaks the property with its last choice.
func Shrink(ctx context.Context, start *engine.World, run []engine.Choice, p *engine.Property) []engine.Choice {
	return Shorten(ctx, run, func(run []engine.Choice) []engine.Choice { return breaking(start, run, p) })
}

// Shorten leaves out of a run what is not needed: first large pieces, then smaller
// ones, then single choices, as long as leaving something out helps. What is needed
// says, of a run with something left out, which choices were taken until all was
// as it should be; nil: it never was. When the context ends, the result is as short
// as it has become.
func Shorten(ctx context.Context, run []engine.Choice, needed func([]engine.Choice) []engine.Choice) []engine.Choice {
	best := needed(run)
	if best == nil {
		return run
	}
	for size := max(1, len(best)/2); ; {
		shorter := false
		for at := 0; at < len(best) && ctx.Err() == nil; {
			rest := slices.Delete(slices.Clone(best), at, min(at+size, len(best)))
			if kept := needed(rest); kept != nil && len(kept) < len(best) {
				best, shorter = kept, true
			} else {
				at += size
			}
		}
		switch {
		case ctx.Err() != nil:
			return best
		case size > 1:
			size /= 2
		case !shorter:
			return best
		}
	}
}

// breaking takes what may be taken of a run, and gives the choices taken up to
// the one that breaks the property; nil: none does.
func breaking(w *engine.World, run []engine.Choice, p *engine.Property) []engine.Choice {
	var taken []engine.Choice
	var step engine.Step
	for _, c := range run {
		if w.Try(c, &step) != nil && w.Try(Address(c), &step) != nil {
			continue
		}
		next := step.World()
		taken = append(taken, step.Choice)
		if step.Verdict(p, next).State == engine.Broken {
			return taken
		}
		w = next
	}
	return nil
}

// Address is a choice without what numbers the message: the engine takes it if
// only one fits.
func Address(c engine.Choice) engine.Choice {
	if c.Verb.OfMessage() {
		c.Key, c.Text = "", ""
	}
	return c
}
