package ask_test

import (
	"context"
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/script"
	"synod/ui/ask"
)

// Where something is down and the shortest way to a goal repairs it, it is asked also
// whether there is a way without; a way that breaks something itself is no reason to.
func TestAGoalIsAskedForWithoutRepairsToo(t *testing.T) {
	unknown := func(w *engine.World) (bool, error) {
		of := func(op *engine.Op) bool { return op.Client == "c1" && op.Outcome == engine.Unknown }
		return w.Up("c1") && slices.ContainsFunc(w.History().Ops(), of), nil
	}
	granted := func(w *engine.World) (bool, error) { return w.Facts().Count("granted") > 0, nil }
	for name, x := range map[string]struct {
		before string
		goal   func(*engine.World) (bool, error)
		asked  bool
	}{
		"nothing is down":                  {"", unknown, false},
		"the keeper is":                    {"crash K", granted, true},
		"it is, and is not needed":         {"call c1 lock\ndeliver c1>K\ncrash K", granted, false},
		"the link is cut, and in the way":  {"cut c1 K\ncut c2 K", granted, true},
		"a link is cut that nobody misses": {"cut c2 K", granted, false},
	} {
		w := enginetest.Setup{Before: x.before, Menu: engine.Menu{Crashes: 1}, Calls: "c1 lock, c2 lock"}.World(t, enginetest.Lock())
		r, unrepaired, err := ask.Reach(context.Background(), w, explore.Options{Goal: x.goal})
		if err != nil || !r.Found || (unrepaired != nil) != x.asked || x.asked && (unrepaired.Found || !unrepaired.Exhausted) {
			t.Errorf("%s: found %v, without repairs %+v, %v", name, r.Found, unrepaired, err)
		}
	}
}

// A search goes on from where the run is: what was called is not called once more.
func TestASearchCallsWhatIsLeft(t *testing.T) {
	w := enginetest.Setup{Before: "call c2 lock", Calls: "c1 lock, c2 lock, c2 lock"}.World(t, enginetest.Lock())
	from, err := ask.From(w, w.System().Config().Menu, engine.SentSet)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, c := range from.System().Config().Menu.Calls {
		got += c.Line() + "; "
	}
	if got != "call c1 lock; call c2 lock; " || from.System().Config().Network != engine.SentSet {
		t.Errorf("it may call %s on %s", got, from.System().Config().Network)
	}
	if n := len(w.System().Config().Menu.Calls); n != 3 {
		t.Errorf("the run's own menu has %d calls", n)
	}
}

// Without a word in the file a search takes one crash where any number is offered, no loss,
// and the protocol's own bounds; with one, that.
func TestWhatASearchMayTake(t *testing.T) {
	p := enginetest.Lock()
	p.Limits = []engine.Limit{{Name: "asks", Default: 2}, {Name: "grants"}, {Name: "waits", Default: 4}}
	h := script.Head{}
	h.Config.Menu = engine.Menu{Crashes: engine.Any, Drops: 3, Dups: 1, Cuts: 2, Ticks: 5, Bounds: []engine.Bound{{Limit: "waits", N: 1}}}
	m := ask.Menu(h, p)
	if m.Crashes != 1 || m.Drops+m.Dups+m.Cuts != 0 || m.Ticks != 5 || len(m.Bounds) != 2 || m.Bounds[0].N != 1 || m.Bounds[1] != (engine.Bound{Limit: "asks", N: 2}) {
		t.Errorf("it takes %+v", m)
	}
	if len(h.Config.Menu.Bounds) != 1 {
		t.Error("the file's own menu has other bounds now")
	}
	h.Check = &engine.Menu{Cuts: 1}
	if m := ask.Menu(h, p); m.Cuts != 1 || m.Crashes != 0 || m.Bounds != nil {
		t.Errorf("with a word in the file it takes %+v", m)
	}
}
