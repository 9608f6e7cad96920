package timeline

import (
	"slices"

	"synod/engine"
)

// Pairs puts a second run beside a tree of runs: for each point of the tree it
// knows where the second run is then, and where the two first differ.
type Pairs struct {
	start *Beat
	end   *Point // of the right run; nil: it goes on as long as the left one
	beats map[*Point]*Beat
	next  func(before *Beat, p *Point) (*Point, error)
}

// Beat is one step of two runs side by side.
type Beat struct {
	Left, Right *Point // where each run is after the step
	Missed      error  // why the right run did not take what the left one took; nil: it did, or had a step of its own
	First       *Beat  // the first beat of the run at which the two differ; nil: none so far
	Still       bool   // the right run took no step
	Ended       bool   // and takes none any more
}

// Shadow plays what is taken from a start on another world too: each choice, or
// what stands for it there. Where nothing does, the other world stays as it is.
func Shadow(start *Point, on *engine.World) *Pairs {
	t := New(on)
	return pairs(start, t.start, nil, func(before *Beat, p *Point) (*Point, error) {
		c, err := before.Right.World.Match(p.Parent.World, p.Choice)
		if err != nil {
			return before.Right, err
		}
		t.Jump(before.Right)
		to, err := t.Take(c)
		if err != nil {
			return before.Right, err
		}
		return to, nil
	})
}

// InStep puts a run that has been taken already, from its first point on,
// beside the tree, step by step. Where it is over it stays at its end.
func InStep(start *Point, run []*Point) *Pairs {
	return pairs(start, run[0], run[len(run)-1], func(_ *Beat, p *Point) (*Point, error) {
		return run[min(p.Step-start.Step, len(run)-1)], nil
	})
}

// Abreast puts a run that has been taken already beside the tree so that what
// befalls both from outside is one beat: a crash, a cut, a clock, a call. Between
// such beats each goes step by step, and the second run waits where it is ahead.
// What befalls both is what it has in common with another run, that of the script
// which the tree follows.
func Abreast(start *Point, run, script []*Point) *Pairs {
	meets := common(outside(run), outside(script))
	return pairs(start, run[0], run[len(run)-1], func(before *Beat, p *Point) (*Point, error) {
		at := slices.Index(run, before.Right)
		next := slices.IndexFunc(meets, func(m *Point) bool { return m.Step > before.Right.Step })
		switch {
		case next >= 0 && meets[next].Choice == p.Choice:
			return meets[next], nil
		case at+1 < len(run) && (next < 0 || run[at+1] != meets[next]):
			return run[at+1], nil
		}
		return before.Right, nil
	})
}

// outside lists the points of a run that were brought about from outside.
func outside(run []*Point) []*Point {
	return slices.DeleteFunc(slices.Clone(run), func(p *Point) bool {
		return p.Parent == nil || p.Choice.Verb.OfMessage() || p.Choice.Verb == engine.FireTimer
	})
}

// common lists the points of a run that stand for the longest row of choices that
// it has in common with another.
func common(run, other []*Point) (row []*Point) {
	from := make([][]int, len(run)+1) // how long the row is that begins at i and j, or later
	for i := range from {
		from[i] = make([]int, len(other)+1)
	}
	for i := len(run) - 1; i >= 0; i-- {
		for j := len(other) - 1; j >= 0; j-- {
			from[i][j] = max(from[i+1][j], from[i][j+1])
			if run[i].Choice == other[j].Choice {
				from[i][j] = from[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(run) && j < len(other); {
		switch {
		case run[i].Choice == other[j].Choice:
			row, i, j = append(row, run[i]), i+1, j+1
		case from[i+1][j] >= from[i][j+1]:
			i++
		default:
			j++
		}
	}
	return row
}

func pairs(left, right, end *Point, next func(*Beat, *Point) (*Point, error)) *Pairs {
	first := &Beat{Left: left, Right: right}
	first.hold(nil)
	return &Pairs{first, end, map[*Point]*Beat{left: first}, next}
}

// At gives the beat of a point. It works out those on the way that are new. The
// point has to lie behind the start.
func (ps *Pairs) At(p *Point) *Beat {
	var way []*Point
	for ; ps.beats[p] == nil; p = p.Parent {
		way = append(way, p)
	}
	b := ps.beats[p]
	for i := len(way) - 1; i >= 0; i-- {
		right, missed := ps.next(b, way[i])
		next := &Beat{Left: way[i], Right: right, Missed: missed, Still: right == b.Right}
		next.Ended = next.Still && right == ps.end
		next.hold(b)
		ps.beats[way[i]], b = next, next
	}
	return b
}

// hold finds where the runs first differ.
func (b *Beat) hold(before *Beat) {
	if before != nil && before.First != nil {
		b.First = before.First
		return
	}
	switch {
	case b.Missed != nil, !b.same():
		b.First = b
	case b.Left.Choice != b.Right.Choice && b.Left.Step == b.Right.Step:
		b.First = b
	}
}

// same says whether nothing differs. Worlds with one fingerprint are equal, and
// so most of a long run need not be looked through.
func (b *Beat) same() bool {
	if b.Left.World.Fingerprint() == b.Right.World.Fingerprint() {
		return slices.Equal(b.Left.broken(), b.Right.broken())
	}
	d := b.Differ()
	return d.None()
}

// Differ says what differs between the two points of the beat.
func (b *Beat) Differ() Difference { return Differ(b.Left, b.Right) }
