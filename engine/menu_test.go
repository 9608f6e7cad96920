package engine_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"synod/engine"
)

func menuOf(t *testing.T, m engine.Menu, lines ...string) engine.Menu {
	t.Helper()
	for _, line := range lines {
		c, err := engine.ParseChoice(line)
		if err != nil {
			t.Fatal(err)
		}
		m.Calls = append(m.Calls, c)
	}
	return m
}

func TestEnabledListsWhatTheMenuAllowsInAFixedOrder(t *testing.T) {
	does := on{"a a.1 put x": func(fx *engine.Effects) { fx.Arm("retry"); send("b m", "b m", "c m")(fx) }}
	m := menuOf(t, engine.Menu{Crashes: 1, Drops: 1, Dups: 1, Cuts: 1, Losses: []string{"", "volatile", "disk"}}, "call a put x", "call b get")
	w := play(t, world(t, probes(does, "a", "b", "c:client"), engine.Config{Menu: m}), "call a put x")
	expect(t, "enabled", enabled(w, m), strings.Join([]string{
		"deliver a>b m", "deliver a>c m", "fire a retry", "call b get",
		"crash a", "crash a lose=disk", "crash b", "crash b lose=disk",
		"drop a>b m", "drop a>c m", "dup a>b m", "dup a>c m",
		"cut a b", "cut a c", "cut b c",
	}, ", "))
	w = play(t, w, "crash b", "drop a>b m", "dup a>c", "cut a c")
	expect(t, "used up", enabled(w, m), "fire a retry, restart b, heal")
	expect(t, "the zero menu", enabled(w, engine.Menu{NoFire: true}), "restart b, heal")
	expect(t, "nothing repaired", enabled(w, engine.Menu{NoFire: true, NoRepair: true}), "")
}

func TestMenusCountWhatIsTaken(t *testing.T) {
	m := engine.Menu{Crashes: 2, Drops: engine.Any}
	w := play(t, world(t, probes(nil, "a", "b"), engine.Config{Menu: m}), "crash a", "restart a")
	crash, drop, dup, cut := w.FaultsLeft()
	if crash != 1 || drop != engine.Any || dup != 0 || cut != 0 {
		t.Errorf("left %d %d %d %d", crash, drop, dup, cut)
	}
	wider := m
	wider.Cuts = 1
	w = play(t, w, "cut a b", "heal")
	if s := enabled(w, wider); strings.Contains(s, "cut") {
		t.Errorf("a menu that is widened on the way has forgotten a cut: %s", s)
	}
}

// Two worlds differ by what was taken only as far as the menu bounds it.
func TestFaultsCountOnlyWhereTheyAreBounded(t *testing.T) {
	for _, c := range []struct {
		bound int
		lines string
		same  bool
	}{
		{0, "cut a b,heal", true}, {engine.Any, "cut a b,heal", true}, {1, "cut a b,heal", false}, {2, "cut a b,heal", false},
	} {
		first := world(t, probes(nil, "a", "b"), engine.Config{Menu: engine.Menu{Cuts: c.bound}})
		once := play(t, first, strings.Split(c.lines, ",")...)
		if same := once.Fingerprint() == first.Fingerprint(); same != c.same || same != (string(once.AppendTo(nil)) == string(first.AppendTo(nil))) {
			t.Errorf("bound %d: same %v, want %v", c.bound, same, c.same)
		}
		twice, thrice := play(t, once, "cut a b", "heal"), play(t, once, "cut a b", "heal", "cut a b", "heal")
		if twice.Fingerprint() != thrice.Fingerprint() {
			t.Errorf("bound %d: what goes beyond the bound makes two worlds differ", c.bound)
		}
	}
}

func TestEachCallOfTheMenuIsOfferedOnce(t *testing.T) {
	does := on{"a a.1 put x": answer("a.1", engine.OK, ""), "a a.2 put x": answer("a.2", engine.OK, "")}
	m := menuOf(t, engine.Menu{}, "call a put x", "call a put x")
	w := world(t, probes(does, "a"), engine.Config{Menu: m})
	expect(t, "at first", enabled(w, m), "call a put x")
	expect(t, "after one", enabled(play(t, w, "call a put x"), m), "call a put x")
	expect(t, "after both", enabled(play(t, w, "call a put x", "call a put x"), m), "")
}

