package export_test

import (
	"bytes"
	"image"
	"image/gif"
	"image/png"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"synod/ui/canvas"
	"synod/ui/export"
	"synod/ui/raster"
)

// Whoever plays the moving picture sees the frames, each for its time.
func TestAGIFShowsTheFrames(t *testing.T) {
	film := scribbles(60, 24, 7)
	var out bytes.Buffer
	if err := film.GIF(&out); err != nil {
		t.Fatal(err)
	}
	g, err := gif.DecodeAll(&out)
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Image) != film.Count || g.LoopCount != 0 {
		t.Fatalf("%d frames, played %d times", len(g.Image), g.LoopCount)
	}
	want, err := raster.New(film.W, film.H, 1, film.Theme)
	if err != nil {
		t.Fatal(err)
	}
	shown := image.NewPaletted(want.Image.Rect, g.Image[0].Palette)
	at := 0
	for frame := range film.Frames {
		want.Draw(&frame.Shot)
		part := g.Image[at]
		for y := part.Rect.Min.Y; y < part.Rect.Max.Y; y++ {
			for x := part.Rect.Min.X; x < part.Rect.Max.X; x++ {
				if pix := part.ColorIndexAt(x, y); pix != raster.Clear {
					shown.SetColorIndex(x, y, pix)
				}
			}
		}
		if !bytes.Equal(shown.Pix, want.Image.Pix) {
			t.Fatalf("frame %d is another picture", at)
		}
		if pause := max(2, int(frame.Hold.Milliseconds()/10)); g.Delay[at] != pause {
			t.Errorf("frame %d stays for %d, not %d", at, g.Delay[at], pause)
		}
		at++
	}
	for i, c := range want.Image.Palette {
		r, gr, b, _ := c.RGBA()
		if sr, sg, sb, _ := shown.Palette[i].RGBA(); i != raster.Clear && (r != sr || gr != sg || b != sb) {
			t.Errorf("colour %d is another", i)
		}
	}
}

// words is a film of one frame.
func words(theme *canvas.Theme, draw func(*canvas.Canvas)) *export.Film {
	c := canvas.New(20, 4, theme, false)
	draw(c)
	f := &export.Frame{Step: 3, Branch: "b", Did: "A1 <promises> & \"waits\"."}
	c.Shoot(&f.Shot)
	return &export.Film{Title: "A < B", W: 20, H: 4, Theme: theme, Count: 1, Frames: func(yield func(*export.Frame) bool) { yield(f) }}
}

func TestAPNGIsTheScreen(t *testing.T) {
	var out bytes.Buffer
	film := words(canvas.Light(), func(c *canvas.Canvas) { c.Text(1, 1, "█", canvas.Danger) })
	if err := film.PNG(&out); err != nil {
		t.Fatal(err)
	}
	p, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	if p.Bounds().Dx() != 20*9*2 || p.Bounds().Dy() != 4*18*2 {
		t.Errorf("it is %v", p.Bounds())
	}
	for _, x := range []struct {
		x, y int
		want string
	}{{0, 0, "#ffffff"}, {20, 40, "#d70000"}} {
		r, g, b, _ := p.At(x.x, x.y).RGBA()
		if got := "#" + strconv.FormatUint(uint64(1<<24|r>>8<<16|g>>8<<8|b>>8), 16)[1:]; got != x.want {
			t.Errorf("at %d,%d is %s, not %s", x.x, x.y, got, x.want)
		}
	}
}

func screenSVG(t *testing.T, film *export.Film) string {
	t.Helper()
	var out bytes.Buffer
	if err := film.SVG(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAnSVGOfTheScreen(t *testing.T) {
	film := words(canvas.Dark(), func(c *canvas.Canvas) {
		in := c.Box(canvas.Rect{W: 20, H: 4}, "a & b", canvas.Round, canvas.Frame, canvas.Plain)
		in.Text(1, 0, "p<q> ★ 世界", canvas.Good.Bold())
		in.Text(1, 1, "\u202e]]>\x1b[m", canvas.Danger.Reverse())
	})
	svg := screenSVG(t, film)
	golden(t, "screen.svg", svg)
	said := texts(t, svg)
	for _, want := range []string{"A < B", `step 3 of branch b: A1 <promises> & "waits".`, "a & b", "p<q>", "世", "界", "]]>[m"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	// Every line of the border is one line: left, right and below; above, the title parts it.
	for _, line := range []string{"M4 18L5 18L5 54L4 54Z", "M175 18L176 18L176 54L175 54Z", "M9 62L171 62L171 63L9 63Z"} {
		if !strings.Contains(svg, line) {
			t.Errorf("there is no line %s", line)
		}
	}
}

var (
	number  = regexp.MustCompile(`-?[0-9.]+`)
	outline = regexp.MustCompile(` d="([^"]*)"`)
)

// Nothing is drawn outside of the picture, and the same frame is the same picture.
func TestAnSVGStaysInItsFrame(t *testing.T) {
	svg := screenSVG(t, scribbles(40, 24, 7))
	texts(t, svg)
	for _, d := range outline.FindAllStringSubmatch(svg, -1) {
		for i, n := range number.FindAllString(d[1], -1) {
			x, err := strconv.ParseFloat(n, 64)
			if most := []float64{24 * 9, 7 * 18}[i%2]; err != nil || math.Abs(x-most/2) > most/2 {
				t.Fatalf("a shape reaches %s of %g", n, most)
			}
		}
	}
	if svg != screenSVG(t, scribbles(40, 24, 7)) {
		t.Error("two pictures of one frame differ")
	}
}

func BenchmarkGIF(b *testing.B) {
	film := scribbles(300, 120, 40)
	for b.Loop() {
		var out bytes.Buffer
		if err := film.GIF(&out); err != nil {
			b.Fatal(err)
		}
	}
}
