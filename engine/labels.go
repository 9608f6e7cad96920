package engine

import (
	"fmt"
	"slices"
	"strings"
)

// Plain is the name of the labels that a protocol itself declares.
const Plain = "plain"

// LabelSet is other names for roles, fields and kinds of messages: those of a
// paper, a course or a system. They are for screens and pages; choices, files
// and expressions keep the ids.
type LabelSet struct {
	Name   string // the word in a file's head: "parliament"
	Title  string // whose names they are
	Labels []Label
}

// Label is another name for one thing.
type Label struct {
	Of    string // role, field or kind
	ID    string
	Name  string
	Short string // of a kind: on a crowded screen; of a role: the plural
}

// ParseLabels reads a catalogue of label sets: blocks that begin with
// [name] title, each line of which is "role ID: name, plural", "field ID: name"
// or "kind ID: name, short". Lines that begin with # are remarks.
func ParseLabels(catalogue string) ([]LabelSet, error) {
	var sets []LabelSet
	for i, line := range strings.Split(catalogue, "\n") {
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			name, title, _ := strings.Cut(line[1:], "]")
			sets = append(sets, LabelSet{Name: name, Title: strings.TrimSpace(title)})
		default:
			l, ok := parseLabel(line)
			if !ok || len(sets) == 0 {
				return nil, fmt.Errorf("line %d: '%s'; expected 'kind ID: name, short' below a line [name] title", i+1, line)
			}
			last := &sets[len(sets)-1]
			last.Labels = append(last.Labels, l)
		}
	}
	return sets, nil
}

func parseLabel(line string) (l Label, ok bool) {
	what, names, _ := strings.Cut(line, ":")
	of, id, _ := strings.Cut(what, " ")
	name, short, _ := strings.Cut(names, ",")
	l = Label{of, strings.TrimSpace(id), strings.TrimSpace(name), strings.TrimSpace(short)}
	return l, slices.Contains([]string{"role", "field", "kind"}, of) && l.ID != "" && l.Name != ""
}

// MustLabels is ParseLabels for a catalogue that is part of the program.
func MustLabels(catalogue string) []LabelSet {
	sets, err := ParseLabels(catalogue)
	if err != nil {
		panic(err)
	}
	return sets
}

// LabelNames lists the names of the protocol's label sets, plain first.
func (p *Protocol) LabelNames() []string {
	names := []string{Plain}
	for _, s := range p.Labels {
		names = append(names, s.Name)
	}
	return names
}

// LabelTitle says whose names those of a set are.
func (p *Protocol) LabelTitle(name string) string {
	for _, s := range p.Labels {
		if s.Name == name {
			return s.Title
		}
	}
	return ""
}

// Labelled is the protocol with the names of a set; empty or plain: its own.
func (p *Protocol) Labelled(name string) (*Protocol, error) {
	if name == "" || name == Plain {
		return p, nil
	}
	i := slices.IndexFunc(p.Labels, func(s LabelSet) bool { return s.Name == name })
	if i < 0 {
		return nil, misfit("labels", "", "protocol %s has no labels '%s'; expected %s", p.Name, name, Nearest(name, p.LabelNames()))
	}
	q := *p
	q.Roles, q.Kinds = slices.Clone(p.Roles), slices.Clone(p.Kinds)
	q.fields = nil
	for _, l := range p.Labels[i].Labels {
		q.label(l)
	}
	return &q, nil
}

func (p *Protocol) label(l Label) {
	switch l.Of {
	case "role":
		if r := p.Role(l.ID); r != nil {
			r.Name, r.Plural = l.Name, l.Short
		}
	case "kind":
		if k := p.Kind(l.ID); k != nil {
			k.Name, k.Short = l.Name, l.Short
			if l.Short == "" {
				k.Short = l.Name
			}
		}
	case "field":
		p.fields = append(p.fields, l)
	}
}

// FieldName is what screens call a field.
func (p *Protocol) FieldName(id string) string {
	for _, l := range p.fields {
		if l.ID == id {
			return l.Name
		}
	}
	return id
}

// Label gives the role its name on screens.
func (r *Role) Label() string {
	if r.Name == "" {
		return r.ID
	}
	return r.Name
}

// Labels is the name of the set whose names the system's protocol has.
func (sys *System) Labels() string {
	if sys.cfg.Labels == "" {
		return Plain
	}
	return sys.cfg.Labels
}

// labelled is the system under other names.
func (sys *System) labelled(name string) (*System, error) {
	p, err := sys.declared.Labelled(name)
	if err != nil {
		return nil, err
	}
	next := *sys
	next.protocol, next.cfg.Labels = p, name
	next.roles = make([]*Role, len(sys.nodes))
	for i := range sys.nodes {
		next.roles[i] = p.Role(sys.nodes[i].Role)
	}
	return &next, nil
}

// Relabel gives the same worlds under the names of another set. Nothing but
// what screens call things differs.
func Relabel(name string, worlds ...*World) ([]*World, error) {
	known := map[*System]*System{}
	out := make([]*World, len(worlds))
	for i, w := range worlds {
		sys := known[w.sys]
		if sys == nil {
			var err error
			if sys, err = w.sys.labelled(name); err != nil {
				return nil, err
			}
			known[w.sys] = sys
		}
		next := *w
		next.sys = sys
		out[i] = &next
	}
	return out, nil
}
