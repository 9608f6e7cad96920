package raster

import (
	"image"
	"image/draw"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-fonts/dejavu/dejavusansmono"
	"github.com/go-fonts/dejavu/dejavusansmonobold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"synod/ui/canvas"
	"synod/ui/glyph"
)

// The font at which a letter is as wide as a cell, and where letters stand.
const (
	points   = 15
	baseline = 14
)

// character is what a mask is of.
type character struct {
	text             string
	bold, underlined bool
	width            uint8
}

// masks draws characters, each once.
type masks struct {
	scale         int
	regular, bold font.Face
	done          map[character][]uint8 // levels, row by row
}

func newMasks(scale int) (*masks, error) {
	m := &masks{scale: scale, done: map[character][]uint8{}}
	for _, f := range []struct {
		face *font.Face
		ttf  []byte
	}{{&m.regular, dejavusansmono.TTF}, {&m.bold, dejavusansmonobold.TTF}} {
		parsed, err := opentype.Parse(f.ttf)
		if err != nil {
			return nil, err
		}
		if *f.face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(points * scale), DPI: 72}); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// of is the mask of a cell.
func (m *masks) of(g *canvas.Glyph) []uint8 {
	c := character{g.Text, g.Style.IsBold(), g.Style.IsUnderlined(), g.Width}
	mask, ok := m.done[c]
	if !ok {
		mask = m.draw(c)
		m.done[c] = mask
	}
	return mask
}

func (m *masks) draw(c character) []uint8 {
	a := image.NewAlpha(image.Rect(0, 0, int(c.width)*glyph.W*m.scale, glyph.H*m.scale))
	switch shape := glyph.Of(c.text); {
	case shape != nil:
		m.fill(a, shape)
	case !m.letters(a, c):
		m.fill(a, number(c.text, int(c.width)))
	}
	if c.underlined {
		m.fill(a, glyph.Rect(0, baseline+1, float64(c.width)*glyph.W, baseline+2))
	}
	mask := make([]uint8, len(a.Pix))
	for i, alpha := range a.Pix {
		mask[i] = uint8((int(alpha)*(levels-1) + 127) / 255)
	}
	return mask
}

// fill draws a shape.
func (m *masks) fill(a *image.Alpha, shape glyph.Path) {
	r := vector.NewRasterizer(a.Rect.Dx(), a.Rect.Dy())
	r.DrawOp = draw.Over
	at := func(p glyph.Point) (x, y float32) {
		return float32(p.X) * float32(m.scale), float32(p.Y) * float32(m.scale)
	}
	for i := range shape {
		op := &shape[i]
		x, y := at(op.To[0])
		switch op.Verb {
		case glyph.Move:
			r.MoveTo(x, y)
		case glyph.Line:
			r.LineTo(x, y)
		case glyph.Curve:
			bx, by := at(op.To[1])
			cx, cy := at(op.To[2])
			r.CubeTo(x, y, bx, by, cx, cy)
		case glyph.Close:
			r.ClosePath()
		}
	}
	r.Draw(a, a.Rect, image.Opaque, image.Point{})
}

// letters draws the runes of a character over one another, and says no where the
// font lacks one.
func (m *masks) letters(a *image.Alpha, c character) bool {
	face := m.regular
	if c.bold {
		face = m.bold
	}
	for _, r := range c.text {
		if _, _, has := face.GlyphBounds(r); !has {
			return false
		}
	}
	dot := fixed.P(0, baseline*m.scale)
	for _, r := range c.text {
		bounds, mask, at, _, _ := face.Glyph(dot, r)
		draw.DrawMask(a, bounds, image.Opaque, image.Point{}, mask, at, draw.Over)
	}
	return true
}

// digits are sixteen of them, three dots wide and five high.
var digits = [...]string{
	"###.#.##.##.###", ".#.##..#..#.###", "##...#.#.#..###", "##...#.#...###.", "#.##.####..#..#", "####..##...###.", ".###..####.####", "###..#.#..#..#.",
	"####.####.#####", "####.####..###.", ".#.#.#####.##.#", "##.#.###.#.###.", ".###..#..#...##", "##.#.##.##.###.", "####..##.#..###", "####..##.#..#..",
}

// number is a box with the number of a character in it, in hexadecimal.
func number(text string, width int) glyph.Path {
	r, _ := utf8.DecodeRuneInString(text)
	code := strings.ToUpper(strconv.FormatInt(int64(r), 16))
	for len(code) < 4 {
		code = "0" + code
	}
	w := float64(width * glyph.W)
	p := glyph.Frame(0.5, 2, w-0.5, 16)
	row := (len(code) + 1) / 2
	for i, c := range code {
		n, _ := strconv.ParseInt(string(c), 16, 8)
		x := w/2 - float64(row*4-1)/2 + float64(i%row*4)
		p = append(p, digit(int(n), x, 3.5+float64(i/row)*6)...)
	}
	return p
}

func digit(n int, x, y float64) (p glyph.Path) {
	for i, dot := range digits[n] {
		if dot == '#' {
			dx, dy := x+float64(i%3), y+float64(i/3)
			p = append(p, glyph.Rect(dx, dy, dx+1, dy+1)...)
		}
	}
	return p
}
