package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"
	"io"
	"strings"
	"time"

	"synod/ui/canvas"
)

// The codes of a cast's events.
const (
	castOutput = "o"
	castMarker = "m"
)

// Cast writes a terminal recording in asciinema's format, of version 2 or 3. A
// chapter is a marker.
func (f *Film) Cast(out io.Writer, version int) error {
	c := &cast{out: bufio.NewWriterSize(out, 1<<16), relative: version == 3}
	c.json = json.NewEncoder(&c.text)
	c.json.SetEscapeHTML(false)
	c.header(f, version)
	p := newPainter(f.Theme)
	var before *canvas.Shot
	for frame := range f.Frames {
		if frame.Chapter != "" {
			c.event(castMarker, f.plain(frame.Chapter))
		}
		c.event(castOutput, p.paint(before, &frame.Shot))
		c.now += frame.Hold
		before = &frame.Shot
	}
	c.event(castOutput, curtain) // so that the last frame stays, too
	return c.out.Flush()
}

type cast struct {
	out       *bufio.Writer
	relative  bool // times are since the event before
	now, last time.Duration
	text      bytes.Buffer
	json      *json.Encoder
}

// castTheme is what a terminal looked like: the ground, what has no colour of
// its own, and the first sixteen colours.
type castTheme struct {
	Fg      string `json:"fg"`
	Bg      string `json:"bg"`
	Palette string `json:"palette"`
}

func (c *cast) header(f *Film, version int) {
	theme := castTheme{hex(f.Theme.Ink(canvas.Plain)), hex(f.Theme.Ground()), palette}
	if c.relative {
		type term struct {
			Cols  int       `json:"cols"`
			Rows  int       `json:"rows"`
			Theme castTheme `json:"theme"`
		}
		c.line(struct {
			Version int    `json:"version"`
			Term    term   `json:"term"`
			Title   string `json:"title"`
		}{version, term{f.W, f.H, theme}, f.plain(f.Title)})
		return
	}
	c.line(struct {
		Version int       `json:"version"`
		Width   int       `json:"width"`
		Height  int       `json:"height"`
		Title   string    `json:"title"`
		Theme   castTheme `json:"theme"`
	}{version, f.W, f.H, f.plain(f.Title), theme})
}

// palette is the sixteen colours of xterm.
const palette = "#000000:#cd0000:#00cd00:#cdcd00:#0000ee:#cd00cd:#00cdcd:#e5e5e5:#7f7f7f:#ff0000:#00ff00:#ffff00:#5c5cff:#ff00ff:#00ffff:#ffffff"

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// line writes a value as one line of JSON.
func (c *cast) line(v any) {
	c.text.Reset()
	_ = c.json.Encode(v) // text and numbers, into memory
	c.out.Write(c.text.Bytes())
}

func (c *cast) event(code, data string) {
	at := c.now
	if c.relative {
		at -= c.last
	}
	c.last = c.now
	c.text.Reset()
	_ = c.json.Encode(data)
	fmt.Fprintf(c.out, "[%d.%03d, %q, %s]\n", at/time.Second, at%time.Second/time.Millisecond, code, bytes.TrimRight(c.text.Bytes(), "\n"))
}

const (
	opening = "\x1b[?25l\x1b[m\x1b[H\x1b[2J" // no cursor, an empty screen
	curtain = "\x1b[m\x1b[?25h"
)

// painter turns a screen into the next: what a terminal is to be sent.
type painter struct {
	theme *canvas.Theme
	codes map[canvas.Style]string
	out   strings.Builder
	pen   string
	x, y  int // of the cursor
}

func newPainter(t *canvas.Theme) *painter {
	return &painter{theme: t, codes: map[canvas.Style]string{}}
}

// nearby is how many cells that are right already are written again, since going
// on is no longer than to go to a place.
const nearby = 6

// paint writes the cells that are not so yet; all, before there was a screen.
func (p *painter) paint(before, now *canvas.Shot) string {
	p.out.Reset()
	if before == nil {
		p.out.WriteString(opening)
		p.pen = ""
		before = &canvas.Shot{Cells: make([]canvas.Glyph, len(now.Cells))}
		for i := range before.Cells {
			before.Cells[i] = canvas.Glyph{Text: " ", Width: 1}
		}
	}
	p.y = -1
	for y := range now.H {
		row := now.Row(y)
		p.row(y, before.Cells[y*now.W:(y+1)*now.W], row)
	}
	return p.out.String()
}

func (p *painter) row(y int, was, is []canvas.Glyph) {
	for x := 0; x < len(is); {
		if was[x] == is[x] {
			x++
			continue
		}
		for is[x].Width == 0 { // a wide character is written whole
			x--
		}
		p.to(x, y, is)
		for x < len(is) && was[x] != is[x] {
			x += p.put(&is[x])
		}
	}
}

// to moves the cursor, over what is right already if that is near.
func (p *painter) to(x, y int, row []canvas.Glyph) {
	if p.y != y || x < p.x || x-p.x > nearby {
		fmt.Fprintf(&p.out, "\x1b[%d;%dH", y+1, x+1)
		p.x, p.y = x, y
		return
	}
	for p.x < x {
		p.put(&row[p.x])
	}
}

// put writes one character and says how many cells it takes.
func (p *painter) put(g *canvas.Glyph) int {
	code, ok := p.codes[g.Style]
	if !ok {
		code = p.theme.SGR(g.Style)
		p.codes[g.Style] = code
	}
	if code != p.pen {
		if p.pen != "" {
			p.out.WriteString("\x1b[m")
		}
		p.out.WriteString(code)
		p.pen = code
	}
	p.out.WriteString(g.Text)
	p.x += max(1, int(g.Width))
	return max(1, int(g.Width))
}
