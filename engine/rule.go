package engine

import (
	"fmt"
	"strings"
)

// Rule is one rule of a protocol: its id, its switch, its source and its
// sentences. The templates hold {node} for the node that applies it and {1},
// {2}, … for what was compared.
type Rule struct {
	ID     string
	Switch bool   // it can be switched off
	Name   string // a few words
	Phase  string // the step's name in the paper: "Phase 1(b)"
	Source string // "Paxos Made Simple §2.2"
	Did    string // what just happened
	Why    string // why it was right to do so, with the numbers
	Off    string // what the protocol does with the rule switched off
	Breaks string // and what goes wrong then, in how many steps, as a search finds it
}

// Why names a rule that a step applied, with what was compared.
type Why struct {
	Rule string
	Node NodeID
	Args []string
}

// Fill puts the node and the arguments into a template.
func (y Why) Fill(template string) string {
	pairs := []string{"{node}", string(y.Node)}
	for i, a := range y.Args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i+1), a)
	}
	return strings.NewReplacer(pairs...).Replace(template)
}

// ParseRules reads a catalogue: blocks that begin with [id] or [id switch],
// each line of which is "name: …", "phase: …", "source: …", "did: …", "why: …",
// "off: …" or "breaks: …". A line that begins with blanks goes on with the one before.
func ParseRules(catalogue string) ([]Rule, error) {
	var rules []Rule
	var field *string
	for i, line := range strings.Split(catalogue, "\n") {
		switch trimmed := strings.TrimSpace(line); {
		case trimmed == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			head := strings.Fields(strings.Trim(trimmed, "[]"))
			rules = append(rules, Rule{ID: head[0], Switch: len(head) > 1 && head[1] == "switch"})
			field = nil
		case line[0] == ' ' && field != nil:
			*field += " " + trimmed
		case len(rules) > 0:
			name, text, _ := strings.Cut(trimmed, ":")
			if field = rules[len(rules)-1].field(name); field == nil {
				return nil, fmt.Errorf("line %d: unknown field '%s'", i+1, name)
			}
			*field = strings.TrimSpace(text)
		default:
			return nil, fmt.Errorf("line %d: a rule begins with [id]", i+1)
		}
	}
	return rules, nil
}

func (r *Rule) field(name string) *string {
	switch name {
	case "name":
		return &r.Name
	case "phase":
		return &r.Phase
	case "source":
		return &r.Source
	case "did":
		return &r.Did
	case "why":
		return &r.Why
	case "off":
		return &r.Off
	case "breaks":
		return &r.Breaks
	}
	return nil
}

// Catalogue is rules, or sentences of any other kind, by their ids.
type Catalogue []Rule

// Find is the entry with an id; the zero value, which says nothing, if there is
// none.
func (c Catalogue) Find(id string) Rule {
	for _, r := range c {
		if r.ID == id {
			return r
		}
	}
	return Rule{}
}

// Say is what an entry says, with its arguments in place.
func (c Catalogue) Say(id string, args ...string) string { return Why{Args: args}.Fill(c.Find(id).Did) }

// MustRules is ParseRules for a catalogue that is part of the program.
func MustRules(catalogue string) Catalogue {
	rules, err := ParseRules(catalogue)
	if err != nil {
		panic(err)
	}
	return rules
}
