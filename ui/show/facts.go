package show

import (
	"slices"
	"strings"

	"synod/engine"
)

// Fact says a fact in words, from the template of its kind.
func Fact(p *engine.Protocol, f engine.Fact) string { return p.Named(fact(p, f)) }

func fact(p *engine.Protocol, f engine.Fact) string {
	k := p.Fact(f.Kind)
	if k == nil || k.Says == "" {
		return strings.Join(slices.DeleteFunc([]string{string(f.Node), f.Kind, f.Key, f.Value},
			func(s string) bool { return s == "" }), " ")
	}
	return Braces(k.Says, func(name string) (string, bool) {
		switch name {
		case "node":
			return string(f.Node), true
		case "key":
			return f.Key, true
		case "value":
			return f.Value, true
		}
		return "", false
	})
}

// Milestone is a fact worth a line of its own.
type Milestone struct {
	Glyph string
	Text  string
	Fact  engine.Fact
}

// String is the mark and the words: "★ chosen: pear in 1.P1".
func (m Milestone) String() string { return m.Glyph + " " + m.Text }

// Milestones lists what became known in the step and is worth a line of its own.
func Milestones(s *engine.Step) []Milestone {
	p := s.From.System().Protocol()
	var out []Milestone
	for _, f := range s.Facts {
		k := p.Fact(f.Kind)
		if k == nil || !k.Milestone {
			continue
		}
		glyph := k.Glyph
		if glyph == "" {
			glyph = "◆"
		}
		out = append(out, Milestone{glyph, Fact(p, f), f})
	}
	return out
}

// Outcomes says which client operations ended between two worlds, and how.
func Outcomes(before, after *engine.World) []string {
	if before.History().Last() == after.History().Last() {
		return nil
	}
	known := map[string]bool{}
	for _, op := range before.History().Ops() {
		known[op.ID] = op.Outcome != engine.Pending
	}
	var out []string
	for _, op := range after.History().Ops() {
		if op.Outcome != engine.Pending && !known[op.ID] {
			out = append(out, Outcome(after.System().Protocol(), op))
		}
	}
	return out
}

// Outcome says how a client operation ended: "put k v1 by c1 succeeds".
func Outcome(p *engine.Protocol, op *engine.Op) string {
	id := op.Outcome.String()
	switch {
	case op.Outcome == engine.OK && op.Value == "":
		id = "ok-nothing"
	case op.Outcome == engine.Failed && op.Value != "":
		id = "failed-value"
	}
	return p.Named(fill(id, op.Client, operation(op), op.Value))
}

func operation(op *engine.Op) string {
	return strings.TrimSpace(op.Name + " " + strings.Join(op.Args, " "))
}
