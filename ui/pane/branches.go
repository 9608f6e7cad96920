package pane

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/show"
)

// Branches lists the branches as a tree: where each leaves another, what it took
// instead, how long it is, and how it ends.
func Branches(c *canvas.Canvas, v *View) {
	w, h := c.Size()
	all := Tree(v.Timeline)
	at := max(0, slices.IndexFunc(all, func(b *timeline.Branch) bool { return b == v.Branch }))
	tall := func(i int) int { return len(branchLines(v, all[i], w)) }
	first, above := around(len(all), at, h, tall)
	p := colours(v.World.System())
	y := -above
	for i := first; i < len(all) && y < h; i++ {
		aimed := c.Aim(PointTarget{all[i].Tip()})
		for _, l := range branchLines(v, all[i], w) {
			if y >= 0 && y < h {
				aimed.Blank(canvas.Rect{Y: y, W: w, H: 1})
				l.draw(aimed, &p, y)
			}
			y++
		}
	}
	hidden := len(all) - first
	for i, n := first, -above; i < len(all) && n+tall(i) <= h; i++ {
		n += tall(i)
		hidden--
	}
	if above > 0 {
		hidden++ // its head is above the edge
	}
	if hidden += first; hidden > 0 && h > 1 {
		right(c, h-1, " … "+plural(hidden, "more branch", "more branches")+" · "+v.key("select above")+" "+v.key("select"), canvas.Select)
	}
}

// Tree lists the branches, each below the one that it leaves.
func Tree(t *timeline.Timeline) []*timeline.Branch {
	var out []*timeline.Branch
	var below func(b *timeline.Branch)
	below = func(b *timeline.Branch) {
		out = append(out, b)
		for _, o := range t.Branches() {
			if o.Fork != nil && o.Fork.Branch == b {
				below(o)
			}
		}
	}
	below(t.Start().Branch)
	return out
}

// branchLines are what is said of one branch.
func branchLines(v *View, b *timeline.Branch, w int) []line {
	depth := 0
	for o := b; o.Fork != nil; o = o.Fork.Branch {
		depth++
	}
	x := 2 + 2*min(depth, 10)
	st, mark := canvas.Plain, ""
	if b == v.Branch {
		st, mark = canvas.Select.Bold(), ">"
	}
	out := []line{{mark: mark, style: st, x: x, text: b.Name + "  " + extent(v, b), ink: st}}
	if b.Fork != nil {
		out = append(out, para(line{x: x + 3, text: parting(b), ink: canvas.Plain}, w, false)...)
	}
	return append(out, para(line{x: x + 3, text: ending(b), ink: canvas.Plain}, w, false)...)
}

// extent says where a branch begins, and how long it is.
func extent(v *View, b *timeline.Branch) string {
	text := "from the start, " + plural(len(b.Points)-1, "step", "steps")
	if b.Fork != nil {
		text = "leaves " + b.Fork.Branch.Name + " at step " + strconv.Itoa(b.Fork.Step) + ", " + plural(len(b.Points), "step", "steps")
	}
	var names []string
	for _, p := range b.Points {
		if p.Name != "" {
			names = append(names, p.Name)
		}
	}
	if len(names) > 0 {
		text += " · named " + strings.Join(names, ", ")
	}
	if b == v.Point.Branch {
		text += " · ◉ here, step " + strconv.Itoa(v.Point.Step)
	}
	return text
}

// parting says what a branch took where it left, and what the older one took.
func parting(b *timeline.Branch) string {
	p := b.Fork.World.System().Protocol()
	text := "takes " + show.Choice(p, b.Points[0].Choice)
	if older := b.Fork.Children()[0]; older.Branch == b.Fork.Branch {
		text += ", where " + b.Fork.Branch.Name + " has " + show.Choice(p, older.Choice)
	}
	return text
}

// endingMost bounds the facts that are told of a branch's end.
const endingMost = 3

// ending says how a branch ends: what is broken, what came of it, what clients
// were told.
func ending(b *timeline.Branch) string {
	tip := b.Tip()
	sys := tip.World.System()
	var parts []string
	for i, prop := range sys.Properties() {
		if t := tip.Score[i]; t.Broken != "" {
			parts = append(parts, "✗ "+prop.Name+" broken at step "+strconv.Itoa(t.At))
		}
	}
	told := 0
	for i := range sys.Protocol().Facts {
		k := &sys.Protocol().Facts[i]
		if !k.Milestone || k.Glyph == "" {
			continue
		}
		for f := range tip.World.Facts().Of(k.ID) {
			if told++; told <= endingMost {
				parts = append(parts, k.Glyph+" "+strings.TrimPrefix(show.Fact(sys.Protocol(), f), k.Glyph+" "))
			}
		}
	}
	if told > endingMost {
		parts = append(parts, more(told-endingMost))
	}
	if len(parts) == 0 {
		return "ends with nothing of note"
	}
	return "ends: " + strings.Join(parts, " · ")
}
