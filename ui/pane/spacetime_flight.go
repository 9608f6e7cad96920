package pane

import (
	"strconv"

	"synod/engine"
	"synod/ui/canvas"
	"synod/ui/show"
)

// parcel is one or more messages in flight that say the same and were sent by
// one step.
type parcel struct {
	ends   string
	label  string
	sent   int32
	reason string // why they wait; empty: they can be delivered
	row    int    // of the first, in the list of what can happen next; -1: none
}

func (p *parcel) text() string {
	s := p.ends + " " + p.label + " (" + strconv.Itoa(int(p.sent)) + ")"
	return s
}

// footLine is one line below the picture.
type footLine struct {
	head  string
	parts []parcel
	more  int // parcels not shown
}

// headWidth is where the messages stand, behind "in flight".
const headWidth = 11

// flight lists what is in flight at the cursor, and what has to wait there, in
// at most so many lines.
func (s *space) flight(w, most int) []footLine {
	free, waiting := s.v.parcels()
	if len(free) == 0 && len(waiting) == 0 {
		return []footLine{{head: "in flight  nothing"}}
	}
	var out []footLine
	share := most
	if len(waiting) > 0 {
		share = max(1, most-(most+1)/3)
	}
	if len(free) > 0 {
		out = layParcels(out, "in flight", free, w, share)
	}
	return layParcels(out, "waiting", waiting, w, max(1, most-len(out)))
}

// parcels are what can be delivered, and what has to wait.
func (v *View) parcels() (free, waiting []parcel) {
	if v.Cache != nil && v.Cache.now.parcels != nil {
		p := v.Cache.now.parcels
		return p[0], p[1]
	}
	for _, e := range v.World.Flight() {
		if reason := v.World.Blocked(e.Message); reason != "" {
			waiting = v.pack(waiting, e, reason)
		} else {
			free = v.pack(free, e, "")
		}
	}
	if v.Cache != nil {
		v.Cache.now.parcels = &[2][]parcel{free, waiting}
	}
	return free, waiting
}

// pack adds a message to those that say the same.
func (v *View) pack(list []parcel, e engine.Envelope, reason string) []parcel {
	prot := v.World.System().Protocol()
	ends := prot.NodeName(e.From) + "▸" + prot.NodeName(e.To)
	label := show.Label(prot, e.Message)
	for i := range list {
		p := &list[i]
		if p.sent == e.Sent && p.label == label && p.reason == reason {
			p.ends += " " + ends
			return list
		}
	}
	return append(list, parcel{ends, label, e.Sent, reason, v.rowOf(e.Message)})
}

// layParcels breaks parcels into lines.
func layParcels(out []footLine, head string, list []parcel, w, most int) []footLine {
	x, first := w, len(out)
	reason := ""
	for i := range list {
		p := &list[i]
		n := canvas.Width(p.text()) + 3
		if p.reason != reason {
			n += canvas.Width(p.reason) + 2
		}
		if x+n > w && len(out)-first == most {
			out[len(out)-1].more = len(list) - i
			return out
		}
		if x+n > w {
			out = append(out, footLine{head: head})
			head, x = "", headWidth
			reason = ""
		}
		reason = p.reason
		last := &out[len(out)-1]
		last.parts = append(last.parts, *p)
		x += n
	}
	return out
}

// footing is what stands below the picture: what is in flight, or what is to
// say of causes.
type footing struct {
	s      *space
	flight []footLine
	says   []line
}

func (s *space) foot(w, most int) footing {
	if s.cone != nil {
		return footing{s: s, says: s.cone.lines(s, w, max(most, 4))}
	}
	return footing{s: s, flight: s.flight(w, most)}
}

func (f *footing) height() int { return len(f.flight) + len(f.says) }

func (f *footing) draw(c *canvas.Canvas, y int) {
	for i, l := range f.says {
		l.draw(c, &f.s.hues, y+i)
	}
	f.s.underway(c, y, f.flight)
}

// underway draws what is in flight.
func (s *space) underway(c *canvas.Canvas, y int, foot []footLine) {
	chosen := s.v.Row()
	for i, l := range foot {
		c.Text(1, y+i, l.head, canvas.Frame)
		x, reason := headWidth, ""
		for k := range l.parts {
			p := &l.parts[k]
			if k > 0 {
				x = c.Text(x, y+i, " · ", canvas.Frame)
			}
			if p.reason != reason {
				x = c.Text(x, y+i, p.reason+": ", canvas.Muted)
				reason = p.reason
			}
			st := canvas.Plain
			switch {
			case p.row >= 0 && chosen == &s.v.Rows[p.row]:
				st = canvas.Select.Bold()
			case p.reason != "":
				st = canvas.Muted
			}
			at := c
			if p.row >= 0 {
				at = c.Aim(RowTarget(p.row))
			}
			x = s.hues.say(at, x, y+i, s.w-x, p.text(), st)
		}
		if l.more > 0 {
			right(c, y+i, " "+more(l.more), canvas.Frame)
		}
	}
}
