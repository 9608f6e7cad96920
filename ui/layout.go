package ui

import "synod/ui/canvas"

// The smallest screen on which everything can still be reached.
const (
	leastW = 76
	leastH = 20
)

// leastMain is how many lines the picture of a small screen keeps.
const leastMain = 5

// layout is where things stand. A rectangle without height is not on the screen.
type layout struct {
	header, line, footer                              canvas.Rect
	main, below, node, panel, next, what, props, time canvas.Rect
	boxed                                             bool // panes have borders rather than rules
	sizes                                             sizes
}

// wishes are what a layout depends on beside the size.
type wishes struct {
	nodes  int  // lines that the picture takes on a small screen
	least  int  // lines that it can do with
	still  int  // lines that are kept for what there is to say, on a large screen
	taller int  // lines that the picture has of the one below it, on a large screen
	said   int  // lines that there are to say here
	must   int  // those of them that a person has to read
	taught int  // lines of a lesson that a person has to read here
	rows   int  // choices to list
	ahead  int  // lines that say what the selected one would do
	props  int  // lines that name all properties
	asked  bool // the search was asked, or has an answer
	watch  int  // lines that what is watched takes
	panel  bool // the protocol has pictures of its own
	wide   bool // the largest pane shows something long
	log    bool // it shows the log, which says what happened
	zoom   bool
	list   bool // the list of choices is what is zoomed
	inNode bool // the keys speak to the nodes
	inTime bool // the keys speak to the timeline
	sizes  sizes
}

// arrange lays the screen out.
func arrange(w, h int, want wishes) layout {
	l := layout{
		header: canvas.Rect{W: w, H: 1},
		footer: canvas.Rect{Y: h - 1, W: w, H: 1},
		line:   canvas.Rect{Y: h - 1, W: w, H: 1},
		sizes:  want.sizes,
	}
	if boxed(w, h) {
		l.boxes(w, h, want)
	} else {
		l.stack(w, h, want)
	}
	return l
}

// boxed says whether a screen has room for boxes.
func boxed(w, h int) bool { return w >= 108 && h >= 34 }

// besidePicture is how wide the column beside a large picture usually is.
func besidePicture(w int) int { return max(42, min(66, w*35/100)) }

// forTime is how many lines more a timeline has on a tall screen.
func forTime(h int) int { return min(2, max(0, (h-40)/8)) }

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
	spare := forTime(h)
	right := stretch(&l.sizes.right, besidePicture(w), leastColumn, w-leastPicture)
	column := func(y, h int) canvas.Rect { return canvas.Rect{X: w - right, Y: 1 + y, W: right, H: h} }
	if want.zoom {
		l.what = take(2 + max(3, min(want.said, h/2)))
		if want.withProps() {
			l.props = take(2 + want.props)
		}
		if want.list {
			l.node, w = column(0, y-1), w-right
		}
		l.zoomed(w, y-1, want)
		return
	}
	kept := min(want.still, mostKept, h/5)
	said := max(kept, min(want.said, h/4))
	lent := min(2, said-kept)
	if w >= 160 {
		l.props = take(stretch(&l.sizes.time, 5+want.watch-lent, 3, h/4))
		l.time = l.props
		l.props.W = stretch(&l.sizes.split, w*45/100, leastColumn, w-leastColumn)
		l.time.X, l.time.W = l.props.W, w-l.props.W
	} else {
		l.time = take(stretch(&l.sizes.time, 4+spare-(lent+1)/2, 3, h/5))
		l.props = take(stretch(&l.sizes.props, 4+want.watch-lent/2, 3, h/5))
	}
	l.what = take(stretch(&l.sizes.low, 2+said, 3, y-1-leastMiddle))
	mid := y - 1
	tall := mid+said-mostKept >= 33 // whatever this step has to say
	l.main = canvas.Rect{Y: 1, W: w - right, H: mid}
	if tall && w >= 150 && !want.wide {
		l.main.H = stretch(&l.sizes.main, mid*6/10+want.taller, 8, mid-5)
		l.below = canvas.Rect{Y: 1 + l.main.H, W: w - right, H: mid - l.main.H}
	}
	framed := tall && want.panel && !want.wide
	most := mid - 6
	if framed {
		most -= 12
	}
	node := stretch(&l.sizes.node, max(8, mid*3/10), 4, most)
	l.node = column(0, node)
	if framed {
		l.panel = column(node, 12)
		node += 12
	}
	l.next = column(node, mid-node)
}

// withProps says whether a pane that is zoomed leaves room for the properties:
// the picture, the log and the protocol's own pictures do not.
func (want *wishes) withProps() bool { return want.list || want.inTime }

