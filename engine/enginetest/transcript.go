package enginetest

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"synod/engine"
)

// Transcripts plays the files of a folder against a protocol, whose code is in
// the folder above. A file has a world, and then choices as a person would write
// them; what is shown of each step is the rules it applied, the fields that
// changed, the messages it sent, the facts it made known and what clients were
// told. Every rule of the catalogue has all its sentences, is applied in one of
// the files, or in what was counted elsewhere, and leaves no gap; and the code
// knows no other.
//
//	world name=value off=rule network=fifo   a world, with start lines below it
//	do                                       takes choices, a line each
//	why                                      what a person reads about a choice, without taking it
//	properties, stuck                        how promises stand, and what would have to happen
//	panel id node=A1                         a panel as text, marks as !; without an id the first
func Transcripts(t *testing.T, p *engine.Protocol, folder string, elsewhere ...Said) {
	t.Helper()
	switches := catalogue(t, p, filepath.Dir(folder))
	said := Said{}
	for _, s := range elsewhere {
		maps.Copy(said, s)
	}
	datadriven.Walk(t, folder, func(t *testing.T, path string) {
		run := &transcript{protocol: p, said: said}
		datadriven.RunTest(t, path, run.command)
	})
	for _, r := range p.Rules {
		if said[r.ID] == 0 && !slices.Contains(switches, r.ID) {
			t.Errorf("no transcript applies rule %s", r.ID)
		}
	}
}

type transcript struct {
	protocol *engine.Protocol
	said     Said
	world    *engine.World
	score    engine.Score
}

func (r *transcript) command(t *testing.T, d *datadriven.TestData) string {
	switch d.Cmd {
	case "world":
		return r.begin(t, d)
	case "do":
		return r.do(t, d.Input)
	case "why":
		return r.why(t, d.Input)
	case "properties":
		return r.properties()
	case "stuck":
		return strings.Join(r.world.Stuck(), "\n")
	case "panel":
		return r.panel(t, d)
	}
	t.Fatalf("%s: unknown command %s", d.Pos, d.Cmd)
	return ""
}

func (r *transcript) begin(t *testing.T, d *datadriven.TestData) string {
	var cfg engine.Config
	if d.Input != "" {
		cfg.Start = strings.Split(d.Input, "\n")
	}
	for _, arg := range d.CmdArgs {
		switch arg.Key {
		case "off":
			cfg.Off = arg.Vals
		case "network":
			n, err := engine.ParseNetwork(arg.Vals[0])
			if err != nil {
				t.Fatalf("%s: %v", d.Pos, err)
			}
			cfg.Network = n
		default:
			cfg.Settings = append(cfg.Settings, engine.Setting{Name: arg.Key, Values: arg.Vals})
		}
	}
	w, err := engine.New(r.protocol, cfg)
	if err != nil {
		r.world = nil
		return err.Error()
	}
	r.world, r.score = w, nil
	return strings.Join(w.System().Notes(), "\n")
}

func (r *transcript) do(t *testing.T, input string) string {
	var b strings.Builder
	for _, c := range Choices(t, input) {
		s, err := r.world.Explain(c)
		if err != nil {
			fmt.Fprintf(&b, "%s\n    refused: %v\n", c.Line(), err)
			continue
		}
		b.WriteString(s.Choice.Line() + "\n")
		next := s.World()
		describe(&b, s, next)
		r.said.hear(t, s)
		r.score = s.Judge(r.score, next)
		r.world = next
	}
	return b.String()
}

func (r *transcript) why(t *testing.T, line string) string {
	s, err := r.world.Explain(Choice(t, strings.TrimSpace(line)))
	if err != nil {
		return "refused: " + err.Error()
	}
	var b strings.Builder
	for _, y := range s.Whys {
		rule := r.protocol.Rule(y.Rule)
		fmt.Fprintf(&b, "%s\n    %s\n", y.Fill(rule.Did), y.Fill(rule.Why))
	}
	return b.String()
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
		list(b, "fact", []string{joined(f.Kind, string(f.Node), f.Key, f.Value)})
	}
	if op := next.History().Last(); s.Returned() {
		told := []string{op.ID, op.Outcome.String(), op.Value}
		if op.Detail != "" {
			told = append(told, "("+op.Detail+")")
		}
		list(b, "returns", []string{joined(told...)})
	}
}

func list(b *strings.Builder, label string, items []string) {
	if len(items) > 0 {
		fmt.Fprintf(b, "    %s: %s\n", label, strings.TrimSpace(strings.Join(items, "; ")))
	}
}

// joined puts words together, with one space between those that are not empty.
func joined(words ...string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
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
	for i, p := range r.world.System().Properties() {
		var tally engine.Tally
		if i < len(r.score) {
			tally = r.score[i]
		}
		fmt.Fprintf(&b, "%s %s", p.ID, tally.State())
		if tally.Held > 0 {
			fmt.Fprintf(&b, " %dx", tally.Held)
		}
		if tally.Broken != "" {
			fmt.Fprintf(&b, ": %s", tally.Broken)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// panel draws the panel of an id, or the first, for a node if one is given.
func (r *transcript) panel(t *testing.T, d *datadriven.TestData) string {
	panels := r.world.System().Panels()
	id, node := panels[0].ID, engine.NodeID("")
	for _, arg := range d.CmdArgs {
		if arg.Key == "node" {
			node = engine.NodeID(arg.Vals[0])
		} else {
			id = arg.Key
		}
	}
	for _, p := range panels {
		if p.ID == id {
			return drawn(p.Draw(r.world, node))
		}
	}
	t.Fatalf("%s: there is no panel %s", d.Pos, id)
	return ""
}

// drawn is a document as plain text; what is marked has a ! behind it.
func drawn(doc engine.Doc) string {
	var b strings.Builder
	row := func(cells ...string) {
		b.WriteString(strings.TrimRight(strings.Join(cells, " | "), " |") + "\n")
	}
	for _, block := range doc {
		switch x := block.(type) {
		case engine.Text:
			row(strings.Join(spans(x), ""))
		case engine.Grid:
			row(append([]string{" "}, x.Columns...)...)
			for _, r := range x.Rows {
				row(append(spans([]engine.Span{r.Label}), spans(r.Cells)...)...)
			}
		case engine.Table:
			row(x.Head...)
			for _, r := range x.Rows {
				row(spans(r)...)
			}
		case engine.Bars:
			row(x.Title)
			for _, bar := range x.Bars {
				row(fmt.Sprintf("  %s %g", bar.Label.Text, bar.Value))
			}
		case engine.Tree:
			branch(&b, x, "")
		default:
			row(fmt.Sprintf("%T", x))
		}
	}
	return b.String()
}

func spans(list []engine.Span) (out []string) {
	for _, s := range list {
		if s.Mark {
			s.Text += "!"
		}
		out = append(out, s.Text)
	}
	return out
}

func branch(b *strings.Builder, x engine.Tree, indent string) {
	b.WriteString(indent + spans([]engine.Span{x.Label})[0] + "\n")
	for _, below := range x.Below {
		branch(b, below, indent+"  ")
	}
}
