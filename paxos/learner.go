package paxos

import (
	"slices"
	"strings"

	"synod/engine"
)

// learner adds up the votes it hears of. What it learnt is on disk, as in a
// ledger; the votes it heard of are not: the paper asks for neither, since a
// learner that forgets can have a proposer run another ballot (§2.3).
type learner struct {
	c      *cluster
	heard  []tally // by ballot
	learnt string  // on disk
}

// tally is who is known to have cast one vote.
type tally struct {
	vote Vote
	by   set
}

func (t tally) appendTo(b []byte) []byte { return engine.AppendInt(t.vote.AppendTo(b), int64(t.by)) }

// AppendTo appends the canonical encoding.
func (l learner) AppendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendString(b, l.learnt), int64(len(l.heard)))
	for _, t := range l.heard {
		b = t.appendTo(b)
	}
	return b
}

// Fields lists how many votes were heard of, ballot by ballot, and what was learnt.
func (l learner) Fields() []engine.Field {
	learnt := l.learnt
	if learnt == "" {
		learnt = "-"
	}
	return []engine.Field{
		{ID: "heard", Text: l.counts()},
		{ID: "learnt", Text: learnt, Durable: true},
	}
}

func (l learner) counts() string {
	switch len(l.heard) {
	case 0:
		return l.c.count2(0)
	case 1:
		return l.c.count2(l.heard[0].by)
	}
	var parts []string
	for _, t := range l.heard {
		parts = append(parts, t.vote.Ballot.String()+" "+l.c.count2(t.by))
	}
	return strings.Join(parts, ", ")
}

// Step is one line an input.
func (l learner) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Crash:
		return l.crash(fx)
	case engine.Restart:
		l.whyRestart(fx)
	case engine.Deliver:
		switch m := in.Body.(type) {
		case Accepted:
			return l.hear(in.From, m, in.Self, fx)
		case Learn:
			return l.beTold(in.From, m, fx)
		}
	}
	return l
}

// hear counts a vote, and learns the value once a quorum has voted for it in
// one ballot. Votes of different ballots are never added up.
func (l learner) hear(from engine.NodeID, m Accepted, self engine.NodeID, fx *engine.Effects) learner {
	vote := l.c.counted(m)
	by := l.voters(vote)
	switch {
	case l.learnt != "":
		fx.Why("late-vote", string(from), m.N.String(), l.learnt)
		return l
	case by&l.c.acceptors.Bit(from) != 0:
		fx.Why("repeated-vote", string(from), m.N.String())
		return l
	}
	by |= l.c.acceptors.Bit(from)
	l.heard = record(l.heard, tally{vote, by})
	if !l.c.decides(by) {
		fx.Why("hear-vote", l.c.count2(by), m.N.String(), m.Value, string(from))
		return l
	}
	l.whyLearn(m, by, fx)
	l.c.acceptors.Formed(by, fx)
	l.learnt = m.Value
	fx.Fact(factLearnt, "", m.Value)
	fx.Broadcast(l.c.toldBy(self), Learn{m.Value})
	return l
}

// counted is the vote under which an Accepted is counted: a value in a ballot.
func (c *cluster) counted(m Accepted) Vote {
	if !c.countPerBallot {
		return acrossBallots(m)
	}
	return Vote{Ballot: m.N, Value: m.Value}
}

// acrossBallots is counted with count-per-ballot switched off.
func acrossBallots(m Accepted) Vote { return Vote{Value: m.Value} }

// beTold takes the word of a distinguished learner.
func (l learner) beTold(from engine.NodeID, m Learn, fx *engine.Effects) learner {
	if l.learnt != "" {
		fx.Why("told-again", string(from), m.Value)
		return l
	}
	l.learnt = m.Value
	fx.Why("told", string(from), m.Value)
	fx.Fact(factLearnt, "", m.Value)
	return l
}

func (l learner) voters(v Vote) set {
	for _, t := range l.heard {
		if t.vote == v {
			return t.by
		}
	}
	return 0
}

// record gives a list with t in the place of the same vote's tally.
func record(heard []tally, t tally) []tally {
	out := slices.DeleteFunc(slices.Clone(heard), func(o tally) bool { return o.vote == t.vote })
	out = append(out, t)
	slices.SortFunc(out, func(a, b tally) int { return a.vote.Compare(b.vote) })
	return out
}

// crash leaves what is on disk.
func (l learner) crash(fx *engine.Effects) learner {
	fx.Why("crash-learner")
	return learner{c: l.c, learnt: l.learnt}
}

// whyLearn names the rule by which a learner takes a value for chosen.
func (l learner) whyLearn(m Accepted, by set, fx *engine.Effects) {
	v, n, who := m.Value, m.N.String(), l.c.acceptors.Names(by)
	switch {
	case !l.c.quorumOfVotes:
		fx.Why("quorum-of-votes", v, n, who, l.c.size())
	case !l.c.countPerBallot:
		fx.Why("count-per-ballot", v, n, who)
	default:
		fx.Why("learn", v, n, who, l.c.size())
	}
}

func (l learner) whyRestart(fx *engine.Effects) {
	if l.learnt == "" {
		fx.Why("recover-ignorant")
		return
	}
	fx.Why("recover-learnt", l.learnt)
}
