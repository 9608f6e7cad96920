package engine_test

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

// The counts are those on which independent checkers of TwoPhase agree.
func TestTwoPhaseCommitHasTheKnownNumberOfStates(t *testing.T) {
	for _, c := range []struct{ rms, states int }{{3, 288}, {5, 8832}} {
		r := enginetest.Search{}.Run(world(t, enginetest.TwoPhase(c.rms), engine.Config{Network: engine.SentSet}))
		if r.Worlds != c.states || r.Prints != c.states || !r.Exhausted || r.Broken != "" || len(r.Never) > 0 {
			t.Errorf("%d resource managers: %v; fingerprints %d, never %v; want %d states", c.rms, r, r.Prints, r.Never, c.states)
		}
		if r.Held["CONSISTENT"] == 0 {
			t.Errorf("%d resource managers: consistency was never put to the test", c.rms)
		}
	}
}

func TestTwoPhaseFingerprintsAreTheSameFromScratch(t *testing.T) {
	w := world(t, enginetest.TwoPhase(3), engine.Config{Network: engine.SentSet})
	enginetest.Search{Stop: func(w *engine.World) bool {
		if engine.Recompute(w) != w.Fingerprint() {
			t.Errorf("%x is %x from scratch", w.Fingerprint(), engine.Recompute(w))
		}
		return false
	}}.Run(w)
}
