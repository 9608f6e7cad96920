package canvas

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Rect is a rectangle of cells.
type Rect struct{ X, Y, W, H int }

// Inset is the rectangle without a frame of n cells.
func (r Rect) Inset(n int) Rect {
	return Rect{r.X + n, r.Y + n, max(0, r.W-2*n), max(0, r.H-2*n)}
}

// Contains says whether a cell lies in the rectangle.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && y >= r.Y && x < r.X+r.W && y < r.Y+r.H
}

type cell struct {
	text  string
	style Style
	width uint8 // 0: the right half of a wide character
	hit   uint16
}

// Target is what a click on a cell means; the owner of the screen knows which
// types there are. Nil: nothing.
type Target any

// grid is what all canvases on one screen share.
type grid struct {
	w, h    int
	cells   []cell
	targets []Target
	ascii   bool
	theme   *Theme
	codes   map[Style]string
	out     strings.Builder
}

// Canvas draws into a rectangle of a screen, in coordinates of its own that
// begin at its top left corner.
type Canvas struct {
	g    *grid
	area Rect // on the screen
	hit  uint16
}

// New makes a screen.
func New(w, h int, theme *Theme, ascii bool) *Canvas {
	c := &Canvas{g: &grid{theme: theme, ascii: ascii, codes: map[Style]string{}}}
	c.Resize(w, h)
	return c
}

// Resize gives the screen another size and clears it.
func (c *Canvas) Resize(w, h int) {
	c.g.w, c.g.h = max(0, w), max(0, h)
	c.g.cells = make([]cell, c.g.w*c.g.h)
	c.area = Rect{0, 0, c.g.w, c.g.h}
	c.Clear()
}

var blank = cell{text: " ", width: 1}

// Clear blanks the whole screen and forgets all targets.
func (c *Canvas) Clear() {
	for i := range c.g.cells {
		c.g.cells[i] = blank
	}
	c.g.targets = append(c.g.targets[:0], nil)
}

// Size is the canvas's own width and height.
func (c *Canvas) Size() (w, h int) { return c.area.W, c.area.H }

// In is a canvas on a part of this one; nothing drawn there leaves it.
func (c *Canvas) In(r Rect) *Canvas {
	a := Rect{c.area.X + r.X, c.area.Y + r.Y, r.W, r.H}
	x0, y0 := max(a.X, c.area.X), max(a.Y, c.area.Y)
	x1, y1 := min(a.X+a.W, c.area.X+c.area.W), min(a.Y+a.H, c.area.Y+c.area.H)
	return &Canvas{c.g, Rect{x0, y0, max(0, x1-x0), max(0, y1-y0)}, c.hit}
}

// Aim makes all that is drawn through the result mean the target when clicked.
func (c *Canvas) Aim(t Target) *Canvas {
	if len(c.g.targets) >= 1<<16-1 {
		return c
	}
	c.g.targets = append(c.g.targets, t)
	return &Canvas{c.g, c.area, uint16(len(c.g.targets) - 1)}
}

// At is what a click on a cell of the screen means.
func (c *Canvas) At(x, y int) Target {
	if x < 0 || y < 0 || x >= c.g.w || y >= c.g.h {
		return nil
	}
	return c.g.targets[c.g.cells[y*c.g.w+x].hit]
}

// Put draws one character of one cell.
func (c *Canvas) Put(x, y int, glyph string, st Style) { c.set(x, y, glyph, 1, st) }

func (c *Canvas) set(x, y int, text string, width int, st Style) {
	if x < 0 || y < 0 || x+width > c.area.W || y >= c.area.H {
		return
	}
	row := c.g.cells[(c.area.Y+y)*c.g.w : (c.area.Y+y+1)*c.g.w]
	at := c.area.X + x
	mend(row, at)
	mend(row, at+width)
	if c.g.ascii {
		for i := range width {
			row[at+i] = cell{twin(text), st, 1, c.hit}
		}
		return
	}
	row[at] = cell{text, st, uint8(width), c.hit}
	for i := 1; i < width; i++ {
		row[at+i] = cell{"", st, 0, c.hit}
	}
}

// mend blanks a wide character that would lose its right half at x.
func mend(row []cell, x int) {
	if x <= 0 || x >= len(row) || row[x].width != 0 {
		return
	}
	row[x] = blank
	for x--; x >= 0; x-- {
		wide := row[x].width != 0
		row[x] = blank
		if wide {
			return
		}
	}
}

// Text draws one line from x on, cut with … at the canvas's edge, and gives
// the column behind it.
func (c *Canvas) Text(x, y int, s string, st Style) int {
	return c.TextMax(x, y, c.area.W-x, s, st)
}

