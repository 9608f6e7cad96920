package ui

import "synod/ui/pane"

// calm is what keeps a screen from moving because one step has less to say than another,
// or more in flight.
type calm struct {
	of      room
	lines   int  // that what there is to say has taken at most, or will when the script goes on
	most    int  // that are kept for it
	taller  int  // lines that the picture has of the one below it
	nodes   int  // lines that the picture of a small screen has taken at most
	must    int  // lines that had to be read there at most
	inLines bool // the picture is: there was no room for its boxes
	panel   bool // the protocol's own picture stands below one in lines
}

// room is what a screen's panes depend on beside the run.
type room struct {
	w, h  int
	shape shape
	sizes sizes
	free  bool // the script does not go on
}

// leastKept is how many lines a step usually takes without a script, and mostKept how many are
// kept at most. What is said beyond that takes lines of the properties and of the timeline
// first, so that the picture need not move for it.
const (
	leastKept = 3
	mostKept  = 7
)

// leastBelow is how many lines the picture below keeps, whatever the upper one needs.
const leastBelow = 9

// kept is how many lines of a width are to be kept for what there is to say, of which
// the script will have so many.
func (m *Model) kept(said, most int, script func() int) int {
	now := room{m.w, m.h, m.shape, m.sizes, m.run.free}
	c := &m.run.calm
	if c.of != now {
		*c = calm{of: now, lines: leastKept, most: most}
		if !now.free {
			c.lines += script()
		}
	}
	c.lines = max(c.lines, said)
	return min(c.lines, c.most)
}

// steady lays the screen out with lines kept for what there is to say. Where a picture with
// boxes needs more, it has lines of the one below it from here on, then of those that are
// kept. It says whether the picture has boxes. One that has no room for them is in lines
// for good: it does not go back and forth between the two. It has a frame of so many lines
// and columns.
func (m *Model) steady(kept int, lay func(kept int) layout, frame int) bool {
	calm, v := &m.run.calm, &m.run.view
	v.Lines = calm.inLines // and not as the last frame had it, which had other borders
	boxes := func(l *layout) bool { return pane.Boxed(v, l.main.W-2-frame, l.main.H-frame) }
	if !calm.inLines {
		m.layout = lay(kept)
		if m.lowerBorder(kept, lay, boxes) || m.keepFewer(kept, lay, boxes) {
			return true
		}
		calm.inLines, calm.taller, calm.most = true, 0, max(calm.most, mostKept)
	}
	v.Lines, m.layout = true, lay(min(calm.lines, calm.most))
	return false
}

// lowerBorder says whether a layout is enough, or one that has moved the border below the
// picture down.
func (m *Model) lowerBorder(kept int, lay func(kept int) layout, enough func(*layout) bool) bool {
	for !enough(&m.layout) {
		if m.layout.below.H <= leastBelow || m.sizes.main != 0 {
			return false
		}
		m.run.calm.taller++
		m.layout = lay(kept)
	}
	return true
}

// keepFewer says whether a layout is enough, or one that keeps fewer lines, though more than
// a step usually takes: else the picture moves with what each has to say.
func (m *Model) keepFewer(kept int, lay func(kept int) layout, enough func(*layout) bool) bool {
	if enough(&m.layout) {
		return true
	}
	for kept--; kept > leastKept; kept-- {
		if l := lay(kept); enough(&l) {
			m.layout, m.run.calm.most = l, kept
			return true
		}
	}
	return false
}
