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
	spots := spotsAlong(x1, y1, x2, y2, wide(text))
	best := spots[0]
	for _, s := range spots {
		if d.free(s.points(text)) {
			best = s
			break
		}
	}
	d.take(best.points(text))
	d.slanted(best, colour, text)
}

// spotsAlong lists places for a label beside an arrow, the best first: on its
// upper side near its head, further up, on its lower side; and if it is steep,
// level at its sides.
func spotsAlong(x1, y1, x2, y2, width float64) []spot {
	const step, clear = 9.0, 14.0
	toRight := x2 >= x1
	left, top, right, bottom := x1, y1, x2, y2
	if !toRight {
		left, top, right, bottom = x2, y2, x1, y1
	}
	length, angle := math.Hypot(right-left, bottom-top), math.Atan2(bottom-top, right-left)
	ux, uy := math.Cos(angle), math.Sin(angle)
	var upper, lower, level []spot
	for back := clear; back == clear || back <= length-width-clear; back += step {
		at := back
		if toRight {
			at = length - back - width
		}
		if length < width+2*clear {
			at = (length - width) / 2
		}
		x, y := left+ux*at, top+uy*at
		upper = append(upper, spot{x + uy*4, y - ux*4, angle})
		lower = append(lower, spot{x - uy*12, y + ux*12, angle})
	}
	for back := clear; math.Abs(uy) > 0.5 && back < length-clear; back += step {
		x, y := x2-(x2-x1)/length*back, y2-(y2-y1)/length*back
		level = append(level, spot{x + 13, y + 4, 0}, spot{x - 13 - width, y + 4, 0})
	}
	return append(append(upper, lower...), level...)
}
