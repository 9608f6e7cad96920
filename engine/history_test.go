package engine_test

import (
	"slices"
	"strings"
	"testing"

	"synod/engine"
)

// answers ends operations: "get" of c1 by a message to c1, and so on.
func answer(op string, o engine.Outcome, value string) func(fx *engine.Effects) {
	return func(fx *engine.Effects) { fx.Return(op, o, value, "") }
}

var clients = on{
	"c1 c1.1 put x": answer("c1.1", engine.OK, "done"),
	"c2 c2.1 put y": answer("c2.1", engine.OK, "done"),
	"c3 c3.1 get":   send("s late"),
	"s c3:late":     answer("c3.1", engine.Failed, "no"),
}

func history(w *engine.World) string {
	ops := w.History().Ops()
	var lines []string
	for _, op := range ops {
		line := op.ID + " " + op.Outcome.String()
		for _, o := range ops {
			if o.HappensBefore(op) {
				line += " after " + o.ID
			}
		}
		lines = append(lines, line)
	}
	recent := slices.Collect(w.History().Recent())
	if slices.Reverse(recent); !slices.Equal(recent, ops) {
		lines = append(lines, "backwards it is another list")
	}
	return strings.Join(lines, ", ")
}

func TestHistoryKnowsWhatReturnedBeforeACall(t *testing.T) {
	p := probes(clients, "c1", "c2", "c3", "s")
	w := play(t, world(t, p, engine.Config{}), "call c3 get", "call c1 put x", "call c2 put y")
	expect(t, "history", history(w), "c1.1 ok, c2.1 ok after c1.1, c3.1 pending")
	expect(t, "waits", refused(t, w, "call c3 get"), "c3 still waits for its get")
	w = play(t, w, "dup c3>s late", "deliver c3>s late", "deliver c3>s late")
	expect(t, "a late reply", history(w), "c1.1 ok, c2.1 ok after c1.1, c3.1 failed")
	w = play(t, w, "call c3 get")
	expect(t, "the next", history(w), "c1.1 ok, c2.1 ok after c1.1, c3.1 failed, c3.2 pending after c1.1 after c2.1 after c3.1")
}

// Concurrent operations have no order, so worlds do not differ by it.
func TestConcurrentOperationsHaveNoOrder(t *testing.T) {
	does := on{
		"c1 c1.1 get": send("s m/1"), "c2 c2.1 get": send("s m/2"),
		"s c1:m/1": answer("c1.1", engine.OK, "x"), "s c2:m/2": answer("c2.1", engine.OK, "x"),
	}
	first := world(t, probes(does, "c1", "c2", "s"), engine.Config{})
	one := play(t, first, "call c1 get", "call c2 get", "deliver c1>s", "deliver c2>s", "crash s lose=disk")
	two := play(t, first, "call c2 get", "call c1 get", "deliver c2>s", "deliver c1>s", "crash s lose=disk")
	if one.Fingerprint() != two.Fingerprint() || string(one.AppendTo(nil)) != string(two.AppendTo(nil)) {
		t.Error("the order of concurrent operations makes two worlds differ")
	}
	after := play(t, first, "call c1 get", "deliver c1>s", "call c2 get", "deliver c2>s", "crash s lose=disk")
	if one.Fingerprint() == after.Fingerprint() || string(one.AppendTo(nil)) == string(after.AppendTo(nil)) {
		t.Error("an operation after another is not told from a concurrent one")
	}
}

func TestCallsSayWhatIsWrong(t *testing.T) {
	w := world(t, probes(nil, "c1", "t:timed"), engine.Config{})
	expect(t, "no argument", refused(t, w, "call c1 put"), "write call c1 put value [how]")
	expect(t, "too many", refused(t, w, "call c1 get x"), "write call c1 get")
	expect(t, "no operation", refused(t, w, "call c1 pot x"), "c1 has no operation 'pot'; expected 'put'?")
	expect(t, "no calls", refused(t, w, "call t put x"), "t takes no calls; expected 'c1'?")
	expect(t, "no node", refused(t, w, "call c9 get"), "there is no node c9; expected 'c1'?")
}

func TestFactsAreASetAndConclusionsFollow(t *testing.T) {
	known := func(value string) func(*engine.Effects) {
		return func(fx *engine.Effects) { fx.Fact("known", "k", value); fx.Fact("known", "k", value) }
	}
	does := on{"a a.1 put x": known("x"), "b b.1 put x": known("x"), "b b.1 put y": known("y")}
	first := world(t, probes(does, "a", "b"), engine.Config{})
	w := play(t, first, "call a put x", "call b put x")
	if n := w.Facts().Len(); n != 3 || !w.Facts().Has(engine.Fact{Kind: "twice", Key: "k", Value: "x"}) {
		t.Errorf("%d facts; want two that x is known and what follows", n)
	}
	if n := play(t, first, "call a put x", "call b put y").Facts().Len(); n != 2 {
		t.Errorf("%d facts; want only the two", n)
	}
}

func TestWhyNotNamesTheRule(t *testing.T) {
	p := probes(on{
		"a a.1 put x": send("b m", "b n"),
		"b a:m":       func(fx *engine.Effects) { fx.Fact("known", "", "m") },
		"b a:n":       func(fx *engine.Effects) { fx.Why("stale", "7") },
	}, "a", "b")
	p.Rules = engine.MustRules("[stale]\nwhy: {node} has seen {1}.")
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		b := setup.Nodes[1].Node.(probe)
		setup.Nodes[1].Node = deaf{b}
		return setup, err
	}
	w := play(t, world(t, p, engine.Config{}), "call a put x")
	choice := func(line string) engine.Choice { c, _ := engine.ParseChoice(line); return c }
	expect(t, "it does something", w.WhyNot(choice("deliver a>b m")), "")
	expect(t, "it does nothing", w.WhyNot(choice("deliver a>b n")), "b has seen 7.")
}

// deaf does what its probe does but writes nothing down.
type deaf struct{ probe }

func (d deaf) Step(in engine.Input, fx *engine.Effects) engine.Node {
	d.probe.Step(in, fx)
	return d
}
