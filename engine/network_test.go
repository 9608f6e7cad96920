package engine_test

import (
	"strings"
	"testing"

	"synod/engine"
)

var sends = on{
	"a a.1 put x": send("b m/1/x", "b m/1/y", "c m/1/x"),
	"a a.2 put x": send("b m/1/x"),
}

func TestBagDeliversOnceInAnyOrder(t *testing.T) {
	w := play(t, world(t, probes(sends, "a", "b", "c"), engine.Config{}), "call a put x", "deliver a>b m 1 (y)")
	expect(t, "in flight", flight(w), "a>b m 1 (x), a>c m 1 (x)")
	expect(t, "again", refused(t, w, "deliver a>b m 1 (y)"), "no m 1 (y) from a to b is in flight, only a>b m 1 (x)")
	w = play(t, w, "dup a>b", "drop a>c", "deliver a>b m 1 (x) ~2")
	expect(t, "in flight", flight(w), "a>b m 1 (x)")
	expect(t, "b heard", paper(w, "b"), "a:m/1/y, a:m/1/x")
}

func TestSentSetDeliversForEver(t *testing.T) {
	w := play(t, world(t, probes(sends, "a", "b", "c"), engine.Config{Network: engine.SentSet}),
		"call a put x", "deliver a>b m 1 (x)", "deliver a>b m 1 (x)")
	expect(t, "b heard", paper(w, "b"), "a:m/1/x, a:m/1/x")
	expect(t, "in flight", flight(w), "a>b m 1 (x), a>b m 1 (y), a>c m 1 (x)")
	refused(t, w, "drop a>c")
	refused(t, w, "dup a>c")
}

func TestFifoLinksKeepTheOrder(t *testing.T) {
	fifo := engine.Config{Network: engine.Fifo}
	w := play(t, world(t, probes(sends, "a", "b", "c"), fifo), "call a put x")
	expect(t, "second first", refused(t, w, "deliver a>b m 1 (y)"), "on this fifo link a>b m 1 (x) comes first")
	expect(t, "enabled", enabled(w, engine.Menu{Drops: engine.Any, Dups: engine.Any}), "deliver a>b m 1 (x), deliver a>c m 1 (x)")
	if waiting := w.Waiting(); len(waiting) != 1 || waiting[0].Text != "y" {
		t.Errorf("waiting %v", waiting)
	}
	refused(t, w, "drop a>b m 1 (x)")
	refused(t, w, "dup a>b m 1 (x)")
	w = play(t, w, "deliver a>b m 1 (x)", "deliver a>b m 1 (y)")
	expect(t, "b heard", paper(w, "b"), "a:m/1/x, a:m/1/y")
}

// The order on a link makes two worlds differ; the order across links does not.
func TestFifoOrderIsPartOfTheWorld(t *testing.T) {
	does := on{
		"a a.1 put x": send("b m/1/x", "b m/1/y", "c m/1/z"),
		"a a.1 put y": send("b m/1/y", "b m/1/x", "c m/1/z"),
		"a a.1 put z": send("c m/1/z", "b m/1/x", "b m/1/y"),
	}
	worlds := func(n engine.Network, how string) (string, uint64) {
		w := play(t, world(t, probes(does, "a", "b", "c"), engine.Config{Network: n}), "call a put "+how)
		_, s, _ := w.Take(engine.Choice{Verb: engine.Wait, N: 1})
		return flightOnly(w), s.Fingerprint() - w.Fingerprint()
	}
	xy, _ := worlds(engine.Fifo, "x")
	yx, _ := worlds(engine.Fifo, "y")
	across, _ := worlds(engine.Fifo, "z")
	if xy == yx || xy != across {
		t.Errorf("fifo: xy %q, yx %q, across %q", xy, yx, across)
	}
	xy, moved := worlds(engine.Bag, "x")
	yx, _ = worlds(engine.Bag, "y")
	if xy != yx || moved != 0 {
		t.Errorf("bag: xy %q, yx %q; a clock that nobody reads moved the fingerprint by %x", xy, yx, moved)
	}
}

func flightOnly(w *engine.World) string {
	s := string(w.AppendTo(nil))
	return s[strings.Index(s, "a>"):strings.LastIndex(s, "a.1")]
}

func TestFifoCrashLosesWhatIsInFlight(t *testing.T) {
	does := on{"a a.1 put x": send("b m", "c m"), "c c.1 put x": send("b m", "a m")}
	w := play(t, world(t, probes(does, "a", "b", "c"), engine.Config{Network: engine.Fifo}), "call a put x", "call c put x", "crash a")
	expect(t, "in flight", flight(w), "c>b m")
	w = play(t, world(t, probes(does, "a", "b", "c"), engine.Config{}), "call a put x", "call c put x", "crash a")
	expect(t, "bag in flight", flight(w), "a>b m, a>c m, c>b m, c>a m")
}

