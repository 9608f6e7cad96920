package zab

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

// locker is a client that follows the recipe of a lock. Everything it knows is in
// its memory: its session, its node, and whether it takes itself for the holder.
type locker struct {
	*cluster
	id    engine.NodeID
	via   engine.NodeID // the server that it is connected to
	op    engine.Op
	step  step
	sent  int // requests
	tries int // connections that it lost
	holding
	told string
}

// holding is what it believes to have.
type holding struct {
	session, lock string
	mine          node // its number is 0: it has none
	other         string
	locked        bool
}

// step is where it is with its operation.
type step uint8

const (
	idle step = iota
	creating
	finding // it lost the connection while it created its node, and looks for it
	listing
	checking
	waiting
	deleting
	storing
	connecting
)

// Operations that the recipe asks of servers, beside those of its users.
const (
	opLock     = "lock"
	opUnlock   = "unlock"
	opStore    = "store"
	opConnect  = "connect"
	opChildren = "children"
	opExists   = "exists"
)

// Step is one line a message.
func (k locker) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return k.call(in.Op, fx)
	case engine.Fire:
		return k.reconnect(fx)
	case engine.Crash:
		fx.Why("client-down", string(k.id))
		return locker{cluster: k.cluster, id: k.id, via: k.via, sent: k.sent, tries: k.tries}
	}
	switch m := in.Body.(type) {
	case answer:
		return k.answered(in.From, m, fx)
	case event:
		return k.event(in.From, m, fx)
	case guarded.Wrote:
		return k.wrote(m, fx)
	}
	return k
}

func (k locker) call(op engine.Op, fx *engine.Effects) locker {
	k.op = op
	word, via, _ := k.split(op.Name, op.Args)
	k.via = via
	fx.Arm(timeout)
	switch op.Name {
	case opLock:
		k.lock, k.mine = "/"+word, node{}
		return k.create(fx)
	case opUnlock:
		k.locked = false
		fx.Why("unlock", k.mine.path())
		return k.ask(deleting, cmdDelete, k.mine.path(), fx)
	case opStore:
		k.step = storing
		fx.Why("use-lock", word, tokenOf(k.mine))
		fx.Send(guarded.ID, guarded.Write{ID: op.ID, Token: k.mine.number, Value: word})
		return k
	}
	fx.Why("connect", string(k.via))
	return k.ask(connecting, opConnect, "", fx)
}

// ask sends a request of the session, and notes what it waits for.
func (k locker) ask(s step, name, args string, fx *engine.Effects) locker {
	k.step = s
	k.sent++
	value := k.session
	if args != "" {
		value += ":" + args
	}
	fx.Send(k.via, clientAsk{k.request(), name, value})
	return k
}

// request is the id of the request that it waits for.
func (k locker) request() string { return string(k.id) + ".x" + strconv.Itoa(k.sent) }

// create is the first step of the recipe: a node that is ephemeral and sequential,
// with a name in it that nobody else uses.
func (k locker) create(fx *engine.Effects) locker {
	fx.Why("create", k.lock, string(k.via))
	return k.ask(creating, cmdCreate, k.lock+":"+k.guid(), fx)
}

// guid is the part of a node's name by which its owner knows it again.
func (k locker) guid() string {
	if !k.guidInName {
		return k.noGuid()
	}
	return string(k.id)
}

// noGuid is guid with guid-in-name switched off.
func (k locker) noGuid() string { return "" }

// answered goes on with the recipe.
func (k locker) answered(from engine.NodeID, m answer, fx *engine.Effects) locker {
	switch {
	case m.id != k.request() || k.step == idle || k.step == waiting:
		fx.Why("client-late", m.id)
		return k
	case m.value == toldExpired:
		fx.Why("session-expired", k.session, string(from))
		k.holding = holding{}
		return k.end(engine.Failed, "session expired", fx)
	case m.refused:
		return k.reconnect(fx)
	}
	switch k.step {
	case creating:
		k.mine = parseNode(k.lock, strings.TrimPrefix(m.value, k.lock+"/"))
		fx.Why("node-created", k.mine.path())
		return k.list(listing, fx)
	case finding:
		return k.found(m.value, fx)
	case listing:
		return k.listed(m.value, fx)
	case checking:
		return k.watched(m.value, fx)
	case deleting:
		fx.Why("unlocked", k.mine.path())
		k.mine = node{}
		return k.end(engine.OK, m.value, fx)
	}
	fx.Why("connected", m.value, string(from))
	k.session = m.value
	return k.end(engine.OK, m.value, fx)
}

// list is the second step: who is there? No watch is left, so nobody is woken who
// only looks.
func (k locker) list(s step, fx *engine.Effects) locker { return k.ask(s, opChildren, k.lock, fx) }

