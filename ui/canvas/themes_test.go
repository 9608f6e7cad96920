package canvas

import (
	"image/color"
	"math"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Simulated sight: Machado, Oliveira and Fernandes 2009, severity 1.
var sights = map[string][9]float64{
	"full":         {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
}

// seen is a colour as such an eye sees it, in L*a*b*.
func seen(c color.Color, m [9]float64) [3]float64 {
	r, g, b, _ := c.RGBA()
	in := [3]float64{linear(r), linear(g), linear(b)}
	var rgb [3]float64
	for i := range 3 {
		rgb[i] = math.Max(0, math.Min(1, m[3*i]*in[0]+m[3*i+1]*in[1]+m[3*i+2]*in[2]))
	}
	x := lab((0.4124*rgb[0] + 0.3576*rgb[1] + 0.1805*rgb[2]) / 0.9505)
	y := lab(0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2])
	z := lab((0.0193*rgb[0] + 0.1192*rgb[1] + 0.9505*rgb[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func linear(v uint32) float64 {
	x := float64(v) / 0xffff
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func lab(t float64) float64 {
	if t > 0.008856 {
		return math.Cbrt(t)
	}
	return 7.787*t + 16.0/116
}

// Whoever sees red and green alike still tells the hues of the first proposers
// apart, and what holds from what is broken; everything is readable.
func TestThemesAreSafeForColourBlindEyes(t *testing.T) {
	const apart, readable = 25, 40
	for _, name := range []string{"dark", "light", "contrast", "contrast-light"} {
		theme := Named(name)
		ground := 0.0
		if theme.light {
			ground = 100
		}
		for sight, m := range sights {
			at := func(s Style) [3]float64 { return seen(theme.colours[s], m) }
			pairs := [][2]Style{{Good, Danger}, {Select, Danger}, {Select, Good}}
			for a := Hue0; a <= Hue4; a++ {
				for b := a + 1; b <= Hue4; b++ {
					pairs = append(pairs, [2]Style{a, b})
				}
			}
			for _, p := range pairs {
				a, b := at(p[0]), at(p[1])
				if d := math.Sqrt(sq(a[0]-b[0]) + sq(a[1]-b[1]) + sq(a[2]-b[2])); d < apart {
					t.Errorf("%s, %s: %s and %s are %.0f apart", name, sight, roleNames[p[0]-1], roleNames[p[1]-1], d)
				}
			}
			for s := Frame; s < roles; s++ {
				if l := at(s)[0]; math.Abs(l-ground) < readable {
					t.Errorf("%s, %s: %s is too near the background", name, sight, roleNames[s-1])
				}
			}
		}
	}
}

func sq(x float64) float64 { return x * x }

// The sixteen colours of a console and of a terminal, as those draw them by
// themselves.
var palettes = map[string][16]uint32{
	"console": {0, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff},
	"xterm":   {0, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff},
}

// With sixteen colours everything is readable on a dark ground, and on a light one
// all but the hues of a fourth and a fifth node; weight says the most there.
func TestSixteenColoursAreReadable(t *testing.T) {
	const readable = 39
	for name, must := range map[string][]Style{
		"dark": {Frame, Muted, Select, Danger, Good, Fresh, Hue0, Hue1, Hue2, Hue3, Hue4}, "light": {Frame, Muted, Select, Danger, Good, Fresh, Hue0, Hue1, Hue2},
	} {
		theme, ground := Named(name).Sixteen(), 0.0
		if theme.light {
			ground = 100
		}
		for _, s := range must {
			c := theme.colours[s]
			if c == nil {
				continue // as the terminal writes by itself
			}
			for terminal, palette := range palettes {
				v := palette[c.(ansi.BasicColor)]
				for sight, m := range sights {
					if l := seen(color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}, m)[0]; math.Abs(l-ground) < readable {
						t.Errorf("%s, %s, %s: %s is too near the background", name, terminal, sight, roleNames[s-1])
					}
				}
			}
		}
	}
}

// Where bold is drawn as bright, too, the first nodes look like no meaning.
func TestSixteenColoursTellNodesFromMeanings(t *testing.T) {
	for _, name := range []string{"dark", "light"} {
		colours := Named(name).Sixteen().colours
		meaning := map[ansi.BasicColor]Style{}
		for _, s := range []Style{Select, Danger, Good, Fresh} {
			if c := colours[s]; c != nil {
				meaning[c.(ansi.BasicColor)%8] = s
			}
		}
		for h := Hue0; h <= Hue1; h++ {
			if s, taken := meaning[colours[h].(ansi.BasicColor)%8]; taken {
				t.Errorf("%s: %s looks like %s", name, roleNames[h-1], roleNames[s-1])
			}
		}
	}
}

func TestSixteenColoursKeepWhatAPersonHasChosen(t *testing.T) {
	mine, err := Dark().With("danger", "#ff8700")
	if err != nil {
		t.Fatal(err)
	}
	theme := mine.Sixteen()
	if got := theme.SGR(Danger); got != "\x1b[38;2;255;135;0m" {
		t.Errorf("danger is %q", got)
	}
	if got := theme.SGR(Frame); got != "" {
		t.Errorf("a frame is %q, of which a terminal may make black", got)
	}
	if got := Mono().Sixteen().SGR(Danger); got != "" {
		t.Errorf("Mono draws danger as %q", got)
	}
}

func TestAThemeOfOnesOwn(t *testing.T) {
	theme, err := Mono().With("danger", "#ff8700")
	if err != nil {
		t.Fatal(err)
	}
	if got := theme.SGR(Danger); got != "\x1b[38;2;255;135;0m" {
		t.Errorf("danger is %q", got)
	}
	if got := theme.SGR(Good); got != "" {
		t.Errorf("good is %q; Mono has no colours", got)
	}
	for _, bad := range [][2]string{{"dangr", "1"}, {"danger", "256"}, {"danger", "#12"}, {"danger", "-1"}, {"danger", ""}} {
		if _, err := Dark().With(bad[0], bad[1]); err == nil {
			t.Errorf("%v is accepted", bad)
		}
	}
}
