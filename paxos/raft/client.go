package raft

import (
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

// client stands outside, and speaks to one server. All of it is volatile.
type client struct {
	*cluster
	id    engine.NodeID
	waits wait
	told  string
	holds
}

// wait is the operation that it waits for.
type wait struct {
	id, name, args string // args: without 'via' and the server
	via            engine.NodeID
	asked          int // how many requests it has made for it beyond the first
}

// holds is what a client has been given: a lease, and a key for a lock with its
// create revision; or a message. Whether it still has them the servers know.
type holds struct {
	lease, key string
	created    int
	locked     bool // it takes the lock for its own
	message    string
	tag        int // of the message
}

func newClient(c *cluster, id engine.NodeID) client {
	k := client{cluster: c, id: id}
	if c.machine == machineKeys {
		k.lease = firstLease(id)
	}
	return k
}

// keptAtStart lists the timers of a client that has a lease from the start.
func (c *cluster) keptAtStart() []string {
	if c.machine == machineKeys && c.ttl > 0 {
		return []string{keepLife}
	}
	return nil
}

// token comes with what it writes to the resource; 0: it may not write.
func (h holds) token() int {
	switch {
	case h.message != "":
		return h.tag
	case h.locked:
		return h.created
	}
	return 0
}

// Names of its timers.
const (
	timeout  = "timeout"
	keepLife = "keep-alive"
)

// Step is one line a message.
func (c client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return c.call(in.Op, fx)
	case engine.Fire:
		if in.Timer == keepLife {
			return c.sendKeepAlive(fx)
		}
		return c.timeout(fx)
	case engine.Crash:
		return client{cluster: c.cluster, id: c.id}
	}
	switch m := in.Body.(type) {
	case answer:
		return c.answered(in.From, m, fx)
	case keptAlive:
		return c.keptAlive(in.From, m, fx)
	case delivery:
		return c.delivered(in.From, m, fx)
	case guarded.Wrote:
		return c.wrote(m, fx)
	}
	return c
}

func (c client) call(op engine.Op, fx *engine.Effects) client {
	words, via, _ := c.options(op.Name, op.Args)
	c.waits = wait{id: op.ID, name: op.Name, args: strings.Join(words, " "), via: via}
	fx.Arm(timeout)
	if op.Name == opWrite {
		fx.Why("use-lock", words[0], guarded.TokenText(c.token()))
		fx.Send(guarded.ID, guarded.Write{ID: op.ID, Token: c.token(), Value: words[0]})
		return c
	}
	what, args := c.request(words)
	switch op.Name {
	case opAck:
		fx.Fact(factWorked, c.message, itoa(c.tag))
		c.message, c.tag = "", 0
	case opNack:
		c.message, c.tag = "", 0
	}
	return c.ask(op.ID, what, args, fx)
}

// request is what it asks for first, and with what.
func (c client) request(words []string) (op, args string) {
	switch op = c.waits.name; op {
	case opPut:
		if len(words) > 2 {
			return op, strings.Join([]string{words[0], words[1], c.key, itoa(c.created)}, " ")
		}
	case opGrant, opConsume:
		return op, string(c.id)
	case opLock:
		return op, words[0] + " " + c.lease
	case opUnlock:
		return entryDelete, c.key
	case opAck, opNack:
		return op, string(c.id) + " " + itoa(c.tag)
	}
	return op, strings.Join(words, " ")
}

func (c client) ask(id, op, args string, fx *engine.Effects) client {
	switch op {
	case opAppend:
		fx.Why("client-append", args, string(c.waits.via))
	case opRead:
		fx.Why("client-read", string(c.waits.via))
	default:
		fx.Why("client-ask", string(c.waits.via), op, args)
	}
	fx.Send(c.waits.via, request{id, op, args})
	return c
}

func (c client) answered(from engine.NodeID, m answer, fx *engine.Effects) client {
	switch {
	case m.id != c.current():
		fx.Why("client-late", m.id)
		return c
	case m.refused:
		fx.Why("client-refused", string(from), m.value)
		return c.end(engine.Failed, "", fx)
	}
	switch c.waits.name {
	case opLock:
		return c.lockAnswered(m.value, fx)
	case opAppend:
		fx.Why("append-done", m.value)
	case opRead, opGet, opPeek:
		fx.Why("read-done", m.value, string(from))
	default:
		fx.Why("told", m.value, string(from))
	}
	return c.keep(m.value, fx)
}

