package canvas

// Patch is a cell as it was before another character was put over it.
type Patch struct {
	at  int
	was cell
}

// Patch puts a character over a cell of the screen for a while; what a click
// there means stays. It says no where there is no cell, or only half a wide
// character.
func (c *Canvas) Patch(x, y int, text string, st Style) (Patch, bool) {
	if x < 0 || y < 0 || x >= c.g.w || y >= c.g.h {
		return Patch{}, false
	}
	cl := &c.g.cells[y*c.g.w+x]
	p := Patch{y*c.g.w + x, *cl}
	if cl.width != 1 {
		return p, false
	}
	if c.g.ascii {
		text = twin(text)
	}
	cl.text, cl.style = text, st
	return p, true
}

// Undo gives a cell back as it was.
func (c *Canvas) Undo(p Patch) { c.g.cells[p.at] = p.was }

// Origin is where the canvas begins on the screen.
func (c *Canvas) Origin() (x, y int) { return c.area.X, c.area.Y }
