package log

import (
	"strconv"

	"synod/engine"
)

// resource is what a lock is there for: something outside the log that one client
// at a time may write to. It knows nothing of the lock but the token that comes
// with a write: the number of the slot in which the lock was granted. On disk
// are the highest token it has seen, and what was written last.
type resource struct {
	c     *cluster
	token int
	value string
}

// AppendTo appends the canonical encoding.
func (r resource) AppendTo(b []byte) []byte {
	return engine.AppendString(engine.AppendInt(b, int64(r.token)), r.value)
}

// Fields lists the highest token and what is written.
func (r resource) Fields() []engine.Field {
	f := []engine.Field{{ID: "seen", Text: "-", Durable: true}, {ID: "holds", Text: "-", Durable: true}}
	if r.token > 0 {
		f[0].Text = tokenText(r.token)
	}
	if r.value != "" {
		f[1].Text = r.value
	}
	return f
}

// Step is one line a message.
func (r resource) Step(in engine.Input, fx *engine.Effects) engine.Node {
	if m, ok := in.Body.(Write); ok && in.Kind == engine.Deliver {
		return r.write(in.From, m, fx)
	}
	return r
}

// write takes a write that comes with a token not below those seen. Whoever was
// granted the lock later has a higher one.
func (r resource) write(from engine.NodeID, m Write, fx *engine.Effects) resource {
	if r.c.checkToken && m.Token < r.token {
		fx.Why("check-token", string(from), m.Value, tokenText(m.Token), tokenText(r.token))
		fx.Fact(factFenced, tokenText(m.Token), m.Value)
		fx.Send(from, Wrote{m.ID, false})
		return r
	}
	r.whyWrite(from, m, fx)
	r.token, r.value = max(r.token, m.Token), m.Value
	fx.Fact(factWrote, tokenText(m.Token), m.Value)
	fx.Send(from, Wrote{m.ID, true})
	return r
}

func (r resource) whyWrite(from engine.NodeID, m Write, fx *engine.Effects) {
	if m.Token < r.token {
		fx.Why("write-unchecked", string(from), m.Value, tokenText(m.Token), tokenText(r.token))
		return
	}
	fx.Why("write", string(from), m.Value, tokenText(m.Token))
}

func tokenText(token int) string { return "token-" + strconv.Itoa(token) }

// parseToken reads back what tokenText wrote; 0 if it is something else.
func parseToken(s string) int {
	if len(s) < len("token-") || s[:len("token-")] != "token-" {
		return 0
	}
	n, _ := strconv.Atoi(s[len("token-"):])
	return n
}
