package quorum

import (
	"cmp"
	"slices"
	"strconv"

	"synod/engine"
	"synod/quorum/ring"
	"synod/quorum/version"
)

// clientGet asks the replicas of the key: all of them, or just enough.
func (d device) clientGet(m clientGet, fx *engine.Effects) device {
	if d.took(m.id) {
		fx.Why("once", m.id)
		return d
	}
	d = d.taking(m.id)
	op := operation{id: m.id, key: m.key, level: m.level, centre: d.shape.Centre(d.id), seats: d.believedUp(d.list(m.key))}
	if d.refuse(&op, fx) {
		return d
	}
	op.asked = len(op.seats)
	if d.askEnough {
		op.seats = d.nearest(op.seats)
		op.asked = d.enough(op)
	}
	if fx.Explaining() {
		x := d.leading(&op)
		fx.Why(d.askRule(), m.key, join(nodesOf(op.seats[:op.asked])), strconv.Itoa(x.count), x.name)
	}
	d = d.open(op, fx)
	for i, s := range op.seats[:op.asked] {
		d.ask(&op, s, i > 0 && d.digests, fx)
	}
	return d
}

func (s *settings) askRule() string {
	switch {
	case s.digests:
		return "ask-digests"
	case s.askEnough:
		return "ask-enough"
	}
	return "ask-replicas"
}

// ask asks one replica, for all that it holds or only for a digest of that.
func (d device) ask(op *operation, s ring.Seat, digest bool, fx *engine.Effects) {
	if digest {
		fx.Send(s.Node, getDigest{op.id, op.key, s.Name})
		return
	}
	fx.Send(s.Node, get{op.id, op.key, s.Name})
}

// nearest puts the node itself first, and then its data centre.
func (d device) nearest(seats []ring.Seat) []ring.Seat {
	far := func(s ring.Seat) int {
		switch {
		case s.Node == d.id:
			return 0
		case d.shape.Centre(s.Node) == d.shape.Centre(d.id):
			return 1
		}
		return 2
	}
	seats = slices.Clone(seats)
	slices.SortStableFunc(seats, func(a, b ring.Seat) int { return cmp.Compare(far(a), far(b)) })
	return seats
}

// enough is how many of the seats have to be asked at least.
func (s *settings) enough(op operation) int {
	for i, seat := range op.seats {
		if s.progress(&op) == met {
			return i
		}
		op.answers = op.answers.countReplica(answer{from: seat.Node, seat: seat.Name, durable: true, digest: "something"})
	}
	return len(op.seats)
}

// getReply counts what a replica holds.
func (d device) getReply(from engine.NodeID, m getReply, fx *engine.Effects) device {
	return d.reply(m.id, answer{from: from, seat: m.seat, object: m.object, durable: true}, fx)
}

// digestReply counts that a replica holds what has this digest.
func (d device) digestReply(from engine.NodeID, m digestReply, fx *engine.Effects) device {
	return d.reply(m.id, answer{from: from, seat: m.seat, digest: m.digest, durable: true}, fx)
}

func (d device) reply(id string, x answer, fx *engine.Effects) device {
	i := d.find(id)
	if i < 0 || d.ops[i].full && x.digest != "" {
		fx.Why("late-answer", string(x.from), id)
		return d
	}
	op := d.ops[i]
	switch op.phase {
	case repairing:
		if len(answers{x}.holding(d.Scheme, op.object)) == 0 {
			fx.Why("reply-lacks", string(x.from), id)
			return d
		}
		return d.holder(i, x, fx)
	case answered:
		return d.hearRest(i, d.count(op, x, fx), x.from, fx)
	}
	op = d.count(op, x, fx)
	switch d.hearing(&op) {
	case found:
		return d.compareDigests(i, op, x.from, fx)
	case notThere:
		d.why("not-found", &op, x.from, fx)
		op.object = version.Object{}
		return d.decided(i, op, fx)
	case tooFew:
		return d.unsatisfied(i, op, x.from, fx)
	}
	d.why("reply-counted", &op, x.from, fx)
	return d.with(i, op)
}

// hearing is what a read can tell from the replies that it has.
type hearing uint8

const (
	waiting hearing = iota
	found
	notThere // so many replicas hold nothing that there is no use in waiting
	tooFew   // some hold nothing, and not enough can hold something
)

// hearing is Riak's table of decisions: what R replies say, where a reply that
// holds nothing counts as one or does not. A read gives up once so many hold
// nothing that R cannot be reached, or with basic-quorum at a majority of them.
//
// Source: riak_kv_get_core
func (s *settings) hearing(op *operation) hearing {
	whole := op.answers.whole()
	if s.progress(op) == met && len(whole) > 0 {
		return found
	}
	nothing := len(op.answers.only(answer.nothing))
	most := len(op.seats) - s.largest(op).count + 1
	if askedWhether(op.level, "basic", s.basicQuorum) {
		most = min(most, len(op.seats)/2+1)
	}
	switch {
	case s.notfoundCounts(op) || nothing < most:
		return waiting
	case nothing == len(op.answers):
		return notThere
	}
	return tooFew
}

// unsatisfied tells the client that there is no quorum for its read, and goes
// on listening if what is behind is to be repaired.
func (d device) unsatisfied(i int, op operation, from engine.NodeID, fx *engine.Effects) device {
	d.why("read-unsatisfied", &op, from, fx)
	fx.Send(op.client(), noQuorum{op.id, op.text(d.settings)})
	if d.repair != RepairAfter {
		return d.close(i, fx)
	}
	op.phase = answered
	return d.hearRest(i, op, "", fx)
}

// compareDigests ends a read if the digests are those of the object that is here.
// If they differ, everybody is asked for the whole.
func (d device) compareDigests(i int, op operation, from engine.NodeID, fx *engine.Effects) device {
	whole := op.answers.whole()
	object := whole.merged(d.Scheme)
	if len(op.answers.only(func(x answer) bool { return x.digest != "" && x.digest != object.Digest() })) == 0 {
		d.why("read-quorum", &op, from, fx)
		op.answers.formed(fx)
		op.object = object
		op.answers = op.answers.filled(object)
		return d.decided(i, op, fx)
	}
	var again []ring.Seat
	for _, x := range op.answers {
		if x.digest != "" {
			again = append(again, op.seatOf(x))
		}
	}
	fx.Why("digests-differ", op.key, join(nodesOf(again)), object.Digest())
	op.answers, op.full = whole, true
	for _, s := range again {
		d.ask(&op, s, false, fx)
	}
	return d.with(i, op)
}
