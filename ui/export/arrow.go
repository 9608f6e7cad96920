package export

import (
	"fmt"
	"math"
	"slices"

	"synod/ui/canvas"
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

// line is the place of the i-th of so many lines.
func (s spot) line(i, of int) spot {
	s.y += (float64(i) - float64(of-1)/2) * lineStep
	return s
}

// points are those of the label's middle lines, which are half a letter above
// the baseline.
func (s spot) points(lines []string) (all [][2]float64) {
	const half = 3.8
	for i, l := range lines {
		at := s.line(i, len(lines))
		all = append(all, points(at.x+math.Sin(at.angle)*half, at.y-math.Cos(at.angle)*half, at.angle, wide(l))...)
	}
	return all
}

// along writes a label beside an arrow, at the first place where it covers no
// other. One for which there is no room is written in several lines.
func (d *drawing) along(x1, y1, x2, y2 float64, colour, text string) {
	var best spot
	var lines []string
	for n, free := 1.0, false; n <= mostLines && !free; n++ {
		lines = canvas.Wrap(text, int(math.Ceil(float64(canvas.Width(text))/n))+3)
		spots := spotsFor(lines, x1, y1, x2, y2)
		at := slices.IndexFunc(spots, func(s spot) bool { return d.free(s.points(lines)) })
		if free = at >= 0; free {
			best = spots[at]
		} else {
			x, above := beyond(x1, x2, widest(lines)), 8+lineStep*float64(len(lines)-1)/2
			best = spot{max(gutter, min(x, d.width-widest(lines)-10)), y2 - above, 0}
		}
	}
	d.take(best.points(lines))
	for i, l := range lines {
		d.slanted(best.line(i, len(lines)), colour, l)
	}
}

// spotsFor lists places for a label: along the arrow, beside it, beyond its head,
// and below that.
func spotsFor(lines []string, x1, y1, x2, y2 float64) (spots []spot) {
	width := widest(lines)
	if len(lines) == 1 {
		spots = slantedSpots(x1, y1, x2, y2, width)
	}
	spots = append(spots, levelSpots(x1, y1, x2, y2, width)...)
	x, under := beyond(x1, x2, width), beyond(x2, x1, width)+x2-x1
	return append(spots, spot{x, y2 + 4, 0}, spot{x, y2 - 8, 0}, spot{under, y2 + 4 + lineStep*float64(len(lines)+1)/2, 0})
}

// beyond is where a label begins behind the head of an arrow.
func beyond(x1, x2, width float64) float64 {
	if x2 < x1 {
		return x2 - 10 - width
	}
	return x2 + 10
}

func widest(lines []string) (most float64) {
	for _, l := range lines {
		most = max(most, wide(l))
	}
	return most
}

const (
	backStep  = 9.0  // from one place to try to the next
	clear     = 14.0 // from the ends of an arrow
	mostLines = 4    // of a label
	lineStep  = 11.5
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
