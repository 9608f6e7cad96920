package naive

import (
	"fmt"

	"synod/engine"
	"synod/paxos/votes"
)

// Kinds of facts. Only the observer sees them; none is ever taken back.
const (
	factProposed = votes.Proposed // a client asked for the value
	factVote     = votes.Vote     // node accepted the value
	factChosen   = votes.Chosen   // more than half of the nodes accepted the value
	factLearnt   = votes.Learnt   // node takes the value for decided
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factProposed, Says: "{node} asks for {value}"},
		{ID: factVote, Says: "{node} accepted {value}"},
		{ID: factChosen, Glyph: "★", Milestone: true, Says: "a majority has accepted {value}", Quorum: votes.Choosers},
		{ID: factLearnt, Glyph: "✓", Milestone: true, Says: "{node} is told that {value} is decided"},
	}
}

const (
	pms    = "Paxos Made Simple §2.1"
	pmsAsk = "Paxos Made Simple §2.3"
)

func (c *cluster) properties() []engine.Property {
	return []engine.Property{
		{ID: "AGREE", Name: "agreement", Source: pms, Statement: "No two different values are accepted by a majority.",
			Reads: []string{factChosen}, OnFact: c.agree},
		{ID: "VALID", Name: "validity", Source: pms, Statement: "Only a value that a client asked for is accepted.",
			Reads: []string{factVote}, OnFact: valid},
		{ID: "LEARN", Name: "only chosen is learnt", Source: pms, Statement: "Nobody is told that a value is decided which no majority has accepted.",
			Reads: []string{factLearnt}, OnFact: learn},
		{ID: "LEARN-AGREE", Name: "learners agree", Source: pms, Statement: "Nobody is told that a value is decided when another was told before.",
			Reads: []string{factLearnt}, OnFact: learnAgree},
		{ID: "SOME-CHOSEN", Name: "a majority accepts", Sometimes: true, Source: pms,
			Statement: "A majority of the nodes accepts one value.", Reads: []string{factChosen}, OnFact: votes.Reached},
		{ID: "SOME-LEARNT", Name: "somebody is told", Sometimes: true, Source: pmsAsk,
			Statement: "A client takes a value for decided.", Reads: []string{factLearnt}, OnFact: votes.Reached},
	}
}

func (c *cluster) agree(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(factChosen) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("%s is accepted by %s, and %s by %s", f.Value, c.nodes.Names(votes.For(c.nodes, before, "", f.Value)),
				fresh.Value, c.nodes.Names(votes.For(c.nodes, before, "", fresh.Value))))
		}
	}
	return engine.Holds()
}

func valid(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(factProposed) {
		if f.Value == fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s accepts %s, and no client asked for it", fresh.Node, fresh.Value))
}

func learn(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if before.Has(engine.Fact{Kind: factChosen, Value: fresh.Value}) {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s is told that %s is decided, and no majority has accepted it", fresh.Node, fresh.Value))
}

// learnAgree is what clients can notice when they talk to each other.
func learnAgree(before engine.Facts, fresh engine.Fact) (verdict engine.Verdict) {
	for f := range before.Of(factLearnt) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("%s was told %s, and %s is told %s", f.Node, f.Value, fresh.Node, fresh.Value))
		}
		verdict = engine.Holds()
	}
	return verdict
}
