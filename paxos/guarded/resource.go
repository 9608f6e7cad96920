package guarded

import (
	"strconv"
	"strings"

	"synod/engine"
)

// ID is the name of the resource.
const ID engine.NodeID = "D1"

// Resource is the node. On disk are the highest token it has seen, and what was
// written last.
type Resource struct {
	CheckToken bool // the rule of that name is on
	token      int
	value      string
}

// AppendTo appends the canonical encoding.
func (r Resource) AppendTo(b []byte) []byte {
	return engine.AppendString(engine.AppendInt(b, int64(r.token)), r.value)
}

// Fields lists the highest token and what is written.
func (r Resource) Fields() []engine.Field {
	f := []engine.Field{{ID: "seen", Text: "-", Durable: true}, {ID: "holds", Text: "-", Durable: true}}
	if r.token > 0 {
		f[0].Text = TokenText(r.token)
	}
	if r.value != "" {
		f[1].Text = r.value
	}
	return f
}

// Step is one line a message.
func (r Resource) Step(in engine.Input, fx *engine.Effects) engine.Node {
	if m, ok := in.Body.(Write); ok && in.Kind == engine.Deliver {
		return r.write(in.From, m, fx)
	}
	return r
}

// write takes a write that comes with a token not below those seen. Whoever was
// granted the lock later has a higher one.
func (r Resource) write(from engine.NodeID, m Write, fx *engine.Effects) Resource {
	if r.CheckToken && m.Token < r.token {
		fx.Why("check-token", string(from), m.Value, TokenText(m.Token), TokenText(r.token))
		fx.Fact(factFenced, TokenText(m.Token), m.Value)
		fx.Send(from, Wrote{m.ID, false})
		return r
	}
	r.whyWrite(from, m, fx)
	r.token, r.value = max(r.token, m.Token), m.Value
	fx.Fact(factWrote, TokenText(m.Token), m.Value)
	fx.Send(from, Wrote{m.ID, true})
	return r
}

func (r Resource) whyWrite(from engine.NodeID, m Write, fx *engine.Effects) {
	if m.Token < r.token {
		fx.Why("write-unchecked", string(from), m.Value, TokenText(m.Token), TokenText(r.token))
		return
	}
	fx.Why("write", string(from), m.Value, TokenText(m.Token))
}

// Write asks the resource to take a value, from whoever holds the lock with a token.
type Write struct {
	ID    string
	Token int
	Value string
}

// Wrote says whether the resource took it.
type Wrote struct {
	ID string
	OK bool
}

const (
	kindWrite = "write"
	kindWrote = "wrote"
)

// Kind, Key and Text of both.
func (Write) Kind() string { return kindWrite }
func (Wrote) Kind() string { return kindWrote }

func (m Write) Key() string { return m.ID }
func (m Wrote) Key() string { return m.ID }

func (m Write) Text() string { return m.Value + ", " + TokenText(m.Token) }

func (m Wrote) Text() string {
	if m.OK {
		return "taken"
	}
	return "refused"
}

const tokenPrefix = "token-"

// TokenText writes a token as people see it.
func TokenText(token int) string { return tokenPrefix + strconv.Itoa(token) }

// ParseToken reads back what TokenText wrote; 0 if it is something else.
func ParseToken(s string) int {
	if token, is := strings.CutPrefix(s, tokenPrefix); is {
		n, _ := strconv.Atoi(token)
		return n
	}
	return 0
}
