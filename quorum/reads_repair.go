package quorum

import (
	"strconv"

	"synod/engine"
	"synod/quorum/ring"
)

// decided goes on with a read whose result is known.
func (d device) decided(i int, op operation, fx *engine.Effects) device {
	switch late := op.behind(op.object); {
	case d.repair == RepairBefore && len(late) > 0:
		d.sendRepairs(&op, late, "repair-before", fx)
		op.phase, op.answers = repairing, op.answers.holding(d.Scheme, op.object)
		return d.with(i, op)
	case d.repair == RepairAfter:
		d.tell(&op, fx)
		op.phase = answered
		return d.hearRest(i, op, "", fx)
	}
	d.tell(&op, fx)
	return d.close(i, fx)
}

// hearRest repairs once every replica has replied.
func (d device) hearRest(i int, op operation, from engine.NodeID, fx *engine.Effects) device {
	if len(op.answers) < op.asked {
		if from != "" {
			d.whyOf("reply-after", &op, from, share{name: op.all(), count: op.asked}, len(op.answers), fx)
		}
		return d.with(i, op)
	}
	d.repairAfter(&op, fx)
	return d.close(i, fx)
}

// repairAfter brings up to date whoever replied with less than all replies hold.
func (d device) repairAfter(op *operation, fx *engine.Effects) {
	op.object = op.answers.merged(d.Scheme)
	late := op.behind(op.object)
	if len(late) == 0 {
		fx.Why("nothing-to-repair", op.answers.names(), op.key)
		d.reapAll(op, fx)
		return
	}
	d.sendRepairs(op, late, "repair-after", fx)
}

func (d device) sendRepairs(op *operation, late []ring.Seat, rule string, fx *engine.Effects) {
	if fx.Explaining() {
		x := d.leading(op)
		fx.Why(rule, op.key, op.object.String(), join(nodesOf(late)), strconv.Itoa(x.count), x.name)
	}
	for _, s := range late {
		fx.Send(s.Node, repairPut{op.id, op.key, op.object, s.Name})
	}
}

// repairAck counts a replica that now holds what the read returns.
func (d device) repairAck(from engine.NodeID, m repairAck, fx *engine.Effects) device {
	i := d.find(m.id)
	if i < 0 || d.ops[i].phase != repairing {
		fx.Why("late-answer", string(from), m.id)
		return d
	}
	return d.holder(i, answer{from: from, seat: m.seat, object: d.ops[i].object, durable: true}, fx)
}

// holder counts a replica that holds what a read returns, and answers once
// there are R of them.
func (d device) holder(i int, x answer, fx *engine.Effects) device {
	op := d.count(d.ops[i], x, fx)
	d.why("holds-result", &op, x.from, fx)
	if d.progress(&op) != met {
		return d.with(i, op)
	}
	d.tell(&op, fx)
	return d.close(i, fx)
}

// tell gives the client what its read found.
func (d device) tell(op *operation, fx *engine.Effects) {
	fx.Fact("read", op.key, op.id+" "+op.object.Values())
	fx.Send(op.client(), getOK{op.id, op.object})
}
