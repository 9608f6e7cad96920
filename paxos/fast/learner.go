package fast

import "synod/engine"

// learner adds up the votes it hears of, ballot by ballot. What it learnt is on
// disk.
type learner struct {
	c      *cluster
	heard  []tally
	learnt string // on disk
}

// AppendTo appends the canonical encoding.
func (l learner) AppendTo(b []byte) []byte {
	return appendTallies(engine.AppendString(b, l.learnt), l.heard)
}

// Fields lists the votes it heard of, and what it learnt.
func (l learner) Fields() []engine.Field {
	return []engine.Field{{ID: "heard", Text: l.c.counts(l.heard)}, {ID: "learnt", Text: orNone(l.learnt), Durable: true}}
}

// Step is one line an input.
func (l learner) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		fx.Why("crash-learner")
		return learner{c: l.c, learnt: l.learnt}
	case engine.Restart:
		fx.Why("recover-learner", orNothing(l.learnt))
	case engine.Deliver:
		var news string
		l.heard, news = l.c.hear(l.heard, l.learnt, in.From, in.Body.(Accepted), fx)
		if news != "" {
			l.learnt = news
			fx.Fact(factLearnt, "", news)
		}
	}
	return l
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// hear counts a vote among those heard of, for proposers and learners alike. The
// news is the value that it makes known to be chosen; empty: none. It takes a
// fast quorum in a fast ballot, and votes of different ballots or for different
// values are never added up.
func (c *cluster) hear(heard []tally, known string, from engine.NodeID, m Accepted, fx *engine.Effects) (now []tally, news string) {
	vote := Vote{Ballot: m.N, Value: m.Value}
	by := voters(heard, vote)
	switch who := c.acceptors.Bit(from); {
	case known != "":
		fx.Why("late-vote", string(from), m.N.String(), known)
		return heard, ""
	case by&who != 0:
		fx.Why("repeated-vote", string(from), m.N.String())
		return heard, ""
	default:
		by |= who
	}
	heard = record(heard, tally{vote, by})
	if !c.quorum(m.N).Has(by) {
		fx.Why("hear-vote", c.count(by, m.N), m.N.String(), m.Value, string(from))
		return heard, ""
	}
	c.acceptors.Formed(by, fx)
	fx.Why("learn", m.Value, m.N.String(), c.acceptors.Names(by), sort(m.N))
	return heard, m.Value
}

// Rename gives the learner that heard of others instead.
func (l learner) Rename(to func(engine.NodeID) engine.NodeID) engine.Node {
	l.heard = renamed(l.c, l.heard, to)
	return l
}
