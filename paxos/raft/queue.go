package raft

import (
	"cmp"
	"slices"
	"strings"

	"synod/engine"
)

// queue holds messages in the order in which they were published. Each consumer
// has one at a time. One that it has got stays in the queue until it says that it
// is done with it; if it is missed first, or another leads, the message is given
// out again.
type queue struct {
	manualAck bool
	messages  []message // by the index at which they were published
	consumers []engine.NodeID
	given     []message // what is given out; with manual-ack off, all that ever was
}

// message is one that was published and is not done with.
type message struct {
	index int
	value string
	to    engine.NodeID // who has it; empty: nobody
	tag   int           // the index at which it was given out last
	times int           // how often
}

// Entries of the log, beside those that clients ask for by their operations.
const entryGone = "gone"

// What a client is told.
const (
	confirmedText = "confirmed"
	subscribed    = "subscribed"
	doneWith      = "done with"
	givenBack     = "given back"
	notGiven      = "not given to it"
)

func (q queue) apply(index int, value string) (machine, string) {
	result := ""
	switch c := parseCommand(value); c[0] {
	case opPublish:
		q.messages = append(slices.Clone(q.messages), message{index: index, value: c.arg(0)})
		result = confirmedText
	case opConsume:
		if id := engine.NodeID(c.arg(0)); !slices.Contains(q.consumers, id) {
			q.consumers = append(slices.Clone(q.consumers), id)
		}
		result = subscribed
	case opAck:
		q, result = q.settle(engine.NodeID(c.arg(0)), c.arg(1))
	case opNack:
		q, result = q.putBack(engine.NodeID(c.arg(0)), c.arg(1))
	case entryGone:
		q = q.giveBack(engine.NodeID(c.arg(0)))
	case nothing: // of a new leader
		q = q.giveBack("")
	}
	return q.giveOut(index), result
}

// at is where the message is that a consumer was given, at the index that is its
// tag; -1: it has none such, or no longer.
func (q queue) at(client engine.NodeID, tag string) int {
	return slices.IndexFunc(q.messages, func(m message) bool { return m.to == client && itoa(m.tag) == tag })
}

// settle takes away a message that its consumer is done with.
func (q queue) settle(client engine.NodeID, tag string) (queue, string) {
	i := q.at(client, tag)
	if i < 0 {
		return q, notGiven
	}
	q.messages = slices.Delete(slices.Clone(q.messages), i, i+1)
	return q, doneWith
}

// putBack takes back a message that its consumer does not want, who is the last
// to be given another.
func (q queue) putBack(client engine.NodeID, tag string) (queue, string) {
	i := q.at(client, tag)
	if i < 0 {
		return q, notGiven
	}
	q.messages = slices.Clone(q.messages)
	q.messages[i].to = ""
	others := slices.DeleteFunc(slices.Clone(q.consumers), func(id engine.NodeID) bool { return id == client })
	q.consumers = append(others, client)
	return q, givenBack
}

// giveBack takes back what a consumer has, who consumes no longer; or, for
// nobody, what all have.
func (q queue) giveBack(client engine.NodeID) queue {
	q.messages = slices.Clone(q.messages)
	for i, m := range q.messages {
		if client == "" || m.to == client {
			q.messages[i].to = ""
		}
	}
	q.consumers = slices.DeleteFunc(slices.Clone(q.consumers), func(id engine.NodeID) bool { return id == client })
	return q
}

// giveOut gives each consumer that has none the oldest message that nobody has.
func (q queue) giveOut(index int) queue {
	q.messages = slices.Clone(q.messages)
	for _, id := range q.consumers {
		if slices.ContainsFunc(q.messages, func(m message) bool { return m.to == id }) {
			continue
		}
		if i := slices.IndexFunc(q.messages, func(m message) bool { return m.to == "" }); i >= 0 {
			m := &q.messages[i]
			m.to, m.tag, m.times = id, index, m.times+1
		}
	}
	if !q.manualAck {
		return q.forget()
	}
	q.given = taken(q.messages)
	return q
}

// forget is what giveOut does besides with manual-ack switched off: what has been
// given out is done with.
func (q queue) forget() queue {
	q.given = slices.Concat(q.given, taken(q.messages))
	q.messages = slices.DeleteFunc(q.messages, func(m message) bool { return m.to != "" })
	return q
}

// taken lists the messages that somebody has.
func taken(messages []message) (out []message) {
	for _, m := range messages {
		if m.to != "" {
			out = append(out, m)
		}
	}
	return out
}

// observeQueue lets an observer see what has been taken out.
func (s server) observeQueue(before, after queue, fx *engine.Effects) {
	for _, m := range slices.Concat(before.messages, after.given) {
		if !slices.ContainsFunc(after.messages, func(o message) bool { return o.index == m.index }) {
			fx.Fact(factRemoved, m.value, itoa(m.index))
		}
	}
}

func (q queue) read(string, []string) string { return nobody }

func (q queue) leased() []engine.NodeID { return q.consumers }

// String is: m1, m2 at c1; consumers c1.
func (q queue) String() string {
	words := make([]string, 0, len(q.messages))
	for _, m := range q.messages {
		if m.to != "" {
			m.value += " at " + string(m.to)
		}
		words = append(words, m.value)
	}
	ids := make([]string, 0, len(q.consumers))
	for _, id := range q.consumers {
		ids = append(ids, string(id))
	}
	return cmp.Or(strings.Join(words, ", "), "empty") + "; consumers " + cmp.Or(strings.Join(ids, " "), "none")
}

func (q queue) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(q.messages)))
	for _, m := range q.messages {
		b = engine.AppendString(engine.AppendString(engine.AppendInt(b, int64(m.index)), m.value), string(m.to))
		b = engine.AppendInt(engine.AppendInt(b, int64(m.tag)), int64(m.times))
	}
	for _, id := range q.consumers {
		b = engine.AppendString(b, string(id))
	}
	return b
}