func TestCutLinksHoldMessages(t *testing.T) {
	does := on{"a a.1 put x": send("b m"), "b b.1 put x": send("a m")}
	w := play(t, world(t, probes(does, "a", "b", "c"), engine.Config{}), "call a put x", "call b put x", "cut a>b")
	expect(t, "a>b", refused(t, w, "deliver a>b m"), "the link a>b is cut")
	expect(t, "again", refused(t, w, "cut a>b"), "the link is cut already")
	play(t, w, "deliver b>a m")
	w = play(t, w, "cut a b")
	expect(t, "both ways", refused(t, w, "cut b a"), "the link is cut already")
	expect(t, "b>a", refused(t, w, "deliver b>a m"), "the link b>a is cut")
	w = play(t, w, "heal b>a", "deliver b>a m")
	expect(t, "healed twice", refused(t, w, "heal b>a"), "the link is not cut")
	w = play(t, w, "heal a b", "deliver a>b m")
	expect(t, "nothing to heal", refused(t, w, "heal"), "no link is cut")
	expect(t, "itself", refused(t, w, "cut a a"), "a host has no link to itself")
}

func TestPartitionCutsBetweenGroups(t *testing.T) {
	first := world(t, probes(nil, "a", "b", "c", "d"), engine.Config{})
	w := play(t, first, "partition a b | c")
	for _, pair := range [][2]engine.HostID{{"a", "b"}, {"b", "a"}} {
		if w.Cut(pair[0], pair[1]) {
			t.Errorf("%s>%s is cut", pair[0], pair[1])
		}
	}
	if got := len(w.Cuts()); got != 10 {
		t.Errorf("%d links are cut: %v; want all but a>b and b>a", got, w.Cuts())
	}
	expect(t, "twice", refused(t, w, "partition a b | c"), "it cuts no link that is not cut already")
	expect(t, "two groups", refused(t, w, "partition a | a"), "a stands in two groups")
	if healed := play(t, w, "heal"); healed.Fingerprint() != first.Fingerprint() || len(healed.Cuts()) > 0 {
		t.Errorf("healing all does not undo a partition: %v", healed.Cuts())
	}
}

func TestLinesMayLeaveOutWhatIsUnambiguous(t *testing.T) {
	does := on{"a a.1 put x": send("b m/1/x", "b m/1/y", "b n/2", "c n")}
	w := play(t, world(t, probes(does, "a", "b", "c"), engine.Config{}), "call a put x")
	for line, want := range map[string]string{
		"deliver a>b n":    "deliver a>b n 2",
		"deliver a>c":      "deliver a>c n",
		"deliver a>b m ~2": "deliver a>b m 1 (y)",
		"drop a>b ~1":      "drop a>b m 1 (x)",
		"cut c b":          "cut b c",
		"cut c>b":          "cut c>b",
	} {
		c, _ := engine.ParseChoice(line)
		full, err := w.Resolve(c)
		if err != nil || full.Line() != want {
			t.Errorf("%s: got %s, %v; want %s", line, full.Line(), err, want)
		}
	}
	expect(t, "ambiguous", refused(t, w, "deliver a>b m"), "2 messages fit; say which: a>b m 1 (x) ~1, a>b m 1 (y) ~2")
	expect(t, "no fourth", refused(t, w, "deliver a>b ~4"), "no message ~4 from a to b is in flight, only a>b m 1 (x), a>b m 1 (y), a>b n 2")
	expect(t, "unknown node", refused(t, w, "deliver a>bb"), "there is no node bb; expected 'b'?")
	expect(t, "nothing there", refused(t, w, "deliver b>a"), "no message from b to a is in flight")
}

// What a person copies from the list of candidates means what it says, even if
// one of them leaves out what another one says.
func TestCandidatesCanBeCopied(t *testing.T) {
	does := on{"a a.1 put x": send("b m", "b m/1", "b m/1/z")}
	w := play(t, world(t, probes(does, "a", "b"), engine.Config{}), "call a put x")
	for line, want := range map[string]string{
		"deliver a>b m":          "deliver a>b m",
		"deliver a>b m ~1":       "deliver a>b m",
		"deliver a>b m 1 ~2":     "deliver a>b m 1 (z)",
		"deliver a>b m 1 (z) ~3": "deliver a>b m 1 (z)",
		"deliver a>b m ~3":       "deliver a>b m 1 (z)",
	} {
		c, _ := engine.ParseChoice(line)
		if full, err := w.Resolve(c); err != nil || full.Line() != want {
			t.Errorf("%s: got %s, %v; want %s", line, full.Line(), err, want)
		}
	}
}
