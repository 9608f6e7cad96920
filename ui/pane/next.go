package pane

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/engine/script"
	"synod/ui/canvas"
	"synod/ui/show"
)

// NextTitle counts what can happen next.
func NextTitle(v *View) string {
	n := 0
	for i := range v.Rows {
		if v.Rows[i].Blocked == "" {
			n++
		}
	}
	text := "next · " + show.Count(n) + " choices"
	if n == 1 {
		text = "next · 1 choice"
	}
	if waits := len(v.Rows) - n; waits > 0 {
		text += ", " + show.Count(waits) + " not now"
	}
	return text
}

// Next lists what can happen next, one choice a row, with what is impossible
// now and its reason last, and below it what taking the selected one would do.
func Next(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	p := colours(v.World.System())
	if len(v.Rows) == 0 {
		nothing(c, v)
		return
	}
	told := preview(v, w)
	below := min(len(told), previewMost(h, len(v.Rows)))
	list := h - below
	if below > 0 && (list > len(v.Rows) || h >= 10) {
		list-- // a blank line between
	}
	rows(c.In(canvas.Rect{X: 0, Y: 0, W: w, H: list}), &p, v)
	y := h - below
	for i, l := range told[:below] {
		x := l.draw(c, &p, y+i)
		if left := len(told) - below; left > 0 && i == below-1 {
			hint := v.theRest(left)
			c.Text(min(x, w-canvas.Width(hint)), y+i, hint, canvas.Select)
		}
	}
	phase(c, v, h-1, told, below)
}

// previewMost is how many lines the preview may have: all but one for the list
// of a small pane, else what the list leaves, and half in any case.
func previewMost(h, rows int) int {
	return max(min(h-rows-1, h*2/3), h/2, min(3, h-1))
}

// PreviewHeight is the number of lines that Next has to say in a width of what
// taking the selected choice would do.
func PreviewHeight(v *View, w int) int { return len(preview(v, w)) }

// preview says what taking the selected choice would do.
func preview(v *View, w int) []line {
	if v.Cache == nil {
		return newPreview(v, w)
	}
	return v.Cache.now.previews.at(w, func() []line { return newPreview(v, w) })
}

func newPreview(v *View, w int) []line {
	row := v.Row()
	switch {
	case row == nil:
		return nil
	case row.Blocked != "":
		return para(line{text: "not now: " + row.Blocked, ink: canvas.Muted}, w, false)
	case row.Prompt && row.Spec != nil:
		return para(line{text: askFor(row), ink: canvas.Plain}, w, false)
	case v.Preview == nil:
		return nil
	case v.Quiz:
		return para(line{text: "if taken: " + v.key("forward") + " asks what will happen.", ink: canvas.Select}, w, false)
	case v.covers(CoverPreview):
		return para(line{text: v.covering(coverPreview), ink: canvas.Select}, w, false)
	case v.asks() && row.Scripted:
		return para(line{text: "if taken: answer first, by a number.", ink: canvas.Muted}, w, false)
	}
	return para(line{text: "if taken: " + v.ahead().says}, w, false)
}

func askFor(row *Row) string {
	var names []string
	for _, a := range row.Spec.Args {
		if a.Optional {
			names = append(names, "["+a.Name+"]")
		} else {
			names = append(names, a.Name)
		}
	}
	s := "asks for " + strings.Join(names, " ")
	if row.Spec.Help != "" {
		s += ": " + row.Spec.Help
	}
	return s
}

// phase names the step in the paper, at the right of the preview's last line,
// if the whole preview is there and leaves room.
func phase(c *canvas.Canvas, v *View, y int, told []line, below int) {
	if v.Preview == nil || below == 0 || below < len(told) || v.asks() || v.covers(CoverPreview) {
		return
	}
	w, _ := c.Size()
	s := v.ahead().phase
	if last := told[below-1]; canvas.Width(last.text)+2+canvas.Width(s) <= w {
		right(c, y, s, canvas.Frame)
	}
}

// Row is the selected row, or nil.
func (v *View) Row() *Row {
	if v.Selected < 0 || v.Selected >= len(v.Rows) {
		return nil
	}
	return &v.Rows[v.Selected]
}

