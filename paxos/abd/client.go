package abd

import (
	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
	"synod/quorum/sets"
)

// phase is what a client waits for.
type phase uint8

const (
	idle     phase = iota
	querying       // what do the servers hold?
	updating       // do they hold this?
)

// giveUp is the timer with which a client stops waiting.
const giveUp = "give-up"

// client is a writer or a reader: it runs one operation at a time. Of what it
// knows only the last timestamp that it made is on disk, so that it makes none
// twice.
type client struct {
	c       *cluster
	made    Stamp // on disk: a writer's last timestamp
	op      string
	write   bool
	value   string // to be written
	phase   phase
	replies set     // who answered in this phase
	best    Stamped // querying: the newest reported. updating: what is written
	told    string  // the last answer, for people
}

// AppendTo appends the canonical encoding.
func (k client) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(k.made.AppendTo(b), k.op), k.value)
	b = engine.AppendInt(append(engine.AppendBool(b, k.write), byte(k.phase)), int64(k.replies))
	return engine.AppendString(k.best.AppendTo(b), k.told)
}

// Fields lists what the client waits for, how far it has come, and what it was
// last told.
func (k client) Fields() []engine.Field {
	var f []engine.Field
	switch {
	case k.phase == idle:
		f = []engine.Field{{ID: "phase", Text: "idle"}}
	case k.phase == querying:
		f = []engine.Field{{ID: "asking", Text: "to " + k.kind()}, {ID: "replies", Text: k.answers()}, {ID: "newest", Text: k.best.String()}}
	case k.write:
		f = []engine.Field{{ID: "writing", Text: k.best.String()}, {ID: "acks", Text: k.answers()}}
	default:
		f = []engine.Field{{ID: "back", Text: k.best.String()}, {ID: "acks", Text: k.answers()}}
	}
	if k.told != "" {
		f = append(f, engine.Field{ID: "told", Text: k.told})
	}
	if k.made != (Stamp{}) {
		f = append(f, engine.Field{ID: "made", Text: k.made.String(), Durable: true})
	}
	return f
}

// answers is how many have answered, of how many that it takes.
func (k client) answers() string { return members.Count(k.replies, k.quorum()) }

func (k client) kind() string {
	if k.write {
		return "write"
	}
	return "read"
}

// Step is one line an input.
func (k client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return k.call(in, fx)
	case engine.Fire:
		return k.giveUp(fx)
	case engine.Crash:
		fx.Why("crash-client", members.Said(k.made))
		return client{c: k.c, made: k.made}
	case engine.Restart:
		fx.Why("recover-client", members.Said(k.made))
	case engine.Deliver:
		switch m := in.Body.(type) {
		case QueryReply:
			return k.hear(in, m, fx)
		case Ack:
			return k.countAck(in.From, m, fx)
		}
	}
	return k
}

// call begins an operation. A single writer knows the newest timestamp: it made
// it. So it need not ask.
func (k client) call(in engine.Input, fx *engine.Effects) client {
	k.op, k.write, k.value, k.best = in.Op.ID, in.Op.Name == "write", "", Stamped{}
	if k.write {
		k.value = in.Op.Args[0]
	}
	fx.Arm(giveUp)
	switch {
	case k.write && len(k.c.writers) == 1:
		return k.stamp(in.Self, "stamp-alone", fx)
	case k.write && !k.c.queryFirst:
		return k.stampBlindly(in.Self, fx)
	}
	fx.Why("query-" + k.kind())
	k.phase, k.replies = querying, 0
	fx.Broadcast(k.c.servers, Query{k.op})
	return k
}

// stampBlindly is call with query-first switched off: one of several writers
// counts on from what it made itself.
func (k client) stampBlindly(self engine.NodeID, fx *engine.Effects) client {
	return k.stamp(self, "query-first", fx)
}

