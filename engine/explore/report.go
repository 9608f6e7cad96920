package explore

import (
	"math"

	"synod/engine"
)

// Report is what a search found.
type Report struct {
	States  int // distinct worlds
	Steps   int // choices taken, those that change nothing among them
	Depth   int // of the deepest world
	Whole   int // every run of up to so many steps was tried
	Largest int // worlds in the largest level
	Workers int
	Network engine.Network

	Exhausted bool   // every world that the menu allows was seen
	Stopped   string // the bound that ended the search; empty: none

	// Broken is the property that the last step of Trace breaks, Why the reason.
	Broken *engine.Property
	Why    string
	// Found says that the last world of Trace is the goal.
	Found bool
	// Here and There are what Unknown compared: what an observer sees, and sees
	// in the world that was found.
	Here, There any
	Trace       []engine.Choice // the shortest run there
	Length      int             // its steps; fewer than choices if requests and replies count as one
	// Held and Never list the properties that should be reached sometimes: those
	// that were and those that were not.
	Held, Never []string
	// Idle lists the properties that the search was about and that no step put to
	// the test.
	Idle []string

	Reduced []string // the reductions that left something out
	// Together says that requests and their replies were one step, so that no
	// reply met whoever asked after a crash.
	Together bool

	about   string
	hit     *hit
	reached uint64
	pool    *pool
	start   *engine.World
}

// Collision is the chance that two of the worlds have the same fingerprint, in
// which case one of them was overlooked: n²/2 pairs among 2⁶⁴ fingerprints.
func (r *Report) Collision() float64 {
	n := float64(r.States)
	return n * (n - 1) / 2 / math.Exp2(64)
}

// Passed says that nothing broke, that every world was seen, that all that should
// be reached sometimes was, and that something was put to the test.
func (r *Report) Passed() bool {
	return r.Exhausted && r.Broken == nil && len(r.Never) == 0 && !r.Vacuous()
}

// Vacuous says that the search put nothing of what it was about to the test.
func (r *Report) Vacuous() bool { return len(r.Idle) > 0 && r.reached&r.pool.target == 0 }

// finish fills in what the workers' numbers mean.
func (s *search) finish() error {
	r := s.report
	r.States, r.Reduced, r.Together = s.found.len(), s.reductions(), s.pool.reduced.rpc.Load()
	for i, p := range s.pool.props {
		switch tested := r.reached>>i&1 != 0; {
		case !p.Sometimes:
			if s.pool.target>>i&1 != 0 && !tested {
				r.Idle = append(r.Idle, p.ID)
			}
		case tested:
			r.Held = append(r.Held, p.ID)
		default:
			r.Never = append(r.Never, p.ID)
		}
	}
	if r.hit == nil {
		return nil
	}
	return s.trace()
}
