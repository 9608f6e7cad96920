package engine

// Name is what screens and pages call a node or a host instead of its id, such as
// db-eu-2 for A1, in a run that tells of machines with names of their own. Choices,
// files and expressions keep the ids.
type Name struct {
	ID   string
	Name string
}

// checkNames refuses names that name nothing, or what has a name already.
func (sys *System) checkNames() error {
	taken := map[string]bool{}
	for i := range sys.nodes {
		taken[string(sys.nodes[i].ID)] = true
	}
	for _, h := range sys.hosts {
		taken[string(h)] = true
	}
	for _, n := range sys.cfg.Names {
		_, host := sys.byHost[HostID(n.ID)]
		_, node := sys.byNode[NodeID(n.ID)]
		switch {
		case !host && !node:
			return misfit("names", n.ID, "there is no node '%s' to be called %s", n.ID, n.Name)
		case !isName(n.Name):
			return misfit("names", n.ID, "'%s' cannot be what %s is called; expected a letter and then at most 23 letters, digits, - or _", n.Name, n.ID)
		case taken[n.Name]:
			return misfit("names", n.ID, "'%s' is the name of another already", n.Name)
		}
		taken[n.Name] = true
	}
	return nil
}

// named is the protocol under the names of a run.
func (p *Protocol) named(names []Name) *Protocol {
	if len(names) == 0 {
		return p
	}
	q, words := *p, make([]OwnWord, len(names))
	for i, n := range names {
		words[i] = OwnWord{n.ID, n.Name}
	}
	q.called, q.says = names, wording(words)
	return &q
}

// NodeName is what screens call a node or a host.
func (p *Protocol) NodeName(id NodeID) string {
	for _, n := range p.called {
		if n.ID == string(id) {
			return n.Name
		}
	}
	return string(id)
}

// Named puts the names of nodes into a sentence, in place of their ids. A ballot
// such as 1.P1 stays as it is.
func (p *Protocol) Named(text string) string {
	if p.says == nil {
		return text
	}
	return p.says.of(text)
}

// Unnamed is a line that a person has written with names, with ids again.
func (p *Protocol) Unnamed(text string) string {
	words := make([]OwnWord, len(p.called))
	for i, n := range p.called {
		words[i] = OwnWord{n.Name, n.ID}
	}
	return Reword(text, words)
}
