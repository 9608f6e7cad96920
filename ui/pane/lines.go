package pane

import (
	"strconv"
	"strings"

	"synod/ui/canvas"
)

// The keys that show what does not fit: one gives a pane the whole
// screen, one shows the protocol's own pictures there.
const (
	zoomKey   = "z"
	panelKey  = "p"
	scrollKey = "pgdn" // scrolls the pane that the keys speak to
)

// line is one line of a pane: a mark and a text.
type line struct {
	at     int // where the mark stands
	mark   string
	style  canvas.Style // of the mark
	x      int          // where the text begins
	text   string
	ink    canvas.Style // of the text
	beside *line        // more on the same line
}

// draw gives the column behind what it draws.
func (l *line) draw(c *canvas.Canvas, p *palette, y int) int {
	c.Text(l.at, y, l.mark, l.style)
	w, _ := c.Size()
	end := p.say(c, l.x, y, w-l.x, l.text, l.ink)
	if l.beside != nil {
		return l.beside.draw(c, p, y)
	}
	return end
}

// para wraps a text into lines that begin at x; the mark stands before the
// first, and before all if every is set.
func para(first line, w int, every bool) []line {
	var out []line
	for _, text := range wrap(first.text, w-first.x) {
		l := first
		l.text = text
		if len(out) > 0 && !every {
			l.mark = ""
		}
		out = append(out, l)
	}
	return out
}

// wrap breaks a text into lines of at most w cells, at blanks where it can. A
// newline ends a paragraph.
func wrap(s string, w int) []string {
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
		n := fitting(s, w)
		out = append(out, strings.TrimRight(s[:n], " "))
		s = strings.TrimLeft(s[n:], " ")
		if s == "" {
			return out
		}
	}
}

// fitting is how many bytes of s go on a line of w cells: up to the last blank
// that fits, or into a word that is longer than the line.
func fitting(s string, w int) int {
	blank, cells := 0, 0
	for i, r := range s {
		if r == ' ' {
			blank = i
		}
		if r < 0x80 {
			cells++
		} else {
			cells += canvas.Width(string(r))
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

// more counts what does not fit: "… 13 more".
func more(n int) string { return "… " + thousands(n) + " more" }

// thousands writes a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// right draws a text that ends at the right edge and gives where it begins.
func right(c *canvas.Canvas, y int, s string, st canvas.Style) int {
	w, _ := c.Size()
	x := max(0, w-canvas.Width(s))
	c.Text(x, y, s, st)
	return x
}

// around picks what to show of n blocks of different heights, so that block at
// is in view and a quarter of the height is left for what follows it. It gives
// the first block and how many of its lines are above the edge.
func around(n, at, height int, tall func(int) int) (first, above int) {
	below := 0
	for i := at + 1; i < n && below < height/4; i++ {
		below += tall(i)
	}
	room := height - min(below, height/4)
	first, used := at, tall(at)
	for first > 0 && used < room {
		first--
		used += tall(first)
	}
	return first, max(0, used-room)
}
