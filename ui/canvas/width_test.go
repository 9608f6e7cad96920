package canvas

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// What is taken for a character of one cell by itself is one for the library too, and
// joins with none of its like.
func TestSinglesAreWhatTheLibrarySays(t *testing.T) {
	var singles []string
	for r := rune(' '); r < 0x3000; r++ {
		if s := string(r); single(s) == len(s) {
			singles = append(singles, s)
		}
	}
	if len(singles) < 500 {
		t.Fatalf("only %d characters", len(singles))
	}
	for i, s := range singles {
		next := singles[(i*7+1)%len(singles)]
		if w := ansi.StringWidth(s); w != 1 {
			t.Errorf("%q takes %d cells", s, w)
		}
		if cluster, _ := ansi.FirstGraphemeCluster(s+next, ansi.GraphemeWidth); cluster != s {
			t.Errorf("%q and %q are one character", s, next)
		}
	}
}

// Width is the library's, only faster.
func FuzzWidth(f *testing.F) {
	for _, s := range []string{"", "plain", "P1─1a 1.P1▸", "★ chosen: 梨", "e\u0301", "▸\ufe0f", "\x1b[31mred\x1b[m", "a\tb\r\n", "🇫🇷🇫", "\xff\xfe", "\u200d·", "«é»"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Errorf("%q takes %d cells, and not %d", s, want, got)
		}
	})
}
