package ask

import (
	"context"
	"slices"

	"synod/engine"
	"synod/engine/explore"
)

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
