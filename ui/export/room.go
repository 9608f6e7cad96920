package export

import "math"

// room remembers where labels stand, so that no label covers another or leaves
// the page. A label is a row of points along its middle.
type room struct {
	width float64
	taken [][2]float64
}

const (
	spacing   = 6.0  // between the points
	clearance = 11.0 // from one label to the next
)

// points are those of a text that begins at (x, y) and runs at an angle.
func points(x, y, angle, length float64) [][2]float64 {
	dx, dy := math.Cos(angle), math.Sin(angle)
	var out [][2]float64
	for at := 0.0; at < length; at += spacing {
		out = append(out, [2]float64{x + dx*at, y + dy*at})
	}
	return append(out, [2]float64{x + dx*length, y + dy*length})
}

func (r *room) free(label [][2]float64) bool {
	for _, p := range label {
		if p[0] < gutter-10 || p[0] > r.width-4 {
			return false
		}
		for _, q := range r.taken {
			if math.Abs(p[0]-q[0]) < clearance && math.Abs(p[1]-q[1]) < clearance {
				return false
			}
		}
	}
	return true
}

func (r *room) take(label [][2]float64) { r.taken = append(r.taken, label...) }
