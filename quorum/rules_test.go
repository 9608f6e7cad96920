package quorum

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/history"
)

// Every rule that the code names is in the catalogue with all its sentences,
// and the code names every rule of the catalogue.
func TestCatalogueIsWhole(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, f := range files {
		if src, err := os.ReadFile(f); err != nil {
			t.Fatal(err)
		} else if !strings.HasSuffix(f, "_test.go") {
			code.Write(src)
		}
	}
	for _, r := range Protocol().Rules {
		if !strings.Contains(code.String(), `"`+r.ID+`"`) {
			t.Errorf("no code names the rule %s", r.ID)
		}
		if r.Name == "" || r.Source == "" || r.Phase == "" || r.Did == "" || r.Why == "" || r.Switch != (r.Off != "") {
			t.Errorf("the rule %s lacks a sentence", r.ID)
		}
	}
}

var hole = regexp.MustCompile(`\{(\d|node)\}`)

// Random runs with every fault: what is explained has a rule and no holes, and
// a store with overlap keeps its promises.
func TestRandomRunsExplainThemselves(t *testing.T) {
	for seed, row := range []struct{ params, promised string }{
		{"repair=after", "NO-STALE-AFTER-ACK CONVERGE RYW BOUNDED-SIBLINGS ACK-DURABLE NO-RESURRECT"},
		{"repair=before nodes=5", "NO-STALE-AFTER-ACK CONVERGE RYW"},
		{"repair=after reap=all", "CONVERGE"},
		{"reap=time grace=1", "CONVERGE"},
		{"spares=1", "CONVERGE"},
		{"repair=none w=3 r=1", "NO-STALE-AFTER-ACK CONVERGE RYW"},
		{"versions=vectors", "NO-STALE-AFTER-ACK RYW"}, // no CONVERGE: see TestVectorsAlone
		{"versions=lww", "NO-STALE-AFTER-ACK CONVERGE"},
		{"stand-in=fallback nodes=5", "CONVERGE"},
		{"stand-in=fallback nodes=5 ring=riak pw=1 pr=1 partitions=8", "CONVERGE"},
		{"stand-in=fallback nodes=5 ring=hash n=2 r=1 w=1", "CONVERGE"},
		{"stand-in=hint nodes=4 versions=lww window=3", "CONVERGE"},
		{"stand-in=hint nodes=4 n=2 centres=2 r=3 w=2 ask=enough digests=true speculate=true repair=before", "CONVERGE"},
		{"notfound-ok=false basic-quorum=true", "CONVERGE"},
		{"versions=clients truncate=3", "CONVERGE"},
		{"n=1 w=1 r=1 versions=vectors", "NO-STALE-AFTER-ACK RYW LIN"},
	} {
		w := configured(t, row.params, strings.Fields(row.promised)...)
		score := make(engine.Score, len(w.System().Properties()))
		for run := range uint64(60) {
			score = randomRun(t, w, score, (uint64(seed)<<32|run)*0x9e3779b97f4a7c15)
		}
		for i, p := range w.System().Properties() {
			if score[i].State() != engine.Held {
				t.Errorf("%s: %s %s %s", row.params, p.ID, score[i].State(), score[i].Broken)
			}
		}
	}
}

func configured(t *testing.T, params string, promised ...string) *engine.World {
	cfg := engine.Config{Promised: promised, Menu: engine.Menu{Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any, Ticks: engine.Any}}
	for p := range strings.FieldsSeq(params) {
		name, value, _ := strings.Cut(p, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: []string{value}})
	}
	for _, call := range []string{"c1 put k a", "c2 put k b via dev1", "c1 put k c via dev2", "c2 put k d blind", "c1 get k", "c2 get k via dev1", "c1 get k via dev2", "c2 get k", "c2 delete k", "c1 delete k via dev1", "dev1 exchange dev2"} {
		c, err := engine.ParseChoice("call " + call)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Menu.Calls = append(cfg.Menu.Calls, c)
	}
	if strings.Contains(params, "n=1") { // siblings fit no register
		cfg.Menu.Calls = slices.Concat(cfg.Menu.Calls[:1], cfg.Menu.Calls[4:8])
	}
	if params == "versions=vectors" { // so that more of the runs come to a read
		cfg.Menu.Calls = cfg.Menu.Calls[:8]
	}
	if strings.Contains(params, "spares") {
		cfg.Menu.Calls = append(cfg.Menu.Calls, engine.Choice{Verb: engine.CallOp, From: "dev4", Kind: "join"}, engine.Choice{Verb: engine.CallOp, From: "dev1", Kind: "leave"})
	}
	p := Protocol()
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		setup.Properties = append(setup.Properties, history.RYW(history.KeyValue), history.LIN(history.KeyValue))
		return setup, err
	}
	w, err := engine.New(p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// randomRun prefers deliveries, so that the runs get somewhere.
func randomRun(t *testing.T, w *engine.World, score engine.Score, seed uint64) engine.Score {
	var choices []engine.Choice
	menu := w.System().Config().Menu
	dice := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % n
	}
	for step := range 150 {
		choices = w.Enabled(&menu, choices[:0])
		c := choices[dice(len(choices))]
		for i := 0; i < 4 && c.Verb != engine.DeliverMsg && c.Verb != engine.CallOp; i++ {
			c = choices[dice(len(choices))]
		}
		s, err := w.Explain(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, y := range s.Whys {
			rule := w.System().Protocol().Rule(y.Rule)
			if rule == nil {
				t.Fatalf("%s: no rule %s", c.Line(), y.Rule)
			}
			for _, text := range []string{y.Fill(rule.Did), y.Fill(rule.Why)} {
				if hole.MatchString(text) || strings.Contains(text, "  ") {
					t.Fatalf("%s: %s: %s", c.Line(), y.Rule, text)
				}
			}
		}
		next := s.World()
		score = s.Judge(score, next)
		w.Stuck()
		if step%50 == 49 { // now and then is enough
			for _, p := range next.System().Panels() {
				p.Draw(next, next.System().Nodes()[0].ID)
			}
		}
		w = next
	}
	return score
}
