package zab

import (
	"synod/engine"
	"synod/paxos/members"
)

// client stands outside, and speaks to one peer. All of it is volatile.
type client struct {
	*cluster
	id    engine.NodeID
	waits wait
	told  string
}

type wait struct {
	id, name, value string
	via             engine.NodeID
}

const timeout = "timeout"

// Names of the operations.
const (
	opWrite = "write"
	opRead  = "read"
	opSync  = "sync"
)

// Step is one line a message.
func (c client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return c.call(in.Op, fx)
	case engine.Fire:
		return c.timeout(fx)
	case engine.Crash:
		return client{cluster: c.cluster, id: c.id}
	}
	m, is := in.Body.(answer)
	switch {
	case !is:
		return c
	case m.id != c.waits.id:
		fx.Why("client-late", m.id)
		return c
	case m.refused:
		fx.Why("client-refused", string(in.From))
		return c.end(engine.Failed, "", fx)
	case c.waits.name == opWrite:
		fx.Why("write-done", m.value)
		return c.end(engine.OK, m.value, fx)
	case c.waits.name == opSync:
		fx.Why("sync-done", string(in.From))
		return c.end(engine.OK, "synced", fx)
	}
	fx.Why("read-done", m.value, string(in.From))
	return c.end(engine.OK, m.value, fx)
}

func (c client) call(op engine.Op, fx *engine.Effects) client {
	value, via, _ := c.options(op.Name, op.Args)
	c.waits = wait{op.ID, op.Name, value, via}
	if op.Name == opWrite {
		fx.Why("client-write", value, string(via))
	} else {
		fx.Why("client-ask", op.Name, string(via))
	}
	fx.Arm(timeout)
	fx.Send(via, clientAsk{op.ID, op.Name, value})
	return c
}

// timeout gives up. A write may have been logged, or still be.
func (c client) timeout(fx *engine.Effects) client {
	outcome := engine.Failed
	if c.waits.name == opWrite {
		outcome = engine.Unknown
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

// options reads a call: write VALUE [via PEER], read [via PEER], sync [via PEER].
func (c client) options(name string, args []string) (value string, via engine.NodeID, problem string) {
	if name == opWrite {
		value, args = args[0], args[1:]
	}
	if value == "nothing" {
		return "", "", "'nothing' is what a read says when nothing is delivered; write another value"
	}
	via, problem = c.peers.Via(args, "peer")
	return value, via, problem
}

// calls are the operations where there is no tree.
func calls() []engine.CallSpec {
	via := members.ViaArgs("peer")
	refuse := func(name string) func(engine.Node, []string) string {
		return func(n engine.Node, args []string) string {
			c, is := n.(client)
			if !is {
				return "where there is a tree, clients lock, unlock and store"
			}
			_, _, problem := c.options(name, args)
			return problem
		}
	}
	return []engine.CallSpec{
		{Name: opWrite, Args: append([]engine.ArgSpec{{Name: "value"}}, via...), Refuse: refuse(opWrite), Help: "write a value, through p1 or via p2"},
		{Name: opRead, Args: via, Refuse: refuse(opRead), Help: "read the last value that p1, or via p2 another peer, has delivered"},
		{Name: opSync, Args: via, Refuse: refuse(opSync), Help: "wait until p1, or via p2 another peer, has what the leader has delivered"},
	}
}

// AppendTo leaves out the cluster, which never changes.
func (c client) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, c.waits.id), c.waits.name)
	b = engine.AppendString(engine.AppendString(b, c.waits.value), string(c.waits.via))
	return engine.AppendString(b, c.told)
}

// Fields lists what it waits for and what it was told last.
func (c client) Fields() []engine.Field {
	waits, told := "-", "-"
	if c.waits.id != "" {
		waits = c.waits.name
		if c.waits.value != "" {
			waits += " " + c.waits.value
		}
		waits += " at " + string(c.waits.via)
	}
	if c.told != "" {
		told = c.told
	}
	return []engine.Field{{ID: "waits", Text: waits}, {ID: "told", Text: told}}
}
