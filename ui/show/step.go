package show

import (
	"slices"
	"strings"

	"synod/engine"
)

// Sentence is what a step did, in words, with the rule behind it. The texts are
// those of the protocol's catalogue, or the simulator's own for crashes and cuts.
type Sentence struct {
	Did    string // what just happened
	Why    string // the reason, with what was compared
	Phase  string // the step's name in the paper
	Source string // the paper and section
	Rule   string // the id of the first rule that was applied; empty: none
}

// Step says what a step did. The step must have been tried with Explain. Where
// several rules were applied their sentences follow one another in that order.
func Step(s *engine.Step) Sentence {
	var t teller
	t.rules(s)
	if len(t.did) == 0 {
		t.own(s)
	}
	if s.Choice.Verb == engine.CrashHost {
		t.unanswered(s)
	}
	p, told := s.From.System().Protocol(), t.sentence()
	told.Did, told.Why = p.Named(told.Did), p.Named(told.Why)
	return told
}

// Preview says in one or two sentences what taking a choice would do, from the
// step that was tried with Explain: what happens, and what an observer could
// conclude from it.
func Preview(s *engine.Step) string {
	parts := []string{Step(s).Did}
	for _, m := range Milestones(s) {
		if m.Fact.Node == "" {
			parts = append(parts, Capital(m.Text)+".")
		}
	}
	return strings.Join(parts, " ")
}

// teller collects sentences and says none twice.
type teller struct {
	did, why, phase, source []string
	rule                    string
}

func (t *teller) rules(s *engine.Step) {
	p := s.From.System().Protocol()
	for _, y := range s.Whys {
		r := p.Rule(y.Rule)
		if r == nil {
			continue
		}
		if t.rule == "" {
			t.rule = r.ID
		}
		t.add(*r, y)
	}
}

func (t *teller) add(r engine.Rule, y engine.Why) {
	once(&t.did, y.Fill(r.Did))
	once(&t.why, y.Fill(r.Why))
	once(&t.phase, r.Phase)
	once(&t.source, r.Source)
}

// say adds a sentence of the simulator's own.
func (t *teller) say(id string, node engine.NodeID, args ...string) {
	t.add(words.Find(id), engine.Why{Node: node, Args: args})
}

func (t *teller) sentence() Sentence {
	return Sentence{
		Did: strings.Join(t.did, " "), Why: strings.Join(t.why, " "),
		Phase: strings.Join(t.phase, ", "), Source: sources(t.source), Rule: t.rule,
	}
}

// sources names where several rules stand; a work that is the same is named once.
func sources(all []string) string {
	var out []string
	for _, s := range all {
		work, place, _ := strings.Cut(s, "§")
		if n := len(out) - 1; n >= 0 && place != "" && strings.HasPrefix(out[n], work) {
			out[n] += ", §" + place
		} else {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

func once(list *[]string, s string) {
	if s != "" && !slices.Contains(*list, s) {
		*list = append(*list, s)
	}
}

// Capital gives a sentence its first letter.
func Capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Cite names the step in the paper and where it stands: "Phase 1(b) · Paxos Made Simple §2.2".
func (s Sentence) Cite() string {
	if s.Phase == "" || s.Source == "" {
		return s.Phase + s.Source
	}
	return s.Phase + " · " + s.Source
}
