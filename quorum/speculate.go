package quorum

import "synod/engine"

// speculateTimer is when a read that asked just enough replicas asks one more.
const speculateTimer = "speculate"

// armSpeculation arms the timer as long as a read could ask somebody else.
func (d device) armSpeculation(fx *engine.Effects) {
	if !d.speculates {
		return
	}
	for i := range d.ops {
		if d.ops[i].mayAskMore() {
			fx.Arm(speculateTimer)
			return
		}
	}
	fx.Disarm(speculateTimer)
}

func (op *operation) mayAskMore() bool {
	return !op.write && op.phase == asking && op.asked < len(op.seats)
}

// speculate asks one more replica for each read that still waits: perhaps one
// of those that were asked is slow.
func (d device) speculate(fx *engine.Effects) device {
	for i, op := range d.ops {
		if !op.mayAskMore() {
			continue
		}
		next := op.seats[op.asked]
		fx.Why("speculate", op.key, string(next.Node), d.remaining(&op))
		op.asked++
		d.ask(&op, next, false, fx)
		d = d.with(i, op)
	}
	d.armSpeculation(fx)
	return d
}
