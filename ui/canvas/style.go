package canvas

import (
	"github.com/charmbracelet/x/ansi"
)

// Style is a colour role with attributes. It is small and comparable; the
// theme says what the role looks like.
type Style uint16

// Colour roles. A hue belongs to a node (proposer 1 has Hue0), the others to a
// meaning. Nothing that matters is ever dim.
const (
	Plain  Style = iota
	Frame        // borders, titles of panes at rest
	Muted        // what is lost, waiting or out of reach; still readable
	Select       // the selection
	Danger       // broken, down, cut
	Good         // held, chosen, learnt
	Fresh        // what changed in this step
	Hue0         // Hue0+n: the colour of the n-th node that has one
	Hue1
	Hue2
	Hue3
	Hue4
	roles
)

// Hue is the colour of the n-th node that has one, from 0; beyond the fifth
// there are no more colours and marks must do.
func Hue(n int) Style {
	if n < 0 || n > 4 {
		return Plain
	}
	return Hue0 + Style(n)
}

const (
	boldBit Style = 1 << (8 + iota)
	reverseBit
	underlineBit
)

// Bold, Reverse and Underline add an attribute.
func (s Style) Bold() Style      { return s | boldBit }
func (s Style) Reverse() Style   { return s | reverseBit }
func (s Style) Underline() Style { return s | underlineBit }

// Role is the style without its attributes.
func (s Style) Role() Style { return s & 0xff }

// Theme gives each role a colour.
type Theme struct {
	colours [roles]ansi.Color
	none    bool        // no colours but a person's own
	light   bool        // for light backgrounds
	own     [roles]bool // those that a person has chosen
}

// Dark, Light and Mono are the themes. Those with colours are for eyes that do
// not tell red from green, too: the test of them simulates such eyes. Mono has
// none: weight and glyphs must say the same.
func Dark() *Theme {
	return &Theme{colours: [roles]ansi.Color{
		nil, ansi.IndexedColor(245), ansi.IndexedColor(248), ansi.IndexedColor(226), ansi.IndexedColor(202),
		ansi.IndexedColor(72), ansi.IndexedColor(229),
		ansi.IndexedColor(33), ansi.IndexedColor(214), ansi.IndexedColor(175), ansi.IndexedColor(121), ansi.IndexedColor(130),
	}}
}

// Light is Dark's counterpart for light backgrounds.
func Light() *Theme {
	return &Theme{light: true, colours: [roles]ansi.Color{
		nil, ansi.IndexedColor(240), ansi.IndexedColor(241), ansi.IndexedColor(20), ansi.IndexedColor(160),
		ansi.IndexedColor(30), ansi.IndexedColor(94),
		ansi.IndexedColor(27), ansi.IndexedColor(130), ansi.IndexedColor(90), ansi.IndexedColor(29), ansi.IndexedColor(52),
	}}
}

// Bright is the theme with nothing faint in it: for a screen that a room reads.
func (t *Theme) Bright() *Theme {
	b := *t
	b.colours[Frame], b.colours[Muted] = nil, nil
	return &b
}

// Mono is a theme without colours.
func Mono() *Theme { return &Theme{none: true} }

// SGR is the SGR that switches a style on; empty for Plain.
func (t *Theme) SGR(s Style) string {
	var st ansi.Style
	if s&boldBit != 0 {
		st = st.Bold()
	}
	if s&reverseBit != 0 {
		st = st.Reverse(true)
	}
	if s&underlineBit != 0 {
		st = st.Underline(true)
	}
	if c := t.colours[s&0xff]; c != nil {
		st = st.ForegroundColor(c)
	}
	if len(st) == 0 {
		return ""
	}
	return st.String()
}
