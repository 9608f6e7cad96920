package ui

import "synod/engine/timeline"

// end is the last step that forward leads to: of the script, unless that has gone back
// from here.
func (s *session) end() int {
	if here := s.time.Cursor(); s.follows && s.scripted[here] {
		if end := s.player.At().Step + s.player.Left(); end >= here.Step {
			return end
		}
	}
	return len(s.time.Line()) - 1
}

// back and forward move along the line; forward goes on with the script where
// the known run ends.
func (s *session) back() string {
	if !s.time.Back() {
		return msgAtStart
	}
	s.refresh()
	return ""
}

func (s *session) forward() string {
	switch {
	case s.atScript() && (s.follows || s.time.Next() == nil):
		return s.follow()
	case s.time.Forward():
		s.refresh()
		return ""
	}
	return msgAtEnd
}

// jump goes to a point of the tree.
func (s *session) jump(p *timeline.Point) {
	s.time.Jump(p)
	s.follows = s.scripted[p]
	s.refresh()
}

// seek goes to a step of the line.
func (s *session) seek(step int) {
	s.time.Seek(step)
	s.refresh()
}

// home goes back to where the script stands and follows it again.
func (s *session) home() string {
	left := s.free || s.away()
	s.free = false
	s.jump(s.player.At())
	if left {
		return msgHome
	}
	return ""
}

// sandbox leaves the script: from here on everything legal is offered.
func (s *session) sandbox() string {
	if s.free {
		return s.home()
	}
	s.free = true
	s.refresh()
	return msgSandbox
}

// branch goes to the branch that stands by places after the cursor's own, where
// one was last on it, else to its end.
func (s *session) branch(by int) string {
	all := s.time.Branches()
	if len(all) == 1 {
		return msgOneBranch
	}
	at := s.time.Cursor()
	for i, b := range all {
		if b == at.Branch {
			s.places[b] = at
			n := len(all)
			to := all[((i+by)%n+n)%n]
			p := s.places[to]
			if p == nil {
				p = to.Tip()
			}
			s.jump(p)
			return "branch " + to.Name
		}
	}
	return ""
}
