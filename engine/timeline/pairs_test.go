package timeline_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/timeline"
)

func lock(t *testing.T, cfg engine.Config) *engine.World {
	t.Helper()
	w, err := engine.New(enginetest.Lock(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// told says of each beat of a run what the right side did, and what differs.
func told(ps *timeline.Pairs, line []*timeline.Point) string {
	var out []string
	for _, p := range line {
		b := ps.At(p)
		text := b.Left.ID() + "/" + b.Right.ID()
		if b.Missed != nil {
			text += " missed"
		}
		d := b.Differ()
		for _, n := range d.Nodes {
			text += " " + string(n.ID)
			for _, f := range n.Fields {
				text += " " + f.ID + ":" + f.Text[0] + "/" + f.Text[1]
			}
		}
		for i, side := range [...]string{" left:", " right:"} {
			for _, m := range d.Flight[i] {
				text += side + m.Line()
			}
			for _, f := range d.Facts[i] {
				text += side + f.Kind + "=" + f.Value
			}
			for _, o := range d.Ops[i] {
				text += side + o.ID + "=" + o.Outcome.String()
			}
			text += strings.Join(append([]string{""}, d.Broken[i]...), side+"✗")
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

func TestARuleOnAndOffSideBySide(t *testing.T) {
	tl := timeline.New(lock(t, engine.Config{Off: []string{"one-holder"}}))
	take(t, tl, "call c1 lock", "call c2 lock", "deliver c1>K", "deliver c2>K", "deliver K>c1", "deliver K>c2")
	ps := timeline.Shadow(tl.Start(), lock(t, engine.Config{}))
	expect(t, "beats", told(ps, tl.Line()), strings.Join([]string{
		"a0/a0", "a1/a1", "a2/a2", "a3/a3",
		"a4/a4 K holder:c2/c1 left:K>c2 grant left:granted=c2 left:✗MUTEX",
		"a5/a5 K holder:c2/c1 left:K>c2 grant left:granted=c2 left:✗MUTEX",
		"a6/a5 missed K holder:c2/c1 left:granted=c2 left:c2.1=ok left:✗MUTEX right:c2.1=pending",
	}, "\n"))
	last := ps.At(tl.Cursor())
	if last.Missed == nil || last.Missed.Error() != "cannot deliver K>c2 grant: no grant from K to c2 is in flight" {
		t.Errorf("what has no counterpart: %v", last.Missed)
	}
	if first := last.First; first == nil || first.Left != tl.Find("a4") {
		t.Error("the first difference is that the lock is granted twice, at step 4")
	}
}

func TestTwoBranchesSideBySide(t *testing.T) {
	tl := start(t)
	take(t, tl, "call c1 lock", "call c2 lock", "deliver c1>K", "deliver K>c1")
	left := tl.Cursor()
	tl.Seek(2)
	take(t, tl, "deliver c2>K")
	ps := timeline.InStep(tl.Start(), slices.Clone(tl.Line()))
	tl.Jump(left)
	b := ps.At(left)
	if b.Right.ID() != "b3" || b.First.Left.ID() != "a3" || b.First.Right.ID() != "b3" {
		t.Errorf("at %s the other branch is at %s; they differ first at %s", b.Left.ID(), b.Right.ID(), b.First.Left.ID())
	}
	if ps.At(tl.Find("a2")).First != nil {
		t.Error("the way that both branches came is the same")
	}
}

// Two runs of a lock in which both clients call, and c2 goes down: the one that has
// less to do in between waits for the other.
func TestWhatBefallsBothIsOneBeat(t *testing.T) {
	left, right := start(t), start(t)
	take(t, left, "call c1 lock", "deliver c1>K", "deliver K>c1", "call c2 lock", "crash c2", "drop c2>K", "cut c1 K")
	take(t, right, "call c1 lock", "call c2 lock", "deliver c2>K", "deliver K>c2", "deliver c1>K", "crash c2", "restart c2")
	ps := timeline.Abreast(left.Start(), right.Line(), left.Line())
	got := ""
	for _, p := range left.Line() {
		b := ps.At(p)
		got += b.Left.ID() + "/" + b.Right.ID()
		if b.Still {
			got += " still"
		}
		if b.Ended {
			got += " ended"
		}
		got += "\n"
	}
	expect(t, "beats", got, strings.Join([]string{"a0/a0", "a1/a1", "a2/a1 still", "a3/a1 still", "a4/a2", "a5/a6", "a6/a7", "a7/a7 still ended", ""}, "\n"))

	back := timeline.Abreast(right.Start(), left.Line(), right.Line())
	got = ""
	for _, p := range right.Line() {
		got += p.ID() + "/" + back.At(p).Right.ID() + " "
	}
	expect(t, "the other way round", got, "a0/a0 a1/a1 a2/a4 a3/a4 a4/a4 a5/a4 a6/a5 a7/a6 ")
	other := start(t)
	take(t, other, "call c2 lock", "deliver c2>K")
	if b := timeline.Abreast(other.Start(), right.Line(), nil).At(other.Cursor()); b.Right.ID() != "a2" {
		t.Errorf("with nothing in common it is at %s, step by step", b.Right.ID())
	}
}

// walks plays random runs with faults, going back now and then.
func walks(t *testing.T, w *engine.World, seed int64) *timeline.Timeline {
	t.Helper()
	dice := rand.New(rand.NewSource(seed))
	tl := timeline.New(w)
	menu := engine.Menu{Crashes: 2, Drops: 2, Dups: 2, Cuts: 2}
	for range 30 {
		choices := tl.Cursor().World.Enabled(&menu, nil)
		for _, c := range []engine.NodeID{"c1", "c2"} {
			if call := (engine.Choice{Verb: engine.CallOp, From: c, Kind: "lock"}); tl.Cursor().World.Legal(call) == nil {
				choices = append(choices, call)
			}
		}
		if len(choices) == 0 || dice.Intn(10) == 0 {
			tl.Seek(dice.Intn(tl.Cursor().Step + 1))
			continue
		}
		if _, err := tl.Take(choices[dice.Intn(len(choices))]); err != nil {
			t.Fatal(err)
		}
	}
	return tl
}

func TestTheSameWorldGivesTheSameRun(t *testing.T) {
	for _, network := range []engine.Network{engine.Bag, engine.SentSet, engine.Fifo} {
		for seed := range int64(60) {
			w := lock(t, engine.Config{Network: network})
			tl := walks(t, w, seed)
			ps := timeline.Shadow(tl.Start(), w)
			for _, b := range tl.Branches() {
				for _, p := range b.Points {
					beat := ps.At(p)
					if d := beat.Differ(); beat.Missed != nil || beat.First != nil || !d.None() || beat.Right.World.Fingerprint() != p.World.Fingerprint() {
						t.Fatalf("%s, seed %d, %s: %v, %+v", network, seed, p.ID(), beat.Missed, d)
					}
				}
			}
		}
	}
}

// The slow twin plays each run from its start, with lines of text for messages.
func TestAShadowAgreesWithItsSlowTwin(t *testing.T) {
	missed := 0
	for seed := range int64(200) {
		tl := walks(t, lock(t, engine.Config{Off: []string{"one-holder"}}), seed)
		on := lock(t, engine.Config{})
		ps := timeline.Shadow(tl.Start(), on)
		for _, b := range tl.Branches() {
			w, n := slowly(tl, b.Tip(), on)
			beat := ps.At(b.Tip())
			if beat.Right.World.Fingerprint() != w.Fingerprint() {
				t.Fatalf("seed %d, branch %s: the shadow is elsewhere", seed, b.Name)
			}
			if (n == b.Tip().Step) != (beat.Right.Step == b.Tip().Step) {
				t.Fatalf("seed %d, branch %s: %d steps, the shadow took %d", seed, b.Name, n, beat.Right.Step)
			}
			missed += b.Tip().Step - n
		}
	}
	if missed == 0 {
		t.Error("sometimes a step has no counterpart")
	}
}

func slowly(tl *timeline.Timeline, to *timeline.Point, on *engine.World) (w *engine.World, steps int) {
	var way []*timeline.Point
	for p := to; p.Parent != nil; p = p.Parent {
		way = append([]*timeline.Point{p}, way...)
	}
	w = on
	for _, p := range way {
		c, err := engine.ParseChoice(p.Choice.Line())
		if err != nil {
			panic(err)
		}
		if next, _, err := w.Take(c); err == nil {
			w, steps = next, steps+1
		}
	}
	return w, steps
}

// post sends what it is called with, or an answer that says what its rule says.
type post struct{ text, says string }

func (p post) Kind() string             { return "m" }
func (p post) Key() string              { return "k" }
func (p post) Text() string             { return p.says }
func (p post) AppendTo(b []byte) []byte { return engine.AppendString(b, p.text) }
func (p post) Fields() []engine.Field   { return []engine.Field{{ID: "got", Text: p.text}} }
func (p post) Step(in engine.Input, fx *engine.Effects) engine.Node {
	if in.Kind == engine.Call {
		for _, what := range in.Op.Args {
			fx.Send("b", post{says: strings.ReplaceAll(what, "mine", p.says)})
		}
		return p
	}
	return post{in.Body.Text(), p.says}
}

func posts(t *testing.T, says string) *engine.World {
	t.Helper()
	w, err := engine.New(&engine.Protocol{
		Name:  "posts",
		Roles: []engine.Role{{ID: "n", Calls: []engine.CallSpec{{Name: "send", Args: []engine.ArgSpec{{Name: "x"}, {Name: "y"}}}}}},
		Kinds: []engine.Kind{{ID: "m"}},
		Build: func(engine.Config) (engine.Setup, error) {
			return engine.Setup{Nodes: []engine.NodeSpec{{ID: "a", Role: "n", Node: post{says: says}}, {ID: "b", Role: "n", Node: post{}}}}, nil
		},
	}, engine.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// A message that says something else in the other world is found by its
// address, and one that is there word for word is nobody else's counterpart.
func TestMessagesAreMatchedByTheirAddress(t *testing.T) {
	tl := timeline.New(posts(t, "pear"))
	take(t, tl, "call a send same mine", "deliver a>b m k (pear)", "deliver a>b m k (same)")
	ps := timeline.Shadow(tl.Start(), posts(t, "apple"))
	got := ""
	for _, p := range tl.Line() {
		got += fmt.Sprintf("%s | ", ps.At(p).Right.World.Node("b").Fields()[0].Text)
	}
	expect(t, "what b got", got, " |  | apple | same | ")
}