// rows draws the list, scrolled so that the selected row is in view.
func rows(c *canvas.Canvas, p *palette, v *View) {
	w, h := c.Size()
	n := len(v.Rows)
	first := v.firstRow(h, n)
	for y := 0; y < h && first+y < n; y++ {
		room := w
		hidden := ""
		if y == 0 && first > 0 {
			hidden = "… " + show.Count(first) + " above"
		}
		if y == h-1 && first+h < n {
			hidden = more(n - first - h)
		}
		if h == 1 && n > 1 { // above and below
			hidden = more(n - 1)
		}
		if hidden != "" {
			room = right(c, y, hidden, canvas.Frame) - 1
		}
		row(c.Aim(RowTarget(first+y)), p, v, first+y, y, room)
	}
}

// firstRow is the first of n rows of which h are shown: the one that was, as long as the
// selected row is in view.
func (v *View) firstRow(h, n int) int {
	if v.Cache == nil {
		return First(v.Selected, h, n)
	}
	first := &v.Cache.still.row
	if v.Selected < *first+1 && *first > 0 || v.Selected > *first+h-2 || *first > n-h {
		*first = First(v.Selected, h, n)
	}
	return *first
}

// verbWidth is where what a verb is about begins.
const verbWidth = 8

func row(c *canvas.Canvas, p *palette, v *View, i, y, room int) {
	r := &v.Rows[i]
	c.Blank(canvas.Rect{Y: y, W: room, H: 1}) // a click anywhere on the row is on it
	st := canvas.Plain
	if r.Blocked != "" {
		st = canvas.Muted
	}
	if i == v.Selected {
		st = canvas.Select.Bold()
		c.Text(0, y, ">", st)
	}
	verb, rest, _ := strings.Cut(show.Choice(v.World.System().Protocol(), r.Choice), " ")
	if r.Blocked != "" {
		verb = "not now"
	}
	rest += suffix(r)
	x := 2 + max(verbWidth, len(verb)+1)
	if r.Scripted {
		room = scripted(c, y, room, x+canvas.Width(rest))
	}
	if r.Blocked != "" && x+canvas.Width(rest) > room {
		rest = strings.TrimSuffix(rest, suffix(r)) + " …"
	}
	p.say(c, 2, y, room-2, verb, st)
	p.say(c, x, y, room-x, rest, st)
}

// suffix says what a row has to say beside its choice.
func suffix(r *Row) string {
	switch {
	case r.Blocked != "":
		return " (" + r.Blocked + ")"
	case r.Prompt:
		return " …"
	case r.Copies > 1:
		return " ×" + strconv.Itoa(r.Copies)
	}
	return ""
}

// scripted marks what the script takes next, in words if the row leaves room
// for them, and gives the room that is left.
func scripted(c *canvas.Canvas, y, room, end int) int {
	words := "○ script"
	if end+2+canvas.Width(words) > room {
		words = "○"
	}
	x := room - canvas.Width(words)
	c.Text(x, y, words, canvas.Good.Bold())
	return x - 1
}

// nothing says that no choice is left, and what progress lacks.
func nothing(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	said := "Nothing can happen here by itself."
	if v.GoesBack() {
		said = "The script goes back here: " + v.key("forward") + " follows it."
	}
	lines := para(line{text: said, ink: canvas.Plain.Bold()}, w, false)
	for _, s := range v.World.Stuck() {
		lines = append(lines, para(line{mark: "·", x: 2, text: s}, w, false)...)
	}
	p := colours(v.World.System())
	for y, l := range lines[:min(h, len(lines))] {
		l.draw(c, &p, y)
	}
}

// GoesBack says whether the script's next move is to go back.
func (v *View) GoesBack() bool {
	if v.Player == nil || v.Player.At() != v.Point {
		return false
	}
	e := v.Player.Upcoming()
	return e != nil && e.Kind == script.Back
}

// rowOf finds the row that delivers a message, or -1.
func (v *View) rowOf(m *engine.Message) int {
	c := m.Choice(engine.DeliverMsg)
	return slices.IndexFunc(v.Rows, func(r Row) bool { return r.Choice == c })
}
