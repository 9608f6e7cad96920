package quorum

import (
	"slices"

	"synod/engine"
)

// flushTimer is when a replica writes to disk what it has in memory only.
const flushTimer = "flush"

// ackFirst is the wrong twin of acknowledging what is on disk: the rule
// persist-before-ack, switched off. The ack says that it is in memory, so that
// who counts DW is not deceived.
func (d device) ackFirst(from engine.NodeID, m put, fx *engine.Effects) device {
	fx.Why("ack-first", m.key)
	fx.Send(from, putAck{m.id, m.seat, true})
	owed := putAck{id: string(from) + " " + m.id, seat: m.seat}
	if !slices.Contains(d.owed, owed) {
		d.owed = append(slices.Clone(d.owed), owed)
		slices.SortFunc(d.owed, func(a, b putAck) int { return slices.Compare([]string{a.id, a.seat}, []string{b.id, b.seat}) })
	}
	return d
}

// flush writes all to disk, and tells the coordinators.
func (d device) flush(fx *engine.Effects) device {
	fx.Why("flush")
	d.disk = d.store
	for _, m := range d.owed {
		from, id := cutWord(m.id)
		fx.Send(engine.NodeID(from), putAck{id: id, seat: m.seat})
	}
	d.owed = nil
	return d
}

// onDisk says whether a crash leaves an entry as it is.
func (d device) onDisk(e entry) bool {
	return d.persistFirst || d.disk.held(e.key, e.seat).Equal(e.object)
}
