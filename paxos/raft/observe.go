package raft

import (
	"fmt"
	"strconv"
	"strings"

	"synod/engine"
)

// Kinds of facts. Only the observer sees them.
const (
	factLeads     = "leads"     // node won the term, with this log
	factStored    = "stored"    // node has an entry of the index and term; the log up to it
	factCommitted = "committed" // the leader committed the entry at the index
	factApplied   = "applied"   // node knows that the entry at the index is committed
)

func facts() []engine.FactKind {
	return []engine.FactKind{
		{ID: factLeads, Glyph: "♛", Milestone: true, Says: "{node} leads term {key} with the log {value}"},
		{ID: factStored, Says: "{node} has written entry {key}: {value}"},
		{ID: factCommitted, Glyph: "★", Milestone: true, Says: "committed by {node}: {value} at {key}"},
		{ID: factApplied, Says: "{node} applies {value} at {key}"},
	}
}

const paper = "Ongaro & Ousterhout 2014, figure 3"

// properties are those of figure 3 of the paper, and what should be reachable. The
// presets add what needs the clients' history.
func (c *cluster) properties() []engine.Property {
	some := func(id, name, statement, kind string, reached func(engine.Facts, engine.Fact) bool) engine.Property {
		return engine.Property{ID: id, Name: name, Sometimes: true, Source: paper, Statement: statement, Reads: []string{kind},
			OnFact: func(before engine.Facts, f engine.Fact) engine.Verdict {
				if reached(before, f) {
					return engine.Holds()
				}
				return engine.Verdict{}
			}}
	}
	return []engine.Property{
		{ID: "ONE-LEADER-PER-EPOCH", Name: "election safety", Short: "one leader", Source: paper,
			Statement: "No two servers win one term.", Reads: []string{factLeads}, OnFact: oneLeader},
		{ID: "LOG-MATCH", Name: "log matching", Short: "logs match", Source: paper,
			Statement: "Two logs that have an entry of the same index and term are alike up to it.", Reads: []string{factStored}, OnFact: logMatch},
		{ID: "LEADER-COMPLETE", Name: "leader completeness", Short: "complete", Source: paper,
			Statement: "What was committed in a term is in the log of every leader of a later term.",
			Reads:     []string{factLeads, factCommitted}, OnFact: leaderComplete},
		{ID: "SMS", Name: "state machine safety", Short: "one entry an index", Source: paper,
			Statement: "No two servers apply different entries at one index.", Reads: []string{factApplied}, OnFact: safety},
		some("SOME-LEADER", "somebody wins", "Some server wins a term.", factLeads, func(engine.Facts, engine.Fact) bool { return true }),
		some("SOME-COMMITTED", "something is committed", "Some entry is committed.", factCommitted, func(engine.Facts, engine.Fact) bool { return true }),
		some("SOME-LATER", "a later leader", "A server wins a term after something was committed.", factLeads, func(before engine.Facts, _ engine.Fact) bool { return before.Count(factCommitted) > 0 }),
	}
}

func oneLeader(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.Of(factLeads) {
		if f.Key == fresh.Key && f.Node != fresh.Node {
			return engine.Breaks(fmt.Sprintf("%s and %s both won term %s", f.Node, fresh.Node, fresh.Key))
		}
		verdict = engine.Holds()
	}
	return verdict
}

func logMatch(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.With(factStored, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("entry %s: %s has %s, and %s has %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
		verdict = engine.Holds()
	}
	return verdict
}

// leaderComplete holds what was committed against the logs with which leaders of
// later terms began, whichever comes to be known later.
func leaderComplete(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	if fresh.Kind == factLeads {
		for f := range before.Of(factCommitted) {
			if why := lacks(fresh, f, inTerm(before, f.Node)); why != "" {
				return engine.Breaks(why)
			}
			verdict = engine.Holds()
		}
		return verdict
	}
	for f := range before.Of(factLeads) {
		if why := lacks(f, fresh, inTerm(before, fresh.Node)); why != "" {
			return engine.Breaks(why)
		}
	}
	return verdict
}

// inTerm is the last term that a server won.
func inTerm(facts engine.Facts, id engine.NodeID) (last int) {
	for f := range facts.Of(factLeads) {
		if term, _ := strconv.Atoi(f.Key); f.Node == id {
			last = max(last, term)
		}
	}
	return last
}

// lacks says how the log of a leader lacks what was committed in an earlier term.
// In which term that was is not told; it was the last that the committing server
// had won when it was known to, so it is no later than that.
func lacks(leads, committed engine.Fact, at int) string {
	term, _ := strconv.Atoi(leads.Key)
	index, _ := strconv.Atoi(committed.Key)
	log := strings.Fields(leads.Value)
	if term <= at || index <= len(log) && log[index-1] == committed.Value {
		return ""
	}
	return fmt.Sprintf("%s committed %s at index %s, and %s wins term %s with the log: %s",
		committed.Node, committed.Value, committed.Key, leads.Node, leads.Key, leads.Value)
}

func safety(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.With(factApplied, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("at index %s, %s applied %s and %s applies %s", fresh.Key, f.Node, f.Value, fresh.Node, fresh.Value))
		}
		verdict = engine.Holds()
	}
	return verdict
}