// TextMax is Text within a number of cells.
func (c *Canvas) TextMax(x, y, most int, s string, st Style) int {
	most = min(most, c.area.W-x)
	if most <= 0 {
		return x
	}
	end := x + most
	if len(s) > most && Width(s) > most {
		return c.cut(x, y, end, s, st)
	}
	return c.run(x, y, end, s, st)
}

func (c *Canvas) cut(x, y, end int, s string, st Style) int {
	x = c.run(x, y, end-1, s, st)
	c.Put(x, y, "…", st)
	return x + 1
}

// run draws what fits before end.
func (c *Canvas) run(x, y, end int, s string, st Style) int {
	for len(s) > 0 {
		if n := single(s); n > 0 && (n == len(s) || single(s[n:]) > 0) { // nothing combines with it
			if x+1 > end {
				return x
			}
			c.set(x, y, s[:n], 1, st)
			x, s = x+1, s[n:]
			continue
		}
		cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		s = s[len(cluster):]
		if isControl(cluster) {
			continue
		}
		if x+w > end {
			return x
		}
		if w > 0 {
			c.set(x, y, cluster, w, st)
			x += w
		}
	}
	return x
}

// isControl says whether a cluster that is not ASCII could move a cursor, begin
// a sequence or change the direction of text.
func isControl(cluster string) bool {
	for _, r := range cluster {
		if r < 0xa0 && r >= 0x7f || r == 0xfffd || r >= 0x200e && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return true
		}
	}
	return false
}

// HLine and VLine repeat a glyph.
func (c *Canvas) HLine(x, y, n int, glyph string, st Style) {
	for i := range n {
		c.Put(x+i, y, glyph, st)
	}
}

// VLine is HLine downwards.
func (c *Canvas) VLine(x, y, n int, glyph string, st Style) {
	for i := range n {
		c.Put(x, y+i, glyph, st)
	}
}

// Encode gives the screen as text with one SGR for each run of a style.
func (c *Canvas) Encode() string {
	g := c.g
	g.out.Reset()
	g.out.Grow(len(g.cells) * 2)
	for y := range g.h {
		if y > 0 {
			g.out.WriteByte('\n')
		}
		g.line(g.cells[y*g.w : (y+1)*g.w])
	}
	return g.out.String()
}

func (g *grid) line(row []cell) {
	style, pen, kept := Plain, "", 0
	for i := range row {
		cl := &row[i]
		if cl.width == 0 {
			continue
		}
		if cl.style == Plain && style != Plain && i >= kept {
			kept = i + carried(row[i:min(len(row), i+widestGap)], style)
		}
		if cl.style != style && i >= kept {
			style = cl.style
			if code := g.code(style); code != pen {
				if pen != "" {
					g.out.WriteString(ansi.ResetStyle)
				}
				g.out.WriteString(code)
				pen = code
			}
		}
		g.out.WriteString(cl.text)
	}
	if pen != "" {
		g.out.WriteString(ansi.ResetStyle)
	}
}

// widestGap is how far it pays to look for the same style again.
const widestGap = 8

// carried is how many blanks at the beginning of a row may keep the style of the text
// before them, because that behind them has it too, and a colour of nothing cannot be
// seen. It saves a terminal two changes of colour.
func carried(row []cell, style Style) int {
	if style&(reverseBit|underlineBit) != 0 {
		return 0
	}
	for i := range row {
		if cl := &row[i]; cl.text != blank.text || cl.style != Plain {
			if cl.style == style {
				return i
			}
			return 0
		}
	}
	return 0
}

func (g *grid) code(s Style) string {
	if s == Plain {
		return ""
	}
	code, ok := g.codes[s]
	if !ok {
		code = g.theme.SGR(s)
		g.codes[s] = code
	}
	return code
}

// SetTheme changes the colours.
func (c *Canvas) SetTheme(t *Theme) {
	c.g.theme = t
	clear(c.g.codes)
}

// String is the screen without styles, trailing blanks cut: for tests and pipes.
func (c *Canvas) String() string {
	var b strings.Builder
	for y := range c.g.h {
		var line strings.Builder
		for _, cl := range c.g.cells[y*c.g.w : (y+1)*c.g.w] {
			line.WriteString(cl.text)
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// Cell gives one cell of the screen for tests and pictures.
func (c *Canvas) Cell(x, y int) (text string, st Style) {
	cl := c.g.cells[y*c.g.w+x]
	return cl.text, cl.style
}
