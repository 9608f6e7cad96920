package canvas

import (
	"strings"
	"testing"
)

func TestTextIsCutAtTheEdge(t *testing.T) {
	for _, x := range []struct {
		text, want string
	}{
		{"pear", "pear"},
		{"a pear tree", "a pea…"},
		{"世界世界", "世界…"},
		{"a\x1b[2Jb", "a[2Jb"},
		{"a\u202eb\u200fc", "abc"},
		{"a\x9b31mb", "a31mb"},
		{"e\u0301te", "e\u0301te"},
	} {
		c := New(6, 1, Mono(), false)
		c.Text(0, 0, x.text, Plain)
		if got := strings.TrimRight(c.String(), " \n"); got != x.want {
			t.Errorf("%q is drawn as %q, not %q", x.text, got, x.want)
		}
	}
}

func TestDrawingStaysInItsCanvas(t *testing.T) {
	c := New(10, 5, Mono(), false)
	in := c.In(Rect{2, 1, 4, 2})
	in.Box(Rect{-1, -1, 20, 20}, "title", Round, Frame, Frame)
	in.Text(-2, 0, "abcdefghij", Plain)
	in.VLine(3, -5, 20, "x", Plain)
	for y := range 5 {
		for x := range 10 {
			if text, _ := c.Cell(x, y); text != " " && !(Rect{2, 1, 4, 2}).Contains(x, y) {
				t.Errorf("%q stands at %d,%d", text, x, y)
			}
		}
	}
}

func TestHalfAWideCharacterIsBlank(t *testing.T) {
	c := New(6, 1, Mono(), false)
	c.Text(0, 0, "世界", Plain)
	c.Put(1, 0, "x", Plain)
	c.Put(2, 0, "y", Plain)
	if got := c.String(); got != " xy\n" {
		t.Errorf("it says %q", got)
	}
}

func TestClicks(t *testing.T) {
	c := New(10, 2, Mono(), false)
	c.Aim("pear").Text(2, 1, "pear", Plain)
	for _, x := range []struct {
		x, y int
		want Target
	}{{2, 1, "pear"}, {5, 1, "pear"}, {6, 1, nil}, {2, 0, nil}, {-1, 0, nil}, {99, 99, nil}} {
		if got := c.At(x.x, x.y); got != x.want {
			t.Errorf("a click on %d,%d means %v, not %v", x.x, x.y, got, x.want)
		}
	}
	c.Clear()
	if c.At(2, 1) != nil {
		t.Error("a cleared screen still means something")
	}
}

func TestEveryGlyphHasItsTwin(t *testing.T) {
	const drawn = "─│╭╮╰╯┌┐└┘├┤┬┴┼━┃┏┓┗┛╌╎●○◉◆★✓✗▼▲╳▸◂■□…·–—×█▁▂▃▄▅▆▇"
	c := New(60, 1, Mono(), true)
	c.Text(0, 0, drawn, Plain)
	got := c.String()
	if strings.Contains(got, "?") {
		t.Errorf("a glyph has no twin: %q", got)
	}
	for _, r := range got {
		if r >= 0x80 {
			t.Errorf("%q is not ASCII", r)
		}
	}
}

func TestEncodeSwitchesStylesOnAndOff(t *testing.T) {
	c := New(6, 2, Mono(), false)
	c.Text(0, 0, "ab", Plain.Bold())
	c.Text(2, 0, "c", Danger)
	c.Text(0, 1, "d", Danger.Reverse())
	want := "\x1b[1mab\x1b[mc   \n\x1b[7md\x1b[m     "
	if got := c.Encode(); got != want {
		t.Errorf("it is encoded as %q, not %q", got, want)
	}
}

func BenchmarkEncode(b *testing.B) {
	c := New(200, 60, Dark(), false)
	for y := range 60 {
		for x := 0; x < 200; x += 10 {
			c.Text(x, y, "promised", Style(x/10%int(roles)))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Encode()
	}
}
