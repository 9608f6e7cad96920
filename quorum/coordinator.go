package quorum

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"synod/engine"
)

// timer is the one timer of coordinators and of clients.
const timer = "timeout"

// phase says what an operation waits for.
type phase uint8

const (
	asking    phase = iota // W acks, or R replies
	repairing              // R replicas that hold what the read returns
	answered               // the rest of the replies, to repair who is behind
)

// operation is a request that a node coordinates.
type operation struct {
	id      string
	key     string
	write   bool
	phase   phase
	answers answers // put: who acked. repairing: who holds the object. else: who replied
	object  Object  // put: what is written. get: what is returned, once it is known
}

func (op *operation) appendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, op.id), op.key)
	b = append(engine.AppendBool(b, op.write), byte(op.phase))
	return op.object.appendTo(op.answers.appendTo(b))
}

func (op *operation) client() engine.NodeID { return parseRequest(op.id).client }

// text is the operation as a field: put lunch, 1 of W 2: dev1.
func (op *operation) text(s *settings) string {
	what := fmt.Sprintf("get %s, %d of R %d", op.key, len(op.answers), s.r)
	switch {
	case op.write:
		what = fmt.Sprintf("put %s, %d of W %d", op.key, len(op.answers), s.w)
	case op.phase == repairing:
		what = fmt.Sprintf("get %s, repaired at %d of R %d", op.key, len(op.answers), s.r)
	case op.phase == answered:
		what = fmt.Sprintf("get %s, answered, %d of N %d", op.key, len(op.answers), s.n)
	}
	if len(op.answers) > 0 {
		what += ": " + op.answers.names()
	}
	return what
}

// clientPut makes the new version and sends it to the replicas, itself among
// them if it is one. A version vector counts a replica's writes, so that only
// a replica may coordinate there; any other node passes the request on.
func (d device) clientPut(m clientPut, now int64, fx *engine.Effects) device {
	replicas := d.replicas(m.key)
	if d.Versioning != LastWriter && !slices.Contains(replicas, d.id) {
		fx.Why("forward", m.key, string(replicas[0]), join(replicas))
		fx.Send(replicas[0], m)
		return d
	}
	if d.took(m.id) {
		fx.Why("once", m.id)
		return d
	}
	d = d.taking(m.id).stamp(now)
	held := d.held(m.key)
	object := d.Write(held, m.context, Dot{d.id, d.issued}, m.value)
	fx.Fact("put", m.key, m.id+" "+d.Written(object, d.id).String()+" "+m.value)
	if fx.Explaining() {
		fx.Why(d.writeRule(m, held, object), m.key, m.value, object.String(), held.String(), m.context.String(), fmt.Sprint(now))
	}
	d = d.open(operation{id: m.id, key: m.key, write: true, object: object}, fx)
	fx.Broadcast(replicas, put{m.id, m.key, object})
	return d
}

// stamp gives the next timestamp: the host's clock, but never one that was
// given before.
func (d device) stamp(now int64) device {
	if d.Versioning == LastWriter {
		d.issued = max(int(now), d.issued+1)
	}
	return d
}

func (d device) writeRule(m clientPut, held, object Object) string {
	switch {
	case d.Versioning == LastWriter:
		return "new-timestamp"
	case held.Empty():
		return "new-version"
	case len(object.Siblings) > 1:
		return "new-sibling"
	}
	return "new-version-over"
}

// clientGet asks all replicas of the key.
func (d device) clientGet(m clientGet, fx *engine.Effects) device {
	if d.took(m.id) {
		fx.Why("once", m.id)
		return d
	}
	replicas := d.replicas(m.key)
	if fx.Explaining() {
		fx.Why("ask-replicas", m.key, join(replicas), fmt.Sprint(d.r))
	}
	d = d.taking(m.id).open(operation{id: m.id, key: m.key}, fx)
	fx.Broadcast(replicas, get(m))
	return d
}

// putAck counts a replica that holds the write.
func (d device) putAck(from engine.NodeID, m putAck, fx *engine.Effects) device {
	i := d.find(m.id)
	if i < 0 {
		fx.Why("late-answer", string(from), m.id)
		return d
	}
	op := d.count(d.ops[i], answer{from: from}, fx)
	if tally(len(op.answers), d.n-len(op.answers), d.w) != met {
		d.why("ack-counted", &op, from, d.w, fx)
		return d.with(i, op)
	}
	d.why("write-quorum", &op, from, d.w, fx)
	op.answers.formed(fx)
	fx.Fact("acked", op.key, op.id+" "+op.object.Values())
	fx.Send(op.client(), putOK{op.id, op.object})
	return d.close(i, fx)
}

