package export

import (
	"fmt"
	"math"
)

// head draws an arrowhead at the end of a line, a little before the dot there.
func (d *drawing) head(x1, y1, x2, y2 float64, colour string) {
	dx, dy := x2-x1, y2-y1
	length := math.Hypot(dx, dy)
	if length < 1 {
		return
	}
	dx, dy = dx/length, dy/length
	x, y := x2-dx*3.5, y2-dy*3.5
	fmt.Fprintf(&d.above, `<path d="M%.1f %.1fL%.1f %.1fL%.1f %.1fZ" fill="%s"/>`+"\n",
		x, y, x-dx*8-dy*3.4, y-dy*8+dx*3.4, x-dx*8+dy*3.4, y-dy*8-dx*3.4, colour)
}

// spot is a place for a label: where its baseline begins, and the angle at
// which it runs.
type spot struct{ x, y, angle float64 }

// points are those of the label's middle line, which is half a letter above
// the baseline.
func (s spot) points(text string) [][2]float64 {
	const half = 3.8
	return points(s.x+math.Sin(s.angle)*half, s.y-math.Cos(s.angle)*half, s.angle, wide(text))
}

// along writes a label beside an arrow, at the first place where it covers no
// other.
func (d *drawing) along(x1, y1, x2, y2 float64, colour, text string) {
	spots := append(slantedSpots(x1, y1, x2, y2, wide(text)), levelSpots(x1, y1, x2, y2, wide(text))...)
	if x2 < x1 {
		spots = append(spots, spot{x2 - 10 - wide(text), y2 + 4, 0})
	}
	last := min(x2+10, d.width-wide(text)-4)
	spots = append(spots, spot{last, y2 + 4, 0}, spot{last, y2 - 8, 0})
	best := spots[len(spots)-1]
	for _, s := range spots {
		if d.free(s.points(text)) {
			best = s
			break
		}
	}
	d.take(best.points(text))
	d.slanted(best, colour, text)
}

const (
	backStep = 9.0  // from one place to try to the next
	clear    = 14.0 // from the ends of an arrow
)

// slantedSpots lists places along an arrow that is long enough: on its upper
// side, the nearest to its head first, then on its lower side.
func slantedSpots(x1, y1, x2, y2, width float64) []spot {
	left, top, right, bottom := x1, y1, x2, y2
	if x2 < x1 {
		left, top, right, bottom = x2, y2, x1, y1
	}
	length, angle := math.Hypot(right-left, bottom-top), math.Atan2(bottom-top, right-left)
	ux, uy := math.Cos(angle), math.Sin(angle)
	var upper, lower []spot
	for back := clear; back <= length-width-clear/2; back += backStep {
		at := back
		if x2 >= x1 {
			at = length - back - width
		}
		x, y := left+ux*at, top+uy*at
		upper = append(upper, spot{x + uy*4, y - ux*4, angle})
		lower = append(lower, spot{x - uy*12, y + ux*12, angle})
	}
	return append(upper, lower...)
}

// levelSpots lists places right and left of an arrow that is steep.
func levelSpots(x1, y1, x2, y2, width float64) []spot {
	length := math.Hypot(x2-x1, y2-y1)
	if math.Abs(y2-y1) < 0.4*length {
		return nil
	}
	var out []spot
	for back := clear; back < length-clear; back += backStep {
		x, y := x2-(x2-x1)/length*back, y2-(y2-y1)/length*back
		out = append(out, spot{x + 13, y + 4, 0}, spot{x - 13 - width, y + 4, 0})
	}
	return out
}
