package explore

import (
	"slices"

	"synod/engine"
)

// A row is a world as numbers: its fingerprint in two words, its rest, facts and
// history, then its hosts, then what is in flight, ascending.
type row []uint32

const (
	rowPrintLow = iota
	rowPrintHigh
	rowRest
	rowFacts
	rowPast
	rowHosts
)

func (r row) print() uint64 { return uint64(r[rowPrintHigh])<<32 | uint64(r[rowPrintLow]) }

func (r row) hosts(n int) []uint32  { return r[rowHosts : rowHosts+n] }
func (r row) flight(n int) []uint32 { return r[rowHosts+n:] }

// root writes the row of a world.
func (p *pool) root(w *engine.World, l *engine.Lab) row {
	parts := w.Apart()
	r := make(row, rowHosts, rowHosts+len(parts.Hosts)+len(parts.Flight))
	var scratch []byte
	for i, h := range parts.Hosts {
		var id uint32
		id, scratch = p.host(l, i, h, scratch)
		r = append(r, id)
	}
	var flight []uint32
	for _, queue := range p.queues(parts.Flight) {
		var id uint32
		id, scratch = p.packet(queue, scratch)
		flight = append(flight, id)
	}
	slices.Sort(flight)
	r = append(r, flight...)
	r[rowRest] = p.rest(l, parts.Rest)
	r[rowFacts] = p.facts.id(parts.Facts.Term(), func() factSet { return p.firstFacts(parts.Facts) })
	r[rowPast] = p.past(past{parts.History, parts.History.Term()})
	r.setPrint(w.Fingerprint())
	return r
}

func (r row) setPrint(print uint64) {
	r[rowPrintLow], r[rowPrintHigh] = uint32(print), uint32(print>>32)
}

func (p *pool) firstFacts(known engine.Facts) factSet {
	set := factSet{facts: known, print: known.Term()}
	for _, kind := range p.sys.Protocol().Facts {
		set.more = slices.AppendSeq(set.more, known.Of(kind.ID))
	}
	return set
}

func (p *pool) past(h past) uint32 { return p.pasts.id(h.print, func() past { return h }) }

// queues groups what is in flight: each message by itself, but on fifo links
// all that a link carries.
func (p *pool) queues(flight []*engine.Message) [][]*engine.Message {
	var out [][]*engine.Message
	for _, m := range flight {
		i := -1
		if p.net == engine.Fifo {
			i = slices.IndexFunc(out, func(q []*engine.Message) bool { return q[0].Link() == m.Link() })
		}
		if i < 0 {
			out = append(out, []*engine.Message{m})
		} else {
			out[i] = append(out[i], m)
		}
	}
	return out
}

// world puts the world of a row together.
func (p *pool) world(r row) *engine.World {
	n := p.n
	parts := engine.Parts{
		Facts: p.facts.at(r[rowFacts]).facts, History: p.pasts.at(r[rowPast]).history, Rest: p.rests.at(r[rowRest]).value,
	}
	for _, id := range r.hosts(n) {
		parts.Hosts = append(parts.Hosts, p.hosts.at(id).value)
	}
	for _, id := range r.flight(n) {
		parts.Flight = append(parts.Flight, p.mail.at(id).queue...)
	}
	return p.sys.Build(parts)
}
