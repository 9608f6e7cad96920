package ui

import (
	"synod/ui/canvas"
	"synod/ui/pane"
)

// arrange lays out the screen of a run, as what is in its largest pane wants it.
func (m *Model) arrange() {
	want := m.wishes()
	lay := func(kept int) layout {
		want.still, want.taller = kept, m.run.calm.taller
		return arrange(m.w, m.h, want)
	}
	switch {
	case m.main != onPicture || m.zoomed:
		m.layout = lay(want.still)
	case boxed(m.w, m.h):
		m.steadyLarge(lay, want)
	default:
		m.steadySmall(want)
	}
	if m.main == onFog {
		v := m.fogged()
		m.layout.fog(m.w, m.zoomed, pane.SeenHeight(&v, m.w-4))
	}
	if m.main == onBeside {
		m.layout.beside(m.w, m.h)
		if l := &m.layout; m.zoomed {
			l.what = canvas.Rect{Y: 1, W: m.w, H: l.line.Y - 1}
			l.main, l.below, l.next, l.time = canvas.Rect{}, canvas.Rect{}, canvas.Rect{}, canvas.Rect{}
		}
	}
}

// steadySmall steadies a small screen: what has taken lines keeps them, as long as that
// costs no line of the picture and none of what is said.
func (m *Model) steadySmall(want wishes) {
	c, still := &m.run.calm, want
	c.nodes, c.must = max(c.nodes, want.nodes), max(c.must, want.must)
	still.nodes, still.must, still.said = c.nodes, max(want.must, min(c.must, m.h/4)), max(want.said, min(c.lines, m.h/5))
	now := arrange(m.w, m.h, want)
	m.layout = arrange(m.w, m.h, still)
	if l := &m.layout; l.what.H < min(now.what.H, 1+want.said) || l.main.H < min(now.main.H, 1+want.nodes) {
		m.layout, c.nodes, c.must = now, want.nodes, want.must
	}
	m.layout.giveBack(pane.Spare(&m.run.view, m.w-2, m.layout.main.H-1), want)
}

// steadyLarge steadies a large screen. A picture in lines, with what is in flight at a node
// on a line of its own, leaves what it does not need to the one below it; or, with all on one
// line, to the protocol's own.
func (m *Model) steadyLarge(lay func(kept int) layout, want wishes) {
	switch l := &m.layout; {
	case m.steady(want.still, lay, 2):
	case l.below.H > 0:
		if spare := m.spareBelow(l) - m.hubs(); spare > 0 && m.sizes.main == 0 {
			l.main.H, l.below.Y, l.below.H = l.main.H-spare, l.below.Y-spare, l.below.H+spare
		}
	case want.panel && l.panel.H == 0 && m.keepFewer(want.still, lay, m.panelFits):
		m.panelBelow()
	}
}

// What a picture in lines takes beside a line for each node, and the least that is
// of use for a picture of the protocol's own.
const (
	belowNodes = 4
	leastPanel = 7
	stillPanel = 4 // where it stands already
)

// panelBelow gives the lower part of a picture in lines, which does not need it, to
// the protocol's own picture. The share depends on how many nodes there are, so that it
// does not come and go with the messages.
func (m *Model) panelBelow() {
	l, spare := &m.layout, m.spareBelow(&m.layout)
	m.run.calm.panel = true
	l.main.H -= spare
	l.panel = canvas.Rect{X: l.main.X, Y: l.main.Y + l.main.H, W: l.main.W, H: spare}
}

func (m *Model) panelFits(l *layout) bool {
	least := leastPanel
	if m.run.calm.panel {
		least = stillPanel
	}
	return m.spareBelow(l) >= least
}

// hubs is how many nodes of the hub there are.
func (m *Model) hubs() (n int) {
	sys := m.run.view.World.System()
	for _, node := range sys.Nodes() {
		if sys.Role(node.ID).Hub {
			n++
		}
	}
	return n
}

// spareBelow is how many lines a picture in lines does not need.
func (m *Model) spareBelow(l *layout) int {
	return l.main.H - 2 - belowNodes - len(m.run.view.World.System().Nodes())
}

// settleRuns leaves what is shown of two runs, or by one node's eyes, where there
// is nothing of it any more.
func (m *Model) settleRuns() {
	if m.main == onBeside && m.run.beside == nil {
		m.main = onPicture // what stood beside was pruned, or the run is another one
	}
	if b := m.run.beside; m.main == onBeside && b.about != nil && b.about.at != m.run.time.Cursor() {
		m.main = onPicture // the second world was found for another point
	}
	m.run.fogged = m.main == onFog
}

// beside is the layout for two runs: two pictures next to each other, or one
// above the other where there is no room for that, and below them what differs.
func (l *layout) beside(w, h int) {
	*l = layout{header: l.header, footer: l.footer, line: l.line, boxed: l.boxed}
	if !l.boxed {
		next, what := 3, max(5, (h-2)/4)
		rows := h - 2 - what - next
		l.main = canvas.Rect{Y: 1, W: w, H: rows - rows/2}
		l.below = canvas.Rect{Y: 1 + l.main.H, W: w, H: rows / 2}
		l.what = canvas.Rect{Y: 1 + rows, W: w, H: what}
		l.next = canvas.Rect{Y: 1 + rows + what, W: w, H: next}
		return
	}
	time := 4 + forTime(h)
	low := max(10, (h-3)/4)
	rows := h - 3 - time - low
	l.main = canvas.Rect{Y: 1, W: w / 2, H: rows}
	l.below = canvas.Rect{X: w / 2, Y: 1, W: w - w/2, H: rows}
	right := besidePicture(w)
	l.what = canvas.Rect{Y: 1 + rows, W: w - right, H: low}
	l.next = canvas.Rect{X: w - right, Y: 1 + rows, W: right, H: low}
	l.time = canvas.Rect{Y: 1 + rows + low, W: w, H: time}
}

// fog is the layout for what one node can know: the picture, the node, what
// happened to it just now, in so many lines, and all that happened to it before.
func (l *layout) fog(w int, zoom bool, said int) {
	*l = layout{header: l.header, footer: l.footer, line: l.line, boxed: l.boxed}
	rows := l.line.Y - 1
	if zoom {
		l.below = canvas.Rect{Y: 1, W: w, H: rows}
		return
	}
	if !l.boxed {
		what, below := max(5, min(1+said, rows/3)), max(4, rows/4)
		l.main = canvas.Rect{Y: 1, W: w, H: rows - what - below}
		l.what = canvas.Rect{Y: 1 + l.main.H, W: w, H: what}
		l.below = canvas.Rect{Y: l.what.Y + what, W: w, H: below}
		return
	}
	right, what := besidePicture(w), max(6, min(2+said, rows/3))
	l.main = canvas.Rect{Y: 1, W: w - right, H: rows - what}
	node := max(8, l.main.H*4/10)
	l.node = canvas.Rect{X: w - right, Y: 1, W: right, H: node}
	l.below = canvas.Rect{X: w - right, Y: 1 + node, W: right, H: l.main.H - node}
	l.what = canvas.Rect{Y: 1 + l.main.H, W: w, H: what}
}
