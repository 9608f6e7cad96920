package canvas

import "image/color"

// Shot is a screen as it was drawn, without what a click means.
type Shot struct {
	W, H  int
	Cells []Glyph // row by row
}

// Glyph is one cell of a shot.
type Glyph struct {
	Text  string
	Style Style
	Width uint8 // 0: the right half of a wide character
}

// Row is one row of cells.
func (s *Shot) Row(y int) []Glyph { return s.Cells[y*s.W : (y+1)*s.W] }

// Shoot keeps the screen as it is in a shot, whose cells it uses again.
func (c *Canvas) Shoot(into *Shot) {
	into.W, into.H = c.g.w, c.g.h
	into.Cells = into.Cells[:0]
	for i := range c.g.cells {
		cl := &c.g.cells[i]
		into.Cells = append(into.Cells, Glyph{cl.text, cl.style, cl.width})
	}
}

// Theme is the theme that the canvas has now.
func (c *Canvas) Theme() *Theme { return c.g.theme }

// The ground that pictures have, and the ink of what has no colour of its own: a
// terminal has its own.
var (
	darkGround, darkInk   = color.RGBA{0x16, 0x19, 0x1f, 0xff}, color.RGBA{0xe4, 0xe6, 0xea, 0xff}
	lightGround, lightInk = color.RGBA{0xff, 0xff, 0xff, 0xff}, color.RGBA{0x1b, 0x1f, 0x24, 0xff}
)

// IsLight says whether the theme is for a light ground.
func (t *Theme) IsLight() bool { return t.light }

// Other is a theme for the other ground, as free of colours or of greys as this one.
func (t *Theme) Other() *Theme {
	other := Light()
	switch {
	case t.none:
		other = &Theme{none: true, light: !t.light}
	case t.light:
		other = Dark()
	}
	if t.colours[Muted] == nil {
		other = other.Bright()
	}
	return other
}

// Ground is the colour below everything in a picture.
func (t *Theme) Ground() color.RGBA {
	if t.light {
		return lightGround
	}
	return darkGround
}

// Ink is the colour of a role in a picture.
func (t *Theme) Ink(s Style) color.RGBA {
	switch c := t.colours[s.Role()]; {
	case c != nil:
		return color.RGBAModel.Convert(c).(color.RGBA)
	case t.light:
		return lightInk
	}
	return darkInk
}

// Roles are the styles that an ink can be asked for.
func Roles() []Style {
	var all []Style
	for s := range roles {
		all = append(all, s)
	}
	return all
}

// IsBold, IsReverse and IsUnderlined say which attributes a style has.
func (s Style) IsBold() bool       { return s&boldBit != 0 }
func (s Style) IsReverse() bool    { return s&reverseBit != 0 }
func (s Style) IsUnderlined() bool { return s&underlineBit != 0 }
