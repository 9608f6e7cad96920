package show

import (
	_ "embed" // the catalogue
	"strings"

	"synod/engine"
)

//go:embed glossary.txt
var general string

var generalTerms = engine.MustTerms(general)

// Meaning is a term as a glossary has it.
type Meaning struct {
	Word   string
	Kind   string // what the word names, such as message or field; empty: none of these
	Says   string
	Source string // where it stands; empty: it is of this program
}

// General lists the words of the screen that are those of no protocol.
func General() []Meaning {
	var out []Meaning
	for _, t := range generalTerms {
		out = append(out, Meaning{Clean(t.ID), "", Clean(t.Says), Clean(t.Source)})
	}
	return out
}

// Words lists the words of a protocol: what its catalogue says of roles, messages,
// fields and other things, as the labels in force call them. A message of which it
// says nothing is explained by the name that the protocol declares.
func Words(p, declared *engine.Protocol) []Meaning {
	var out []Meaning
	for _, t := range p.Terms {
		if word, kind := named(p, t); word != "" {
			out = append(out, Meaning{Clean(word), kind, Clean(t.Says), Clean(t.Source)})
		}
	}
	for _, k := range declared.Kinds {
		if _, told := p.Term("kind", k.ID); !told {
			word, kind := named(p, engine.Term{Of: "kind", ID: k.ID})
			out = append(out, Meaning{Clean(word), kind, Clean(k.Name) + ".", ""})
		}
	}
	return out
}

// named is what screens call a term, and what that is; empty: the protocol has no
// such thing.
func named(p *engine.Protocol, t engine.Term) (word, kind string) {
	switch t.Of {
	case "role":
		if r := p.Role(t.ID); r != nil {
			return r.Label(), "role"
		}
		return "", ""
	case "kind":
		k := p.Kind(t.ID)
		if k == nil {
			return "", ""
		}
		if k.Short != "" && !strings.EqualFold(k.Short, k.Name) {
			return k.Short + " " + k.Name, "message"
		}
		return k.Name, "message"
	case "field":
		if t.ID == "*" {
			return "any other field", "field"
		}
		return p.FieldName(t.ID), "field"
	}
	return t.ID, ""
}

// Stated lists the properties and the rules of a system as terms.
func Stated(sys *engine.System) []Meaning {
	var out []Meaning
	for _, p := range sys.Properties() {
		out = append(out, Meaning{Clean(p.Name), "property " + p.ID, Clean(p.Statement), Clean(p.Source)})
	}
	for _, r := range sys.Protocol().Rules {
		if r.Switch && r.Off != "" {
			out = append(out, Meaning{Clean(r.Name), "rule " + r.ID, Clean("Switched off: " + r.Off), Clean(r.Source)})
		}
	}
	return out
}
