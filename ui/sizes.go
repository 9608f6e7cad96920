package ui

import (
	tea "charm.land/bubbletea/v2"

	"synod/ui/pane"
)

// sizes are how far a person has moved the borders of the panes from where they
// would stand, in cells.
type sizes struct {
	right int // the right column is so much wider
	split int // the properties are, where the timeline stands beside them
	low   int // what is below the picture, on small screens the choices, has so many lines more
	said  int // what is said has, at the choices' cost, on small screens
	node  int // the node's state has, at the choices' cost
	main  int // the picture has, at the cost of the space-time picture below it
	props int
	time  int
}

// What no pane gets less than.
const (
	leastColumn  = 34
	leastPicture = 54
	leastMiddle  = 14
)

// stretch is a size that was changed by so much, within its bounds. What went
// over them is forgotten.
func stretch(by *int, usual, least, most int) int {
	n := max(least, min(most, usual+*by))
	if *by == 0 {
		return usual
	}
	*by = n - usual
	return n
}

// shift moves the borders of a small screen.
func (l *layout) shift(main, what, next, props, time *part) {
	move(&l.sizes.low, next, main, 4)
	if what.rows > 0 {
		move(&l.sizes.said, what, next, 2)
	}
	if props.rows > 0 {
		move(&l.sizes.props, props, next, 2)
	}
	if time.rows > 0 {
		move(&l.sizes.time, time, next, 2)
	}
}

// move gives one part lines of another; both keep a few.
func move(by *int, to, from *part, least int) {
	*by = max(min(0, 2-to.rows), min(max(0, from.rows-least), *by))
	to.rows, from.rows = to.rows+*by, from.rows-*by
}

// border is one that can be moved: its size grows when it goes to the left or
// up, unless it grows to the right or down.
type border struct {
	size   func(*sizes) *int
	upward bool
	across bool // it is moved to the left and right
}

// borderAt is the border at a cell, if there is one.
func (l *layout) borderAt(x, y int) *border {
	beside := l.time.H > 0 && l.time.Y == l.props.Y && l.time.X > 0
	on := func(top int) bool { return y == top || l.boxed && y == top-1 }
	switch {
	case !l.boxed && l.what.H == 0:
		return nil
	case beside && (x == l.time.X || x == l.time.X-1) && y > l.time.Y:
		return &border{func(s *sizes) *int { return &s.split }, false, true}
	case l.time.H > 0 && on(l.time.Y):
		return &border{func(s *sizes) *int { return &s.time }, true, false}
	case l.props.H > 0 && on(l.props.Y):
		return &border{func(s *sizes) *int { return &s.props }, true, false}
	case l.boxed && l.next.H > 0 && (x == l.next.X || x == l.next.X-1) && y > 0 && y < l.what.Y-1:
		return &border{func(s *sizes) *int { return &s.right }, true, true}
	case on(l.what.Y):
		return &border{func(s *sizes) *int { return &s.low }, true, false}
	case l.next.H > 0 && l.boxed && x > l.next.X && on(l.next.Y):
		return &border{func(s *sizes) *int { return &s.node }, false, false}
	case l.next.H > 0 && !l.boxed && on(l.next.Y):
		return &border{func(s *sizes) *int { return &s.said }, false, false}
	case l.below.H > 0 && x < l.below.W && on(l.below.Y):
		return &border{func(s *sizes) *int { return &s.main }, false, false}
	}
	return nil
}

// pull moves a border by so many cells to the right or down.
func (s *sizes) pull(b *border, by int) {
	if b.upward {
		by = -by
	}
	*b.size(s) += by
}

func (m *Model) wider() tea.Cmd    { return m.size(func(s *sizes) { s.right -= 2 }) }
func (m *Model) narrower() tea.Cmd { return m.size(func(s *sizes) { s.right += 2 }) }
func (m *Model) taller() tea.Cmd   { return m.size(func(s *sizes) { m.lines(s, 1) }) }
func (m *Model) lower() tea.Cmd    { return m.size(func(s *sizes) { m.lines(s, -1) }) }

// lines gives the pane that the keys speak to lines of its neighbour, or takes
// them away.
func (m *Model) lines(s *sizes, by int) {
	switch focus := m.run.view.Focus; {
	case focus == pane.OnTimeline:
		s.time += by
	case focus != pane.OnNext:
		s.low -= by
	case m.layout.boxed:
		s.node -= by
	default:
		s.low += by
	}
}

// size changes sizes; what the screen does not allow leaves them as they are.
func (m *Model) size(change func(*sizes)) tea.Cmd {
	if m.zoomed || m.shaped() || m.main == onFog || m.main == onBeside {
		m.message = msgNoBorders
		return nil
	}
	was := m.sizes
	change(&m.sizes)
	m.arrange()
	if m.sizes = m.layout.sizes; m.sizes == was {
		m.message = msgNoFurther
	}
	return nil
}

// tidy puts panes and nodes back where they stood.
func (m *Model) tidy() tea.Cmd {
	m.message = msgTidy
	m.sizes, m.run.view.Order = sizes{}, nil
	return nil
}
