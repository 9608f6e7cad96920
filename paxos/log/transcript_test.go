package log

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"synod/engine"
)

// Transcripts: a world, then choices as a person would write them. What is
// shown of each step is the rules it applied, the fields that changed, the
// messages it sent, the facts it made known and what clients were told. Every
// rule is applied in one of them, and leaves no gap in its sentences.
func TestTranscripts(t *testing.T) {
	said := map[string]bool{}
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		run := &transcript{said: said}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			return run.command(t, d)
		})
	})
	for _, r := range Protocol().Rules {
		if !said[r.ID] {
			t.Errorf("no transcript applies rule %s", r.ID)
		}
	}
}

type transcript struct {
	said  map[string]bool // rules applied
	world *engine.World
	score engine.Score
}

func (r *transcript) command(t *testing.T, d *datadriven.TestData) string {
	switch d.Cmd {
	case "world":
		return r.begin(t, d)
	case "do":
		return r.do(t, d.Input)
	case "properties":
		return r.properties()
	case "stuck":
		return strings.Join(r.world.Stuck(), "\n")
	case "panel":
		return drawn(r.world.System().Panels()[0].Draw(r.world, ""))
	}
	t.Fatalf("%s: unknown command %s", d.Pos, d.Cmd)
	return ""
}

func (r *transcript) begin(t *testing.T, d *datadriven.TestData) string {
	var cfg engine.Config
	for _, arg := range d.CmdArgs {
		if arg.Key == "off" {
			cfg.Off = arg.Vals
			continue
		}
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: arg.Key, Values: arg.Vals})
	}
	if d.Input != "" {
		cfg.Start = strings.Split(d.Input, "\n")
	}
	w, err := engine.New(Protocol(), cfg)
	if err != nil {
		r.world = nil
		return err.Error()
	}
	r.world, r.score = w, nil
	return strings.Join(w.System().Notes(), "\n")
}

func (r *transcript) do(t *testing.T, input string) string {
	var b strings.Builder
	for line := range strings.Lines(input) {
		c, err := engine.ParseChoice(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		s, err := r.world.Explain(c)
		if err != nil {
			fmt.Fprintf(&b, "%s\n    refused\n", c.Line())
			continue
		}
		b.WriteString(s.Choice.Line() + "\n")
		next := s.World()
		describe(&b, s, next)
		r.say(t, s.Whys)
		r.score = s.Judge(r.score, next)
		r.world = next
	}
	return b.String()
}

// say fills the sentences of the rules that a step applied.
func (r *transcript) say(t *testing.T, whys []engine.Why) {
	for _, y := range whys {
		rule := Protocol().Rule(y.Rule)
		r.said[rule.ID] = true
		for _, text := range []string{y.Fill(rule.Did), y.Fill(rule.Why)} {
			if strings.ContainsAny(text, "{}") || strings.Contains(text, "  ") {
				t.Errorf("%s: %s", rule.ID, text)
			}
		}
	}
}

func describe(b *strings.Builder, s *engine.Step, next *engine.World) {
	var rules, sent []string
	for _, y := range s.Whys {
		rules = append(rules, string(y.Node)+" "+y.Rule)
	}
	for _, m := range slices.Concat(s.Local, s.Sent) {
		sent = append(sent, m.Line())
	}
	list(b, "rules", rules)
	for _, id := range s.Changed() {
		list(b, string(id), changes(s.From.Node(id), next.Node(id)))
	}
	list(b, "sent", sent)
	for _, f := range s.Facts {
		list(b, "fact", []string{strings.Join(strings.Fields(f.Kind+" "+string(f.Node)+" "+f.Key+" "+f.Value), " ")})
	}
	if op := next.History().Last(); s.Returned() {
		list(b, "returns", []string{op.ID + " " + op.Outcome.String() + " " + op.Value})
	}
}

func list(b *strings.Builder, label string, items []string) {
	if len(items) > 0 {
		fmt.Fprintf(b, "    %s: %s\n", label, strings.TrimSpace(strings.Join(items, "; ")))
	}
}

func changes(before, after engine.Node) []string {
	old := before.Fields()
	var out []string
	for _, f := range after.Fields() {
		if !slices.Contains(old, f) {
			mark := "□"
			if f.Durable {
				mark = "■"
			}
			out = append(out, mark+" "+f.ID+" "+f.Text)
		}
	}
	return out
}

func (r *transcript) properties() string {
	var b strings.Builder
	score := r.score
	if score == nil {
		score = make(engine.Score, len(r.world.System().Properties()))
	}
	for i, p := range r.world.System().Properties() {
		fmt.Fprintf(&b, "%s %s", p.ID, score[i].State())
		if score[i].State() == engine.Held {
			fmt.Fprintf(&b, " %dx", score[i].Held)
		}
		if score[i].Broken != "" {
			fmt.Fprintf(&b, ": %s", score[i].Broken)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// drawn is a document as plain text.
func drawn(doc engine.Doc) string {
	var rows []string
	add := func(cells ...engine.Span) {
		var texts []string
		for _, c := range cells {
			texts = append(texts, c.Text)
		}
		rows = append(rows, strings.TrimRight(strings.Join(texts, " | "), " |"))
	}
	for _, block := range doc {
		switch x := block.(type) {
		case engine.Text:
			add(x...)
		case engine.Grid:
			rows = append(rows, "slot | "+strings.Join(x.Columns, " | "))
			for _, r := range x.Rows {
				add(append([]engine.Span{r.Label}, r.Cells...)...)
			}
		case engine.Table:
			rows = append(rows, strings.Join(x.Head, " | "))
			for _, r := range x.Rows {
				add(r...)
			}
		}
	}
	return strings.Join(rows, "\n")
}
