package quorum

import (
	"slices"
	"strconv"

	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

// clientPut makes the new version and sends it to the replicas, itself among
// them if it is one. A version vector counts a replica's writes, so that only
// a replica may coordinate there; any other node passes the request on.
func (d device) clientPut(m clientPut, now int64, fx *engine.Effects) device {
	seats := d.list(m.key)
	if d.byReplica && !slices.ContainsFunc(seats, d.mine) && len(seats) > 0 {
		fx.Why("forward", m.key, string(seats[0].Node), join(nodesOf(seats)))
		fx.Send(seats[0].Node, m)
		return d
	}
	if d.took(m.id) {
		fx.Why("once", m.id)
		return d
	}
	d = d.taking(m.id)
	op := operation{id: m.id, key: m.key, write: true, level: m.level, centre: d.shape.Centre(d.id), seats: d.hinting(seats)}
	op.asked = len(op.seats)
	if d.refuse(&op, fx) {
		return d
	}
	var many bool
	if d, op.object, many = d.version(m, now, fx); many {
		fx.Send(op.client(), refused{op.id, op.key + " has too many siblings"})
		return d
	}
	if m.value == version.Deleted && !d.tombstones {
		return d.clientRemove(&op, fx)
	}
	d = d.open(op, fx)
	d.send(&op, fx)
	return d.hintsAtOnce(op.id, now, fx)
}

func (d device) mine(s ring.Seat) bool { return s.Node == d.id }

// version makes the version that a put writes, unless it has too many siblings.
func (d device) version(m clientPut, now int64, fx *engine.Effects) (next device, o version.Object, many bool) {
	d = d.stamp(now)
	seat, _ := d.seat(d.list(m.key))
	held := d.store.held(m.key, seat.Name)
	if m.value == version.Deleted && !d.tombstones {
		m.context = m.context.Merge(held.Clock) // whoever forgets asks for no context
	}
	at := d.name(m)
	o = d.Write(held, m.context, at, m.value, d.issued).Truncate(d.truncate, at.Node)
	if d.tooMany(m.key, o, fx) {
		return d, o, true
	}
	said := m.id + " " + d.Written(o, at.Node).String() + " " + m.value
	if len(m.context) > 0 {
		said += " " + m.context.String()
	}
	fx.Fact("put", m.key, said)
	if fx.Explaining() && (m.value != version.Deleted || d.tombstones) {
		fx.Why(d.writeRule(m, held, o), m.key, m.value, o.String(), held.String(), m.context.String(), strconv.FormatInt(now, 10),
			dots(held.Clock.Ahead(m.context)))
	}
	return d, o, false
}

// name is what the scheme names a write by: a timestamp, the client's own count,
// or how far this node has counted.
func (d device) name(m clientPut) version.Dot {
	switch d.Scheme {
	case version.LastWriter:
		return version.Dot{Node: d.id, Count: d.issued}
	case version.Clients:
		return version.Dot{Node: parseRequest(m.id).client, Count: m.count}
	}
	return version.Dot{Node: d.id, Count: d.counted(m.key)}
}

// tooMany warns of many siblings, and refuses to make still more.
//
// Source: Riak's sibling limits.
func (d device) tooMany(key string, o version.Object, fx *engine.Effects) bool {
	n := len(o.Siblings)
	switch {
	case n > d.refuseAt:
		fx.Why("too-many-siblings", key, strconv.Itoa(n), strconv.Itoa(d.refuseAt))
		return true
	case n >= d.warnAt:
		fx.Why("many-siblings", key, strconv.Itoa(n), strconv.Itoa(d.warnAt))
		fx.Fact("warned", key, strconv.Itoa(n))
	}
	return false
}

// send gives the version to every seat but those of hints.
func (d device) send(op *operation, fx *engine.Effects) {
	for _, s := range op.seats {
		if !isHint(s) {
			fx.Send(s.Node, put{op.id, op.key, op.object, s.Name})
		}
	}
}

func (d device) writeRule(m clientPut, held, object version.Object) string {
	switch {
	case m.value == version.Deleted:
		return "new-tombstone"
	case d.Scheme == version.LastWriter:
		return "new-timestamp"
	case d.Scheme == version.Clients:
		return "new-of-client"
	case d.Scheme == version.Latest && !m.context.Descends(held.Clock) && object.Values() == m.value:
		return "new-later"
	case d.Scheme == version.Latest && !m.context.Descends(held.Clock):
		return "new-earlier"
	case held.Empty():
		return "new-version"
	case len(object.Siblings) > 1:
		return "new-sibling"
	}
	return "new-version-over"
}

// putAck counts a replica that holds the write.
func (d device) putAck(from engine.NodeID, m putAck, fx *engine.Effects) device {
	i := d.find(m.id)
	if i < 0 {
		fx.Why("late-answer", string(from), m.id)
		return d
	}
	return d.acked(i, answer{from: from, seat: m.seat, durable: !m.memory}, fx)
}

func (d device) acked(i int, x answer, fx *engine.Effects) device {
	op := d.count(d.ops[i], x, fx)
	switch {
	case op.phase == answered:
		d.whyOf("ack-after", &op, x.from, share{name: "N", centre: everywhere}, len(op.answers), fx)
	case d.progress(&op) != met:
		d.why("ack-counted", &op, x.from, fx)
		return d.with(i, op)
	default:
		d.done(&op, x.from, fx)
		op.phase = answered
	}
	if d.standIn == HintStandsIn && len(op.silent()) > 0 {
		return d.with(i, op)
	}
	return d.close(i, fx)
}

// done tells the client that its write is done.
func (d device) done(op *operation, from engine.NodeID, fx *engine.Effects) {
	d.why("write-quorum", op, from, fx)
	op.answers.formed(fx)
	fx.Fact("acked", op.key, op.id+" "+op.object.Values())
	fx.Send(op.client(), putOK{op.id, op.object})
}
