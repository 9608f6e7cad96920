package pmmc

import (
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

func TestTranscripts(t *testing.T) { enginetest.Transcripts(t, Protocol(), "testdata") }

// One command costs 16 messages with f = 1 and one active leader, and becoming
// active costs 6: request 2, propose 4, p2a 3, p2b 3, decision 2, response 2.
// From the replica to its decision are four delays.
func TestCostOfOneCommand(t *testing.T) {
	w, err := engine.New(Protocol(), engine.Config{})
	if err != nil {
		t.Fatal(err)
	}
	w = take(t, w, "fire L1 scout")
	w, kinds, _ := run(t, w)
	if want := map[string]int{"p1a": 3, "p1b": 3}; !equal(kinds, want) {
		t.Errorf("scouting: %v, expected %v", kinds, want)
	}
	w = take(t, w, "call k1 request pear")
	w = take(t, take(t, w, "deliver k1>R1"), "deliver k1>R2")
	w, kinds, delays := run(t, w)
	if want := map[string]int{"propose": 4, "p2a": 3, "p2b": 3, "decision": 2, "response": 2}; !equal(kinds, want) || delays != 5 {
		t.Errorf("a command: %v in %d delays, expected %v in 4, and one for the response", kinds, delays, want)
	}
	if op := w.History().Last(); op.Outcome != engine.OK || op.Value != "pear" {
		t.Errorf("the client was told %v %s", op.Outcome, op.Value)
	}
}

func equal(a, b map[string]int) bool {
	if len(a) != len(b) {
		return false
	}
	for k, n := range a {
		if b[k] != n {
			return false
		}
	}
	return true
}

func take(t *testing.T, w *engine.World, line string) *engine.World {
	t.Helper()
	c, err := engine.ParseChoice(line)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = w.Resolve(c); err != nil {
		t.Fatal(line, err)
	}
	next, _, err := w.Take(c)
	if err != nil {
		t.Fatal(line, err)
	}
	return next
}

// run delivers in rounds, one a message delay, until nothing is in flight.
func run(t *testing.T, w *engine.World) (*engine.World, map[string]int, int) {
	t.Helper()
	kinds, delays := map[string]int{}, 0
	for len(w.Flight()) > 0 {
		delays++
		for _, e := range slices.Clone(w.Flight()) {
			kinds[e.Kind]++
			w = take(t, w, "deliver "+e.Line())
		}
	}
	return w, kinds, delays
}
