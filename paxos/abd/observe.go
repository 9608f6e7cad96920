package abd

import (
	"fmt"
	"slices"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/votes"
)

// Kinds of facts. Only the observer sees them.
const (
	factWrites = "writes" // node has made the timestamp for the value
	factStored = "stored" // node, a server, has taken the value
	factSpread = "spread" // a write quorum has taken the value, or newer ones
	factRead   = "read"   // node has read the value
)

func factKinds() []engine.FactKind {
	return []engine.FactKind{
		{ID: factWrites, Says: "{node} writes {value} as {key}"},
		{ID: factStored, Says: "{node} has taken {value}, {key}", Less: votes.ByBallot},
		{ID: factSpread, Glyph: "◆", Milestone: true, Says: "a quorum has taken {value} ({key}) or what is newer", Quorum: holders},
		{ID: factRead, Glyph: "◇", Milestone: true, Says: "{node} reads {value}"},
	}
}

// derive concludes which values have spread to a write quorum.
func (c *cluster) derive(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	if fresh.Kind != factStored {
		return
	}
	for f := range before.Of(factWrites) {
		if b := ballot.Parse(f.Key); !ballot.Parse(fresh.Key).Less(b) && c.writeQuorum.Has(c.holding(before, b)|c.servers.Bit(fresh.Node)) {
			conclude(engine.Fact{Kind: factSpread, Key: f.Key, Value: f.Value})
		}
	}
}

// holders lists those who have taken a value, or what is newer.
func holders(before engine.Facts, spread engine.Fact) (out []engine.NodeID) {
	for f := range before.Of(factStored) {
		if !votes.ByBallot(f, spread) && !slices.Contains(out, f.Node) {
			out = append(out, f.Node)
		}
	}
	slices.Sort(out)
	return out
}

// holding is the set of servers that have taken a timestamp or a higher one.
func (c *cluster) holding(facts engine.Facts, b Stamp) (s set) {
	for _, id := range c.servers {
		if top, found := facts.Top(factStored, id); found && !ballot.Parse(top.Key).Less(b) {
			s |= c.servers.Bit(id)
		}
	}
	return s
}

const paper = "Attiya, Bar-Noy, Dolev, Sharing Memory Robustly in Message-Passing Systems, 1995"

func (c *cluster) properties() []engine.Property {
	return []engine.Property{
		{ID: "STAMP-MONO", Name: "timestamps only rise", Source: paper,
			Statement: "The timestamp that a server holds never goes down, not even when it stops and comes back.", OnNode: stampMono},
		{ID: "READ-SPREAD", Name: "what is read has spread", Source: paper,
			Statement: "When a read returns a value, a write quorum has taken it, or newer ones.",
			Reads:     []string{factRead}, OnFact: readSpread},
		{ID: "ONE-VALUE-PER-STAMP", Name: "one value per timestamp", Source: paper,
			Statement: "No two values have the same timestamp.", Reads: []string{factWrites}, OnFact: oneValue},
		{ID: "SOME-SPREAD", Name: "a write spreads", Sometimes: true, Source: paper,
			Statement: "A write quorum takes a value.", Reads: []string{factSpread}, OnFact: votes.Reached},
		{ID: "SOME-READ", Name: "a value is read", Sometimes: true, Source: paper,
			Statement: "A read returns a value that was written.", Reads: []string{factRead}, OnFact: readValue},
	}
}

func stampMono(id engine.NodeID, before, after engine.Node) engine.Verdict {
	was, ok := before.(server)
	switch {
	case !ok || !was.held.Cast():
		return engine.Verdict{}
	case after.(server).held.Ballot.Less(was.held.Ballot):
		return engine.Breaks(fmt.Sprintf("%s held %s, and now it holds %s", id, was.held, after.(server).held))
	}
	return engine.Holds()
}

func readSpread(before engine.Facts, fresh engine.Fact) engine.Verdict {
	if fresh.Value == Nothing {
		return engine.Verdict{}
	}
	for range before.With(factSpread, fresh.Key) {
		return engine.Holds()
	}
	return engine.Breaks(fmt.Sprintf("%s reads %s (%s), which no write quorum has taken", fresh.Node, fresh.Value, fresh.Key))
}

func oneValue(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(factWrites, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("%s stands for %s and for %s", fresh.Key, f.Value, fresh.Value))
		}
	}
	return engine.Holds()
}

func readValue(_ engine.Facts, fresh engine.Fact) engine.Verdict {
	if fresh.Value == Nothing {
		return engine.Verdict{}
	}
	return engine.Holds()
}
