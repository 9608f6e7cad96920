package engine

import "slices"

// Plain is the name of the labels that a protocol itself declares.
const Plain = "plain"

// LabelSet is other names for roles, fields and kinds of messages: those of a
// paper, a course or a system. They are for screens and pages; choices, files
// and expressions keep the ids.
type LabelSet struct {
	Name    string // the word in a file's head: "parliament"
	Title   string // whose names they are
	Labels  []Label
	Words   []OwnWord    // what sentences say instead, the first that fits
	Differs []Difference // how the system that is named so is not as it is here
}

// OwnWord is what sentences say in place of a word or a few.
type OwnWord struct{ Plain, Own string }

// Difference is something in which a real system is not as the protocol here.
type Difference struct{ Text, Source string }

// Label is another name for one thing.
type Label struct {
	Of    string // role, field or kind
	ID    string
	Name  string
	Short string // of a kind: on a crowded screen; of a role: the plural
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

// LabelSet is the set of that name; plain is a set without names. It must be
// there.
func (p *Protocol) LabelSet(name string) LabelSet {
	i := slices.IndexFunc(p.Labels, func(s LabelSet) bool { return s.Name == name })
	if i < 0 {
		return LabelSet{Name: Plain}
	}
	return p.Labels[i]
}

// Labelled is the protocol with the names of a set; empty or plain: its own.
func (p *Protocol) Labelled(name string) (*Protocol, error) {
	if name == "" || name == Plain {
		return p, nil
	}
	if !slices.Contains(p.LabelNames(), name) {
		return nil, misfit("labels", "", "protocol %s has no labels '%s'; expected %s", p.Name, name, Nearest(name, p.LabelNames()))
	}
	q, set := *p, p.LabelSet(name)
	q.Roles, q.Kinds = slices.Clone(p.Roles), slices.Clone(p.Kinds)
	q.fields = nil
	for _, l := range set.Labels {
		q.label(l)
	}
	q.reword(set.Words)
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
	next.protocol, next.cfg.Labels = p.named(sys.cfg.Names), name
	next.setup = sys.built.reworded(p.LabelSet(name).Words)
	if err := next.promise(); err != nil {
		return nil, err
	}
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