// zoomed gives the rows below the header to one pane. The list of choices takes
// what it needs and leaves the rest to the picture, if that is enough for one.
func (l *layout) zoomed(w, rows int, want wishes) {
	l.main = canvas.Rect{Y: 1, W: w, H: rows}
	if !want.list {
		return
	}
	const least = 6
	list := min(rows, want.rows+4)
	if l.boxed {
		list = min(rows, want.rows+5)
	}
	if rows-list < least {
		list = rows
	}
	l.main.H = rows - list
	l.next = canvas.Rect{Y: 1 + l.main.H, W: w, H: list}
}

// part is a pane of a small screen.
type part struct{ rows int }

// give lets a pane grow as far as the rows that are left allow.
func (p *part) give(left *int, upTo int) {
	n := max(0, min(*left, upTo-p.rows))
	p.rows, *left = p.rows+n, *left-n
}

// grow is give for a pane that is there.
func (p *part) grow(left *int, upTo int) {
	if p.rows > 0 {
		p.give(left, upTo)
	}
}

// lend takes from panes, one after the other, the lines that are missing to so many: the
// last keeps what a picture needs to be one.
func lend(left *int, lines int, from ...*part) {
	for i, p := range from {
		n := min(p.rows, max(0, lines-*left))
		if i == len(from)-1 {
			n = min(n, max(0, p.rows-leastMain))
		} else if n > 0 {
			n = p.rows
		}
		p.rows, *left = p.rows-n, *left+n
	}
}

// stack is the layout for a small screen: rules instead of boxes, one pane
// below the other. What is said comes first, then what can happen.
func (l *layout) stack(w, h int, want wishes) {
	if want.zoom {
		l.what.H = 1 + min(want.said, h/2)
		if want.withProps() {
			l.props.H = 1 + want.props
		}
		l.what = canvas.Rect{Y: h - 1 - l.what.H, W: w, H: l.what.H}
		l.props = canvas.Rect{Y: l.what.Y - l.props.H, W: w, H: l.props.H}
		l.zoomed(w, l.props.Y-1, want)
		return
	}
	var main, what, next, props, time part
	switch {
	case want.log:
		main.rows, next.rows, time.rows = 13, 3, 2
	case want.wide:
		main.rows, what.rows, next.rows, time.rows = 9, 4, 3, 2
	default:
		main.rows, what.rows, next.rows, props.rows, time.rows = max(leastMain, 1+want.least), 4, 3, 2, 2
		if want.asked {
			props.rows++
		}
		props.rows += want.watch
	}
	left := h - 2 - main.rows - what.rows - next.rows - props.rows - time.rows
	if left < 0 { // the picture counts what it leaves out
		main.rows, left = max(3, main.rows+left), 0
	}
	if what.rows > 0 {
		lend(&left, 1+want.taught-what.rows, &props, &time, &main)
		what.give(&left, 1+want.must)
	}
	next.give(&left, 1+min(want.ahead, 2)+min(want.rows, 2))
	main.give(&left, min(10, 1+want.nodes))
	if what.rows > 0 {
		what.give(&left, 1+want.said)
	}
	next.give(&left, 1+want.ahead+min(want.rows, 3))
	if want.wide {
		main.give(&left, 16)
	} else {
		main.give(&left, 2+want.nodes)
		props.grow(&left, 3)
	}
	time.grow(&left, 3)
	next.give(&left, 2+max(1, want.ahead)+min(want.rows, 8))
	main.give(&left, main.rows+left*4/5)
	next.give(&left, next.rows+left)
	l.shift(&main, &what, &next, &props, &time)
	l.pile(w, want, main.rows, what.rows, next.rows, props.rows, time.rows)
}

// pile puts the panes of a small screen one below the other.
func (l *layout) pile(w int, want wishes, main, what, next, props, time int) {
	y := 1
	take := func(rows int) canvas.Rect {
		r := canvas.Rect{Y: y, W: w, H: rows}
		y += rows
		return r
	}
	l.main, l.what, l.next, l.props, l.time = take(main), take(what), take(next), take(props), take(time)
	if want.inNode {
		l.node, l.next = l.next, canvas.Rect{}
	}
}

// giveBack takes lines that the picture of a small screen leaves empty: for what
// there is to say, then for the choices.
func (l *layout) giveBack(lines int, want wishes) {
	if lines == 0 || l.next.H == 0 || l.sizes.low < 0 {
		return
	}
	said := min(lines, max(0, 1+want.said-l.what.H))
	l.main.H -= lines
	l.what.Y, l.what.H = l.what.Y-lines, l.what.H+said
	l.next.Y, l.next.H = l.next.Y-lines+said, l.next.H+lines-said
}