// keep takes note of what an answer changes, and ends the operation.
func (c client) keep(value string, fx *engine.Effects) client {
	outcome := engine.OK
	switch {
	case value == notOwner:
		outcome = engine.Failed
	case c.waits.name == opGrant:
		c.lease = value
		c.armKeepAlive(fx)
	case c.waits.name == opUnlock:
		c.holds = holds{lease: c.lease}
	}
	return c.end(outcome, value, fx)
}

// current is the id of the request that it waits for: that of the operation, or
// of a later part of it.
func (c client) current() string {
	if c.waits.asked == 0 {
		return c.waits.id
	}
	return c.waits.id + "." + itoa(c.waits.asked)
}

// delivered gets a message from the queue.
func (c client) delivered(from engine.NodeID, m delivery, fx *engine.Effects) client {
	fx.Why("got-message", m.message, string(from))
	fx.Fact(factDelivered, m.message, itoa(m.tag))
	c.message, c.tag = m.message, m.tag
	return c
}

// wrote ends a write. Where it is refused, a copy that came earlier may have been
// taken.
func (c client) wrote(m guarded.Wrote, fx *engine.Effects) client {
	if m.ID != c.waits.id {
		fx.Why("client-late", m.ID)
		return c
	}
	outcome := engine.OK
	if !m.OK {
		outcome, c.holds = engine.Unknown, holds{lease: c.lease}
	}
	fx.Why("told", m.Text(), string(guarded.ID))
	return c.end(outcome, m.Text(), fx)
}

// timeout gives up. An entry may have been taken, or still be.
func (c client) timeout(fx *engine.Effects) client {
	outcome := engine.Unknown
	if slices.Contains(reads, c.waits.name) {
		outcome = engine.Failed
	}
	fx.Why("client-timeout", c.waits.name, outcome.String())
	return c.end(outcome, "", fx)
}

func (c client) end(outcome engine.Outcome, value string, fx *engine.Effects) client {
	fx.Return(c.waits.id, outcome, value, "")
	c.told = c.waits.name + ": " + outcome.String()
	if value != "" {
		c.told = c.waits.name + ": " + value
	}
	c.waits = wait{}
	fx.Disarm(timeout)
	return c
}

// AppendTo leaves out the cluster, which never changes.
func (c client) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, c.waits.id), c.waits.name)
	b = engine.AppendString(engine.AppendString(b, c.waits.args), string(c.waits.via))
	b = engine.AppendString(engine.AppendInt(b, int64(c.waits.asked)), c.told)
	b = engine.AppendString(engine.AppendString(engine.AppendString(b, c.lease), c.key), c.message)
	return engine.AppendBool(engine.AppendInt(engine.AppendInt(b, int64(c.created)), int64(c.tag)), c.locked)
}

// Fields lists what it waits for, what it was told last, and what it was given.
func (c client) Fields() []engine.Field {
	waits, told := "-", "-"
	if c.waits.id != "" {
		waits = strings.TrimSpace(c.waits.name + " " + c.waits.args)
		if c.waits.name == opWrite {
			waits += " at " + string(guarded.ID)
		} else {
			waits += " at " + string(c.waits.via)
		}
	}
	if c.told != "" {
		told = c.told
	}
	fields := []engine.Field{{ID: "waits", Text: waits}, {ID: "told", Text: told}}
	for _, f := range []engine.Field{{ID: "lease", Text: c.lease}, {ID: "key", Text: c.keyText()}, {ID: "message", Text: c.message}} {
		if f.Text != "" {
			fields = append(fields, f)
		}
	}
	return fields
}

// keyText is its key for a lock, and what it believes about it.
func (c client) keyText() string {
	switch {
	case c.key == "":
		return ""
	case c.locked:
		return c.key + " " + itoa(c.created) + ", has the lock"
	}
	return c.key + " " + itoa(c.created) + ", waits"
}
