package raft

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"synod/engine"
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

// said counts the rules that runs applied.
type said map[string]int

// Random runs with every fault: what is explained has a rule and no holes, a
// group keeps its promises, and every rule is applied somewhere, here or in a transcript.
func TestRandomRunsExplainThemselves(t *testing.T) {
	rules := said{}
	for seed, row := range []struct{ params, off, promised string }{
		{"", "", promised + " SOME-LATER"},
		{"pre-vote=true", "", promised},
		{"servers=5 noop=false", "", promised},
		{"", "one-vote up-to-date persist-vote", "SOME-LEADER"},
		{"noop=false", "commit-own-term check-previous", "SOME-LEADER"},
		{"", "refuse-old-term persist-log read-index", "SOME-LEADER"},
	} {
		w := configured(t, row.params, row.off, strings.Fields(row.promised)...)
		score := make(engine.Score, len(w.System().Properties()))
		for run := range uint64(60) {
			score = randomRun(t, w, rules, score, (uint64(seed)<<32|run)*0x9e3779b97f4a7c15)
		}
		for i, p := range w.System().Properties() {
			if score[i].State() != engine.Held {
				t.Errorf("%s, off %s: %s %s %s", row.params, row.off, p.ID, score[i].State(), score[i].Broken)
			}
		}
	}
	transcripts(t, rules)
	for _, r := range Protocol().Rules {
		if rules[r.ID] == 0 {
			t.Errorf("no random run and no transcript applies the rule %s", r.ID)
		}
	}
}

const promised = "ONE-LEADER-PER-EPOCH LOG-MATCH LEADER-COMPLETE SMS SOME-LEADER SOME-COMMITTED"

func configured(t *testing.T, params, off string, promised ...string) *engine.World {
	cfg := engine.Config{Promised: promised, Off: strings.Fields(off), Menu: engine.Menu{Crashes: 4, Cuts: 1, Drops: 20, Dups: 20}}
	for p := range strings.FieldsSeq(params) {
		name, value, _ := strings.Cut(p, "=")
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: name, Values: []string{value}})
	}
	for _, call := range []string{"c1 append a", "c1 append b via S2", "c1 append c via S3", "c1 append d", "c1 read", "c1 read via S3", "c1 read via S2", "c1 append e via S2", "c1 append f", "c1 append g via S3"} {
		c, err := engine.ParseChoice("call " + call)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Menu.Calls = append(cfg.Menu.Calls, c)
	}
	w, err := engine.New(Protocol(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// randomRun prefers deliveries, so that the runs get somewhere.
func randomRun(t *testing.T, w *engine.World, rules said, score engine.Score, seed uint64) engine.Score {
	var choices []engine.Choice
	menu := w.System().Config().Menu
	dice := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % n
	}
	for range 300 {
		choices = w.Enabled(&menu, choices[:0])
		c := choices[dice(len(choices))]
		for i := 0; i < 12 && c.Verb != engine.DeliverMsg && c.Verb != engine.CallOp; i++ {
			c = choices[dice(len(choices))]
		}
		s, err := w.Explain(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, y := range s.Whys {
			rules[y.Rule]++
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
		for _, panel := range next.System().Panels() {
			panel.Draw(next, "")
		}
		w = next
	}
	return score
}
