package raft

import (
	"strconv"
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

// The lock recipe in the client. It puts a key that goes when its lease does;
// whoever has the oldest key has the lock. The others wait until no key is older
// than theirs, and then see whether their own is still there.

// lockAnswered goes on with the recipe.
func (c client) lockAnswered(value string, fx *engine.Effects) client {
	switch {
	case c.waits.asked == 0:
		return c.keyPut(value, fx)
	case c.waits.asked == 1 && !c.rereadOwnKey:
		return c.trustTheWait(fx)
	case c.waits.asked == 1:
		fx.Why("reread-own-key", c.key)
		return c.askMore(opOwn, c.key, fx)
	case value == nobody:
		fx.Why("session-expired", c.key)
		return c.expired("session expired", fx)
	}
	return c.lockIsMine(fx)
}

// keyPut learns how old its key is, and the oldest.
func (c client) keyPut(value string, fx *engine.Effects) client {
	if value == noLease {
		fx.Why("told", value, string(c.waits.via))
		return c.expired(value, fx)
	}
	mine, oldest, _ := strings.Cut(strings.TrimPrefix(value, "created in "), oldestIs)
	c.key = lockKey(c.waits.args, c.lease)
	c.created, _ = strconv.Atoi(mine)
	if mine == oldest {
		return c.lockIsMine(fx)
	}
	fx.Why("wait-for-older", c.key, mine, oldest)
	return c.askMore(opWatch, c.waits.args+" "+mine, fx)
}

// askMore asks for the next thing that the operation needs.
func (c client) askMore(op, args string, fx *engine.Effects) client {
	c.waits.asked++
	fx.Send(c.waits.via, request{c.current(), op, args})
	return c
}

func (c client) lockIsMine(fx *engine.Effects) client {
	fx.Why("lock-is-mine", c.key, itoa(c.created))
	return c.hold(fx)
}

// trustTheWait is what it does with reread-own-key switched off.
func (c client) trustTheWait(fx *engine.Effects) client {
	fx.Why("trust-the-wait", c.key, itoa(c.created))
	return c.hold(fx)
}

func (c client) hold(fx *engine.Effects) client {
	c.locked = true
	fx.Fact(factHolds, guarded.TokenText(c.created), c.key)
	return c.end(engine.OK, guarded.TokenText(c.created), fx)
}

// expired ends a lock that it cannot have: its lease, and so its key, is gone.
func (c client) expired(why string, fx *engine.Effects) client {
	c.holds = holds{}
	fx.Disarm(keepLife)
	return c.end(engine.Failed, why, fx)
}

func (c client) armKeepAlive(fx *engine.Effects) {
	if c.ttl > 0 {
		fx.Arm(keepLife)
	}
}

// sendKeepAlive shows the leader that it lives.
func (c client) sendKeepAlive(fx *engine.Effects) client {
	fx.Arm(keepLife)
	fx.Why("send-keep-alive", c.lease, string(c.server()))
	fx.Send(c.server(), keepAlive{c.lease})
	return c
}

// server is whom it speaks to when it asks nothing.
func (c client) server() engine.NodeID {
	if c.waits.via != "" {
		return c.waits.via
	}
	return c.servers[0]
}

// keptAlive hears whether the lease is still there.
func (c client) keptAlive(from engine.NodeID, m keptAlive, fx *engine.Effects) client {
	if m.ok || m.lease != c.lease {
		fx.Why("kept-alive", m.lease, string(from))
		return c
	}
	fx.Why("lease-lost", m.lease, string(from))
	c.holds = holds{}
	fx.Disarm(keepLife)
	return c
}
