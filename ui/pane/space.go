package pane

import (
	"synod/engine"
	"synod/engine/timeline"
)

// Space is how a person wants the space-time picture.
type Space struct {
	Causes bool // how each event stands to the selected one
	Clocks bool // vector clocks, instead of what messages say
	Right  bool // time runs to the right, rather than down
	Zoom   int  // how far away: 0 has words, then each is further, up to Farthest
}

// SpaceTitle names the picture and how it is drawn.
func SpaceTitle(s Space) string {
	text := "space-time · time runs down"
	if s.Right {
		text = "space-time · time runs right"
	}
	switch {
	case s.Zoom > 0:
		text += " · " + plural(s.Steps(), "step", "steps") + " a mark"
	case !s.Clocks && !s.Causes:
		text += " · (n) = the step that sent it"
	}
	switch {
	case s.Clocks:
		text += " · vector clocks"
	case s.Causes:
		text += " · causes"
	}
	return text
}

// causes is what could have led to what on the line of the view.
func (v *View) causes() *timeline.Causes {
	c := &timeline.Causes{}
	if v.Cache != nil {
		c = &v.Cache.causes
	}
	c.Follow(v.Timeline.Line())
	return c
}

// partsOf says of each node which part of a parted network it is in: 0 for those
// that the first of them can still talk to. Nil: the network is in one piece.
func partsOf(w *engine.World) []uint8 {
	if len(w.Cuts()) == 0 {
		return nil
	}
	sys := w.System()
	hosts, nodes := sys.Hosts(), sys.Nodes()
	part := make([]int, len(hosts))
	parts := 0
	for h := range hosts {
		if part[h] == 0 {
			parts++
			spread(w, hosts, part, h, parts)
		}
	}
	if parts == 1 {
		return nil
	}
	out := make([]uint8, len(nodes))
	for i, n := range nodes {
		out[i] = uint8(part[sys.HostIndex(n.ID)] - 1)
	}
	return out
}

// spread puts a host into a part, and all that it can talk to, both ways or one.
func spread(w *engine.World, hosts []engine.HostID, part []int, h, in int) {
	part[h] = in
	for to := range hosts {
		if part[to] == 0 && (!w.Cut(hosts[h], hosts[to]) || !w.Cut(hosts[to], hosts[h])) {
			spread(w, hosts, part, to, in)
		}
	}
}
