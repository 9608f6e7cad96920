package raster

import (
	"image"

	"synod/ui/canvas"
	"synod/ui/glyph"
)

// Picture is a screen in pixels. It is drawn anew where the screen has changed.
type Picture struct {
	Image *image.Paletted
	masks *masks
	cells canvas.Shot // as they are drawn
}

// New makes an empty picture of a screen of that size, with so many pixels for
// each of a cell's 9 by 18.
func New(w, h, scale int, theme *canvas.Theme) (*Picture, error) {
	m, err := newMasks(scale)
	if err != nil {
		return nil, err
	}
	return &Picture{
		Image: image.NewPaletted(image.Rect(0, 0, w*glyph.W*scale, h*glyph.H*scale), palette(theme)),
		masks: m,
		cells: canvas.Shot{W: w, H: h, Cells: make([]canvas.Glyph, w*h)},
	}, nil
}

// Draw draws a screen and gives the cells that differ from the one before, and
// the part of the picture that they lie in.
func (p *Picture) Draw(s *canvas.Shot) (changed []bool, where image.Rectangle) {
	changed = make([]bool, len(s.Cells))
	for i := range s.Cells {
		g := &s.Cells[i]
		if *g == p.cells.Cells[i] {
			continue
		}
		p.cells.Cells[i] = *g
		if g.Width == 0 {
			continue // its left half differs too
		}
		at := p.place(i, int(g.Width))
		p.blit(at, g)
		where = where.Union(at)
		for j := range int(g.Width) {
			changed[i+j] = true
		}
	}
	return changed, where
}

// place is where a character is drawn.
func (p *Picture) place(i, width int) image.Rectangle {
	w, h := glyph.W*p.masks.scale, glyph.H*p.masks.scale
	x, y := i%p.cells.W*w, i/p.cells.W*h
	return image.Rect(x, y, x+width*w, y+h)
}

func (p *Picture) blit(at image.Rectangle, g *canvas.Glyph) {
	mask, shade := p.masks.of(g), shades(g.Style)
	for y := at.Min.Y; y < at.Max.Y; y++ {
		from := p.Image.PixOffset(at.Min.X, y)
		row := p.Image.Pix[from : from+at.Dx()]
		for x := range row {
			row[x] = shade[mask[x]]
		}
		mask = mask[at.Dx():]
	}
}

// Change copies what Draw has changed into a picture of its own, clear where
// nothing has.
func (p *Picture) Change(into []uint8, changed []bool, where image.Rectangle) []uint8 {
	w, h := glyph.W*p.masks.scale, glyph.H*p.masks.scale
	into = into[:0]
	for y := where.Min.Y; y < where.Max.Y; y++ {
		from := p.Image.PixOffset(where.Min.X, y)
		into = append(into, p.Image.Pix[from:from+where.Dx()]...)
		row := into[len(into)-where.Dx():]
		cells := changed[y/h*p.cells.W+where.Min.X/w:]
		for x := 0; x < len(row); x += w {
			if !cells[x/w] {
				for i := x; i < x+w; i++ {
					row[i] = Clear
				}
			}
		}
	}
	return into
}
