package glyph

import "math"

// The size of a cell, in units of the shapes.
const (
	W = 9
	H = 18
)

// Point is a place in a cell, or on a picture.
type Point struct{ X, Y float64 }

// Verb says what a part of an outline is.
type Verb byte

// The parts of an outline; Curve is a cubic one, whose first two points it does
// not go through.
const (
	Move  Verb = 'M'
	Line  Verb = 'L'
	Curve Verb = 'C'
	Close Verb = 'Z'
)

// Op is one part of an outline.
type Op struct {
	Verb Verb
	To   [3]Point // Curve uses all, Move and Line the first
}

// Points are those that the part has.
func (o *Op) Points() []Point {
	switch o.Verb {
	case Curve:
		return o.To[:]
	case Close:
		return nil
	}
	return o.To[:1]
}

// Path is an outline to be filled. Its parts run clockwise, and a hole runs the
// other way; where parts overlap, that is filled too.
type Path []Op

func (p Path) then(v Verb, to ...Point) Path {
	op := Op{Verb: v}
	copy(op.To[:], to)
	return append(p, op)
}

// polygon goes round the points.
func polygon(at ...Point) Path {
	var p Path
	for i, q := range at {
		if i == 0 {
			p = p.then(Move, q)
		} else {
			p = p.then(Line, q)
		}
	}
	return p.then(Close)
}

// Rect is a rectangle.
func Rect(x0, y0, x1, y1 float64) Path {
	return polygon(Point{x0, y0}, Point{x1, y0}, Point{x1, y1}, Point{x0, y1})
}

// Frame is the border of a rectangle, one unit wide.
func Frame(x0, y0, x1, y1 float64) Path {
	return append(Rect(x0, y0, x1, y1), polygon(Point{x0 + 1, y0 + 1}, Point{x0 + 1, y1 - 1}, Point{x1 - 1, y1 - 1}, Point{x1 - 1, y0 + 1})...)
}

// around is where circles and marks have their middle: on the line of ─.
var around = Point{4.5, 8.5}

// oval is a circle or a hole; a hole has a negative height.
func oval(rx, ry float64) Path {
	const k = 0.5523 // of a quarter circle, as a curve
	c := around
	at := func(x, y float64) Point { return Point{c.X + x*rx, c.Y + y*ry} }
	var p Path
	p = p.then(Move, at(1, 0))
	p = p.then(Curve, at(1, k), at(k, 1), at(0, 1))
	p = p.then(Curve, at(-k, 1), at(-1, k), at(-1, 0))
	p = p.then(Curve, at(-1, -k), at(-k, -1), at(0, -1))
	p = p.then(Curve, at(k, -1), at(1, -k), at(1, 0))
	return p.then(Close)
}

func circle(r float64) Path { return oval(r, r) }

func ring(outer, inner float64) Path { return append(oval(outer, outer), oval(inner, -inner)...) }

// diamond has its corners so far from the middle; a hole has a negative height.
func diamond(rx, ry float64) Path {
	c := around
	return polygon(Point{c.X, c.Y - ry}, Point{c.X + rx, c.Y}, Point{c.X, c.Y + ry}, Point{c.X - rx, c.Y})
}

// star has its points at outer, and the corners between them at inner.
func star(points int, outer, inner float64) Path {
	var at []Point
	for i := range 2 * points {
		r, a := outer, math.Pi*float64(i)/float64(points)
		if i%2 == 1 {
			r = inner
		}
		at = append(at, Point{around.X + r*math.Sin(a), around.Y + 0.4 - r*math.Cos(a)})
	}
	return polygon(at...)
}

// stroke is a line of that width from one point to another.
func stroke(width float64, a, b Point) Path {
	d := math.Hypot(b.X-a.X, b.Y-a.Y)
	nx, ny := (b.Y-a.Y)/d*width/2, (a.X-b.X)/d*width/2
	return polygon(Point{a.X + nx, a.Y + ny}, Point{b.X + nx, b.Y + ny}, Point{b.X - nx, b.Y - ny}, Point{a.X - nx, a.Y - ny})
}

// mirror changes left and right.
func (p Path) mirror() Path {
	return p.each(func(q Point) Point { return Point{W - q.X, q.Y} })
}

// At is the path with its origin at a place and so many times as large.
func (p Path) At(x, y, scale float64) Path {
	return p.each(func(q Point) Point { return Point{x + q.X*scale, y + q.Y*scale} })
}

func (p Path) each(to func(Point) Point) Path {
	out := make(Path, len(p))
	for i, op := range p {
		for j, q := range op.To {
			op.To[j] = to(q)
		}
		out[i] = op
	}
	return out
}
