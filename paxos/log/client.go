package log

import (
	"slices"
	"strings"

	"synod/engine"
)

// Operations of clients.
const (
	opPut    = "put"
	opGet    = "get"
	opCAS    = "cas"
	opAdd    = "add"
	opConfig = "config"
)

// retry is the timer with which a client asks another server.
const retry = "retry"

// client has one request at a time, and asks one server after another until it
// is told what the request gave. The request keeps its id, however often it is
// sent.
type client struct {
	c       *cluster
	waits   string        // the command it waits for; empty: none
	server  engine.NodeID // whom it asks
	retries int
	told    string // the last answer, for people
}

// AppendTo appends the canonical encoding.
func (k client) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, k.waits), string(k.server))
	return engine.AppendString(engine.AppendInt(b, int64(k.retries)), k.told)
}

// Fields lists what it waits for, whom it asked, and what it was last told.
func (k client) Fields() []engine.Field {
	f := []engine.Field{{ID: "waits", Text: "-"}, {ID: "asks", Text: string(k.server)}, {ID: "told", Text: "-"}}
	if k.waits != "" {
		f[0].Text = k.waits
	}
	if k.told != "" {
		f[2].Text = k.told
	}
	return f
}

// Step is one line an input.
func (k client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return k.call(in.Op, fx)
	case engine.Fire:
		return k.retry(fx)
	case engine.Crash:
		return client{c: k.c, server: k.c.servers[0]}
	case engine.Deliver:
		if m, ok := in.Body.(Reply); ok {
			return k.reply(in.From, m, fx)
		}
	}
	return k
}

// call sends the request to the server that answered last, or to the one that
// the caller names.
func (k client) call(op engine.Op, fx *engine.Effects) client {
	args, via := splitVia(op.Args)
	k.waits, k.retries = strings.Join(append([]string{op.ID, op.Name}, args...), " "), 0
	if via != "" {
		k.server = engine.NodeID(via)
	}
	fx.Why("ask", brief(k.waits), string(k.server), op.ID)
	fx.Fact(factProposed, op.ID, k.waits)
	fx.Send(k.server, Request{k.waits})
	fx.Arm(retry)
	return k
}

// splitVia takes "via S2" off the end.
func splitVia(args []string) (rest []string, via string) {
	if n := len(args); n >= 2 && args[n-2] == "via" {
		return args[:n-2], args[n-1]
	}
	return args, ""
}

// retry sends the same request to the next server.
func (k client) retry(fx *engine.Effects) client {
	i := slices.Index(k.c.servers, k.server)
	next := k.c.servers[(i+1)%len(k.c.servers)]
	fx.Why("ask-again", parse(k.waits).id, string(k.server), string(next))
	k.server = next
	k.retries++
	fx.Send(next, Request{k.waits})
	fx.Arm(retry)
	return k
}

// reply ends the operation. The client asks that server first from now on.
func (k client) reply(from engine.NodeID, m Reply, fx *engine.Effects) client {
	if k.waits == "" || parse(k.waits).id != m.ID {
		fx.Why("late-reply", string(from), m.ID)
		return k
	}
	fx.Why("told-result", m.ID, m.Result, string(from))
	fx.Return(m.ID, engine.OK, m.Result, "")
	k.told, k.waits, k.server, k.retries = brief(k.waits)+": "+m.Result, "", from, 0
	fx.Disarm(retry)
	return k
}

func names(ids []engine.NodeID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	return out
}
