package ask

import (
	"slices"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/script"
)

// Menu is what a search of a scenario may take unless somebody says otherwise:
// what the file says under check, or else what its menu offers, with one crash
// where it offers any number and the protocol's own bounds.
func Menu(h script.Head, p *engine.Protocol) engine.Menu {
	if h.Check != nil {
		return *h.Check
	}
	m := h.Config.Menu
	for _, bound := range []*int{&m.Crashes, &m.Ticks} {
		if *bound == engine.Any {
			*bound = 1
		}
	}
	m.Drops, m.Dups, m.Cuts = 0, 0, 0
	for _, l := range p.Limits {
		if l.Default > 0 && !slices.ContainsFunc(m.Bounds, func(b engine.Bound) bool { return b.Limit == l.Name }) {
			m.Bounds = append(slices.Clone(m.Bounds), engine.Bound{Limit: l.Name, N: l.Default})
		}
	}
	return m
}

// From gives a world to search from: the same world on a network, under a menu
// out of which the operations that were called already are taken.
func From(w *engine.World, m engine.Menu, n engine.Network) (*engine.World, error) {
	m.Calls = slices.Clone(m.Calls)
	for _, op := range w.History().Ops() {
		i := slices.IndexFunc(m.Calls, func(c engine.Choice) bool {
			return c.From == op.Client && c.Kind == op.Name && slices.Equal(c.Args(), op.Args)
		})
		if i >= 0 {
			m.Calls = slices.Delete(m.Calls, i, i+1)
		}
	}
	w, err := w.Under(m)
	if err != nil {
		return nil, err
	}
	return w.On(n), nil
}

// Network is what a search uses unless somebody says otherwise: a sent-set
// instead of a bag, since it has any loss, duplication and reordering at once
// and fewer worlds; a fifo network as it is.
func Network(w *engine.World) engine.Network {
	if n := w.System().Config().Network; n != engine.Bag {
		return n
	}
	return engine.SentSet
}

// Run turns what a search found on its network into choices that can be taken
// one after the other in the world that it was asked about.
func Run(w *engine.World, found []engine.Choice) ([]engine.Choice, error) {
	if w.System().Config().Network != engine.Bag {
		return found, nil
	}
	return explore.Bagged(w, found)
}

// Property is what a search is about if it is asked for a property by its id,
// as explore.Options has it; nil: any of those that are promised.
func Property(sys *engine.System, id string) *engine.Property {
	if id == "" {
		id = sys.Config().About
	}
	all := sys.AllProperties()
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}
