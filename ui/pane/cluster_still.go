package pane

// still is how large the parts of a picture have been so far. They stay as large for
// as long as that costs nothing of what is to be seen, so that a node stands where it
// stood a step ago: who looks at a picture looks at what has changed in it.
type still struct {
	needs   needs
	tall    int   // of the picture
	foot    int   // of what stands below it
	rows    []int // of the boxes of the hub and the messages beside them, by their places there
	left    []int // of the boxes on the left, and of those in the middle and on the right
	hub     []int
	right   []int
	ring    []int // of the boxes on a ring
	ringBox int   // their width
	row     int   // the first one shown of what can happen next
}

// still is that of the screen, or, without one, one that nothing has been kept in.
func (s *scene) still() *still {
	if s.v.Cache == nil {
		return &still{}
	}
	return &s.v.Cache.still
}

// most is the larger of two of each kind.
func (n needs) most(o needs) needs {
	return needs{n.left.most(o.left), n.leftGutter.most(o.leftGutter), n.hub.most(o.hub), n.rightGutter.most(o.rightGutter), n.right.most(o.right)}
}

func (e span) most(o span) span {
	return span{max(e.less, o.less), max(e.least, o.least), max(e.best, o.best)}
}

// serve says whether widths give all that is needed as much of the best as others do.
func (ws *widths) serve(n *needs, others *widths) bool {
	return ws.left >= min(others.left, n.left.best) && ws.leftGutter >= min(others.leftGutter, n.leftGutter.best) &&
		ws.hub >= min(others.hub, n.hub.best) && ws.rightGutter >= min(others.rightGutter, n.rightGutter.best) &&
		ws.right >= min(others.right, n.right.best)
}

// height is how tall the picture has been.
func (k *still) height(now int) int {
	k.tall = max(k.tall, now)
	return k.tall
}

// held gives each what it has had so far, if h is enough for all of that.
func held(kept *[]int, now []int, h int) []int {
	if len(*kept) != len(now) {
		*kept = make([]int, len(now))
	}
	sum := 0
	for i, n := range now {
		(*kept)[i] = max((*kept)[i], n)
		sum += (*kept)[i]
	}
	if sum > h {
		copy(*kept, now)
	}
	return *kept
}
