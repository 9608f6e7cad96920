package show

import (
	"strings"
	"unicode/utf8"
)

// Clean makes text from files and people fit for a terminal, on one line:
// control characters, what changes the direction of text, and what is no
// character at all are left out; a line break or a tab becomes a blank.
func Clean(s string) string {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return strings.Map(fit, s)
		}
	}
	return s
}

func fit(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return ' '
	case r < ' ', r >= 0x7f && r < 0xa0, r == utf8.RuneError:
		return -1
	case r == 0x61c, r >= 0x200e && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return -1
	case r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return -1
	}
	return r
}
