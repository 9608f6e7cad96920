package votes

import (
	"fmt"
	"slices"
	"strings"

	"synod/engine"
	"synod/paxos/ballot"
	"synod/paxos/members"
)

// Reached is what a property asks that has to be reached: that there is such a fact.
func Reached(engine.Facts, engine.Fact) engine.Verdict { return engine.Holds() }

// P1a: no acceptor votes in a ballot after it has promised a higher one.
func P1a(before engine.Facts, fresh engine.Fact) engine.Verdict {
	top, promised := before.Top(Promise, fresh.Node)
	if b, _ := ballot.ParseAt(fresh.Key); promised && b.Less(ballot.Parse(top.Key)) {
		return engine.Breaks(fmt.Sprintf("%s voted for %s in %s after it had promised %s", fresh.Node, quoted(fresh.Value), fresh.Key, top.Key))
	}
	return engine.Holds()
}

// OneValue: all votes in one ballot, and in one slot of it, are for one value.
func OneValue(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.With(Vote, fresh.Key) {
		if f.Value != fresh.Value {
			return engine.Breaks(fmt.Sprintf("in %s, %s voted for %s and %s for %s", fresh.Key, f.Node, quoted(f.Value), fresh.Node, quoted(fresh.Value)))
		}
	}
	return engine.Holds()
}

// quoted is a value in a sentence: one of several words stands in quotes.
func quoted(value string) string {
	if strings.Contains(value, " ") {
		return "'" + value + "'"
	}
	return value
}

// PromiseMono: the highest ballot that an acceptor has promised never goes down. It
// looks at the promise itself, at each step that an acceptor takes part in, crashes
// and restarts among them; promised says of a node whether it is an acceptor, and
// what it has promised.
func PromiseMono(promised func(engine.Node) (ballot.Ballot, bool)) func(engine.NodeID, engine.Node, engine.Node) engine.Verdict {
	return func(id engine.NodeID, before, after engine.Node) engine.Verdict {
		was, ok := promised(before)
		if !ok || was == (ballot.Ballot{}) {
			return engine.Verdict{}
		}
		if is, _ := promised(after); is.Less(was) {
			return engine.Breaks(fmt.Sprintf("%s had promised %s, and now its promise reads %s", id, was, is))
		}
		return engine.Holds()
	}
}

// Agree: no two different values are chosen.
func Agree(acceptors members.Group) func(before engine.Facts, fresh engine.Fact) engine.Verdict {
	return func(before engine.Facts, fresh engine.Fact) engine.Verdict {
		by := func(f engine.Fact) string { return acceptors.Names(For(acceptors, before, f.Key, f.Value)) }
		for f := range before.Of(Chosen) {
			if f.Value != fresh.Value {
				return engine.Breaks(fmt.Sprintf("%s is chosen in %s (%s), and %s in %s (%s)",
					f.Value, f.Key, by(f), fresh.Value, fresh.Key, by(fresh)))
			}
		}
		return engine.Holds()
	}
}

// Valid: only a value that a client asked for is chosen.
func Valid(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(Proposed) {
		if f.Value == fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s is chosen in %s, and no client asked for it", fresh.Value, fresh.Key))
}

// Learn: nobody learns a value that was not chosen.
func Learn(before engine.Facts, fresh engine.Fact) engine.Verdict {
	for f := range before.Of(Chosen) {
		if f.Value == fresh.Value {
			return engine.Holds()
		}
	}
	return engine.Breaks(fmt.Sprintf("%s learnt %s, which was never chosen", fresh.Node, fresh.Value))
}

// Pairs judges each pair of a chosen value and a fact of some kinds when the later
// of the two comes to be. It breaks with the first pair that does.
func Pairs(before engine.Facts, fresh engine.Fact, judge func(chosen, f engine.Fact) engine.Verdict, kinds ...string) (verdict engine.Verdict) {
	note := func(chosen, f engine.Fact) bool {
		if v := judge(chosen, f); v.State > verdict.State {
			verdict = v
		}
		return verdict.State == engine.Broken
	}
	if fresh.Kind == Chosen {
		for _, kind := range kinds {
			for f := range before.Of(kind) {
				if note(fresh, f) {
					return verdict
				}
			}
		}
	}
	if slices.Contains(kinds, fresh.Kind) {
		for chosen := range before.Of(Chosen) {
			if note(chosen, fresh) {
				return verdict
			}
		}
	}
	return verdict
}
