package engine

// Any, as a bound of a Menu, means as many as one likes.
const Any = -1

// Menu bounds what Enabled lists. The zero menu has no faults: messages are
// delivered, timers fire, and hosts that are down may come back.
type Menu struct {
	Crashes int
	Drops   int
	Dups    int
	Cuts    int
	Ticks   int      // clock advances of one tick; what is armed for later needs them
	NoFire  bool     // timers stay silent
	Losses  []string // what crashes may lose; nil: what is volatile
	Calls   []Choice // operations that may be called, each once
	Bounds  []Bound
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

// used counts what has been taken out of a menu. It is part of the world only
// as far as the menu sets bounds.
type used struct {
	faults [faultCount]uint16
	calls  uint64 // one bit for each of the menu's calls
}

func (u used) term() uint64 {
	if u == (used{}) {
		return 0
	}
	var sum uint64
	for i, n := range u.faults {
		if n > 0 {
			sum += termOf(domainUsed, uint64(i), uint64(n))
		}
	}
	return sum + termOf(domainUsed, uint64(faultCount), u.calls)
}

// count notes that a fault was taken, if the menu bounds it.
func (u used) count(m *Menu, f fault) used {
	if m.bound(f) > 0 && u.faults[f] < 1<<16-1 {
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
