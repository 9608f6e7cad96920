package raster_test

import (
	"image"
	"slices"
	"testing"

	"synod/ui/canvas"
	"synod/ui/glyph"
	"synod/ui/raster"
)

func picture(t testing.TB, w, h, scale int, draw func(*canvas.Canvas)) (*raster.Picture, *canvas.Shot) {
	t.Helper()
	c := canvas.New(w, h, canvas.Dark(), false)
	draw(c)
	p, err := raster.New(w, h, scale, canvas.Dark())
	if err != nil {
		t.Fatal(err)
	}
	shot := &canvas.Shot{}
	c.Shoot(shot)
	p.Draw(shot)
	return p, shot
}

// pieces counts the parts into which what is drawn cuts the ground.
func pieces(p *raster.Picture) (n int) {
	left := map[image.Point]bool{}
	for y := range p.Image.Rect.Max.Y {
		for x := range p.Image.Rect.Max.X {
			if p.Image.ColorIndexAt(x, y) == 0 {
				left[image.Pt(x, y)] = true
			}
		}
	}
	for start := range left {
		n++
		next := []image.Point{start}
		for len(next) > 0 {
			at := next[len(next)-1]
			next = next[:len(next)-1]
			if !left[at] {
				continue
			}
			delete(left, at)
			for _, d := range []image.Point{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
				next = append(next, at.Add(d))
			}
		}
	}
	return n
}

// The lines of a box meet from cell to cell: nothing gets in or out through a gap.
func TestLinesMeet(t *testing.T) {
	for _, scale := range []int{1, 2} {
		for border, want := range map[canvas.Border]int{canvas.Round: 2, canvas.Heavy: 2, canvas.Double: 3} {
			p, _ := picture(t, 7, 5, scale, func(c *canvas.Canvas) {
				c.Box(canvas.Rect{X: 1, Y: 1, W: 5, H: 3}, "", border, canvas.Plain, canvas.Plain)
			})
			if n := pieces(p); n != want {
				t.Errorf("the border %s leaves %d pieces of the ground", border, n)
			}
		}
		p, _ := picture(t, 5, 5, scale, func(c *canvas.Canvas) {
			for y, row := range []string{"┌─┬─┐", "│ │ │", "├─┼─┤", "│ │ │", "└─┴─┘"} {
				c.Text(0, y, row, canvas.Plain)
			}
		})
		if n := pieces(p); n != 5 {
			t.Errorf("the grid leaves %d pieces of the ground", n)
		}
	}
}

// What the screen draws looks like itself: the font or the shapes have it.
func TestNothingThatTheScreenDrawsIsABox(t *testing.T) {
	const drawn = "─│╭╮╰╯┌┐└┘├┤┬┴┼━┃┏┓┗┛╌╎═║╔╗╚╝●○◉◆◇◈★✓✗▼▲╳▸◂→←↑↓⇒■□…·•×–—█░▏▁▂▃▄▅▆▇“”‘’§≥≤≠α∞╱╲⊲éäöüß"
	for _, r := range drawn {
		if raster.Lacks(string(r), false) || raster.Lacks(string(r), true) {
			t.Errorf("%c is drawn as a box", r)
		}
	}
	for _, text := range []string{"世", "👍🏽", "\ue000"} {
		if !raster.Lacks(text, false) {
			t.Errorf("%s is no box", text)
		}
	}
}

// No character is empty, leaves its cells, or looks like another.
func TestCharactersDiffer(t *testing.T) {
	texts := append(glyph.Has(), "a", "b", "é", "世", "界", "\ue000", "👍🏽")
	seen := map[string]string{}
	for _, text := range texts {
		p, _ := picture(t, 4, 3, 1, func(c *canvas.Canvas) { c.Text(1, 1, text, canvas.Plain) })
		w := max(1, canvas.Width(text))
		inside := image.Rect(glyph.W, glyph.H, (1+w)*glyph.W, 2*glyph.H)
		ink := 0
		for y := range p.Image.Rect.Max.Y {
			for x := range p.Image.Rect.Max.X {
				if p.Image.ColorIndexAt(x, y) == 0 {
					continue
				}
				if ink++; !image.Pt(x, y).In(inside) {
					t.Fatalf("%s is drawn at %d,%d, outside of its cell", text, x, y)
				}
			}
		}
		if ink < 4 {
			t.Errorf("%s has %d pixels", text, ink)
		}
		if other, ok := seen[string(p.Image.Pix)]; ok {
			t.Errorf("%s looks like %s", text, other)
		}
		seen[string(p.Image.Pix)] = text
	}
}

// Bold, underlined and reversed text differs from plain text, and a reversed
// cell is its negative.
func TestStylesAreSeen(t *testing.T) {
	styles := []canvas.Style{canvas.Plain, canvas.Danger, canvas.Plain.Bold(), canvas.Plain.Underline(), canvas.Plain.Reverse(), canvas.Danger.Reverse()}
	var all [][]uint8
	for _, st := range styles {
		p, _ := picture(t, 3, 1, 1, func(c *canvas.Canvas) { c.Text(0, 0, "Rap", st) })
		for _, other := range all {
			if slices.Equal(other, p.Image.Pix) {
				t.Errorf("style %x looks like another", st)
			}
		}
		all = append(all, p.Image.Pix)
	}
	p, _ := picture(t, 1, 1, 1, func(c *canvas.Canvas) { c.Text(0, 0, "█", canvas.Good.Reverse()) })
	if slices.Max(p.Image.Pix) != 0 {
		t.Error("the negative of a full cell is not empty")
	}
}

// Drawing what has changed gives what drawing all gives.
func TestChangesAreEnough(t *testing.T) {
	first := func(c *canvas.Canvas) { c.Text(0, 0, "a pear 世界", canvas.Plain) }
	then := func(c *canvas.Canvas) {
		c.Text(0, 0, "a PEAR 世", canvas.Plain)
		c.Text(3, 1, "x", canvas.Good)
	}
	p, _ := picture(t, 12, 3, 1, first)
	whole, shot := picture(t, 12, 3, 1, then)
	before := slices.Clone(p.Image.Pix)
	changed, where := p.Draw(shot)
	if !slices.Equal(p.Image.Pix, whole.Image.Pix) {
		t.Error("the picture differs from one that is drawn anew")
	}
	if want := image.Rect(2*glyph.W, 0, 11*glyph.W, 2*glyph.H); where != want {
		t.Errorf("the change lies in %v, not %v", where, want)
	}
	part := p.Change(nil, changed, where)
	for i, pix := range part {
		at := p.Image.PixOffset(where.Min.X+i%where.Dx(), where.Min.Y+i/where.Dx())
		if pix != raster.Clear {
			before[at] = pix
		}
	}
	if !slices.Equal(before, whole.Image.Pix) {
		t.Error("the change over the picture before is not the picture after")
	}
	if n := slices.Index(changed, true); n != 2 {
		t.Errorf("the first change is at %d", n)
	}
	if _, where := p.Draw(shot); !where.Empty() {
		t.Errorf("the same screen changes %v", where)
	}
}