func TestLimitsBoundTheMenu(t *testing.T) {
	m := menuOf(t, engine.Menu{Bounds: []engine.Bound{{Limit: "calls", N: 1}}}, "call a get", "call a put x", "call b get")
	does := on{"a a.1 get": answer("a.1", engine.OK, "")}
	w := play(t, world(t, probes(does, "a", "b"), engine.Config{Menu: m}), "call a get")
	kept := []engine.Choice{{Verb: engine.CallOp, From: "z"}}
	if out := w.Enabled(&m, kept); len(out) != 2 || out[0] != kept[0] || out[1].Line() != "call b get" {
		t.Errorf("appended %v", out[1:])
	}
}

// A search asks once for each value of a host, so a limit that looked further would
// hold for worlds that it does not hold for.
func TestALimitSeesNothingButTheHostOfAChoice(t *testing.T) {
	does := on{"b b.1 put x": func(fx *engine.Effects) {
		fx.Arm("go")
		fx.Send("d", msg("hello"))
	}}
	p := probes(does, "a@S", "b@S", "c:timed", "d:timed")
	sees := map[string]string{}
	p.Limits = []engine.Limit{{Name: "eyes", Over: func(on engine.HostView, c engine.Choice, n int) bool {
		var ids []string
		for _, id := range []engine.NodeID{"a", "b", "c", "d"} {
			if on.Node(id) != nil {
				ids = append(ids, string(id))
			}
		}
		sees[c.Line()] = fmt.Sprintf("%s @%d", strings.Join(ids, " "), on.Now())
		return n == 0
	}}}
	m := menuOf(t, engine.Menu{Crashes: 1, Drops: 1, Dups: 1, Cuts: 1, Ticks: 3}, "call a get")
	m.Bounds = []engine.Bound{{Limit: "eyes", N: 1}}
	w := play(t, world(t, p, engine.Config{Menu: m}), "call b put x", "clock d +2", "clock S +2", "cut S c", "crash c")
	w.Enabled(&m, nil)
	want := map[string]string{
		"deliver b>d hello": "d @2", "fire b go": "a b @0", "call a get": "a b @0", "restart c": "c @0",
		"clock c +1": "c @0", "clock d +1": "d @2",
	}
	if !maps.Equal(sees, want) {
		t.Errorf("seen: %v", sees)
	}
}

func TestAWorldUnderAnotherMenu(t *testing.T) {
	m := engine.Menu{Crashes: 1}
	first := world(t, probes(nil, "a", "b"), engine.Config{Menu: m})
	w, err := play(t, first, "crash a", "restart a").Under(engine.Menu{Drops: 1})
	if err != nil {
		t.Fatal(err)
	}
	back, err := w.Under(m)
	if err != nil || w.Fingerprint() != engine.Recompute(w) || w.Fingerprint() != back.Fingerprint() {
		t.Errorf("fingerprints %x %x, %v", w.Fingerprint(), back.Fingerprint(), err)
	}
	if crash, drop, _, _ := w.FaultsLeft(); crash != 0 || drop != 1 {
		t.Errorf("left %d crashes, %d drops", crash, drop)
	}
	if _, err := w.Under(engine.Menu{Losses: []string{"dist"}}); err == nil {
		t.Error("a loss that nobody knows was taken")
	}
}

func TestMenusAreHeldAgainstTheProtocol(t *testing.T) {
	for want, m := range map[string]engine.Menu{
		"protocol probes has no limit 'cals'; expected 'calls'?": {Bounds: []engine.Bound{{Limit: "cals", N: 1}}},
		"the menu's losses hold 'dsk'; expected 'disk'?":         {Losses: []string{"dsk"}},
		"the menu calls z, which does not exist; expected 'a'?":  menuOf(t, engine.Menu{}, "call z get"),
		"the menu calls 'pot' on a, which has no such operation": menuOf(t, engine.Menu{}, "call a pot"),
		"the menu's calls hold 'crash a'; expected a call":       menuOf(t, engine.Menu{}, "crash a"),
		"the menu has 65 calls; 64 are the most":                 {Calls: make([]engine.Choice, 65)},
	} {
		if _, err := engine.New(probes(nil, "a"), engine.Config{Menu: m}); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
