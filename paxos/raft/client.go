package raft

import (
	"slices"

	"synod/engine"
)

// client stands outside, and speaks to one server. All of it is volatile.
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
	opAppend = "append"
	opRead   = "read"
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
		fx.Why("client-refused", string(in.From), m.value)
		return c.end(engine.Failed, "", fx)
	case c.waits.name == opAppend:
		fx.Why("append-done", m.value)
	default:
		fx.Why("read-done", m.value, string(in.From))
	}
	return c.end(engine.OK, m.value, fx)
}

func (c client) call(op engine.Op, fx *engine.Effects) client {
	value, via, _ := c.options(op.Name, op.Args)
	c.waits = wait{op.ID, op.Name, value, via}
	if op.Name == opAppend {
		fx.Why("client-append", value, string(via))
	} else {
		fx.Why("client-read", string(via))
	}
	fx.Arm(timeout)
	fx.Send(via, request{op.ID, value})
	return c
}

// timeout gives up. An entry may have been taken, or still be.
func (c client) timeout(fx *engine.Effects) client {
	outcome := engine.Failed
	if c.waits.name == opAppend {
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

// options reads a call: append VALUE [via SERVER], read [via SERVER].
func (c client) options(name string, args []string) (value string, via engine.NodeID, problem string) {
	if name == opAppend {
		value, args = args[0], args[1:]
	}
	switch {
	case value == "nothing" || value == nothing:
		return "", "", "'" + value + "' says nothing here; append another value"
	case len(args) == 0:
		return value, c.servers[0], ""
	case args[0] != "via":
		return "", "", "'" + args[0] + "' is not understood; expected 'via' and a server"
	case len(args) < 2 || !slices.Contains(c.servers, engine.NodeID(args[1])):
		return "", "", "via names no server; expected " + engine.Nearest(args[len(args)-1], c.servers.Words(c.servers.All()))
	}
	return value, engine.NodeID(args[1]), ""
}

func calls() []engine.CallSpec {
	via := []engine.ArgSpec{{Name: "via", Optional: true}, {Name: "server", Optional: true}}
	refuse := func(name string) func(engine.Node, []string) string {
		return func(n engine.Node, args []string) string {
			_, _, problem := n.(client).options(name, args)
			return problem
		}
	}
	return []engine.CallSpec{
		{Name: opAppend, Args: append([]engine.ArgSpec{{Name: "value"}}, via...), Refuse: refuse(opAppend), Help: "append a value, through S1 or via S2"},
		{Name: opRead, Args: via, Refuse: refuse(opRead), Help: "read the last committed value, through S1 or via S2"},
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
