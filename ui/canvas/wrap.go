package canvas

import "strings"

// Wrap breaks a text into lines of at most w cells, at blanks where it can. A
// newline ends a paragraph.
func Wrap(s string, w int) []string {
	if s == "" || w < 1 {
		return nil
	}
	var out []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		out = wrapWords(out, paragraph, w)
	}
	return out
}

func wrapWords(out []string, s string, w int) []string {
	for {
		n := Fitting(s, w)
		out = append(out, strings.TrimRight(s[:n], " "))
		s = strings.TrimLeft(s[n:], " ")
		if s == "" {
			return out
		}
	}
}

// Fitting is how many bytes of s go on a line of w cells: up to the last blank
// that fits, or into a word that is longer than the line.
func Fitting(s string, w int) int {
	blank, cells := 0, 0
	for i, r := range s {
		if r == ' ' {
			blank = i
		}
		if r < 0x80 {
			cells++
		} else {
			cells += Width(string(r))
		}
		switch {
		case cells <= w || i == 0 || r == ' ':
		case blank > 0:
			return blank
		default:
			return i
		}
	}
	return len(s)
}
