package pmmc

import (
	"maps"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

func TestTranscripts(t *testing.T) { enginetest.Transcripts(t, Protocol(), "testdata") }

// One command costs 16 messages with f = 1 and one active leader, and becoming
// active costs 6: request 2, propose 4, p2a 3, p2b 3, decision 2, response 2.
// From the replica to its decision are four delays.
func TestCostOfOneCommand(t *testing.T) {
	w := enginetest.Setup{Before: "fire L1 scout"}.World(t, Protocol())
	cost := enginetest.Deliver(t, w)
	if want := map[string]int{"p1a": 3, "p1b": 3}; !maps.Equal(cost.Kinds, want) {
		t.Errorf("scouting: %v, expected %v", cost.Kinds, want)
	}
	cost = enginetest.Deliver(t, enginetest.Play(t, cost.World, "call k1 request pear\ndeliver k1>R1\ndeliver k1>R2"))
	if want := map[string]int{"propose": 4, "p2a": 3, "p2b": 3, "decision": 2, "response": 2}; !maps.Equal(cost.Kinds, want) || cost.Delays != 5 {
		t.Errorf("a command: %v in %d delays, expected %v in 4, and one for the response", cost.Kinds, cost.Delays, want)
	}
	if op := cost.World.History().Last(); op.Outcome != engine.OK || op.Value != "pear" {
		t.Errorf("the client was told %v %s", op.Outcome, op.Value)
	}
}
