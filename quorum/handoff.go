package quorum

import (
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/ring"
)

// handoffTimer is when a node gives back what it keeps for others.
const handoffTimer = "handoff"

// A seat of the coordinator's own that stands for a replica which is believed
// down is called after it, with this word before.
const hintWord = "hint "

func isHint(s ring.Seat) bool { return strings.HasPrefix(s.Name, hintWord) }

// ownerOf is the node for which a seat stands in; empty: it is its own.
func ownerOf(seat string) engine.NodeID {
	_, owner, _ := strings.Cut(strings.TrimPrefix(seat, hintWord), "for ")
	owner, _, _ = strings.Cut(owner, " ")
	return engine.NodeID(owner)
}

func (d device) hintFor(s ring.Seat) ring.Seat {
	return ring.Seat{Node: d.id, For: s.Node, Part: s.Part, Name: words(hintWord+"for "+string(s.Node), s.Name)}
}

// hinting puts a hint of the coordinator's in place of each replica that is
// believed down.
func (d device) hinting(seats []ring.Seat) []ring.Seat {
	if d.standIn != HintStandsIn {
		return seats
	}
	out := slices.Clone(seats)
	for i, s := range out {
		if slices.Contains(d.down, s.Node) {
			out[i] = d.hintFor(s)
		}
	}
	return out
}

// believedUp leaves out who is believed down.
func (d device) believedUp(seats []ring.Seat) []ring.Seat {
	return slices.DeleteFunc(slices.Clone(seats), func(s ring.Seat) bool { return slices.Contains(d.down, s.Node) })
}

// hintsAtOnce keeps the hints of a write that has just begun.
func (d device) hintsAtOnce(id string, now int64, fx *engine.Effects) device {
	i := d.find(id)
	op := d.ops[i]
	for _, s := range op.seats {
		if isHint(s) {
			d = d.keepHint(&op, s, now, fx)
		}
	}
	if len(op.answers) == 0 {
		return d
	}
	if op.phase == asking && d.progress(&op) == met {
		d.done(&op, "", fx)
		op.phase = answered
	}
	if op.phase == answered && len(op.silent()) == 0 {
		return d.close(i, fx)
	}
	return d.with(i, op)
}

// keepHints keeps a write for the replicas that have not acknowledged it in time.
func (d device) keepHints(op *operation, silent []ring.Seat, now int64, fx *engine.Effects) device {
	if d.standIn != HintStandsIn {
		return d
	}
	op.seats = slices.Clone(op.seats)
	for i, s := range op.seats {
		if slices.Contains(silent, s) && s.Node != d.id {
			op.seats[i] = d.hintFor(s)
			d = d.keepHint(op, op.seats[i], now, fx)
		}
	}
	return d
}

func (d device) keepHint(op *operation, s ring.Seat, now int64, fx *engine.Effects) device {
	d = d.keep(entry{key: op.key, seat: s.Name, since: now, object: op.object}, false, fx)
	op.answers = op.answers.countReplica(answer{from: d.id, seat: s.Name, durable: true})
	return d
}

// suspect believes nodes down. A node never knows who is down: it believes so
// of those who did not answer in time, or whom somebody told it of, until it
// hears from them.
func (d device) suspect(nodes []engine.NodeID, rule string, fx *engine.Effects) device {
	if !d.believes() {
		return d
	}
	for _, n := range nodes {
		i, found := slices.BinarySearch(d.down, n)
		if n == d.id || found {
			continue
		}
		d.down = slices.Insert(slices.Clone(d.down), i, n)
		fx.Why(rule, string(n))
	}
	return d
}

// hears believes a node up that a message came from.
func (d device) hears(from engine.NodeID, fx *engine.Effects) device {
	if slices.Contains(d.down, from) {
		fx.Why("heard-again", string(from))
		d = d.trust(from)
	}
	return d
}

func (d device) trust(n engine.NodeID) device {
	i, found := slices.BinarySearch(d.down, n)
	switch {
	case !found:
	case len(d.down) == 1:
		d.down = nil
	default:
		d.down = slices.Delete(slices.Clone(d.down), i, i+1)
	}
	return d
}

// armHandoff arms the timer as long as something is kept for others.
func (d device) armHandoff(fx *engine.Effects) {
	if slices.ContainsFunc(d.store, func(e entry) bool { return e.owner != "" }) {
		fx.Arm(handoffTimer)
	} else {
		fx.Disarm(handoffTimer)
	}
}

// handOff sends what is kept for others to them, and drops what was kept for
// longer than the window. The rest stays until it is acknowledged.
func (d device) handOff(now int64, fx *engine.Effects) device {
	for _, e := range d.store {
		switch {
		case e.owner == "":
		case d.window > 0 && now > e.since+int64(d.window):
			fx.Why("hint-too-old", e.key, string(e.owner), e.object.String())
			d = d.drop(e.key, e.seat)
		default:
			if fx.Explaining() {
				fx.Why("hand-off", e.key, string(e.owner), e.object.String())
			}
			fx.Send(e.owner, handoff{e.key, e.object})
		}
	}
	d.armHandoff(fx)
	return d
}

// handoff takes what somebody else has kept for this node.
func (d device) handoff(from engine.NodeID, m handoff, now int64, fx *engine.Effects) device {
	fx.Fact("handed", m.key, string(from)+" "+m.object.Values())
	d = d.keep(entry{key: m.key, since: now, object: m.object}, true, fx)
	fx.Send(from, handoffAck(m))
	return d
}

// handoffAck drops what its owner has now, unless more has come since.
func (d device) handoffAck(from engine.NodeID, m handoffAck, fx *engine.Effects) device {
	for _, e := range d.store {
		if e.owner == from && e.key == m.key && e.object.Equal(m.object) {
			fx.Why("handed-off", m.key, string(from))
			d = d.drop(e.key, e.seat)
		}
	}
	d.armHandoff(fx)
	return d.moved(string(from)+" "+m.key, fx)
}
