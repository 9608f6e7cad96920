package pane

import (
	"slices"
	"strconv"

	"synod/engine"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Timeline draws the tree of what was taken: a row for each branch, two columns
// for each step, and what the script has still to come. Where it is longer than
// the canvas it shows what is near the cursor and counts the rest.
func Timeline(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	t := newTree(v, w, h)
	for i := range t.rows {
		t.forks(c, i)
	}
	for i := range t.rows {
		t.branch(c, i)
	}
	t.counts(c)
	t.explain(c)
}

// tree is the part of the timeline that is drawn.
type tree struct {
	v        *View
	w, h     int
	x        int // where the first step shown stands
	low, top int // the steps shown
	last     int // the highest step there is
	rows     []treeRow
	hidden   int // branches not shown
	legend
}

// treeRow is a branch, or what the script has still to come behind a point.
type treeRow struct {
	b    *timeline.Branch
	fork *timeline.Point // where it leaves the row above; nil: nowhere
	todo int             // choices of the script behind the last point
	end  int             // the column behind what is drawn
}

// mark is a glyph of the timeline with its meaning.
type mark struct {
	glyph, means string
	style        canvas.Style
}

var (
	plainMark = mark{"●", "step", canvas.Plain}
	hereMark  = mark{"◉", "here", canvas.Select.Bold()}
)

// stepWidth is the number of columns of a step.
const stepWidth = 2

func newTree(v *View, w, h int) *tree {
	t := &tree{v: v, w: w, h: h}
	for _, b := range v.Timeline.Branches() {
		t.last = max(t.last, b.Tip().Step)
		t.x = max(t.x, len(b.Name))
	}
	if v.Player != nil {
		t.last = max(t.last, v.Player.At().Step+v.Player.Left())
	}
	t.x += 2
	t.span()
	t.choose()
	return t
}

// span picks the steps that are shown: all, or those around the cursor with
// room at both ends to count the others.
func (t *tree) span() {
	n := (t.w - t.x + 1) / stepWidth
	if t.last < n {
		t.top = t.last
		return
	}
	side := len(show.Count(t.last)) + 3
	t.x += side
	n = max(1, (t.w-t.x-side+1)/stepWidth)
	t.low = max(0, min(t.v.Point.Step-n*2/3, t.last+1-n))
	t.top = min(t.last, t.low+n-1)
}

func (t *tree) column(step int) int { return t.x + (step-t.low)*stepWidth }

// nearMost bounds the branches that are put in order.
const nearMost = 64

// choose picks the branches that are shown: those with steps in the span, near
// the cursor's own, and the one that it leaves.
func (t *tree) choose() {
	all := t.v.Timeline.Branches()
	rows := t.order(t.near(all))
	if len(rows) > t.h {
		at := max(0, slices.IndexFunc(rows, t.isCursors))
		first := First(at, t.h, len(rows))
		parent := slices.IndexFunc(rows, func(r treeRow) bool { return rows[at].fork != nil && r.b == rows[at].fork.Branch })
		if rows = rows[first : first+t.h]; parent >= 0 && parent < first && t.h > 1 {
			rows[0] = treeRow{b: t.v.Point.Branch.Fork.Branch}
		}
	}
	t.rows = rows
	t.hidden = len(all)
	for i := range rows {
		if rows[i].b != nil {
			t.hidden--
		}
	}
}

func (t *tree) isCursors(r treeRow) bool { return r.b == t.v.Point.Branch }

func (t *tree) near(all []*timeline.Branch) []*timeline.Branch {
	var near []*timeline.Branch
	at := 0
	for _, b := range all {
		if b == t.v.Point.Branch {
			at = len(near)
		}
		if first := b.Points[0].Step; first <= t.top+1 && b.Tip().Step >= t.low {
			near = append(near, b)
		}
	}
	if len(near) > nearMost {
		first := First(at, nearMost, len(near))
		rest := near[first : first+nearMost]
		if f := t.v.Point.Branch.Fork; f != nil && !slices.Contains(rest, f.Branch) {
			rest = slices.Insert(slices.Clone(rest), 0, f.Branch)
		}
		return rest
	}
	return near
}

// order puts each branch below the one it leaves, the latest fork first: so no
// line to a fork crosses a branch.
func (t *tree) order(near []*timeline.Branch) []treeRow {
	var rows []treeRow
	for _, b := range near {
		if b.Fork == nil || !slices.Contains(near, b.Fork.Branch) {
			rows = t.below(rows, near, treeRow{b: b, fork: b.Fork})
		}
	}
	return rows
}

// below adds a row, and below it those that leave it.
func (t *tree) below(rows []treeRow, near []*timeline.Branch, r treeRow) []treeRow {
	forks := t.leaving(near, &r)
	rows = append(rows, r)
	for _, f := range forks {
		if f.b == nil {
			rows = append(rows, f)
		} else {
			rows = t.below(rows, near, f)
		}
	}
	return rows
}

// leaving lists the rows that leave a row, the latest fork first. What the
// script has still to come stands on the row itself if it begins at its end.
func (t *tree) leaving(near []*timeline.Branch, r *treeRow) []treeRow {
	var out []treeRow
	if at, n := t.todo(); n > 0 && at == r.b.Tip() {
		r.todo = n
	} else if n > 0 && at.Branch == r.b {
		out = append(out, treeRow{fork: at, todo: n})
	}
	for _, b := range near {
		if b.Fork != nil && b.Fork.Branch == r.b {
			out = append(out, treeRow{b: b, fork: b.Fork})
		}
	}
	slices.SortStableFunc(out, func(a, b treeRow) int { return b.fork.Step - a.fork.Step })
	return out
}

// todo is where the script stands, and how many choices it has still to come.
func (t *tree) todo() (*timeline.Point, int) {
	if t.v.Player == nil {
		return nil, 0
	}
	return t.v.Player.At(), t.v.Player.Left()
}

// forks draws the line from a row up to the one it leaves.
func (t *tree) forks(c *canvas.Canvas, i int) {
	r := &t.rows[i]
	if r.fork == nil || r.fork.Step < t.low || r.fork.Step > t.top {
		return
	}
	x := t.column(r.fork.Step)
	c.Put(x, i, "└", canvas.Frame)
	c.Put(x+1, i, "─", canvas.Frame)
	r.end = x + 2
	for y := i - 1; y >= 0 && t.rows[y].b != r.fork.Branch; y-- {
		glyph := "│"
		if o := t.rows[y].fork; o != nil && o == r.fork {
			glyph = "├"
		}
		c.Put(x, y, glyph, canvas.Frame)
	}
}

// branch draws a row's name and its steps.
func (t *tree) branch(c *canvas.Canvas, i int) {
	r := &t.rows[i]
	if r.b == nil {
		t.upcoming(c, i, r.fork.Step+1)
		return
	}
	st := canvas.Plain
	if r.b == t.v.Point.Branch {
		st = canvas.Select.Bold()
	}
	c.Aim(PointTarget{r.b.Tip()}).Text(0, i, " "+r.b.Name, st)
	first := r.b.Points[0].Step
	for step := max(first, t.low); step <= min(r.b.Tip().Step, t.top); step++ {
		t.point(c, i, r.b.Points[step-first], step > t.low)
	}
	t.upcoming(c, i, r.b.Tip().Step+1)
	t.tipName(c, i)
}

// upcoming draws what the script has still to come, from a step on.
func (t *tree) upcoming(c *canvas.Canvas, i, from int) {
	end := from + t.rows[i].todo
	for step := max(from, t.low); step < end && step <= t.top; step++ {
		t.put(c, i, step, t.note(mark{"○", "the script goes on", canvas.Plain}), canvas.Frame, step > t.low)
	}
	if r := &t.rows[i]; r.todo > 0 && end <= t.top+1 && t.v.Player.Turns() {
		m := t.note(mark{"←", "goes back", canvas.Plain})
		r.end = c.Text(r.end, i, m.glyph, canvas.Frame)
	}
}

func (t *tree) point(c *canvas.Canvas, row int, p *timeline.Point, joined bool) {
	m := t.note(t.mark(p))
	if t.v.nameOf(p) != "" && (p != p.Branch.Tip() || t.rows[row].todo > 0) {
		t.note(mark{p.ID(), p.Name, canvas.Plain})
	}
	pen := canvas.Frame
	if !t.onLine(p) {
		pen = canvas.Muted
	}
	t.put(c.Aim(PointTarget{p}), row, p.Step, m, pen, joined)
}

func (t *tree) put(c *canvas.Canvas, row, step int, m mark, pen canvas.Style, joined bool) {
	x := t.column(step)
	if joined {
		c.Put(x-1, row, "─", pen)
	}
	c.Put(x, row, m.glyph, m.style)
	t.rows[row].end = x + 1
}

func (t *tree) onLine(p *timeline.Point) bool { return p.On(t.v.Timeline.Line()) }

// mark says what happened in the step that led to a point.
func (t *tree) mark(p *timeline.Point) mark {
	if p == t.v.Point {
		return hereMark
	}
	if t.v.unborn(p) {
		return plainMark
	}
	m := markOf(p)
	if m.style == canvas.Plain && !t.onLine(p) {
		m.style = canvas.Muted
	}
	return m
}

// markOf says what happened in the step that led to a point, wherever one stands.
func markOf(p *timeline.Point) mark {
	switch {
	case p.Parent == nil:
		return plainMark
	case len(breaks(p)) > 0:
		return mark{"✗", "broken", canvas.Danger.Bold()}
	}
	if k := milestone(p); k != nil {
		return mark{k.Glyph, k.ID, canvas.Good.Bold()}
	}
	switch p.Choice.Verb {
	case engine.CrashHost:
		return mark{"▼", "crash", canvas.Danger}
	case engine.RestartHost:
		return mark{"▲", "restart", canvas.Good}
	case engine.CutLink, engine.PartitionHosts:
		return mark{"╳", "cut", canvas.Danger}
	case engine.DropMsg:
		return mark{"×", "lost", canvas.Danger}
	}
	return plainMark
}

// milestone is the kind of the furthest fact with a mark that became known at
// p; kinds are declared in the order in which a run comes to them.
func milestone(p *timeline.Point) *engine.FactKind {
	before, after := p.Parent.World.Facts(), p.World.Facts()
	if before.Len() == after.Len() {
		return nil
	}
	kinds := p.World.System().Protocol().Facts
	for i := len(kinds) - 1; i >= 0; i-- {
		if kinds[i].Glyph == "" {
			continue
		}
		for f := range after.Of(kinds[i].ID) {
			if !before.Has(f) {
				return &kinds[i]
			}
			break
		}
	}
	return nil
}

// tipName writes the name of a branch's last point, if it has one, behind it;
// other names stand in the legend.
func (t *tree) tipName(c *canvas.Canvas, i int) {
	r := &t.rows[i]
	if r.b == nil || r.todo > 0 || r.b.Tip().Step > t.top {
		return
	}
	if name := t.v.nameOf(r.b.Tip()); name != "" {
		r.end = c.Text(r.end+1, i, name, canvas.Frame)
	}
}

// counts says how many steps lie beyond either end, and how many branches are
// not shown.
func (t *tree) counts(c *canvas.Canvas) {
	for i := range t.rows {
		r := &t.rows[i]
		if r.b == nil {
			continue
		}
		if first := r.b.Points[0].Step; first < t.low {
			c.Text(t.x-len(show.Count(t.last))-3, i, "…"+show.Count(t.low-first)+" ", canvas.Frame)
		}
		if beyond := r.b.Tip().Step + r.todo - t.top; beyond > 0 {
			r.end = c.Text(r.end+1, i, show.Count(beyond)+"…", canvas.Frame)
		}
	}
	if t.hidden > 0 && len(t.rows) > 0 {
		hint := "… " + plural(t.hidden, "more branch", "more branches")
		if w := canvas.Width(hint); t.rows[len(t.rows)-1].end+2+w <= t.w {
			t.rows[len(t.rows)-1].end = t.w
			right(c, len(t.rows)-1, hint, canvas.Frame)
		}
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
