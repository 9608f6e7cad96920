package raft

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"synod/engine"
)

// Transcripts: a world, then choices as a person would write them. What is
// shown of each step is rule ids, changed fields, messages, facts and what
// clients were told; no prose.
func TestTranscripts(t *testing.T) { transcripts(t, said{}) }

// transcripts plays them all and counts the rules that they apply.
func transcripts(t *testing.T, rules said) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		r := run{rules: rules}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "world":
				return r.begin(d)
			case "play":
				return r.play(t, d.Input)
			case "properties":
				return r.properties()
			case "stuck":
				return strings.Join(r.world.Stuck(), "\n")
			case "panel":
				return drawn(r.world.System().Panels()[0].Draw(r.world, ""))
			case "why":
				return r.why(t, strings.TrimSpace(d.Input))
			}
			t.Fatalf("unknown command %s", d.Cmd)
			return ""
		})
	})
}

type run struct {
	rules said
	world *engine.World
	score engine.Score
}

func (r *run) begin(d *datadriven.TestData) string {
	var cfg engine.Config
	for _, a := range d.CmdArgs {
		if a.Key == "off" {
			cfg.Off = a.Vals
			continue
		}
		cfg.Settings = append(cfg.Settings, engine.Setting{Name: a.Key, Values: a.Vals})
	}
	if d.Input != "" {
		cfg.Start = strings.Split(d.Input, "\n")
	}
	w, err := engine.New(Protocol(), cfg)
	if err != nil {
		return err.Error()
	}
	*r = run{rules: r.rules, world: w}
	return strings.Join(w.System().Notes(), "\n")
}

func (r *run) play(t *testing.T, lines string) string {
	var b strings.Builder
	for line := range strings.Lines(lines) {
		c, err := engine.ParseChoice(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		s, err := r.world.Explain(c)
		if err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		for _, y := range s.Whys {
			r.rules[y.Rule]++
		}
		old := r.world
		r.world = s.World()
		r.score = s.Judge(r.score, r.world)
		b.WriteString(shown(s, old, r.world))
	}
	return b.String()
}

func shown(s *engine.Step, old, next *engine.World) string {
	var b strings.Builder
	fmt.Fprintln(&b, s.Choice.Line())
	for _, y := range s.Whys {
		fmt.Fprintf(&b, "  %s %s\n", y.Node, y.Rule)
	}
	for _, id := range s.Changed() {
		for _, f := range next.Node(id).Fields() {
			if !slices.Contains(old.Node(id).Fields(), f) {
				fmt.Fprintf(&b, "  %s %s %s %s\n", id, map[bool]string{true: "■", false: "□"}[f.Durable], f.ID, f.Text)
			}
		}
	}
	for _, m := range s.Sent {
		fmt.Fprintf(&b, "  send %s\n", m.Line())
	}
	for _, f := range s.Facts {
		fmt.Fprintf(&b, "  fact %s %s %s %s\n", f.Kind, f.Node, f.Key, f.Value)
	}
	if op := next.History().Last(); s.Returned() {
		fmt.Fprintf(&b, "  %s %s %s (%s)\n", op.ID, op.Outcome, op.Value, op.Detail)
	}
	return b.String()
}

func (r *run) properties() string {
	var b strings.Builder
	if r.score == nil {
		return "no step was taken"
	}
	for i, p := range r.world.System().Properties() {
		t := r.score[i]
		fmt.Fprintf(&b, "%s: %s %d %s\n", p.ID, t.State(), t.Held, t.Broken)
	}
	return b.String()
}

// why is what a person reads about a step, without taking it.
func (r *run) why(t *testing.T, line string) string {
	c, err := engine.ParseChoice(line)
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.world.Explain(c)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, y := range s.Whys {
		rule := r.world.System().Protocol().Rule(y.Rule)
		fmt.Fprintf(&b, "%s\n  %s\n", y.Fill(rule.Did), y.Fill(rule.Why))
	}
	return b.String()
}

func drawn(doc engine.Doc) string {
	var b strings.Builder
	for _, block := range doc {
		switch x := block.(type) {
		case engine.Text:
			for _, s := range x {
				b.WriteString(s.Text)
			}
			b.WriteString("\n")
		case engine.Grid:
			fmt.Fprintln(&b, "  | "+strings.Join(x.Columns, " | "))
			for _, row := range x.Rows {
				fmt.Fprintf(&b, "%s | ", row.Label.Text)
				for _, s := range row.Cells {
					fmt.Fprintf(&b, "%s%s | ", s.Text, map[bool]string{true: "!"}[s.Mark])
				}
				b.WriteString("\n")
			}
		case engine.Table:
			fmt.Fprintln(&b, strings.Join(x.Head, " | "))
			for _, row := range x.Rows {
				for _, s := range row {
					fmt.Fprintf(&b, "%s%s | ", s.Text, map[bool]string{true: "!"}[s.Mark])
				}
				b.WriteString("\n")
			}
		}
	}
	return b.String()
}
