package quorum

import (
	"slices"

	"synod/engine"
	"synod/quorum/version"
)

// Reaping is when tombstones are thrown away.
type Reaping uint8

// The ways: never; after a time, by each replica alone, as Cassandra does with
// its grace period; or once a read has found all N replicas of a key, and nobody
// who stands in, to hold the tombstone and nothing else, as Riak does.
const (
	NeverReap Reaping = iota
	ReapAfterTime
	ReapWhenAll
)

var reapWords = []string{"never", "time", "all"}

// reapTimer is when a replica throws tombstones away that are old enough.
const reapTimer = "reap"

// clientRemove is the wrong twin of writing a tombstone: the rule tombstones,
// switched off. Replicas forget the key, and what it replaced.
func (d device) clientRemove(op *operation, fx *engine.Effects) device {
	at := op.object.Clock.At(d.id)
	if at > 0 {
		d.gone = d.gone.With(version.Dot{Node: engine.NodeID(op.key), Count: at})
	}
	fx.Why("remove", op.key)
	d = d.open(*op, fx)
	for _, s := range op.seats {
		fx.Send(s.Node, remove{op.id, op.key, s.Name})
	}
	return d
}

// remove forgets a key.
func (d device) remove(from engine.NodeID, m remove, fx *engine.Effects) device {
	if held := d.store.held(m.key, m.seat); !held.Empty() {
		fx.Why("removed", m.key, held.String())
	}
	d = d.drop(m.key, m.seat)
	fx.Fact("gone", m.key, m.id)
	fx.Send(from, putAck{id: m.id, seat: m.seat})
	return d
}

// armReap arms the timer for the tombstone that is due first.
func (d device) armReap(fx *engine.Effects) {
	if d.reap != ReapAfterTime {
		return
	}
	first, found := int64(0), false
	for _, e := range d.store {
		if e.object.Tombstone() && (!found || e.since < first) {
			first, found = e.since, true
		}
	}
	if found {
		fx.ArmAt(reapTimer, first+int64(d.grace))
	} else {
		fx.Disarm(reapTimer)
	}
}

// reapOld throws away the tombstones whose grace is over. Whether all replicas
// have them nobody has asked.
func (d device) reapOld(now int64, fx *engine.Effects) device {
	for _, e := range d.store {
		if e.object.Tombstone() && e.since+int64(d.grace) <= now {
			fx.Why("reap-old", e.key, e.object.String())
			fx.Fact("gone", e.key, "reaped")
			d = d.drop(e.key, e.seat)
		}
	}
	d.armReap(fx)
	return d
}

// reapAll tells all replicas of a key to throw its tombstone away, if a read has
// found that all of them hold it.
func (d device) reapAll(op *operation, fx *engine.Effects) {
	if d.reap != ReapWhenAll || !op.object.Tombstone() || len(op.seats) < d.total() {
		return
	}
	for _, a := range op.answers {
		if !op.seatOf(a).Primary() || !a.object.Equal(op.object) {
			return
		}
	}
	fx.Why("reap-all", op.key, op.answers.names())
	for _, s := range op.seats {
		fx.Send(s.Node, reap{op.id, op.key, op.object})
	}
}

// reaped throws a tombstone away, if there still is nothing else.
func (d device) reaped(m reap, fx *engine.Effects) device {
	if !d.held(m.key).Equal(m.object) {
		fx.Why("reap-late", m.key, d.held(m.key).String())
		return d
	}
	fx.Why("reaped", m.key)
	fx.Fact("gone", m.key, "reaped")
	return d.drop(m.key, "")
}

// resurrected is the property that what was deleted stays so.
func (s *settings) resurrected() engine.Property {
	return engine.Property{
		ID: "NO-RESURRECT", Name: "deleted stays deleted", Short: "deleted",
		Statement: "A get that starts after a delete was acknowledged returns no value that the delete had replaced.",
		Source:    "Riak documentation, object deletion; Cassandra documentation, tombstones", OnHistory: s.staysDeleted,
	}
}

func (s *settings) staysDeleted(h engine.History) (verdict engine.Verdict) {
	read := h.Last()
	if h.Len() > judgedWrites || read == nil || read.Name != "get" || read.Outcome != engine.OK {
		return verdict
	}
	found := version.ParseObject(s.Scheme, read.Detail)
	for _, op := range h.Ops() {
		if op.Name != "delete" || op.Outcome != engine.OK || op.Args[0] != read.Args[0] || !op.HappensBefore(read) {
			continue
		}
		i := slices.IndexFunc(found.Siblings, func(x version.Sibling) bool { return x.Value != version.Deleted && s.replaced(found, x, op.Detail) })
		if i >= 0 {
			return engine.Breaks(read.ID + ", the get of " + read.Args[0] + " by " + string(read.Client) + ", returned " + found.Siblings[i].Value +
				", which " + op.ID + " had deleted, as was acknowledged before the get began")
		}
		verdict = engine.Holds()
	}
	return verdict
}

// replaced says whether a delete had replaced a sibling.
func (s *settings) replaced(o version.Object, x version.Sibling, deleted string) bool {
	if s.Scheme == version.LastWriter {
		return s.Sees(version.Object{Siblings: []version.Sibling{{Dot: version.ParseDot(deleted)}}}, x.Dot)
	}
	clock := version.ParseVector(deleted)
	if x.Dot.Count == 0 {
		return clock.Descends(o.Clock)
	}
	return clock.Covers(x.Dot)
}
