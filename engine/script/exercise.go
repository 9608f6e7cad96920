package script

import (
	"slices"

	"synod/engine"
	"synod/engine/timeline"
)

// Exercise is what a head sets: from a point on, to reach a world in which a
// goal holds, with nothing but what the menu there allows.
type Exercise struct {
	time  *timeline.Timeline
	start *timeline.Point
	goal  *Expr
	menu  engine.Menu
	known map[*timeline.Point]Standing
	shown map[*timeline.Point]bool
}

// Standing says how far a point is in an exercise.
type Standing struct {
	Steps   int             // from where the exercise begins
	Reached *timeline.Point // the first point on the way where the goal held; nil: it has not
	Beyond  *timeline.Point // the first point that a step led to which the menu does not allow; nil: none
}

// Solved says whether the goal was reached, and by steps that are allowed.
func (s Standing) Solved() bool {
	return s.Reached != nil && (s.Beyond == nil || s.Beyond.Step > s.Reached.Step)
}

// Exercise is the one that the head sets; nil: it sets none, or the script has
// not come to where it begins.
func (p *Player) Exercise() (*Exercise, error) {
	start := p.marks[p.s.Head.Lesson.Begins]
	if start == nil || p.s.Head.Lesson.Goal == "" {
		return nil, nil
	}
	goal, err := compileTest(p.s.Head.Lesson.Goal, start.World.System())
	if err != nil {
		return nil, p.s.inHead("goal", err)
	}
	return &Exercise{p.t, start, goal, p.menu, map[*timeline.Point]Standing{}, p.shown}, nil
}

// behind lists the points that a run has come to behind a point so far.
func behind(from *timeline.Point) map[*timeline.Point]bool {
	all := map[*timeline.Point]bool{}
	for next := slices.Clone(from.Children()); len(next) > 0; {
		p := next[len(next)-1]
		all[p] = true
		next = append(next[:len(next)-1], p.Children()...)
	}
	return all
}

// Start is the point where the exercise begins.
func (x *Exercise) Start() *timeline.Point { return x.start }

// Goal is what has to become true.
func (x *Exercise) Goal() *Expr { return x.goal }

// Menu is what may be taken.
func (x *Exercise) Menu() engine.Menu { return x.menu }

// Shown says whether the script itself came to a point, before it went back to
// where the exercise begins, and nobody has since: who looks at it has done nothing.
func (x *Exercise) Shown(p *timeline.Point) bool { return x.shown[p] }

// Take says that a point was come to by a step of the exercise.
func (x *Exercise) Take(p *timeline.Point) { delete(x.shown, p) }

// At says how a point stands; false: the way to it does not lead through the
// start of the exercise. The error is that of the goal.
func (x *Exercise) At(p *timeline.Point) (Standing, bool, error) {
	if p == nil || p.Step < x.start.Step {
		return Standing{}, false, nil
	}
	if s, is := x.known[p]; is {
		return s, true, nil
	}
	var s Standing
	if p != x.start {
		before, is, err := x.At(p.Parent)
		if !is || err != nil {
			return Standing{}, is, err
		}
		s = before
		s.Steps++
		if s.Beyond == nil && !x.allows(p) {
			s.Beyond = p
		}
	}
	if s.Reached == nil {
		holds, err := x.goal.HoldsAt(p)
		if err != nil {
			return Standing{}, true, err
		}
		if holds {
			s.Reached = p
		}
	}
	x.known[p] = s
	return s, true, nil
}

// allows says whether the menu has the choice that led to a point.
func (x *Exercise) allows(p *timeline.Point) bool {
	m := x.menu
	return slices.Contains(p.Parent.World.Enabled(&m, nil), p.Choice)
}
