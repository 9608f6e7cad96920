package engine_test

import (
	"strings"
	"testing"

	"synod/engine"
)

// What is sent in the world on the left, what in the one on the right, what is
// done on the left and what stands for it on the right; "none": nothing.
func TestWhatStandsForAMessageInAnotherWorld(t *testing.T) {
	for _, c := range []struct{ name, left, right, line, want string }{
		{"word for word, though another of the address is older", "b m/1/x", "b m/1/y,b m/1/x", "deliver a>b m 1 (x)", "deliver a>b m 1 (x)"},
		{"the same address", "b m/1/x", "b m/1/y", "deliver a>b m 1 (x)", "deliver a>b m 1 (y)"},
		{"what is there word for word is nobody else's", "b m/1/x,b m/1/y", "b m/1/y", "deliver a>b m 1 (x)", "none"},
		{"the second of an address for the second", "b m/1/x,b m/1/y", "b m/1/u,b m/1/v", "drop a>b m 1 (y)", "drop a>b m 1 (v)"},
		{"one does not stand for two", "b m/1/x,b m/1/y", "b m/1/u", "deliver a>b m 1 (y)", "none"},
		{"the only one of its kind", "b m/1,b n/1", "b m/2,b n/1", "deliver a>b m 1", "deliver a>b m 2"},
		{"the only one of its kind that is not there too", "b m/1,b m/7", "b m/2,b m/7", "deliver a>b m 1", "deliver a>b m 2"},
		{"not one of several of its kind", "b m/1,b m/2", "b m/3", "deliver a>b m 1", "none"},
		{"what is left out is filled in where it was taken", "b m/1/x,b n/1", "b n/1,b m/1/y", "deliver a>b m", "deliver a>b m 1 (y)"},
		{"a message that says nothing is no other", "b m", "b m/1,b m/2", "deliver a>b m", "none"},
		{"another verb", "b m/1/x", "b m/1/y", "crash b", "crash b"},
	} {
		for _, network := range []engine.Network{engine.Bag, engine.SentSet} {
			if c.line[:4] == "drop" && network == engine.SentSet {
				continue
			}
			there := play(t, world(t, probes(on{"a a.1 put x": send(strings.Split(c.left, ",")...)}, "a", "b"), engine.Config{Network: network}), "call a put x")
			here := play(t, world(t, probes(on{"a a.1 put x": send(strings.Split(c.right, ",")...)}, "a", "b"), engine.Config{Network: network}), "call a put x")
			choice, err := engine.ParseChoice(c.line)
			if err != nil {
				t.Fatal(err)
			}
			got := "none"
			if full, err := here.Match(there, choice); err == nil {
				got = full.Line()
			}
			expect(t, c.name+", "+network.String(), got, c.want)
		}
	}
}
