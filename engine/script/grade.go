package script

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/engine/timeline"
)

// Grade is what became of an exercise in somebody's run.
type Grade struct {
	Solved bool
	Steps  int    // to the goal, on the shortest way of the run; not solved: on its longest way
	Par    int    // 0: the exercise does not say
	Beyond string // not solved: the first step that the exercise does not allow; empty: none
}

// GradeRun takes in an exercise the ways that a run took, and judges them by the
// goal. The error says why that cannot be done: the run is of another system, it
// does not go as its file says, or it never came to where the exercise begins.
func GradeRun(exercise, run *Script, protocols engine.Registry) (Grade, error) {
	x, err := exercise.Exercise(protocols)
	if err != nil {
		return Grade{}, err
	}
	w, err := run.World(protocols)
	if err != nil {
		return Grade{}, err
	}
	if what := differs(x.start.World.System(), w.System()); what != "" {
		return Grade{}, &Error{File: run.File, Problem: what + "; expected a run of the exercise as it is"}
	}
	theirs, err := playOut(run, w)
	if err != nil {
		return Grade{}, err
	}
	from, err := run.cameTo(x.start, theirs.t.Start())
	if err != nil {
		return Grade{}, err
	}
	g, err := x.grade(from)
	g.Par = exercise.Head.Lesson.Par
	return g, err
}

// Exercise plays a script and gives the exercise that it sets.
func (s *Script) Exercise(protocols engine.Registry) (*Exercise, error) {
	if s.Head.Lesson.Goal == "" {
		return nil, &Error{File: s.File, Problem: `the head sets no exercise; expected lines such as goal: chosen() == "pear" and begins: begin`}
	}
	w, err := s.World(protocols)
	if err != nil {
		return nil, err
	}
	p, err := playOut(s, w)
	if err != nil {
		return nil, err
	}
	x, err := p.Exercise()
	if x == nil && err == nil {
		err = s.fault("begins", s.noBegin())
	}
	return x, err
}

// playOut plays a script to its end; an expectation that fails is none of its
// business.
func playOut(s *Script, w *engine.World) (*Player, error) {
	p := NewPlayer(s, w)
	for ev, more := p.Next(); more; ev, more = p.Next() {
		if ev.Err != nil && ev.Entry.Kind != Expect {
			return nil, ev.Err
		}
	}
	return p, nil
}

// differs says in what two systems are not the same; empty: they behave alike.
func differs(want, has *engine.System) string {
	a, b := want.Config(), has.Config()
	if n, m := want.Protocol().Name, has.Protocol().Name; n != m {
		return fmt.Sprintf("the protocol is %s and not %s", m, n)
	}
	for _, p := range want.Protocol().Params {
		if x, y := strings.Join(a.Words(p.Name), " "), strings.Join(b.Words(p.Name), " "); x != y {
			return fmt.Sprintf("the parameter %s is '%s' and not '%s'", p.Name, short(y), short(x))
		}
	}
	for _, r := range want.Protocol().Rules {
		if a.On(r.ID) != b.On(r.ID) {
			return fmt.Sprintf("the rule %s is %s and not %s", r.ID, onOff(b.On(r.ID)), onOff(a.On(r.ID)))
		}
	}
	if a.Network != b.Network {
		return fmt.Sprintf("the network is %s and not %s", b.Network, a.Network)
	}
	if !slices.Equal(a.Start, b.Start) {
		return "the state to start from is another"
	}
	return ""
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// cameTo follows in the tree of a run the steps that lead to a point.
func (s *Script) cameTo(want, start *timeline.Point) (*timeline.Point, error) {
	at := start
	for _, p := range want.Line()[1:] {
		i := slices.IndexFunc(at.Children(), func(c *timeline.Point) bool { return c.Choice == p.Choice })
		if i < 0 {
			return nil, &Error{File: s.File, Problem: fmt.Sprintf("the run does not come to where the exercise begins: behind step %d the exercise takes '%s'", at.Step, p.Choice.Line())}
		}
		at = at.Children()[i]
	}
	return at, nil
}

// grade takes in the exercise all ways that a run took from a point on, and
// judges each of them: their worlds are the exercise's own.
func (x *Exercise) grade(from *timeline.Point) (g Grade, err error) {
	type pair struct{ theirs, own *timeline.Point }
	for todo := []pair{{from, x.start}}; len(todo) > 0; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		s, _, err := x.At(at.own)
		if err != nil {
			return g, err
		}
		if !x.Shown(at.own) {
			g.see(s)
		}
		for _, c := range at.theirs.Children() {
			x.time.Jump(at.own)
			own, err := x.time.Take(c.Choice)
			if err != nil {
				return g, err
			}
			todo = append(todo, pair{c, own})
		}
	}
	return g, nil
}

// see takes a point into account.
func (g *Grade) see(s Standing) {
	switch {
	case s.Solved() && (!g.Solved || s.Steps < g.Steps):
		g.Solved, g.Steps, g.Beyond = true, s.Steps, ""
	case !g.Solved && s.Steps >= g.Steps:
		if g.Steps = s.Steps; s.Beyond != nil {
			g.Beyond = s.Beyond.Choice.Line()
		}
	}
}
