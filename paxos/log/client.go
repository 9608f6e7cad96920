package log

import (
	"strings"

	"synod/engine"
	"synod/paxos/guarded"
)

// Operations of clients.
const (
	opPut    = "put"
	opGet    = "get"
	opCAS    = "cas"
	opAdd    = "add"
	opConfig = "config"
	opLock   = "lock"
	opSeize  = "seize"
	opUnlock = "unlock"
	opWrite  = "write"
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
	token   int    // of the lock that it was granted; 0: none
	told    string // the last answer, for people
}

// AppendTo appends the canonical encoding.
func (k client) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(b, k.waits), string(k.server))
	return engine.AppendString(engine.AppendInt(engine.AppendInt(b, int64(k.retries)), int64(k.token)), k.told)
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
	if k.token > 0 {
		f = append(f, engine.Field{ID: "token", Text: guarded.TokenText(k.token)})
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
		switch m := in.Body.(type) {
		case Reply:
			return k.reply(in.From, m, fx)
		case guarded.Wrote:
			return k.wrote(m, fx)
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
	fx.Arm(retry)
	if op.Name == opWrite {
		fx.Why("use-lock", args[0], guarded.TokenText(k.token))
		k.write(fx)
		return k
	}
	fx.Why("ask", brief(k.waits), string(k.server), op.ID)
	fx.Fact(factProposed, op.ID, k.waits)
	fx.Send(k.server, Request{k.waits})
	return k
}

// write sends a write to the resource, with the token of the lock.
func (k client) write(fx *engine.Effects) {
	w := parse(k.waits)
	fx.Send(guarded.ID, guarded.Write{ID: w.id, Token: k.token, Value: w.arg(0)})
}

// wrote ends a write.
func (k client) wrote(m guarded.Wrote, fx *engine.Effects) client {
	if parse(k.waits).id != m.ID {
		fx.Why("late-reply", string(guarded.ID), m.ID)
		return k
	}
	outcome, result := engine.OK, m.Text()
	if !m.OK { // a copy that came earlier may have been taken
		outcome, k.token = engine.Unknown, 0
	}
	fx.Why("told-wrote", m.ID, result, string(guarded.ID))
	fx.Return(m.ID, outcome, result, "")
	k.told, k.waits = brief(k.waits)+": "+result, ""
	fx.Disarm(retry)
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
	fx.Arm(retry)
	k.retries++
	if parse(k.waits).words[0] == opWrite {
		fx.Why("write-again", parse(k.waits).id)
		k.write(fx)
		return k
	}
	i := k.c.servers.Index(k.server)
	next := k.c.servers[(i+1)%len(k.c.servers)]
	fx.Why("ask-again", parse(k.waits).id, string(k.server), string(next))
	k.server = next
	fx.Send(next, Request{k.waits})
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
	k.token = k.holds(m.Result)
	k.told, k.waits, k.server, k.retries = brief(k.waits)+": "+m.Result, "", from, 0
	fx.Disarm(retry)
	return k
}

// holds is the token that the client believes to hold after an answer.
func (k client) holds(result string) int {
	switch op := parse(k.waits).words[0]; {
	case op == opLock || op == opSeize:
		return guarded.ParseToken(result)
	case op == opUnlock:
		return 0
	}
	return k.token
}

// refuseWrite says why a client may not write; empty: it may.
func refuseWrite(n engine.Node, args []string) string {
	switch k := n.(client); {
	case !k.c.resource:
		return "there is nothing to write to; set resource: true"
	case k.token == 0:
		return "it holds no lock"
	case len(args) != 1:
		return "it takes one word"
	}
	return ""
}
