package pmmc

import "synod/engine"

// resend is the timer with which whoever waits asks again: links may lose what
// the paper's do not.
const resend = "resend"

// client has one command under way at a time. It knows what it waits for and
// nothing else.
type client struct {
	c       *cluster
	waiting Command
	result  string // of its last command
}

// AppendTo appends the canonical encoding.
func (k client) AppendTo(b []byte) []byte {
	return engine.AppendString(engine.AppendString(b, k.waiting.String()), k.result)
}

// Fields lists what it waits for and what it was told last.
func (k client) Fields() []engine.Field {
	result := k.result
	if result == "" {
		result = "-"
	}
	return []engine.Field{{ID: "waiting", Text: k.waiting.String(), Durable: true}, {ID: "told", Text: result, Durable: true}}
}

// Step is one line an input.
func (k client) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return k.request(in.Op, fx)
	case engine.Fire:
		return k.ask("ask-again", fx)
	case engine.Deliver:
		if m, ok := in.Body.(response); ok {
			return k.response(in.From, m, fx)
		}
	}
	return k
}

// request sends the command to all replicas: any of them may be down.
func (k client) request(op engine.Op, fx *engine.Effects) client {
	k.waiting, k.result = Command{op.ID, op.Args[0]}, ""
	fx.Fact(factRequest, op.ID, k.waiting.String())
	return k.ask("request", fx)
}

func (k client) ask(rule string, fx *engine.Effects) client {
	fx.Why(rule, k.waiting.Op)
	fx.Arm(resend)
	fx.Broadcast(k.c.replicas, request{k.waiting})
	return k
}

// response takes the first answer; the other replicas say the same.
func (k client) response(from engine.NodeID, m response, fx *engine.Effects) client {
	if m.id != k.waiting.ID {
		fx.Why("response-again", string(from), m.id)
		return k
	}
	fx.Why("response", string(from), k.waiting.Op, m.result)
	fx.Return(m.id, engine.OK, m.result, "")
	fx.Disarm(resend)
	k.waiting, k.result = Command{}, m.result
	return k
}

// busy refuses a second command before the first has returned.
func busy(n engine.Node, _ []string) string {
	if k := n.(client); k.waiting != (Command{}) {
		return "it waits for " + k.waiting.String()
	}
	return ""
}
