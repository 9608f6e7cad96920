package engine

import "slices"

// Any, as a bound of a Menu, means as many as one likes.
const Any = -1

// Menu bounds what Enabled lists. The zero menu has no faults: messages are
// delivered, timers fire, and hosts that are down may come back.
type Menu struct {
	Crashes int
	Drops   int
	Dups    int
	Cuts    int
	Ticks   int  // clock advances of one tick; what is armed for later needs them
	NoFire  bool // timers stay silent
	// NoRepair: what is down stays down, and what is cut stays cut.
	NoRepair bool
	Losses   []string // what crashes may lose; nil: what is volatile
	Calls    []Choice // operations that may be called, each once
	Bounds   []Bound
}

// Bound is a value for one of the protocol's limits.
type Bound struct {
	Limit string
	N     int
}

// fault indexes the counts that a world keeps, each only where the menu bounds it.
type fault int

const (
	crashes fault = iota
	drops
	dups
	cuts
	ticks
	faultCount
)

func (m *Menu) bound(f fault) int {
	return [...]int{m.Crashes, m.Drops, m.Dups, m.Cuts, m.Ticks}[f]
}

// used counts what has been taken out of a menu. What the configuration's menu
// does not bound is counted for people, and is no part of what makes two worlds
// equal.
type used struct {
	faults [faultCount]uint16
	calls  uint64 // one bit for each of the menu's calls
}

// taken is how much of the menu's bound is used up; more than all of it is all.
func (u used) taken(m *Menu, f fault) int { return max(0, min(int(u.faults[f]), m.bound(f))) }

func (u used) term(m *Menu) uint64 {
	var sum uint64
	for f := range faultCount {
		if n := u.taken(m, f); n > 0 {
			sum += termOf(domainUsed, uint64(f), uint64(n))
		}
	}
	if u.calls != 0 {
		sum += termOf(domainUsed, uint64(faultCount), u.calls)
	}
	return sum
}

// count notes that a fault was taken.
func (u used) count(f fault) used {
	if u.faults[f] < 1<<16-1 {
		u.faults[f]++
	}
	return u
}

// call notes that one of the menu's calls was taken.
func (u used) call(m *Menu, c Choice) used {
	for i, offered := range m.Calls {
		if bit := uint64(1) << i; offered == c && u.calls&bit == 0 {
			u.calls |= bit
			break
		}
	}
	return u
}

// FaultsLeft says how many crashes, drops, duplicates and cuts the menu still
// offers in this world; Any: no bound.
func (w *World) FaultsLeft() (crash, drop, dup, cut int) {
	return w.left(crashes), w.left(drops), w.left(dups), w.left(cuts)
}

func (w *World) left(f fault) int {
	bound := w.sys.cfg.Menu.bound(f)
	if bound <= 0 {
		return bound
	}
	return max(0, bound-int(w.used.faults[f]))
}

// Under gives the same world under another menu, out of which nothing has been
// taken yet. The error says what the protocol does not know.
func (w *World) Under(m Menu) (*World, error) {
	sys := *w.sys
	sys.cfg.Menu = m
	if err := sys.checkMenu(); err != nil {
		return nil, err
	}
	next := *w
	next.sys, next.used = &sys, used{}
	next.fp -= w.used.term(&w.sys.cfg.Menu)
	return &next, nil
}

// checkMenu holds the menu against the nodes and the protocol's limits.
func (sys *System) checkMenu() error {
	m := &sys.cfg.Menu
	if len(m.Calls) > 64 {
		return misfit("menu", "calls", "the menu has %d calls; 64 are the most", len(m.Calls))
	}
	for _, c := range m.Calls {
		role := sys.Role(c.From)
		switch {
		case c.Verb != CallOp:
			return misfit("menu.calls", c.Line(), "the menu's calls hold '%s'; expected a call", c.Line())
		case role == nil:
			return misfit("menu.calls", c.Line(), "the menu calls %s, which does not exist; expected %s", c.From, Nearest(string(c.From), sys.callable()))
		case role.call(c.Kind) == nil:
			return misfit("menu.calls", c.Line(), "the menu calls '%s' on %s, which has no such operation", c.Kind, c.From)
		}
	}
	for _, loss := range m.Losses {
		if known := sys.allLosses(); loss != "" && !slices.Contains(known, loss) {
			return misfit("menu.losses", loss, "the menu's losses hold '%s'; expected %s", loss, Nearest(loss, known))
		}
	}
	return sys.checkBounds()
}

func (sys *System) checkBounds() error {
	var known []string
	for _, l := range sys.protocol.Limits {
		known = append(known, l.Name)
	}
	for _, b := range sys.cfg.Menu.Bounds {
		if !slices.Contains(known, b.Limit) {
			return misfit("menu.limits", b.Limit, "protocol %s has no limit '%s'; expected %s", sys.protocol.Name, b.Limit, Nearest(b.Limit, known))
		}
	}
	return nil
}

func (sys *System) allLosses() []string {
	known := []string{Volatile}
	for h := range sys.hosts {
		for _, l := range sys.losses(h) {
			if !slices.Contains(known, l) {
				known = append(known, l)
			}
		}
	}
	return known
}
