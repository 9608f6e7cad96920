package quorum

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// put keeps a version beside or instead of what is held, and says so.
func (d device) put(from engine.NodeID, m put, now int64, fx *engine.Effects) device {
	d = d.keep(entry{key: m.key, seat: m.seat, since: now, object: m.object}, from != d.id, fx)
	if d.persistFirst {
		fx.Send(from, putAck{id: m.id, seat: m.seat})
		return d
	}
	return d.ackFirst(from, m, fx)
}

// repairPut is put for what a read found missing here. Only a read that waits
// for the repair wants to hear of it.
func (d device) repairPut(from engine.NodeID, m repairPut, now int64, fx *engine.Effects) device {
	fx.Fact("repaired", m.key, m.id+" "+m.object.String())
	d = d.keep(entry{key: m.key, seat: m.seat, since: now, object: m.object}, true, fx)
	if d.repair == RepairBefore {
		fx.Send(from, repairAck{m.id, m.seat})
	}
	return d
}

// get says what is held.
func (d device) get(from engine.NodeID, m get, fx *engine.Effects) device {
	held := d.answers(m.key, m.seat)
	if fx.Explaining() && from != d.id {
		fx.Why("replica-answers", m.key, held.String(), string(from))
	}
	fx.Send(from, getReply{m.id, held, m.seat})
	return d
}

// answers is what the node holds for a seat. One that gave its own away as the
// ring changed answers with what it keeps for others: whoever asks does not know
// of the change yet.
func (d device) answers(key, seat string) version.Object {
	held := d.store.held(key, seat)
	if seat != "" || !held.Empty() || d.isReplica(d.id, key, d.view) {
		return held
	}
	for _, e := range d.store {
		if e.key == key {
			held = d.Merge(held, e.object)
		}
	}
	return held
}

// getDigest says what is held in a few letters.
func (d device) getDigest(from engine.NodeID, m getDigest, fx *engine.Effects) device {
	held := d.answers(m.key, m.seat)
	if fx.Explaining() {
		fx.Why("replica-digest", m.key, held.Digest(), string(from))
	}
	fx.Send(from, digestReply{m.id, held.Digest(), m.seat})
	return d
}

// keep merges a version into what is held. Keeping is idempotent and does not
// depend on the order of arrival, so late and repeated messages do no harm.
// A coordinator that keeps its own write has said why already.
func (d device) keep(e entry, explain bool, fx *engine.Effects) device {
	held, o := d.store.held(e.key, e.seat), e.object
	next := d.newer(held, o)
	if e.seat == "" {
		fx.Fact("took", e.key, o.String())
	}
	if explain && fx.Explaining() {
		d.whyKept(e, held, next, fx)
	}
	if next.Equal(held) {
		return d
	}
	if len(next.Siblings) > 1 {
		fx.Fact("siblings", e.key, next.Values())
	}
	e.object = next
	e.owner = ownerOf(e.seat)
	if e.owner == "" && d.reap != ReapAfterTime {
		e.since = 0 // nobody wants to know
	}
	d.store = d.store.with(e)
	d.armReap(fx)
	if !d.persistFirst {
		fx.Arm(flushTimer)
	}
	if e.owner != "" {
		fx.Why("kept-for", e.key, string(e.owner))
		fx.Fact("hinted", e.key, string(e.owner)+" "+next.Values())
		d.armHandoff(fx)
	}
	return d
}

// newer is the rule compare-versions, with its wrong twin: without comparing,
// what arrives last stays.
func (d device) newer(held, o version.Object) version.Object {
	if !d.compare {
		return o
	}
	return d.Merge(held, o)
}

// whyKept says how what came stands to what was held, and by which entries.
func (d device) whyKept(e entry, held, next version.Object, fx *engine.Effects) {
	came, had := dots(e.object.Clock.Ahead(held.Clock)), dots(held.Clock.Ahead(e.object.Clock))
	if d.Scheme == version.LastWriter || d.byTime(held, e.object) {
		came, had = stamp(e.object), stamp(held)
	}
	fx.Why(d.keepRule(held, e.object, next), e.key, e.object.String(), held.String(), next.String(), came, had)
}

// byTime says whether of two versions neither is in the past of the other, and
// the time decides which of them stays.
func (s *settings) byTime(a, b version.Object) bool {
	return s.Scheme == version.Latest && !a.Empty() && !b.Empty() && !slices.Equal(a.Siblings, b.Siblings) &&
		a.Clock.Descends(b.Clock) == b.Clock.Descends(a.Clock)
}

func stamp(o version.Object) string {
	switch {
	case o.Empty():
		return "none"
	case o.Clock != nil:
		return strconv.Itoa(o.Siblings[0].Time)
	}
	return strconv.Itoa(o.Siblings[0].Dot.Count)
}

// dots lists entries of a vector.
func dots(list []version.Dot) string {
	if len(list) == 0 {
		return "none"
	}
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = x.String()
	}
	return strings.Join(parts, " ")
}

func (d device) keepRule(held, o, next version.Object) string {
	switch {
	case !d.compare:
		return "keep-last"
	case d.byTime(held, o) && slices.Equal(next.Siblings, held.Siblings):
		return "sibling-earlier"
	case d.byTime(held, o):
		return "sibling-later"
	case next.Equal(held) && !held.Equal(o) && d.Scheme == version.LastWriter:
		return "replica-earlier"
	case next.Equal(held):
		return "replica-has-it"
	case held.Empty():
		return "replica-first"
	case next.Equal(o) && d.Scheme == version.LastWriter:
		return "replica-later"
	case next.Equal(o):
		return "replica-newer"
	}
	return "replica-siblings"
}
