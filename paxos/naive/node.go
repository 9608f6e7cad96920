package naive

import "synod/engine"

// node holds two values and nothing else. The account says nothing of disks, so
// there is none.
type node struct {
	c                  *cluster
	proposed, accepted string
}

// AppendTo appends the canonical encoding.
func (n node) AppendTo(b []byte) []byte {
	return engine.AppendString(engine.AppendString(b, n.proposed), n.accepted)
}

// Fields lists the two values.
func (n node) Fields() []engine.Field {
	return []engine.Field{{ID: "proposed", Text: orNone(n.proposed)}, {ID: "accepted", Text: orNone(n.accepted)}}
}

func orNone(value string) string {
	if value == "" {
		return "-"
	}
	return value
}

// Step is one line a message.
func (n node) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		return n.crash(fx)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Request:
			return n.propose(in.From, m, fx)
		case Round:
			return n.round(in.From, m, fx)
		}
	}
	return n
}

// propose is the request that goes to all: a node without a proposal takes the
// value on.
func (n node) propose(from engine.NodeID, m Request, fx *engine.Effects) node {
	if n.proposed != "" {
		fx.Why("keep-proposal", m.Value, string(from), n.proposed)
		return n
	}
	if n.c.most {
		return n.vote(from, m, fx)
	}
	return n.takeOn(from, m.Value, fx)
}

func (n node) takeOn(from engine.NodeID, value string, fx *engine.Effects) node {
	fx.Why("take-on", value, string(from))
	n.proposed = value
	return n
}

// round is the account's loop over the nodes: the first whose proposal equals
// the value accepts it, and the value is returned as decided at once.
func (n node) round(from engine.NodeID, m Round, fx *engine.Effects) node {
	switch n.proposed {
	case "":
		return n.takeOn(from, m.Value, fx)
	case m.Value:
		return n.accept(from, m, fx)
	}
	fx.Why("other-proposal", m.Value, string(from), n.proposed)
	return n
}

// accept asks nobody else. That is the mistake.
func (n node) accept(from engine.NodeID, m Round, fx *engine.Effects) node {
	fx.Why("accept-equal", m.Value, string(from))
	n.accepted = m.Value
	fx.Fact(factVote, "", m.Value)
	fx.Send(from, Decided{m.Value})
	return n
}

// vote is propose with decide=most: the first value that a node hears of is the
// one it votes for, and it never votes again.
func (n node) vote(from engine.NodeID, m Request, fx *engine.Effects) node {
	fx.Why("vote-first", m.Value, string(from))
	n.proposed, n.accepted = m.Value, m.Value
	fx.Fact(factVote, "", m.Value)
	fx.Broadcast(n.c.clients, Vote(m))
	return n
}

// crash takes everything.
func (n node) crash(fx *engine.Effects) node {
	if n.proposed != "" {
		fx.Why("forget", n.proposed)
	}
	return node{c: n.c}
}
