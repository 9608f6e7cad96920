package show

import "synod/engine"

// Sentence is what a step did, in words, with the rule behind it. The texts are
// those of the protocol's catalogue, or the engine's own for crashes and cuts.
type Sentence struct {
	Did    string // what just happened
	Why    string // the reason, with what was compared
	Phase  string // the step's name in the paper
	Source string // the paper and section
	Rule   string // the rule's id; empty: none
}

// Step says what a step did. The step must have been tried with Explain.
func Step(s *engine.Step) Sentence { return Sentence{} }

// Label is a message as a picture shows it: short kind, key, text, such as
// "1b 2.P2 (1.P1 pear)".
func Label(p *engine.Protocol, m *engine.Message) string { return "" }

// Choice is a choice as a list shows it: "deliver A2▸P2 1b 2.P2 (1.P1 pear)".
func Choice(p *engine.Protocol, c engine.Choice) string { return "" }

// Preview says in one or two sentences what taking a choice would do, from the
// step that was tried with Explain.
func Preview(s *engine.Step) string { return "" }

// Fact says a fact in words, from the template of its kind.
func Fact(p *engine.Protocol, f engine.Fact) string { return "" }

// Clean makes text from files and people fit for a terminal: control
// characters and what changes the direction of text are left out.
func Clean(s string) string { return s }