// listed has the lock if its node is the lowest. Otherwise it watches one.
func (k locker) listed(value string, fx *engine.Effects) locker {
	nodes := k.parse(value)
	i := slices.IndexFunc(nodes, func(n node) bool { return n.number == k.mine.number })
	switch {
	case i < 0:
		fx.Why("node-gone", k.mine.path())
		k.mine = node{}
		return k.end(engine.Failed, "node gone", fx)
	case i == 0:
		fx.Why("lock-is-mine", k.mine.path())
		k.locked, k.other = true, ""
		fx.Fact(factHolds, tokenOf(k.mine), k.mine.path())
		return k.end(engine.OK, tokenOf(k.mine), fx)
	}
	k.other = k.toWatch(nodes, i, fx).path()
	return k.ask(checking, opExists, k.other, fx)
}

// toWatch is the node just before its own: when that is gone, it may be its turn,
// and nobody else's.
func (k locker) toWatch(nodes []node, mine int, fx *engine.Effects) node {
	if !k.watchNextLower {
		return k.lowest(nodes, fx)
	}
	fx.Why("watch-next-lower", k.mine.path(), nodes[mine-1].path())
	return nodes[mine-1]
}

// lowest is toWatch with watch-next-lower switched off.
func (k locker) lowest(nodes []node, fx *engine.Effects) node {
	fx.Why("watch-lowest", k.mine.path(), nodes[0].path())
	return nodes[0]
}

// watched waits, unless the node went in the meantime.
func (k locker) watched(value string, fx *engine.Effects) locker {
	if value == toldNoNode {
		fx.Why("look-again", k.other)
		return k.list(listing, fx)
	}
	fx.Why("wait", k.other)
	k.step = waiting
	return k
}

// event looks again who is there: that a node is gone does not say whose turn it is.
func (k locker) event(from engine.NodeID, m event, fx *engine.Effects) locker {
	if k.step != waiting || m.path != k.other {
		fx.Why("late-event", m.path, string(from))
		return k
	}
	fx.Why("woken", m.path, string(from))
	return k.list(listing, fx)
}

// reconnect goes to the next server, with the same session. Watches are lost with
// the connection, so it looks again. What a create has come to it does not know.
func (k locker) reconnect(fx *engine.Effects) locker {
	k.tries++
	fx.Arm(timeout)
	was := k.via
	k.via = k.peers[(k.peers.Index(k.via)+1)%len(k.peers)]
	fx.Why("connection-loss", string(was), string(k.via))
	switch k.step {
	case creating, finding:
		return k.createAgain(fx)
	case deleting:
		return k.ask(deleting, cmdDelete, k.mine.path(), fx)
	case storing:
		fx.Why("give-up-store")
		return k.end(engine.Unknown, "", fx)
	case connecting:
		return k.ask(connecting, opConnect, "", fx)
	}
	return k.list(listing, fx)
}

// createAgain looks first whether its node is there.
func (k locker) createAgain(fx *engine.Effects) locker {
	if !k.guidInName {
		return k.createAnother(fx)
	}
	fx.Why("find-node", string(k.id))
	return k.list(finding, fx)
}

// createAnother is createAgain with guid-in-name switched off.
func (k locker) createAnother(fx *engine.Effects) locker {
	fx.Why("create-another", k.lock)
	return k.create(fx)
}

// found knows its node again by the name in it.
func (k locker) found(value string, fx *engine.Effects) locker {
	nodes := k.parse(value)
	i := slices.IndexFunc(nodes, func(n node) bool { return n.guid == string(k.id) })
	if i < 0 {
		fx.Why("not-created", string(k.id))
		return k.create(fx)
	}
	k.mine = nodes[i]
	fx.Why("guid-in-name", k.mine.path())
	return k.listed(value, fx)
}

func (k locker) parse(value string) (out []node) {
	for name := range strings.FieldsSeq(value) {
		if n := parseNode(k.lock, name); n.number > 0 {
			out = append(out, n)
		}
	}
	return out
}

// wrote ends a write to the resource.
func (k locker) wrote(m guarded.Wrote, fx *engine.Effects) locker {
	if m.ID != k.op.ID {
		fx.Why("client-late", m.ID)
		return k
	}
	fx.Why("stored", m.Text())
	outcome := engine.OK
	if !m.OK { // a copy that came earlier may have been taken
		outcome, k.locked = engine.Unknown, false
	}
	return k.end(outcome, m.Text(), fx)
}

func (k locker) end(outcome engine.Outcome, value string, fx *engine.Effects) locker {
	fx.Return(k.op.ID, outcome, value, "")
	fx.Disarm(timeout)
	k.told = k.op.Name + ": " + outcome.String()
	if value != "" {
		k.told = k.op.Name + ": " + value
	}
	k.op, k.step = engine.Op{}, idle
	return k
}
