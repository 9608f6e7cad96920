package pane

import (
	"synod/engine"
	"synod/ui/canvas"
)

// detail is how much of a field is written.
type detail uint8

const (
	roomy detail = iota // ■ name text *
	tight               // ■name text*
	bare                // ■text*
)

const (
	disk   = "■" // durable
	memory = "□" // volatile
)

// box draws a node as a box with its fields inside.
func (s *scene) box(c *canvas.Canvas, r canvas.Rect, a *actor) {
	c = c.Aim(NodeTarget(a.id))
	border, st := s.border(a)
	c.Blank(r)
	in := c.Box(r, "", border, st, st)
	s.title(c, r.X+2, r.Y, r.W-4, a)
	s.inside(in, a)
}

// title writes the name of a node, whether it is down, and its host if that has
// another name.
func (s *scene) title(c *canvas.Canvas, x, y, most int, a *actor) int {
	end := x + most
	if c.TextMax(x, y, most, " ", canvas.Plain) == x {
		return x
	}
	x = c.TextMax(x+1, y, end-x-1, a.name, a.style.Bold())
	if !a.up {
		x = c.TextMax(x, y, end-x, " ▼ down", canvas.Danger)
	}
	if a.host != engine.HostID(a.id) {
		x = c.TextMax(x, y, end-x, " on "+string(a.host), canvas.Frame)
	}
	x = a.marks(c, x, y, end-1)
	return c.TextMax(x, y, end-x, " ", canvas.Plain)
}

// inside draws the fields, one a line if there are lines enough, else several
// on a line, without their names if need be.
func (s *scene) inside(c *canvas.Canvas, a *actor) {
	w, h := c.Size()
	x := 0
	if w > a.width() && (len(a.fields) <= h || a.rows(w-1, tight) <= h) {
		x = 1
	}
	room := canvas.Rect{X: x, W: w - x, H: h}
	if len(a.fields) <= h {
		s.oneEach(c.In(room), a)
		return
	}
	s.flow(c.In(room), a)
}

// oneEach draws a field a line, with the texts below each other if they fit.
func (s *scene) oneEach(c *canvas.Canvas, a *actor) {
	w, h := c.Size()
	pad := a.nameWidth()
	for i := range a.fields {
		if 2+pad+1+canvas.Width(a.fields[i].text)+1 > w {
			pad = 0
		}
	}
	y, spare := 0, h-len(a.fields)
	for i := range a.fields {
		f := &a.fields[i]
		if n := f.lines(w); n > 1 && n-1 <= spare {
			s.folded(c, y, a, f)
			y, spare = y+n, spare-n+1
			continue
		}
		s.field(c, 0, y, w, a, i, pad, roomy)
		y++
	}
}

// folded draws a field over several lines.
func (s *scene) folded(c *canvas.Canvas, y int, a *actor, f *item) {
	w, _ := c.Size()
	mark, st := f.mark(a)
	c.Text(0, y, mark, st)
	lines := canvas.Wrap(f.name+" "+f.text, w-3)
	x := 0
	for k, l := range lines {
		x = s.palette.label(c, 2, y+k, w-2, l, st)
	}
	if f.changed {
		c.Text(x, y+len(lines)-1, "*", canvas.Fresh.Bold())
	}
}

// lines is how many lines of w cells a field wants in a box: one if it fits,
// with its name or without, else as many as it takes.
func (f *item) lines(w int) int {
	if f.width(bare) <= w {
		return 1
	}
	return max(1, len(canvas.Wrap(f.name+" "+f.text, w-3)))
}

// mark says whether a crash would take a field, and how it is written: grey if
// a crash has taken it.
func (f *item) mark(a *actor) (string, canvas.Style) {
	switch {
	case f.hearsay:
		return unknownMark, canvas.Muted
	case f.durable:
		return disk, canvas.Plain
	case a.up:
		return memory, canvas.Plain
	}
	return memory, canvas.Muted
}

// flow fills line after line; what does not fit loses its name.
func (s *scene) flow(c *canvas.Canvas, a *actor) {
	w, h := c.Size()
	how := roomy
	for how < bare && a.rows(w, how) > h {
		how++
	}
	x, y := 0, 0
	for i := range a.fields {
		need := a.fields[i].width(how)
		if x > 0 && x+need > w && y < h-1 {
			x, y = 0, y+1
		}
		x = s.field(c, x, y, w-x, a, i, 0, how) + 1
	}
}

// rows is how many lines of width w the fields take.
func (a *actor) rows(w int, how detail) int {
	x, y := 0, 1
	for i := range a.fields {
		need := a.fields[i].width(how)
		if x > 0 && x+need > w {
			x, y = 0, y+1
		}
		x += need + 1
	}
	return y
}

// field draws "■ name text *" and gives the column behind it. The name gives
// way before the text does.
func (s *scene) field(c *canvas.Canvas, x, y, most int, a *actor, i, pad int, how detail) int {
	f := &a.fields[i]
	end := x + most
	mark, st := f.mark(a)
	x = c.TextMax(x, y, end-x, mark, st)
	if how == roomy && f.needs(roomy) > most && f.needs(tight) <= most {
		how = tight
	}
	if how == roomy {
		x++
	}
	if how < bare && f.needs(how) <= most {
		x = max(c.TextMax(x, y, end-x, f.name, st), x+pad) + 1
	}
	star := 0
	if f.changed {
		st, star = st.Bold(), 1
	}
	x = s.palette.label(c, x, y, end-x-star, f.text, st)
	if f.changed {
		if end-x > 1 && how == roomy {
			x++
		}
		x = c.TextMax(x, y, end-x, "*", canvas.Fresh.Bold())
	}
	return x
}

// needs is what a field takes on a line as it is.
func (f *item) needs(how detail) int {
	if f.changed {
		return f.width(how)
	}
	return f.width(how) - 1
}

// width is what a field takes on a line, with room for a mark of change.
func (f *item) width(how detail) int {
	n := 1 + canvas.Width(f.text) + 1
	if how < bare {
		n += len(f.name) + 1
	}
	if how == roomy {
		n++
	}
	return n
}

// width is the least width of a node's box inside.
func (a *actor) width() int {
	w := len(a.name) + 4
	if a.host != engine.HostID(a.id) {
		w += 4 + len(a.host)
	}
	if !a.up {
		w += 7
	}
	for i := range a.fields {
		w = max(w, a.fields[i].width(roomy))
	}
	return w
}

// tall is the height of a box of width w in which nothing is cut.
func (a *actor) tall(w int) int {
	n := 2
	for i := range a.fields {
		n += a.fields[i].lines(w - 2)
	}
	return max(3, n)
}

// wide is the width at which texts stand below each other with air around.
func (a *actor) wide() int {
	w, pad := a.width(), a.nameWidth()
	for i := range a.fields {
		w = max(w, 2+pad+1+canvas.Width(a.fields[i].text)+2)
	}
	return w + 2
}

func (a *actor) nameWidth() int {
	n := 0
	for i := range a.fields {
		n = max(n, len(a.fields[i].name))
	}
	return n
}
