package script

import (
	"strconv"
	"strings"

	"synod/engine/timeline"
)

// trail names points as a file does. A file knows only the points that it has
// reached itself, in its own order, so its branches have letters of their own:
// what else happens on the timeline does not change what b7 means.
type trail struct {
	lines []trailLine
	on    map[*timeline.Point]int // the line of each point reached
}

type trailLine struct {
	first  int // the step of its first point
	points []*timeline.Point
}

func newTrail(start *timeline.Point) *trail {
	t := &trail{on: map[*timeline.Point]int{start: 0}}
	t.lines = []trailLine{{start.Step, []*timeline.Point{start}}}
	return t
}

func (t *trail) knows(p *timeline.Point) bool {
	_, ok := t.on[p]
	return ok
}

// reach notes that the file has come to p from its parent.
func (t *trail) reach(p *timeline.Point) {
	if t.knows(p) {
		return
	}
	i := t.on[p.Parent]
	if l := &t.lines[i]; l.points[len(l.points)-1] == p.Parent {
		l.points = append(l.points, p)
		t.on[p] = i
		return
	}
	t.on[p] = len(t.lines)
	t.lines = append(t.lines, trailLine{p.Step, []*timeline.Point{p}})
}

// id is the name of a point that the file has reached.
func (t *trail) id(p *timeline.Point) string {
	return timeline.BranchName(t.on[p]) + strconv.Itoa(p.Step)
}

// find gives the point of an id such as b7, or nil.
func (t *trail) find(name string) *timeline.Point {
	branch, step, ok := pointName(name)
	if !ok || branch >= len(t.lines) {
		return nil
	}
	l := &t.lines[branch]
	if i := step - l.first; i >= 0 && i < len(l.points) {
		return l.points[i]
	}
	return nil
}

// pointName reads an id such as b7: the number of the branch, and the step.
func pointName(name string) (branch, step int, ok bool) {
	digits := strings.IndexFunc(name, func(r rune) bool { return r < 'a' || r > 'z' })
	if digits < 1 || digits > 4 {
		return 0, 0, false
	}
	for _, c := range name[:digits] {
		branch = branch*26 + int(c-'a') + 1
	}
	step, err := strconv.Atoi(name[digits:])
	return branch - 1, step, err == nil && step >= 0 && step <= maxSteps && name[digits] != '+' && name[digits] != '-'
}
