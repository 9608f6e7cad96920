package canvas

// Border is the look of a box.
type Border string

// The borders: corners and edges in the order ╭ ╮ ╰ ╯ ─ │.
const (
	Round Border = "╭╮╰╯─│"
	Heavy Border = "┏┓┗┛━┃"
	Dashy Border = "┌┐└┘╌╎"
	// Double is for boxes that belong together just now.
	Double Border = "╔╗╚╝═║"
)

// Box draws a border along the edge of r with a title in its upper line, and
// gives a canvas for the inside.
func (c *Canvas) Box(r Rect, title string, b Border, st, titleStyle Style) *Canvas {
	if r.W < 2 || r.H < 2 {
		return c.In(Rect{r.X, r.Y, 0, 0})
	}
	g := b.glyphs()
	c.HLine(r.X+1, r.Y, r.W-2, g[4], st)
	c.HLine(r.X+1, r.Y+r.H-1, r.W-2, g[4], st)
	c.VLine(r.X, r.Y+1, r.H-2, g[5], st)
	c.VLine(r.X+r.W-1, r.Y+1, r.H-2, g[5], st)
	c.Put(r.X, r.Y, g[0], st)
	c.Put(r.X+r.W-1, r.Y, g[1], st)
	c.Put(r.X, r.Y+r.H-1, g[2], st)
	c.Put(r.X+r.W-1, r.Y+r.H-1, g[3], st)
	if title != "" && r.W > 6 {
		c.TextMax(r.X+2, r.Y, r.W-4, " "+title+" ", titleStyle)
	}
	return c.In(r.Inset(1))
}

// Blank empties a rectangle of what lies below.
func (c *Canvas) Blank(r Rect) {
	for y := r.Y; y < r.Y+r.H; y++ {
		c.HLine(r.X, y, r.W, " ", Plain)
	}
}

// Rule draws a line across with a title in it: a box without sides, for small
// screens. It gives a canvas for the lines below it.
func (c *Canvas) Rule(r Rect, title string, st, titleStyle Style) *Canvas {
	c.HLine(r.X, r.Y, r.W, "─", st)
	if title != "" {
		c.TextMax(r.X+1, r.Y, r.W-2, " "+title+" ", titleStyle)
	}
	return c.In(Rect{r.X, r.Y + 1, r.W, max(0, r.H-1)})
}

// glyphs are the six characters, of three bytes each.
func (b Border) glyphs() (g [6]string) {
	for i := range g {
		g[i] = string(b[3*i : 3*i+3])
	}
	return g
}
