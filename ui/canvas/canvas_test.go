package canvas

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
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

// shown is a screen as a terminal shows its encoding: each character with the codes in
// force.
func shown(t *testing.T, text string) [][2]string {
	t.Helper()
	var out [][2]string
	pen := ""
	for text != "" {
		if rest, is := strings.CutPrefix(text, "\x1b["); is {
			code, after, _ := strings.Cut(rest, "m")
			if text = after; code == "" {
				pen = ""
			} else {
				pen += "\x1b[" + code + "m"
			}
			continue
		}
		cluster, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		text = text[len(cluster):]
		if cluster != "\n" {
			out = append(out, [2]string{cluster, pen})
		}
	}
	return out
}

// A terminal shows each character in the style that it was drawn in. A blank may have
// another colour, since there is nothing of it to be seen, but no line below it and no
// ground of its own.
func TestEncodeShowsWhatWasDrawn(t *testing.T) {
	styles := []Style{Plain, Plain, Plain, Danger, Danger.Bold(), Good.Reverse(), Good.Underline(), Plain.Underline(), Plain.Reverse(), Plain.Bold()}
	texts := []string{" ", "  ", "ab", "x", "│", "梨", "       ", "e\u0301"}
	lined := map[string]bool{}
	for _, st := range styles {
		lined[Dark().SGR(st)] = st.IsReverse() || st.IsUnderlined()
	}
	dice := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		c := New(20, 4, Dark(), false)
		for range 30 {
			c.Text(dice.IntN(20), dice.IntN(4), texts[dice.IntN(len(texts))], styles[dice.IntN(len(styles))])
		}
		i, all, lines := 0, shown(t, c.Encode()), strings.Split(c.Encode(), "\n")
		for y := range 4 {
			if w := ansi.StringWidth(lines[y]); w != 20 {
				t.Fatalf("line %d has %d cells: %q", y, w, lines[y])
			}
			for x := range 20 {
				text, st := c.Cell(x, y)
				if text == "" {
					continue // the right half of a wide character
				}
				got := all[i]
				i++
				unseen := text == " " && st == Plain && !lined[got[1]]
				if got[0] != text || got[1] != Dark().SGR(st) && !unseen {
					t.Fatalf("%d,%d is %q in %q, and is shown as %q in %q\n%q", x, y, text, Dark().SGR(st), got[0], got[1], c.Encode())
				}
			}
		}
	}
}

// Words of one style with few blanks between them are written without a change.
func TestEncodeChangesAStyleSeldom(t *testing.T) {
	c := New(24, 1, Mono(), false)
	c.Text(0, 0, "ab", Plain.Bold())
	c.Text(5, 0, "cd", Plain.Bold())
	c.Text(16, 0, "ef", Plain.Bold())
	want := "\x1b[1mab   cd\x1b[m         \x1b[1mef\x1b[m      "
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
