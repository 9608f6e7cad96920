package canvas

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells that a text takes.
func Width(s string) int {
	cells := 0
	for i := 0; i < len(s); cells++ {
		n := single(s[i:])
		if n == 0 {
			return ansi.StringWidth(s)
		}
		i += n
	}
	return cells
}

// single is how many bytes of a text make its first character, if that takes one cell
// and joins with nothing that stands beside it; else 0. It spares the characters that
// screens consist of the search for clusters.
func single(s string) int {
	if b := s[0]; b < utf8.RuneSelf {
		if b < ' ' || b == 0x7f {
			return 0
		}
		return 1
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r >= 0x2010 && r <= 0x2027, // dashes, quotes, bullets, …
		r >= 0x2500 && r <= 0x25fc, // lines, blocks, shapes
		r >= 0xc0 && r <= 0x17f, r == '·', r == '×', r == '§', r == '★', r == '✓', r == '✗', r == '▸':
		return n
	}
	return 0
}
