package quorum

import "synod/engine"

// put keeps a version beside or instead of what is held, and says so.
func (d device) put(from engine.NodeID, m put, fx *engine.Effects) device {
	d = d.keep(m.key, m.object, from != d.id, fx)
	fx.Send(from, putAck{m.id})
	return d
}

// repairPut is put for what a read found missing here. Only a read that waits
// for the repair wants to hear of it.
func (d device) repairPut(from engine.NodeID, m repairPut, fx *engine.Effects) device {
	fx.Fact("repaired", m.key, m.id+" "+m.object.String())
	d = d.keep(m.key, m.object, true, fx)
	if d.repair == RepairBefore {
		fx.Send(from, repairAck{m.id})
	}
	return d
}

// get says what is held.
func (d device) get(from engine.NodeID, m get, fx *engine.Effects) device {
	held := d.held(m.key)
	if fx.Explaining() && from != d.id {
		fx.Why("replica-answers", m.key, held.String(), string(from))
	}
	fx.Send(from, getReply{m.id, held})
	return d
}

// keep merges a version into what is held. Keeping is idempotent and does not
// depend on the order of arrival, so late and repeated messages do no harm.
// A coordinator that keeps its own write has said why already.
func (d device) keep(key string, o Object, explain bool, fx *engine.Effects) device {
	held := d.held(key)
	next := d.newer(held, o)
	fx.Fact("took", key, o.String())
	if explain && fx.Explaining() {
		fx.Why(d.keepRule(held, o, next), key, o.String(), held.String(), next.String())
	}
	if next.Equal(held) {
		return d
	}
	if len(next.Siblings) > 1 {
		fx.Fact("siblings", key, next.Values())
	}
	return d.holding(key, next)
}

// newer is the rule compare-versions, with its wrong twin: without comparing,
// what arrives last stays.
func (d device) newer(held, o Object) Object {
	if !d.compare {
		return o
	}
	return d.Merge(held, o)
}

func (d device) keepRule(held, o, next Object) string {
	switch {
	case !d.compare:
		return "keep-last"
	case next.Equal(held) && !held.Equal(o) && d.Versioning == LastWriter:
		return "replica-earlier"
	case next.Equal(held):
		return "replica-has-it"
	case held.Empty():
		return "replica-first"
	case next.Equal(o) && d.Versioning == LastWriter:
		return "replica-later"
	case next.Equal(o):
		return "replica-newer"
	}
	return "replica-siblings"
}
