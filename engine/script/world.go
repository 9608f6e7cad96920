package script

import (
	"errors"
	"fmt"
	"slices"

	"synod/engine"
)

// World builds the world that the head describes, and checks all that can be
// known before the script is played: parameters, menu, expectations. The error
// is an *Error.
func (s *Script) World(protocols engine.Registry) (*engine.World, error) {
	p := protocols.Find(s.Head.Protocol)
	if p == nil {
		return nil, s.fault("protocol", fmt.Errorf("unknown protocol '%s'; expected %s", short(s.Head.Protocol), engine.Nearest(short(s.Head.Protocol), protocols.Names())))
	}
	cfg := s.Head.Config
	cfg.Menu = s.widest()
	w, err := engine.New(p, cfg)
	if err != nil {
		return nil, s.fault(culprit(err), err)
	}
	if err := s.checkMenu(w.System()); err != nil {
		return nil, err
	}
	return w, s.checkExpectations(w.System())
}

// culprit is the place in the head that an error of the engine speaks of.
func culprit(err error) string {
	var e *engine.ConfigError
	if errors.As(err, &e) && e.Item == "" {
		return e.Key
	}
	if e != nil {
		return e.Key + "." + e.Item
	}
	return "protocol"
}

// fault is an error at a place of the head.
func (s *Script) fault(key string, err error) error {
	at := s.places[key]
	return &Error{s.File, at.line, at.col, err.Error()}
}

// checkMenu holds the menu against the nodes and the protocol's limits.
func (s *Script) checkMenu(sys *engine.System) error {
	m := &s.Head.Config.Menu
	for _, b := range m.Bounds {
		var names []string
		for _, l := range sys.Protocol().Limits {
			names = append(names, l.Name)
		}
		if !slices.Contains(names, b.Limit) {
			return s.fault("limits."+b.Limit, fmt.Errorf("protocol %s has no limit '%s'; expected %s", sys.Protocol().Name, short(b.Limit), engine.Nearest(short(b.Limit), names)))
		}
	}
	for _, loss := range m.Losses {
		var known []string
		for _, h := range sys.Hosts() {
			known = append(known, sys.Losses(h)...)
		}
		if !slices.Contains(known, loss) {
			slices.Sort(known)
			return s.fault("menu.losses."+loss, fmt.Errorf("no host can lose '%s'; expected %s", short(loss), engine.Nearest(short(loss), slices.Compact(known))))
		}
	}
	for _, c := range m.Calls {
		if err := checkCall(sys, c); err != nil {
			return s.fault(c.Line(), err)
		}
	}
	return nil
}

func checkCall(sys *engine.System, c engine.Choice) error {
	if err := known(sys, aNode, string(c.From)); err != nil {
		return err
	}
	var names []string
	for _, spec := range sys.CallSpecs(c.From) {
		if spec.Name == c.Kind {
			return nil
		}
		names = append(names, spec.Name)
	}
	return fmt.Errorf("%s takes no call '%s'; expected %s", c.From, c.Kind, engine.Nearest(c.Kind, names))
}

func (s *Script) checkExpectations(sys *engine.System) error {
	for i := range s.Entries {
		e := &s.Entries[i]
		if e.Kind != Expect {
			continue
		}
		if _, err := compileTest(e.Text, sys); err != nil {
			return s.at(e, err)
		}
	}
	return nil
}

// at puts an error of an expression into the line that it stands in.
func (s *Script) at(e *Entry, err error) error {
	out := *err.(*Error)
	out.File, out.Line = s.File, e.Line
	if out.Col > 0 {
		out.Col += len("expect ")
	}
	return &out
}

// widest is the head's menu with all that the script unlocks. A world counts
// faults where its menu has a bound, so it has to know the bounds to come.
func (s *Script) widest() engine.Menu {
	m := s.Head.Config.Menu
	for i := range s.Entries {
		if e := &s.Entries[i]; e.Kind == Unlock {
			widen(&m, e, true)
		}
	}
	return m
}

// widen adds to the menu what an entry unlocks. Where count is set, a bound
// stays a bound even if any number is unlocked, so that the world counts on.
func widen(m *engine.Menu, e *Entry, count bool) {
	bound := [...]*int{&m.Crashes, &m.Drops, &m.Dups, &m.Cuts, &m.Ticks}[slices.Index(faults, e.Text)]
	switch {
	case *bound == engine.Any && e.N != engine.Any && count:
		*bound = e.N
	case *bound == engine.Any, e.N == engine.Any && count && *bound > 0:
	case e.N == engine.Any:
		*bound = engine.Any
	default:
		*bound = min(maxBound, *bound+e.N)
	}
}