// hear collects reports until they are a read quorum's: the newest value written
// before the operation began is among them, or a newer one.
func (k client) hear(in engine.Input, m QueryReply, fx *engine.Effects) client {
	if !k.awaits(querying, in.From, m.Op, fx) {
		return k
	}
	k.replies |= k.c.servers.Bit(in.From)
	k.best = ballot.Highest(k.best, m.Held)
	if !k.c.readQuorum.Has(k.replies) {
		fx.Why("count-report", members.Count(k.replies, k.c.readQuorum), said(m.Held), string(in.From))
		return k
	}
	k.c.servers.Formed(k.replies, fx)
	switch {
	case k.write:
		return k.stamp(in.Self, "stamp", fx)
	case !k.best.Cast():
		fx.Why("read-nothing", k.c.servers.Names(k.replies))
		return k.answer(Nothing, fx)
	case !k.c.writeBack:
		return k.readAtOnce(fx)
	}
	fx.Why("write-back", k.best.Value, k.best.Ballot.String(), k.c.servers.Names(k.replies))
	return k.update(fx)
}

// readAtOnce is the end of hear with write-back switched off.
func (k client) readAtOnce(fx *engine.Effects) client {
	fx.Why("read-at-once", k.best.Value, k.best.Ballot.String(), k.c.servers.Names(k.replies))
	return k.answer(k.best.Value, fx)
}

// awaits says whether a reply is one that counts: to this operation, in this
// phase, and the server's first.
func (k client) awaits(p phase, from engine.NodeID, op string, fx *engine.Effects) bool {
	switch {
	case k.op != op || k.phase != p:
		fx.Why("late-reply", string(from), op)
		return false
	case k.replies&k.c.servers.Bit(from) != 0:
		fx.Why("repeated-reply", string(from), op)
		return false
	}
	return true
}

// stamp makes a timestamp above all that the writer knows of, which is on disk
// before anybody sees it.
func (k client) stamp(self engine.NodeID, rule string, fx *engine.Effects) client {
	k.made = Stamp{Round: max(k.made.Round, k.best.Ballot.Round) + 1, By: self}
	fx.Why(rule, k.value, k.made.String(), said(k.best))
	fx.Fact(factWrites, k.made.String(), k.value)
	k.best = Stamped{Ballot: k.made, Value: k.value}
	return k.update(fx)
}

func (k client) update(fx *engine.Effects) client {
	k.phase, k.replies = updating, 0
	fx.Broadcast(k.c.servers, Update{k.op, k.best})
	return k
}

// countAck collects acks until they are a write quorum's: whoever reads from
// here on meets one of them.
func (k client) countAck(from engine.NodeID, m Ack, fx *engine.Effects) client {
	if !k.awaits(updating, from, m.Op, fx) {
		return k
	}
	k.replies |= k.c.servers.Bit(from)
	if !k.c.writeQuorum.Has(k.replies) {
		fx.Why("count-ack", members.Count(k.replies, k.c.writeQuorum), k.best.Value, string(from))
		return k
	}
	k.c.servers.Formed(k.replies, fx)
	fx.Why(k.kind()+"-done", k.best.Value, k.best.Ballot.String(), k.c.servers.Names(k.replies))
	return k.answer(k.best.Value, fx)
}

// answer ends the operation.
func (k client) answer(text string, fx *engine.Effects) client {
	if !k.write {
		fx.Fact(factRead, k.best.Ballot.String(), text)
	}
	fx.Return(k.op, engine.OK, text, k.best.Ballot.String())
	k.told = k.kind() + " " + text
	return k.rest(fx)
}

// giveUp tells the truth. A read that has no answer has failed, and a write that
// has sent its value to nobody never will take effect; but of a write that has,
// nobody knows.
func (k client) giveUp(fx *engine.Effects) client {
	rule, outcome := "give-up", engine.Failed
	if k.write && k.phase == updating {
		rule, outcome = "give-up-unknown", engine.Unknown
	}
	fx.Why(rule, k.kind())
	fx.Return(k.op, outcome, "", "")
	k.told = k.kind() + " " + outcome.String()
	return k.rest(fx)
}

func (k client) rest(fx *engine.Effects) client {
	k.op, k.value, k.phase, k.replies, k.best = "", "", idle, 0, Stamped{}
	fx.Disarm(giveUp)
	return k
}

// quorum is what it takes in this phase.
func (k client) quorum() sets.System {
	if k.phase == querying {
		return k.c.readQuorum
	}
	return k.c.writeQuorum
}

// Rename gives the client that heard from others instead.
func (k client) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	k.replies = k.c.servers.Rename(k.replies, to)
	return k
}
