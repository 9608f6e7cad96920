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

// along writes a label on the upper side of an arrow: near its head if there
// is room, else further up.
func (d *drawing) along(x1, y1, x2, y2 float64, colour, text string) {
	length := math.Hypot(x2-x1, y2-y1)
	least, most := 14.0, length-wide(text)-12
	if most < least {
		least = (length - wide(text)) / 2
		most = least
	}
	best := least
	for at := least; at <= most; at += 9 {
		if d.free(onArrow(x1, y1, x2, y2, at, text)) {
			best = at
			break
		}
	}
	d.take(onArrow(x1, y1, x2, y2, best, text))
	angle := math.Atan2(y2-y1, x2-x1) * 180 / math.Pi
	anchor, dx := "end", -best
	if x2 < x1 {
		anchor, dx, angle = "start", best, angle-180
	}
	d.slanted(x2, y2, angle, dx, anchor, colour, text)
}

// onArrow gives the points of a label that stands back from the head.
func onArrow(x1, y1, x2, y2, back float64, text string) [][2]float64 {
	angle := math.Atan2(y1-y2, x1-x2)
	x, y := x2+math.Cos(angle)*back, y2+math.Sin(angle)*back
	side := angle + math.Pi/2
	if x1 > x2 {
		side = angle - math.Pi/2
	}
	return points(x+math.Cos(side)*8, y+math.Sin(side)*8, angle, wide(text))
}
