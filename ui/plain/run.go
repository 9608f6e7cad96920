package plain

import (
	"fmt"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
)

// Run is a script that has been played to its end, or to where it failed.
type Run struct {
	Script *script.Script
	Start  *engine.World
	Events []script.Event
	End    *timeline.Point // where it ended
	Steps  int             // choices that were taken
	Held   int             // expectations that hold
	Failed int             // expectations that do not
	Err    error           // the first failure, a *script.Error; nil: the run is as the script says
	tree   *timeline.Timeline
}

// Play plays a script. The error is a *script.Error that says what is wrong
// with its head; what goes wrong later is in the Run.
func Play(s *script.Script, protocols engine.Registry) (*Run, error) {
	w, err := s.World(protocols)
	if err != nil {
		return nil, err
	}
	player := script.NewPlayer(s, w)
	r := &Run{Script: s, Start: w, tree: player.Timeline()}
	for {
		ev, more := player.Next()
		if !more {
			r.End = player.At()
			return r, nil
		}
		r.add(ev)
	}
}

func (r *Run) add(ev script.Event) {
	r.Events = append(r.Events, ev)
	if ev.Err != nil && r.Err == nil {
		r.Err = ev.Err
	}
	switch {
	case ev.Entry == nil:
	case ev.Entry.Kind == script.Choose && ev.Err == nil && !ev.Skipped:
		r.Steps++
	case ev.Entry.Kind == script.Expect && ev.Err == nil:
		r.Held++
	case ev.Entry.Kind == script.Expect:
		r.Failed++
	}
}

// Line is the run that leads to the end: its points from the start on.
func (r *Run) Line() []*timeline.Point { return r.End.Line() }

// Find gives the point of a mark, or of a name such as b7; nil: there is none.
func (r *Run) Find(name string) *timeline.Point { return r.tree.Find(name) }

// label names a point as people count: by its step, and by its branch as soon
// as it is not on the first.
func label(p *timeline.Point) string {
	if p.Branch.Name == "a" {
		return fmt.Sprint(p.Step)
	}
	return p.ID()
}
