package pane

import "synod/ui/canvas"

// slant draws a line between two cells, neither of which it touches, with a
// head before its end. It begins a cell later than the step that sent it, so that
// what a node sends does not lie over what it has just received.
func (f *far) slant(x0, y0, x1, y1 int, st canvas.Style) {
	if f.v.Space.Right {
		x0, y0 = x0+1, y0+toward(y0, y1)
	} else {
		x0, y0 = x0+toward(x0, x1), y0+1
	}
	x0, y0 = f.enter(x0, y0, x1, y1)
	n := max(x1-x0, x0-x1, y1-y0, y0-y1)
	for i := range n {
		x, y := partWay(x0, x1, i, n), partWay(y0, y1, i, n)
		glyph := pen(partWay(x0, x1, i+1, n)-x, partWay(y0, y1, i+1, n)-y, i == n-1)
		if f.onLane(x, y) && (glyph == "─" || glyph == "│") {
			glyph = "┼"
		}
		f.c.Put(x, y, glyph, st)
	}
}

func toward(a, b int) int {
	switch {
	case b > a:
		return 1
	case b < a:
		return -1
	}
	return 0
}

func (f *far) onLane(x, y int) bool {
	for i := range f.lane {
		if at := f.lane[i].x; f.v.Space.Right && at == y || !f.v.Space.Right && at == x {
			return true
		}
	}
	return false
}

// enter moves the beginning of a line that begins before the first cell to the
// edge of the picture.
func (f *far) enter(x0, y0, x1, y1 int) (x, y int) {
	switch edge := f.gutter; {
	case f.v.Space.Right && x0 < edge && x1 > x0:
		return edge, partWay(y0, y1, edge-x0, x1-x0)
	case !f.v.Space.Right && y0 < 1 && y1 > y0:
		return partWay(x0, x1, 1-y0, y1-y0), 1
	}
	return x0, y0
}

// partWay is i of n parts of the way from a to b, rounded.
func partWay(a, b, i, n int) int {
	half := n
	if b < a {
		half = -n
	}
	return a + (2*i*(b-a)+half)/(2*n)
}

// pen is the glyph of a piece of a line that goes there, or of its head.
func pen(dx, dy int, head bool) string {
	switch {
	case head && dx > 0:
		return "▸"
	case head && dx < 0:
		return "◂"
	case head && dy > 0:
		return "↓"
	case head:
		return "↑"
	case dy == 0:
		return "─"
	case dx == 0:
		return "│"
	case dx == dy:
		return "╲"
	}
	return "╱"
}
