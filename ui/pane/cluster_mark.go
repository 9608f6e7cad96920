package pane

import "synod/ui/canvas"

// What a node is at the moment beside its fields: the leader, or one of a
// quorum that this step formed.

const (
	leaderMark = "▲"
	quorumMark = "◈"
)

// mark finds what an actor is.
func (s *scene) mark(a *actor) {
	if s.v.fogged(a.id) {
		return
	}
	a.leads = a.role.Leads != nil && a.up && a.role.Leads(s.v.World.Node(a.id))
	a.apart = s.v.nodeApart(a.id)
	a.counted = !s.v.covers(CoverObserver) && s.v.Step != nil && s.v.Before != nil && s.v.Step.InQuorum(a.id)
}

// border is the frame of a node's box.
func (s *scene) border(a *actor) (canvas.Border, canvas.Style) {
	switch {
	case a.id == s.v.Node:
		return canvas.Heavy, canvas.Select
	case !a.up, s.v.fogged(a.id):
		return canvas.Dashy, canvas.Muted
	case a.counted:
		return canvas.Double, canvas.Good
	case a.style != canvas.Plain:
		return canvas.Round, a.style
	}
	return canvas.Round, canvas.Frame
}

// marks writes beside a node's name what it is, each in words if there is room
// for all of them, and gives the column behind.
func (a *actor) marks(c *canvas.Canvas, x, y, end int) int {
	long, short := "", ""
	if a.leads {
		long, short = long+" "+leaderMark+" leader", short+" "+leaderMark
	}
	if a.counted {
		long, short = long+" "+quorumMark+" quorum", short+" "+quorumMark
	}
	if a.apart {
		long, short = long+" "+apartMark, short+" "+apartMark
	}
	if x+canvas.Width(long) > end {
		long = short
	}
	return c.TextMax(x, y, end-x, long, canvas.Good.Bold())
}

// glyph is the mark on a line without room for words; empty: none.
func (a *actor) glyph() string {
	switch {
	case a.leads:
		return leaderMark
	case a.counted:
		return quorumMark
	case a.apart:
		return apartMark
	}
	return ""
}

// marked explains the marks that are in the picture.
func (s *scene) marked() string {
	leads, counted := "", ""
	for i := range s.actors {
		if s.actors[i].leads {
			leads = " " + leaderMark + " leader"
		}
		if s.actors[i].counted {
			counted = " " + quorumMark + " quorum"
		}
	}
	if s.v.Apart != nil && s.v.Fog == nil {
		counted += " " + apartMark + " not so beside"
	}
	return leads + counted
}
