package engine_test

import (
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

// judged makes probes with properties of every sort.
func judged() *engine.Protocol {
	p := probes(on{
		"a a.1 put x": func(fx *engine.Effects) { fx.Fact("known", "", "x") },
		"b b.1 put x": func(fx *engine.Effects) { fx.Fact("known", "", "x"); fx.Return("b.1", engine.OK, "x", "") },
		"a a.1 put y": send("b m"),
	}, "a", "b")
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		setup.Properties = []engine.Property{
			{ID: "ONCE", Reads: []string{"known"}, OnFact: func(before engine.Facts, fresh engine.Fact) engine.Verdict {
				for f := range before.Of("known") {
					return engine.Breaks(string(f.Node) + " knew it before " + string(fresh.Node))
				}
				return engine.Holds()
			}},
			{ID: "TWICE", Sometimes: true, Reads: []string{"twice"}, OnFact: func(engine.Facts, engine.Fact) engine.Verdict { return engine.Holds() }},
			{ID: "KEEPS", OnNode: func(_ engine.NodeID, before, after engine.Node) engine.Verdict {
				if was := before.Fields()[1].Text; !strings.HasPrefix(after.Fields()[1].Text, was) {
					return engine.Breaks("lost " + was)
				}
				return engine.Holds()
			}},
			{ID: "EMPTY", OnWorld: func(w *engine.World) engine.Verdict {
				if len(w.Flight()) > 0 {
					return engine.Breaks("in flight: " + flight(w))
				}
				return engine.Holds()
			}},
			{ID: "ANSWERED", OnHistory: func(h engine.History) engine.Verdict {
				if h.Last().Value != "x" {
					return engine.Breaks("told " + h.Last().Value)
				}
				return engine.Holds()
			}},
		}
		return setup, err
	}
	return p
}

// scores plays the lines and shows how each property stands after them.
func scores(t *testing.T, lines ...string) string {
	t.Helper()
	w := world(t, judged(), engine.Config{})
	score := make(engine.Score, len(w.System().Properties()))
	for _, line := range lines {
		c, _ := engine.ParseChoice(line)
		next, s, err := w.Take(c)
		if err != nil {
			t.Fatal(err)
		}
		score, w = s.Judge(score, next), next
	}
	var out []string
	for i, p := range w.System().Properties() {
		line := p.ID + " " + score[i].State().String()
		if b := score[i].Broken; b != "" {
			line += ": " + b
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestPropertiesHoldBreakOrWereNotExercised(t *testing.T) {
	expect(t, "nothing", scores(t),
		"ONCE not exercised; TWICE not exercised; KEEPS not exercised; EMPTY not exercised; ANSWERED not exercised")
	expect(t, "one fact", scores(t, "call a put x"),
		"ONCE held; TWICE not exercised; KEEPS held; EMPTY held; ANSWERED not exercised")
	expect(t, "two facts", scores(t, "call a put x", "call b put x"),
		"ONCE broken: a knew it before b; TWICE held; KEEPS held; EMPTY held; ANSWERED held")
	expect(t, "a message", scores(t, "call a put y", "drop a>b m"),
		"ONCE not exercised; TWICE not exercised; KEEPS held; EMPTY broken: in flight: a>b m; ANSWERED not exercised")
	expect(t, "a disk", scores(t, "call a put x", "crash a lose=disk", "restart a"),
		"ONCE held; TWICE not exercised; KEEPS broken: lost a.1 put x; EMPTY held; ANSWERED broken: told ")
	expect(t, "a node that did not change", scores(t, "crash a"),
		"ONCE not exercised; TWICE not exercised; KEEPS not exercised; EMPTY held; ANSWERED not exercised")
}

func TestConfigurationsAreHeldAgainstTheProtocol(t *testing.T) {
	p := judged()
	p.Params = []engine.Param{{Name: "n", Kind: engine.Int, Default: "3", Min: 1, Max: 9}, {Name: "mode", Kind: engine.Word, Default: "fast", Choices: []string{"fast", "safe"}}}
	p.Rules = engine.MustRules("[strict switch]\nname: strict\n[other]\nname: other")
	set := func(name string, values ...string) engine.Config {
		return engine.Config{Settings: []engine.Setting{{Name: name, Values: values}}}
	}
	for want, cfg := range map[string]engine.Config{
		"protocol probes has no parameter 'm'; expected 'n'?":                                    set("m", "1"),
		"parameter 'n': '10' is no number from 1 to 9":                                           set("n", "10"),
		"parameter 'n': one value was expected, not 2":                                           set("n", "1", "2"),
		"parameter 'mode': unknown word 'save'; expected 'safe'?":                                set("mode", "save"),
		"protocol probes has no rule 'other' that can be switched off; expected one of strict":   {Off: []string{"other"}},
		"protocol probes has no property 'ONE'; expected 'ONCE'?":                                {Promised: []string{"ONE"}},
		"the scenario is about 'TWICE', which is not among its properties; expected one of ONCE": {Promised: []string{"ONCE"}, About: "TWICE"},
	} {
		if _, err := engine.New(p, cfg); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	w := world(t, p, set("mode", "safe"))
	if cfg := w.System().Config(); cfg.Int("n") != 3 || cfg.Word("mode") != "safe" || !cfg.On("strict") || cfg.On("other") != true {
		t.Errorf("configuration %+v", cfg)
	}
}

// The toy shows what a protocol is: right with its rule, wrong without, and the
// search finds the shortest run.
func TestTheToyIsRightWithItsRuleAndWrongWithout(t *testing.T) {
	menu := menuOf(t, engine.Menu{Crashes: 1}, "call c1 lock", "call c2 lock")
	right := enginetest.Search{}.Run(world(t, enginetest.Lock(), engine.Config{Network: engine.SentSet, Menu: menu}))
	if !right.Exhausted || right.Broken != "" || right.Held["MUTEX"] == 0 || right.Prints != right.Worlds {
		t.Errorf("with its rule: %v", right)
	}
	wrong := enginetest.Search{Property: "MUTEX"}.Run(world(t, enginetest.Lock(), engine.Config{Network: engine.SentSet, Menu: menu, Off: []string{"one-holder"}}))
	expect(t, "shortest run", wrong.Lines(), "call c1 lock\ndeliver c1>K ask\ncall c2 lock\ndeliver c2>K ask\n")
}

// What should be reached in some run is broken by none, whatever its verdict says.
func TestWhatIsToBeReachedBreaksNothing(t *testing.T) {
	p := judged()
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		setup.Properties = []engine.Property{{ID: "NEVER", Sometimes: true, Reads: []string{"known"}, OnFact: func(engine.Facts, engine.Fact) engine.Verdict {
			return engine.Breaks("that is not it")
		}}}
		return setup, err
	}
	w, step, err := world(t, p, engine.Config{}).Take(engine.Choice{Verb: engine.CallOp, From: "a", Kind: "put", Key: "x"})
	if err != nil {
		t.Fatal(err)
	}
	if first, _ := step.First(w); first != nil || step.Judge(make(engine.Score, 1), w)[0].State() != engine.Untested {
		t.Errorf("%v is broken: %v", first, step.Judge(make(engine.Score, 1), w))
	}
}