// getReply counts what a replica holds.
func (d device) getReply(from engine.NodeID, m getReply, fx *engine.Effects) device {
	i := d.find(m.id)
	if i < 0 {
		fx.Why("late-answer", string(from), m.id)
		return d
	}
	op := d.ops[i]
	switch op.phase {
	case repairing:
		if len(answers{{from, m.object}}.holding(d.Versioning, op.object)) == 0 {
			fx.Why("reply-lacks", string(from), m.id)
			return d
		}
		return d.holder(i, from, fx)
	case answered:
		op = d.count(op, answer{from, m.object}, fx)
		return d.hearRest(i, op, from, fx)
	}
	op = d.count(op, answer{from, m.object}, fx)
	if tally(len(op.answers), d.n-len(op.answers), d.r) != met {
		d.why("reply-counted", &op, from, d.r, fx)
		return d.with(i, op)
	}
	d.why("read-quorum", &op, from, d.r, fx)
	op.answers.formed(fx)
	op.object = op.answers.merged(d.Versioning)
	return d.decided(i, op, fx)
}

// decided goes on with a read whose result is known.
func (d device) decided(i int, op operation, fx *engine.Effects) device {
	switch late := op.answers.behind(op.object); {
	case d.repair == RepairBefore && len(late) > 0:
		d.sendRepairs(&op, late, "repair-before", fx)
		op.phase, op.answers = repairing, op.answers.holding(d.Versioning, op.object)
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
	if len(op.answers) < d.n {
		if from != "" {
			d.why("reply-after", &op, from, d.n, fx)
		}
		return d.with(i, op)
	}
	d.repairAfter(&op, fx)
	return d.close(i, fx)
}

// repairAfter brings up to date whoever replied with less than all replies hold.
func (d device) repairAfter(op *operation, fx *engine.Effects) {
	op.object = op.answers.merged(d.Versioning)
	late := op.answers.behind(op.object)
	if len(late) == 0 {
		fx.Why("nothing-to-repair", op.answers.names(), op.key)
		return
	}
	d.sendRepairs(op, late, "repair-after", fx)
}

func (d device) sendRepairs(op *operation, late []engine.NodeID, rule string, fx *engine.Effects) {
	if fx.Explaining() {
		fx.Why(rule, op.key, op.object.String(), join(late), fmt.Sprint(d.r))
	}
	fx.Broadcast(late, repairPut{op.id, op.key, op.object})
}

// repairAck counts a replica that now holds what the read returns.
func (d device) repairAck(from engine.NodeID, m repairAck, fx *engine.Effects) device {
	i := d.find(m.id)
	if i < 0 || d.ops[i].phase != repairing {
		fx.Why("late-answer", string(from), m.id)
		return d
	}
	return d.holder(i, from, fx)
}

// holder counts a replica that holds what a read returns, and answers once
// there are R of them.
func (d device) holder(i int, from engine.NodeID, fx *engine.Effects) device {
	op := d.count(d.ops[i], answer{from, d.ops[i].object}, fx)
	d.why("holds-result", &op, from, d.r, fx)
	if tally(len(op.answers), d.n-len(op.answers), d.r) != met {
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

// timeout gives up on all that is open here: nobody can tell a slow replica
// from a dead one. A write may be on some replicas, so it has not failed.
func (d device) timeout(fx *engine.Effects) device {
	for i := range d.ops {
		op, rule, needed := d.ops[i], "get-timeout", d.r
		if op.write {
			rule, needed = "put-timeout", d.w
		}
		if tally(len(op.answers), 0, needed) == met {
			d.repairAfter(&op, fx)
			continue
		}
		d.why(rule, &op, "", needed, fx)
		fx.Send(op.client(), noQuorum{op.id, op.text(d.settings)})
	}
	d.ops = nil
	return d
}

// count is the rule count-replicas: one replica, one answer.
func (d device) count(op operation, x answer, fx *engine.Effects) operation {
	rule, count := "count-replicas", answers.countReplica
	if !d.distinct {
		rule, count = "count-messages", answers.countMessage
	}
	if op.answers.from(x.from) {
		fx.Why(rule, string(x.from), op.id)
	}
	op.answers = count(op.answers, x)
	return op
}

func (d device) why(rule string, op *operation, from engine.NodeID, needed int, fx *engine.Effects) {
	if fx.Explaining() {
		whose := string(from) + "'s"
		if from == d.id {
			whose = "its own"
		}
		fx.Why(rule, whose, fmt.Sprint(len(op.answers)), fmt.Sprint(needed), op.key,
			op.answers.names(), op.answers.merged(d.Versioning).Values(), op.id, d.remaining(op))
	}
}

// remaining names the replicas that have not answered.
func (d device) remaining(op *operation) string {
	var rest []string
	for _, id := range d.replicas(op.key) {
		if !op.answers.from(id) {
			rest = append(rest, string(id))
		}
	}
	if rest == nil {
		return "none"
	}
	return strings.Join(rest, " ")
}

func (d device) find(id string) int {
	return slices.IndexFunc(d.ops, func(op operation) bool { return op.id == id })
}

func (d device) open(op operation, fx *engine.Effects) device {
	i, _ := slices.BinarySearchFunc(d.ops, op.id, func(o operation, id string) int { return cmp.Compare(o.id, id) })
	d.ops = slices.Insert(slices.Clone(d.ops), i, op)
	fx.Arm(timer)
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
	return d
}
