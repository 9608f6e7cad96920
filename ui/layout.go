package ui

import "synod/ui/canvas"

// The smallest screen on which everything can still be reached.
const (
	leastW = 76
	leastH = 20
)

// layout is where things stand. A rectangle without height is not on the screen.
type layout struct {
	header, line, footer                       canvas.Rect
	main, below, node, next, what, props, time canvas.Rect
	boxed                                      bool // panes have borders rather than rules
}

// wishes are what a layout depends on beside the size.
type wishes struct {
	nodes  int  // lines that the picture needs on a small screen
	lesson int  // lines that the script says at most at one point
	said   int  // lines that there are to say here
	wide   bool // the largest pane shows something long
	log    bool // it shows the log, which says what happened
	zoom   bool
	inNode bool // the keys speak to the nodes
}

// arrange lays the screen out.
func arrange(w, h int, want wishes) layout {
	l := layout{
		header: canvas.Rect{W: w, H: 1},
		footer: canvas.Rect{Y: h - 1, W: w, H: 1},
		line:   canvas.Rect{Y: h - 1, W: w, H: 1},
	}
	switch {
	case w >= 108 && h >= 34:
		l.boxes(w, h, want)
	default:
		l.stack(w, h, want)
	}
	return l
}

// boxes is the layout for a screen with room: the picture on the left, the node
// and the choices on the right, the sentence, properties and time below.
func (l *layout) boxes(w, h int, want wishes) {
	l.boxed = true
	l.line.Y = h - 2
	y := h - 2
	take := func(rows int) canvas.Rect {
		y -= rows
		return canvas.Rect{Y: y, W: w, H: rows}
	}
	spare := min(2, max(0, (h-40)/8))
	if want.zoom {
		l.what = take(max(5, 2+min(6, want.lesson+2)))
		l.main = canvas.Rect{Y: 1, W: w, H: y - 1}
		return
	}
	if w >= 160 {
		l.props = take(5)
		l.time = l.props
		l.props.W = w * 45 / 100
		l.time.X, l.time.W = l.props.W, w-l.props.W
	} else {
		l.time = take(4 + spare)
		l.props = take(4)
	}
	l.what = take(max(5, 2+min(5+spare, want.lesson+2)))
	mid := y - 1
	right := max(42, min(66, w*35/100))
	l.main = canvas.Rect{Y: 1, W: w - right, H: mid}
	if mid >= 33 && w >= 150 && !want.wide {
		l.main.H = mid * 6 / 10
		l.below = canvas.Rect{Y: 1 + l.main.H, W: w - right, H: mid - l.main.H}
	}
	node := max(8, mid/3)
	l.node = canvas.Rect{X: w - right, Y: 1, W: right, H: node}
	l.next = canvas.Rect{X: w - right, Y: 1 + node, W: right, H: mid - node}
}

// stack is the layout for a small screen: rules instead of boxes, one pane
// below the other.
func (l *layout) stack(w, h int, want wishes) {
	main, what, next, props, time := 6, 4, 4, 2, 2
	if want.zoom {
		what = 1 + min(want.said, h/2)
		main, next, props, time = h-2-what, 0, 0, 0
	} else {
		if want.wide {
			props = 0
		}
		if want.log {
			what = 0
		}
		left := h - 2 - main - what - next - props - time
		give := func(rows *int, upTo int) {
			n := max(0, min(left, upTo-*rows))
			*rows, left = *rows+n, left-n
		}
		if want.wide {
			give(&main, 16)
		}
		give(&main, min(9, want.nodes+2))
		if !want.log {
			give(&what, min(6, 3+want.lesson))
		}
		if !want.wide {
			give(&props, 3)
		}
		give(&next, 5)
		give(&time, 3)
		if !want.log {
			give(&what, 3+want.lesson)
		}
		give(&main, want.nodes+2)
		give(&next, 8)
		give(&main, main+left/2)
		give(&next, next+left)
	}
	y := 1
	take := func(rows int) canvas.Rect {
		r := canvas.Rect{Y: y, W: w, H: rows}
		y += rows
		return r
	}
	l.main, l.what, l.next, l.props, l.time = take(main), take(what), take(next), take(props), take(time)
	if want.inNode && !want.zoom {
		l.node, l.next = l.next, canvas.Rect{}
	}
}
