package enginetest

import (
	"math/bits"
	"strconv"

	"synod/engine"
)

// Ballots is single-decree Paxos with the least that its safety is about, as a
// yardstick for searches: three messages, Prepare, Promise and Accept; no
// learner, no acknowledgement of a vote, no client, nothing in a node that the
// algorithm does not need. A proposer may begin its next ballot at any time, as
// often as rounds says. If it is observed, votes are facts, and so is what they
// choose: worlds differ in what was ever voted for, not only in what nodes hold.
func Ballots(acceptors, proposers, rounds int, observed bool) *engine.Protocol {
	b := &ballots{proposers: proposers, rounds: rounds, quorum: acceptors/2 + 1, observed: observed}
	for i := range acceptors {
		b.acceptors = append(b.acceptors, engine.NodeID("A"+strconv.Itoa(i+1)))
	}
	return &engine.Protocol{
		Name:  "ballots",
		Roles: []engine.Role{{ID: "leader"}, {ID: "elector", Column: 1}},
		Build: func(engine.Config) (engine.Setup, error) { return b.build(), nil },
	}
}

// ballots is what all nodes know.
type ballots struct {
	acceptors         []engine.NodeID
	proposers, rounds int
	quorum            int
	observed          bool
}

func (b *ballots) build() engine.Setup {
	s := engine.Setup{Derive: b.derive, Properties: []engine.Property{
		{ID: "AGREE", Reads: []string{"chosen"}, OnFact: func(before engine.Facts, fresh engine.Fact) engine.Verdict {
			for f := range before.Of("chosen") {
				if f.Value != fresh.Value {
					return engine.Breaks(f.Value + " is chosen in " + f.Key + ", and " + fresh.Value + " in " + fresh.Key)
				}
			}
			return engine.Holds()
		}},
		{ID: "CHOSEN", Sometimes: true, Reads: []string{"chosen"}, OnFact: func(engine.Facts, engine.Fact) engine.Verdict { return engine.Holds() }},
	}}
	for i := range b.proposers {
		id := engine.NodeID("P" + strconv.Itoa(i+1))
		s.Nodes = append(s.Nodes, engine.NodeSpec{ID: id, Role: "leader", Node: leader{b: b, me: i}, Arm: []string{"next"}})
	}
	for _, id := range b.acceptors {
		s.Nodes = append(s.Nodes, engine.NodeSpec{ID: id, Role: "elector", Node: elector{observed: b.observed}})
	}
	return s
}

func (b *ballots) derive(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	votes := 1
	for range before.With("vote", fresh.Key) {
		votes++
	}
	if fresh.Kind == "vote" && votes == b.quorum {
		conclude(engine.Fact{Kind: "chosen", Key: fresh.Key, Value: fresh.Value})
	}
}

// paper is a message about a ballot, with a vote: the one that a Promise
// reports, or the value that an Accept asks for.
type paper struct {
	kind   string
	ballot int
	vote   vote
}

type vote struct {
	ballot int // 0: none
	value  string
}

func (p paper) Kind() string { return p.kind }
func (p paper) Key() string  { return strconv.Itoa(p.ballot) }
func (p paper) Text() string {
	if p.vote == (vote{}) {
		return ""
	}
	return strconv.Itoa(p.vote.ballot) + " " + p.vote.value
}

// leader is a proposer. Its k-th ballot is the k-th of those that are its own.
type leader struct {
	b      *ballots
	me     int
	round  int
	heard  uint64 // whose promises came; 0 once it has asked for votes
	asked  bool
	report vote // the highest that the promises report
}

func (l leader) ballot() int { return (l.round-1)*l.b.proposers + l.me + 1 }

func (l leader) AppendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(b, int64(l.round)), int64(l.heard))
	b = engine.AppendInt(engine.AppendBool(b, l.asked), int64(l.report.ballot))
	return engine.AppendString(b, l.report.value)
}

func (l leader) Fields() []engine.Field {
	return []engine.Field{{ID: "round", Text: strconv.Itoa(l.round)}}
}

func (l leader) Step(in engine.Input, fx *engine.Effects) engine.Node {
	if in.Kind == engine.Fire {
		return l.begin(fx)
	}
	if p := in.Body.(paper); !l.asked && p.ballot == l.ballot() {
		return l.promise(in.From, p, fx)
	}
	return l
}

func (l leader) begin(fx *engine.Effects) engine.Node {
	l = leader{b: l.b, me: l.me, round: l.round + 1}
	if l.round < l.b.rounds {
		fx.Arm("next")
	}
	fx.Broadcast(l.b.acceptors, paper{kind: "prepare", ballot: l.ballot()})
	return l
}

func (l leader) promise(from engine.NodeID, p paper, fx *engine.Effects) engine.Node {
	for i, id := range l.b.acceptors {
		if id == from {
			l.heard |= 1 << i
		}
	}
	if p.vote.ballot > l.report.ballot {
		l.report = p.vote
	}
	if bits.OnesCount64(l.heard) < l.b.quorum {
		return l
	}
	value := l.report.value
	if value == "" {
		value = "v" + strconv.Itoa(l.me+1)
	}
	fx.Broadcast(l.b.acceptors, paper{"accept", l.ballot(), vote{l.ballot(), value}})
	return leader{b: l.b, me: l.me, round: l.round, asked: true}
}

// elector is an acceptor.
type elector struct {
	observed bool
	promised int
	vote     vote
}

func (e elector) AppendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(b, int64(e.promised)), int64(e.vote.ballot))
	return engine.AppendString(b, e.vote.value)
}

func (e elector) Fields() []engine.Field {
	return []engine.Field{{ID: "promised", Text: strconv.Itoa(e.promised)}}
}

func (e elector) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch p := in.Body.(paper); {
	case p.kind == "prepare" && p.ballot > e.promised:
		e.promised = p.ballot
		fx.Send(in.From, paper{"promise", p.ballot, e.vote})
	case p.kind == "accept" && p.ballot >= e.promised:
		e.promised, e.vote = p.ballot, p.vote
		if e.observed {
			fx.Fact("vote", strconv.Itoa(p.ballot), p.vote.value)
		}
	}
	return e
}
