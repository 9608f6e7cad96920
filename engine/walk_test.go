package engine_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"synod/engine"
)

// chatter makes four probes that answer each other, arm timers and record
// facts, on three hosts, one with a clock, so that a walk meets everything.
func chatter() *engine.Protocol {
	does := on{}
	names := []string{"a", "b", "c", "d"}
	for i, id := range names {
		next := names[(i+1)%4]
		does[id+" "+id+".1 put x"] = func(fx *engine.Effects) {
			send(next+" m/1/x", "a m/2", "d n")(fx)
			fx.Arm("retry")
			fx.Fact("known", "k", "x")
		}
		does[id+" !retry"] = send(next+" m/1/y", next+" m/1/x")
		does["a "+id+":m/2"] = answer(id+".1", engine.OK, "done")
		does["d "+id+":n"] = func(fx *engine.Effects) { fx.Fact("known", "k", id); fx.ArmAt("late", 2) }
	}
	return probes(does, "a@S1", "b@S1", "c", "d@S3:timed")
}

// A walk over everything there is. In each world: fingerprints are the same from
// scratch and worlds with equal ones are equal; what is enabled is legal, is
// told apart, prints and parses back; a step leaves the old world as it was and
// gives the same world again.
func TestRandomWalks(t *testing.T) {
	for _, network := range []engine.Network{engine.Bag, engine.SentSet, engine.Fifo} {
		m := menuOf(t, engine.Menu{Crashes: 2, Drops: engine.Any, Dups: 2, Cuts: 3, Ticks: 4, Losses: []string{"", "disk"}},
			"call a put x", "call b put x", "call c put x", "call c get", "call a get")
		first := world(t, chatter(), engine.Config{Network: network, Menu: m})
		seen := map[uint64]string{}
		for seed := range int64(60) {
			dice := rand.New(rand.NewSource(seed))
			w := first
			for range 60 {
				choices := w.Enabled(&m, nil)
				if len(choices) == 0 {
					break
				}
				w = checkStep(t, w, choices[dice.Intn(len(choices))], choices, seen)
			}
		}
		t.Logf("%v: %d worlds", network, len(seen))
	}
}

func checkStep(t *testing.T, w *engine.World, c engine.Choice, choices []engine.Choice, seen map[uint64]string) *engine.World {
	t.Helper()
	before, lists := string(w.AppendTo(nil)), fmt.Sprint(flight(w), history(w), w.Facts().Len(), w.Cuts())
	for i, o := range choices {
		parsed, err := engine.ParseChoice(o.Line())
		if err != nil || parsed != o {
			t.Fatalf("%s is parsed as %#v, %v", o.Line(), parsed, err)
		}
		if full, err := w.Resolve(o); err != nil || full != o {
			t.Fatalf("%s is enabled, and resolved to %s, %v", o.Line(), full.Line(), err)
		}
		if slices.Contains(choices[:i], o) {
			t.Fatalf("%s is enabled twice", o.Line())
		}
	}
	next, s, err := w.Take(c)
	if err != nil {
		t.Fatal(err)
	}
	again, _, _ := w.Take(c)
	if next.Fingerprint() != s.Fingerprint() || next.Fingerprint() != engine.Recompute(next) {
		t.Fatalf("%s: step %x, world %x, from scratch %x", c.Line(), s.Fingerprint(), next.Fingerprint(), engine.Recompute(next))
	}
	encoding := string(next.AppendTo(nil))
	if encoding != string(again.AppendTo(nil)) {
		t.Fatalf("%s gives two worlds", c.Line())
	}
	if before != string(w.AppendTo(nil)) || lists != fmt.Sprint(flight(w), history(w), w.Facts().Len(), w.Cuts()) {
		t.Fatalf("%s changed the old world", c.Line())
	}
	if known, ok := seen[next.Fingerprint()]; ok && known != encoding {
		t.Fatalf("%s: one fingerprint for two worlds", c.Line())
	}
	seen[next.Fingerprint()] = encoding
	return next
}

// A world must not change when its step is used again for another choice.
func TestStepsCanBeUsedAgain(t *testing.T) {
	m := menuOf(t, engine.Menu{Crashes: 1, Cuts: 2}, "call a put x", "call b put x")
	w := world(t, chatter(), engine.Config{Menu: m})
	var s engine.Step
	var worlds []*engine.World
	var encodings []string
	for i := range 40 {
		choices := w.Enabled(&m, nil)
		if len(choices) == 0 {
			break
		}
		for _, c := range choices {
			if err := w.Try(c, &s); err != nil {
				t.Fatal(err)
			}
			next := s.World()
			worlds, encodings = append(worlds, next), append(encodings, string(next.AppendTo(nil)))
		}
		w = worlds[len(worlds)-1-i%len(choices)]
	}
	for i, w := range worlds {
		if string(w.AppendTo(nil)) != encodings[i] {
			t.Fatalf("world %d changed after it was built", i)
		}
	}
}

// Facts are looked up in a trie; a plain list is the twin.
func TestFactsAgreeWithAList(t *testing.T) {
	dice := rand.New(rand.NewSource(1))
	var trie engine.Facts
	var list []engine.Fact
	for range 3000 {
		f := engine.Fact{Kind: fmt.Sprint("k", dice.Intn(3)), Key: fmt.Sprint(dice.Intn(30)), Value: fmt.Sprint(dice.Intn(50))}
		if trie.Has(f) != slices.Contains(list, f) {
			t.Fatalf("%v is known to one only", f)
		}
		if !trie.Has(f) {
			older := trie
			trie, list = trie.Add(f), append(list, f)
			if older.Has(f) || older.Len() != len(list)-1 {
				t.Fatal("adding a fact changed the older set")
			}
		}
	}
	for _, f := range list {
		var with, of, want []engine.Fact
		for g := range trie.With(f.Kind, f.Key) {
			with = append(with, g)
		}
		for g := range trie.Of(f.Kind) {
			if g.Key == f.Key {
				of = append(of, g)
			}
		}
		for _, g := range slices.Backward(list) {
			if g.Kind == f.Kind && g.Key == f.Key {
				want = append(want, g)
			}
		}
		if !slices.Equal(with, want) || !slices.Equal(of, want) {
			t.Fatalf("%v: with %v, of %v, want %v", f, with, of, want)
		}
	}
}
