package ask

import (
	"context"
	"slices"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/timeline"
)

// Break looks for a run from a point on that breaks a property; nil: any of those
// that are promised. If that is broken on the way to the point, nothing need be
// looked for.
func Break(ctx context.Context, from *timeline.Point, p *engine.Property, w *engine.World, o explore.Options) (*explore.Report, error) {
	if r := already(from, p); r != nil {
		return r, nil
	}
	return explore.Search(ctx, w, o)
}

func already(at *timeline.Point, about *engine.Property) *explore.Report {
	props := at.World.System().Properties()
	for i := range props {
		p := &props[i]
		if why := at.Score[i].Broken; why != "" && (about == nil || about.ID == p.ID) {
			return &explore.Report{States: 1, Largest: 1, Network: at.World.System().Config().Network, Broken: p, Why: why}
		}
	}
	return nil
}

// Reach looks for a goal. If something is down or cut, and the shortest run to
// the goal repairs it, it asks also whether the goal can be reached without;
// unrepaired is nil if that was not asked.
func Reach(ctx context.Context, w *engine.World, o explore.Options) (r, unrepaired *explore.Report, err error) {
	r, err = explore.Search(ctx, w, o)
	if err != nil || !slices.ContainsFunc(r.Trace, repairs) || !damaged(w) {
		return r, nil, err
	}
	menu := w.System().Config().Menu
	menu.NoRepair = true
	left, err := w.Under(menu)
	if err != nil {
		return nil, nil, err
	}
	unrepaired, err = explore.Search(ctx, left, o)
	return r, unrepaired, err
}

func repairs(c engine.Choice) bool {
	return c.Verb == engine.RestartHost || c.Verb == engine.HealLink
}

// damaged says whether something is down or cut.
func damaged(w *engine.World) bool {
	down := func(h engine.HostID) bool { return !w.HostUp(h) }
	return len(w.Cuts()) > 0 || slices.ContainsFunc(w.System().Hosts(), down)
}
