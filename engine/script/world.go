package script

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

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
		return nil, s.fault(s.culprit(err), err)
	}
	if s.Head.Check != nil {
		if _, err := w.Under(*s.Head.Check); err != nil {
			return nil, s.fault("check"+strings.TrimPrefix(s.culprit(err), "menu"), err)
		}
	}
	if err := s.checkExpectations(w.System()); err != nil {
		return nil, err
	}
	return w, s.checkGoal(w.System())
}

// culprit is the place in the head that an error of the engine speaks of. What
// a protocol says against a combination is about its parameters, unless the
// file gives it a state to start from.
func (s *Script) culprit(err error) string {
	var e *engine.ConfigError
	if errors.As(err, &e) && e.Item == "" {
		return e.Key
	}
	if e != nil {
		return e.Key + "." + e.Item
	}
	for _, key := range []string{"start", "params"} {
		if _, given := s.places[key]; given {
			return key
		}
	}
	return "protocol"
}

// fault is an error at a place of the head.
func (s *Script) fault(key string, err error) error {
	at := s.places[key]
	return &Error{s.File, at.line, at.col, err.Error()}
}

// checkGoal holds what an exercise says against the system and the script.
func (s *Script) checkGoal(sys *engine.System) error {
	l := &s.Head.Lesson
	if l.Goal == "" {
		return nil
	}
	if _, err := compileTest(l.Goal, sys); err != nil {
		return s.inHead("goal", err)
	}
	begins := func(e Entry) bool { return e.Kind == Mark && e.Text == l.Begins }
	recorded := s.Head.Encoding > 0 // and then it may end before
	if !recorded && !slices.ContainsFunc(s.Entries, begins) {
		return s.fault("begins", s.noBegin())
	}
	return nil
}

func (s *Script) noBegin() error {
	return fmt.Errorf("no line of the file is mark %s, where the exercise is to begin", s.Head.Lesson.Begins)
}

// inHead puts an error of an expression at the key of the head that holds it.
func (s *Script) inHead(key string, err error) error {
	out := *err.(*Error)
	at := s.places[key]
	out.File, out.Line, out.Col = s.File, at.line, at.col+max(0, out.Col-1)
	return &out
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
		out.Col += cmp.Or(e.col, len("expect ")+1) - 1
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
	case *bound == engine.Any, e.N == engine.Any && count && *bound > 0:
	case e.N == engine.Any:
		*bound = engine.Any
	default:
		*bound = min(maxBound, *bound+e.N)
	}
}
