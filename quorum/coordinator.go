package quorum

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"synod/engine"
	"synod/quorum/ring"
)

// timer is the timer of coordinators and of clients that ends waiting.
const timer = "timeout"

// list is the preference list of a key as the node sees it: with a sloppy
// quorum those who stand in for others are on it.
func (d device) list(key string) []ring.Seat {
	if d.standIn == FallbackStandsIn && len(d.down) > 0 {
		return d.shape.Active(key, d.n, d.view.members, d.down)
	}
	return d.seats(key, d.view)
}

// text is the operation as a field: put lunch, 1 of W 2: dev1.
func (op *operation) text(s *settings) string {
	x, write := s.leading(op), "put"
	if op.object.Tombstone() {
		write = "delete"
	}
	what := fmt.Sprintf("get %s, %d of %s %d", op.key, s.here(op, x), x.name, x.count)
	switch {
	case op.write && op.phase == answered:
		what = fmt.Sprintf("%s %s, done, %d of N %d", write, op.key, len(op.answers), op.asked)
	case op.write:
		what = fmt.Sprintf("%s %s, %d of %s %d", write, op.key, s.here(op, x), x.name, x.count)
	case op.phase == repairing:
		what = fmt.Sprintf("get %s, repaired at %d of %s %d", op.key, s.here(op, x), x.name, x.count)
	case op.phase == answered:
		what = fmt.Sprintf("get %s, answered, %d of %s %d", op.key, len(op.answers), op.all(), op.asked)
	}
	if len(op.answers) > 0 {
		what += ": " + op.answers.names()
	}
	return what
}

// refuse tells the client that its request was not begun, if too few replicas
// are believed up for it ever to end.
func (d device) refuse(op *operation, fx *engine.Effects) bool {
	if d.progress(op) != failed {
		return false
	}
	shares := d.shares(op)
	x := shares[slices.IndexFunc(shares, func(x share) bool { return d.tally(op, x) == failed })]
	able := d.coming(op, x)
	if fx.Explaining() {
		fx.Why("refused", op.id, op.key, x.name, strconv.Itoa(x.count), strconv.Itoa(able), orDash(join(d.down)))
	}
	fx.Send(op.client(), refused{op.id, fmt.Sprintf("%s %s %d of %d", op.key, x.name, able, x.count)})
	return true
}

// timeout gives up on all that is open here: nobody can tell a slow replica
// from a dead one. A write may be on some replicas, so it has not failed.
func (d device) timeout(now int64, fx *engine.Effects) device {
	ops := d.ops
	d.ops = nil
	d.armSpeculation(fx)
	for i := range ops {
		d = d.giveUp(ops[i], now, fx)
	}
	return d
}

func (d device) giveUp(op operation, now int64, fx *engine.Effects) device {
	silent := op.silent()
	d = d.suspect(nodesOf(silent), "suspect-silent", fx)
	if op.write {
		d = d.keepHints(&op, silent, now, fx)
	}
	switch {
	case op.phase == answered && op.write:
	case op.phase == answered:
		d.repairAfter(&op, fx)
	case op.write && d.progress(&op) == met:
		d.done(&op, "", fx)
	default:
		rule := "get-timeout"
		if op.write {
			rule = "put-timeout"
		}
		d.why(rule, &op, "", fx)
		fx.Send(op.client(), noQuorum{op.id, op.text(d.settings)})
	}
	return d
}

// count is the rule count-replicas: one replica, one answer.
func (d device) count(op operation, x answer, fx *engine.Effects) operation {
	rule, count := "count-replicas", answers.countReplica
	if !d.distinct {
		rule, count = "count-messages", answers.countMessage
	}
	if op.answers.known(x) {
		fx.Why(rule, string(x.from), op.id)
	}
	op.answers = count(op.answers, x)
	return op
}

// why says what was counted: of the share that is still to be met.
func (d device) why(rule string, op *operation, from engine.NodeID, fx *engine.Effects) {
	if fx.Explaining() {
		d.whyOf(rule, op, from, d.leading(op), d.here(op, d.leading(op)), fx)
	}
}

func (d device) whyOf(rule string, op *operation, from engine.NodeID, x share, here int, fx *engine.Effects) {
	if fx.Explaining() {
		whose := string(from) + "'s"
		if from == d.id {
			whose = "its own"
		}
		fx.Why(rule, whose, strconv.Itoa(here), strconv.Itoa(x.count), op.key, op.answers.names(),
			op.answers.merged(d.Scheme).Spoken(), op.id, d.remaining(op), x.name)
	}
}

// remaining names the replicas that have not answered.
func (d device) remaining(op *operation) string {
	rest := op.silent()
	if rest == nil {
		return "none"
	}
	list := make(answers, len(rest))
	for i, s := range rest {
		list[i] = answer{from: s.Node, seat: s.Name}
	}
	return list.names()
}

func (d device) find(id string) int {
	return slices.IndexFunc(d.ops, func(op operation) bool { return op.id == id })
}

func (d device) open(op operation, fx *engine.Effects) device {
	i, _ := slices.BinarySearchFunc(d.ops, op.id, func(o operation, id string) int { return cmp.Compare(o.id, id) })
	d.ops = slices.Insert(slices.Clone(d.ops), i, op)
	fx.Arm(timer)
	d.armSpeculation(fx)
	return d
}

func (d device) with(i int, op operation) device {
	d.ops = slices.Clone(d.ops)
	d.ops[i] = op
	return d
}

func (d device) close(i int, fx *engine.Effects) device {
	d.ops = slices.Delete(slices.Clone(d.ops), i, i+1)
	if len(d.ops) == 0 {
		d.ops = nil
		fx.Disarm(timer)
	}
	d.armSpeculation(fx)
	return d
}

// stamp gives the next timestamp: the host's clock, but never one that was
// given before.
func (d device) stamp(now int64) device {
	if d.Stamps() {
		d.issued = max(int(now), d.issued+1)
	}
	return d
}
