package ui

import (
	"synod/ui/canvas"
	"synod/ui/pane"
)

// stageFog draws what the selected node can know, for a room: the picture, a
// band that says whose eyes these are, and what it saw of the step.
func (m *Model) stageFog(c *canvas.Canvas, rows int) {
	v := m.fogged()
	m.layout.halve(rows, pane.SeenStageHeight(&v, m.w), m.zoomed)
	pane.Cluster(c.In(canvas.Rect{X: 1, W: m.w - 2, H: m.layout.main.H}), &v)
	pane.SeenStage(c.In(m.layout.what), &v)
}

// besideWide is the width from which two pictures stand next to each other.
const besideWide = 108

// stageBeside draws two runs for a room: the two pictures under their names, next
// to each other or one above the other, and what differs.
func (m *Model) stageBeside(c *canvas.Canvas, rows int) {
	b := m.run.beside
	b.look(&m.run.view)
	b.pane.Fog = b.fog
	if m.zoomed { // what differs, whole
		m.layout.what = canvas.Rect{W: m.w, H: rows}
		pane.StageDifferences(c.In(canvas.Rect{X: 1, W: m.w - 2, H: rows}), &b.pane)
		return
	}
	_, least := pictureLines(&m.run.view, m.w-2)
	least = 2 * (1 + least)
	if m.w >= besideWide {
		least = rows / 2
	}
	m.layout.halve(rows, 1+max(4, min(pane.DifferencesHeight(&b.pane, m.w-2), rows-1-least)), m.zoomed)
	high := m.layout.main.H
	at := [2]canvas.Rect{{W: m.w / 2, H: high}, {X: m.w / 2, W: m.w - m.w/2, H: high}}
	if m.w < besideWide {
		at = [2]canvas.Rect{{W: m.w, H: high - high/2}, {Y: high - high/2, W: m.w, H: high / 2}}
	}
	m.layout.main, m.layout.below = at[0], at[1]
	sides := b.sides(at[0].W-2, min(at[0].H, at[1].H)-1)
	for i, r := range at {
		c.HLine(r.X, r.Y, r.W, "━", canvas.Plain)
		c.TextMax(r.X+1, r.Y, r.W-2, " "+b.pane.SideTitle(i)+" ", canvas.Select.Bold())
		pane.Cluster(c.In(canvas.Rect{X: r.X + 1, Y: r.Y + 1, W: r.W - 2, H: r.H - 1}), &sides[i])
	}
	c.HLine(0, high, m.w, "━", canvas.Plain)
	pane.StageDifferences(c.In(canvas.Rect{X: 1, Y: high + 1, W: m.w - 2, H: m.layout.what.H - 1}), &b.pane)
}
