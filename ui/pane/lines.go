package pane

import (
	"synod/ui/canvas"
	"synod/ui/show"
)

// Keys are the keys that panes speak of, by what they do.
type Keys map[string]string

// DefaultKeys are those keys as they are where nobody has changed them.
func DefaultKeys() Keys {
	return Keys{"zoom": "z", "panels": "p", "page down": "pgdn", "forward": "→", "take": "enter", "layout": "P", "check": "w", "select above": "↑", "select": "↓", "show": "b", "back": "←", "hint": "H", "script": "home", "fog": "f"}
}

var defaultKeys = DefaultKeys()

// key is the key that does something.
func (v *View) key(action string) string {
	if k := v.Keys[action]; k != "" {
		return k
	}
	return defaultKeys[action]
}

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
	for _, text := range canvas.Wrap(first.text, w-first.x) {
		l := first
		l.text = text
		if len(out) > 0 && !every {
			l.mark = ""
		}
		out = append(out, l)
	}
	return out
}

// more counts what does not fit: "… 13 more".
func more(n int) string { return "… " + show.Count(n) + " more" }

// right draws a text that ends at the right edge and gives where it begins.
func right(c *canvas.Canvas, y int, s string, st canvas.Style) int {
	w, _ := c.Size()
	x := max(0, w-canvas.Width(s))
	c.Text(x, y, s, st)
	return x
}

// First is the first of n lines that h of them are shown from, so that line at
// is in view.
func First(at, h, n int) int { return max(0, min(at-h/2, n-h)) }

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
