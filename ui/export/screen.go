package export

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"

	"synod/ui/canvas"
	"synod/ui/glyph"
)

// SVG writes the last frame as a picture of a terminal: letters as text in a
// font of the viewer's, lines and marks as shapes that meet whatever the font.
func (f *Film) SVG(out io.Writer) error {
	s := &screen{film: f, styles: map[canvas.Style]*layer{}}
	for frame := range f.Frames {
		s.frame = frame
	}
	if s.frame == nil {
		return nil
	}
	for y := range s.frame.H {
		s.row(y, s.frame.Row(y))
	}
	s.flush()
	return s.write(out)
}

// screen is a picture of a terminal while it is being drawn.
type screen struct {
	film   *Film
	frame  *Frame
	styles map[canvas.Style]*layer
	order  []*layer // of styles, as they come
	level  bar      // the line that is being drawn from left to right
	tall   []bar    // those from top to bottom, each in a column
}

// layer is what has one style.
type layer struct {
	style               canvas.Style
	beds, shapes, texts []byte
}

type bar struct {
	glyph.Bar
	on *layer
}

func (s *screen) layer(st canvas.Style) *layer {
	l := s.styles[st]
	if l == nil {
		l = &layer{style: st}
		s.styles[st] = l
		s.order = append(s.order, l)
	}
	return l
}

func (s *screen) row(y int, row []canvas.Glyph) {
	for x := 0; x < len(row); {
		n := run(row[x:])
		s.run(x, y, row[x:x+n])
		x += n
	}
}

// run is how many cells have one style.
func run(row []canvas.Glyph) int {
	n := 1
	for n < len(row) && row[n].Style == row[0].Style {
		n++
	}
	return n
}

func (s *screen) run(x, y int, cells []canvas.Glyph) {
	l, n := s.layer(cells[0].Style), float64(len(cells))
	left, top := float64(x*glyph.W), float64(y*glyph.H)
	if l.style.IsReverse() {
		l.beds = appendPath(l.beds, glyph.Rect(left, top, left+n*glyph.W, top+glyph.H))
	}
	if l.style.IsUnderlined() {
		l.shapes = appendPath(l.shapes, glyph.Rect(left, top+textY+1, left+n*glyph.W, top+textY+2))
	}
	for i := 0; i < len(cells); {
		x, text := left+float64(i*glyph.W), cells[i].Text
		if bars, shape := glyph.Bars(text), glyph.Of(text); bars != nil {
			s.bars(l, bars, x, top)
			i++
		} else if shape != nil {
			l.shapes = appendPath(l.shapes, shape.At(x, top, 1))
			i++
		} else {
			i += s.text(l, cells[i:], x, top)
		}
	}
}

// textY is where in a cell letters stand.
const textY = 14

// text writes what a font draws, up to a blank that no letter follows, and says
// how many cells that takes. Wide characters stand alone.
func (s *screen) text(l *layer, cells []canvas.Glyph, x, top float64) int {
	n, text := 0, ""
	for n < len(cells) {
		g := &cells[n]
		last := n == 0 || n+1 == len(cells) || cells[n+1].Text == " " || glyph.Of(cells[n+1].Text) != nil
		if last && g.Text == " " || glyph.Of(g.Text) != nil || g.Width != 1 && n > 0 {
			break
		}
		text += g.Text
		if n += max(1, int(g.Width)); g.Width != 1 {
			break
		}
	}
	if n == 0 {
		return 1 // a blank
	}
	l.texts = fmt.Appendf(l.texts, `<text x="%g" y="%g" textLength="%d">%s</text>`+"\n", x, top+textY, n*glyph.W, escapeXML(s.film.plain(text)))
	return n
}

// bars draws lines; one that goes on in the next cell is one with it.
func (s *screen) bars(l *layer, bars []glyph.Bar, x, y float64) {
	for _, b := range bars {
		b := bar{glyph.Bar{X0: x + b.X0, Y0: y + b.Y0, X1: x + b.X1, Y1: y + b.Y1}, l}
		if !b.Level() {
			s.fall(b)
			continue
		}
		if s.level.on == l && s.level.Y0 == b.Y0 && s.level.Y1 == b.Y1 && b.X0 <= s.level.X1 && b.X0 >= s.level.X0 {
			s.level.X1 = max(s.level.X1, b.X1)
			continue
		}
		s.level.draw()
		s.level = b
	}
}

// fall draws a line that may go on from the row above.
func (s *screen) fall(b bar) {
	for i := range s.tall {
		t := &s.tall[i]
		if t.on == b.on && t.X0 == b.X0 && t.X1 == b.X1 && b.Y0 <= t.Y1 {
			t.Y1 = max(t.Y1, b.Y1)
			return
		}
	}
	s.tall = append(s.tall, b)
}

func (s *screen) flush() {
	s.level.draw()
	for i := range s.tall {
		s.tall[i].draw()
	}
}

func (b *bar) draw() {
	if b.on != nil {
		b.on.shapes = appendPath(b.on.shapes, glyph.Rect(b.X0, b.Y0, b.X1, b.Y1))
	}
}

// appendPath writes an outline as SVG says it.
func appendPath(d []byte, p glyph.Path) []byte {
	for i := range p {
		d = append(d, byte(p[i].Verb))
		for j, q := range p[i].Points() {
			if j > 0 {
				d = append(d, ' ')
			}
			d = appendNumber(d, q.X)
			d = append(d, ' ')
			d = appendNumber(d, q.Y)
		}
	}
	return d
}

func appendNumber(d []byte, x float64) []byte {
	return strconv.AppendFloat(d, math.Round(x*100)/100, 'f', -1, 64)
}

const screenHead = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[2]d" width="%[1]d" height="%[2]d" role="img">
<title>%s</title>
<desc>%s</desc>
<rect width="100%%" height="100%%" fill="%s"/>
<g font-family="'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, 'Go Mono', monospace" font-size="15" xml:space="preserve">
`

func (s *screen) write(out io.Writer) error {
	f, w := s.film, bufio.NewWriter(out)
	fmt.Fprintf(w, screenHead, f.W*glyph.W, f.H*glyph.H, escapeXML(f.plain(f.Title)), escapeXML(f.plain(s.frame.place())), hex(f.Theme.Ground()))
	for _, l := range s.order {
		l.write(w, f.Theme)
	}
	w.WriteString("</g>\n</svg>\n")
	return w.Flush()
}

func (l *layer) write(w *bufio.Writer, theme *canvas.Theme) {
	ink := hex(theme.Ink(l.style))
	if len(l.beds) > 0 {
		fmt.Fprintf(w, "<path fill=%q d=%q/>\n", ink, l.beds)
	}
	if l.style.IsReverse() {
		ink = hex(theme.Ground())
	}
	if len(l.shapes) > 0 {
		fmt.Fprintf(w, "<path fill=%q d=%q/>\n", ink, l.shapes)
	}
	if len(l.texts) > 0 {
		weight := ""
		if l.style.IsBold() {
			weight = ` font-weight="bold"`
		}
		fmt.Fprintf(w, "<g fill=%q%s>\n%s</g>\n", ink, weight, l.texts)
	}
}
