package canvas

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"synod/engine"
)

// The roles by the names that themes give them, in the order of the roles
// after Plain.
var roleNames = []string{"frame", "muted", "select", "danger", "good", "fresh", "hue1", "hue2", "hue3", "hue4", "hue5"}

// Themes are the themes that come with the program, by name.
func Themes() []string { return []string{"dark", "light", "contrast", "contrast-light", "mono"} }

// Named gives a theme that comes with the program; nil: there is none.
func Named(name string) *Theme {
	switch name {
	case "dark":
		return Dark()
	case "light":
		return Light()
	case "contrast":
		return Contrast()
	case "contrast-light":
		return ContrastLight()
	case "mono":
		return Mono()
	}
	return nil
}

// Contrast is for dark backgrounds and weak projectors: no grey, only the
// brightest colours.
func Contrast() *Theme {
	return &Theme{colours: [roles]ansi.Color{
		nil, ansi.IndexedColor(255), ansi.IndexedColor(255), ansi.IndexedColor(226), ansi.IndexedColor(202),
		ansi.IndexedColor(121), ansi.IndexedColor(230),
		ansi.IndexedColor(75), ansi.IndexedColor(220), ansi.IndexedColor(225), ansi.IndexedColor(49), ansi.IndexedColor(99),
	}}
}

// ContrastLight is Contrast's counterpart for light backgrounds.
func ContrastLight() *Theme {
	return &Theme{light: true, colours: [roles]ansi.Color{
		nil, ansi.IndexedColor(16), ansi.IndexedColor(16), ansi.IndexedColor(19), ansi.IndexedColor(160),
		ansi.IndexedColor(30), ansi.IndexedColor(52),
		ansi.IndexedColor(21), ansi.IndexedColor(130), ansi.IndexedColor(54), ansi.IndexedColor(30), ansi.IndexedColor(52),
	}}
}

// Sixteen is the theme for a terminal that has no more colours than that. They
// are picked by hand: the nearest to a grey would be one that is hard to read.
// Many such terminals draw what is bold in the bright twin of its colour, so the
// first nodes share no colour with a meaning, bright or not; on a light ground,
// where few can be read, weight and marks say what is selected, new, or holds.
// What a person has chosen stays.
func (t *Theme) Sixteen() *Theme {
	few := [roles]ansi.Color{
		nil, nil, nil, ansi.BrightYellow, ansi.BrightRed, ansi.BrightGreen, ansi.BrightWhite,
		ansi.BrightCyan, ansi.BrightMagenta, ansi.Yellow, ansi.BrightBlue, ansi.Cyan,
	}
	if t.light {
		few = [roles]ansi.Color{
			nil, nil, nil, nil, ansi.Red, nil, nil,
			ansi.Blue, ansi.Magenta, ansi.BrightBlack, ansi.Cyan, ansi.Green,
		}
	}
	for s := range few {
		if t.none || t.own[s] {
			few[s] = t.colours[s]
		}
	}
	return &Theme{colours: few, light: t.light, own: t.own, none: t.none}
}

// With is the theme with another colour for a role: 0 to 255, or #rrggbb.
func (t *Theme) With(role, value string) (*Theme, error) {
	i := slices.Index(roleNames, role)
	if i < 0 {
		return nil, fmt.Errorf("there is no role '%s' to colour; expected %s", role, engine.Nearest(role, roleNames))
	}
	c, err := colour(value)
	if err != nil {
		return nil, err
	}
	other := *t
	other.own[i+1], other.colours[i+1] = true, c
	return &other, nil
}

func colour(value string) (ansi.Color, error) {
	if hex, ok := strings.CutPrefix(value, "#"); ok && len(hex) == 6 {
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil {
			return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}, nil
		}
	}
	if n, err := strconv.ParseUint(value, 10, 8); err == nil {
		return ansi.IndexedColor(n), nil
	}
	return nil, fmt.Errorf("'%s' is no colour; expected a number from 0 to 255, or one such as \"#ff8700\"", value)
}
