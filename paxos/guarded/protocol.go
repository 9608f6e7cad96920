package guarded

import (
	_ "embed"
	"fmt"

	"synod/engine"
	"synod/paxos/votes"
)

// Rules is the part of a protocol's catalogue that is about the resource. Its
// switch is check-token.
//
//go:embed rules.txt
var Rules string

// Kinds of facts. Only the observer sees them.
const (
	factWrote  = "wrote"  // the resource took a value that came with the token
	factFenced = "fenced" // the resource refused a value that came with the token
)

// Facts lists what an observer sees of the resource.
func Facts() []engine.FactKind {
	return []engine.FactKind{
		{ID: factWrote, Glyph: "■", Says: "{node} took {value}, written with {key}"},
		{ID: factFenced, Milestone: true, Says: "{node} refused {value}, written with {key}"},
	}
}

// Kinds lists its messages.
func Kinds() []engine.Kind {
	return []engine.Kind{
		{ID: kindWrite, Short: "wr", Name: "Write", Phase: "lock", Plain: true},
		{ID: kindWrote, Short: "wok", Name: "Wrote", Phase: "lock", Plain: true},
	}
}

// Properties lists what holds of a resource that a lock guards.
func Properties() []engine.Property {
	const source = "Burrows, The Chubby lock service, 2006, §2.4"
	return []engine.Property{
		{ID: "MUTEX", Name: "one holder at a time", Short: "one holder", Source: source,
			Statement: "The resource takes no write of an earlier holder of the lock after one of a later holder.", Reads: []string{factWrote}, OnFact: mutex},
		{ID: "SOME-FENCED", Name: "an old holder is refused", Short: "refused", Sometimes: true, Source: source,
			Statement: "The resource refuses a write with an old token.", Reads: []string{factFenced}, OnFact: votes.Reached},
	}
}

func mutex(before engine.Facts, fresh engine.Fact) engine.Verdict {
	verdict := engine.Verdict{}
	for f := range before.Of(factWrote) {
		if ParseToken(f.Key) > ParseToken(fresh.Key) {
			return engine.Breaks(fmt.Sprintf("%s took '%s', written with %s, after '%s', written with %s", fresh.Node, fresh.Value, fresh.Key, f.Value, f.Key))
		}
		verdict = engine.Holds()
	}
	return verdict
}
