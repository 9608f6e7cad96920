package enginetest

import (
	"testing"

	"synod/engine"
)

// Random is so many runs at random, of so many steps each.
type Random struct {
	Runs, Steps int
	Again       int // see Draw
	Look        int // panels are drawn after every so many steps
}

// Play lets the runs begin in w and choose from its menu. Whatever a step applies
// is in the catalogue and leaves no gap, and whatever a person may look at on the
// way can be looked at. It gives the score of all runs, and counts what was said.
func (r Random) Play(t *testing.T, w *engine.World, seed uint64, said Said) engine.Score {
	t.Helper()
	score := make(engine.Score, len(w.System().Properties()))
	for run := range uint64(r.Runs) {
		score = r.run(t, w, Dice(seed<<32|run), score, said)
	}
	return score
}

// Hold lets the runs of a setup begin: what it promises holds, and was put to the test.
func (r Random) Hold(t *testing.T, p *engine.Protocol, s Setup, seed int, said Said) {
	t.Helper()
	w := s.World(t, p)
	score := r.Play(t, w, uint64(seed), said)
	for i, p := range w.System().Properties() {
		if score[i].State() != engine.Held {
			t.Errorf("%s, off %s: %s %s %s", s.Settings, s.Off, p.ID, score[i].State(), score[i].Broken)
		}
	}
}

func (r Random) run(t *testing.T, w *engine.World, dice func(int) int, score engine.Score, said Said) engine.Score {
	t.Helper()
	menu := w.System().Config().Menu
	var choices []engine.Choice
	for n := range r.Steps {
		if choices = w.Enabled(&menu, choices[:0]); len(choices) == 0 {
			return score
		}
		s, err := w.Explain(Draw(dice, choices, r.Again))
		if err != nil {
			t.Fatal(err)
		}
		said.hear(t, s)
		w.Stuck()
		w = s.World()
		score = s.Judge(score, w)
		if n%r.Look == r.Look-1 {
			look(w, s.Changed())
		}
	}
	return score
}

// look draws all panels, as they are with one of these nodes selected.
func look(w *engine.World, nodes []engine.NodeID) {
	for _, panel := range w.System().Panels() {
		panel.Draw(w, append(nodes, "")[0])
	}
}

// Dice throws numbers below n, the same ones for the same seed.
func Dice(seed uint64) func(n int) int {
	seed *= 0x9e3779b97f4a7c15
	return func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % n
	}
}

// Draw draws a choice, and again, so many times, if it is no delivery and no
// call, so that runs get somewhere.
func Draw(dice func(int) int, choices []engine.Choice, again int) engine.Choice {
	c := choices[dice(len(choices))]
	for ; again > 0 && c.Verb != engine.DeliverMsg && c.Verb != engine.CallOp; again-- {
		c = choices[dice(len(choices))]
	}
	return c
}
