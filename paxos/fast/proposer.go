package fast

import "synod/engine"

// retry is the timer with which a proposer sends its proposal once more.
const retry = "retry"

// proposer sends its client's value straight to the acceptors, and adds up
// their answers: who proposes learns as well. All of it is in memory.
type proposer struct {
	c     *cluster
	op    string // the client's operation
	wish  string // the value the client asked for
	heard []tally
	knows string
}

// AppendTo appends the canonical encoding.
func (p proposer) AppendTo(b []byte) []byte {
	b = engine.AppendString(engine.AppendString(engine.AppendString(b, p.op), p.wish), p.knows)
	return appendTallies(b, p.heard)
}

// Fields lists the value it proposes, the votes it heard of, and what it knows.
func (p proposer) Fields() []engine.Field {
	return []engine.Field{
		{ID: "proposes", Text: orNone(p.wish)},
		{ID: "heard", Text: p.c.counts(p.heard)},
		{ID: "knows", Text: orNone(p.knows)},
	}
}

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// Step is one line an input.
func (p proposer) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		return p.propose(in.Op, fx)
	case engine.Fire:
		fx.Why("propose-again", p.wish)
		return p.send(fx)
	case engine.Crash:
		fx.Why("crash-proposer")
		return proposer{c: p.c}
	case engine.Restart:
		fx.Why("recover-proposer")
	case engine.Deliver:
		return p.hear(in.From, in.Body.(Accepted), fx)
	}
	return p
}

// propose is the client's call. No coordinator is asked first: that is the
// message delay which a fast ballot saves.
func (p proposer) propose(op engine.Op, fx *engine.Effects) proposer {
	p.op, p.wish = op.ID, op.Args[0]
	fx.Fact(factProposed, "", p.wish)
	if p.knows != "" {
		fx.Why("known-already", p.knows)
		fx.Return(p.op, engine.OK, p.knows, "")
		return p
	}
	fx.Why("propose", p.wish, p.c.size())
	return p.send(fx)
}

func (p proposer) send(fx *engine.Effects) proposer {
	fx.Broadcast(p.c.acceptors, Propose{p.wish})
	fx.Arm(retry)
	return p
}

// hear counts a vote. Its own value need not be the one that is chosen.
func (p proposer) hear(from engine.NodeID, m Accepted, fx *engine.Effects) proposer {
	heard, news := p.c.hear(p.heard, p.knows, from, m, fx)
	p.heard = heard
	if news == "" {
		return p
	}
	p.knows = news
	fx.Fact(factLearnt, "", news)
	if p.op != "" {
		fx.Return(p.op, engine.OK, news, m.N.String())
	}
	fx.Disarm(retry)
	return p
}

// Rename gives the proposer that heard of others instead.
func (p proposer) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	p.heard = renamed(p.c, p.heard, to)
	return p
}
