package quorum

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

var randomSteps = flag.Int("steps", 25_000, "random steps of TestHealedReplicasConverge")

// After any faults, once links are healed, hosts are up, everything is delivered,
// hints are handed over and replicas have compared their trees, all replicas of
// every key hold the same; and nothing that was deleted comes back on the way.
// Rows are stores that promise it.
func TestHealedReplicasConverge(t *testing.T) {
	rows := []string{
		"", "repair=before", "repair=none", "versions=lww", "versions=lww stand-in=hint", "versions=lww stand-in=hint window=2",
		"stand-in=fallback nodes=5", "stand-in=fallback nodes=6 ring=riak partitions=8", "stand-in=fallback nodes=5 ring=hash n=2 r=1 w=1",
		"ask=enough digests=true speculate=true repair=before", "notfound-ok=false basic-quorum=true", "nodes=4 n=2 centres=2 r=3 w=2 ask=enough repair=before",
		"w=1 r=1", "w=3 r=1", "spares=1",
	}
	for i, params := range rows {
		property := "NO-RESURRECT"
		if strings.Contains(params, "fallback") || strings.Contains(params, "w=1") || strings.Contains(params, "spares") {
			property = "HONEST" // stale reads may show what was deleted
		}
		w := configured(t, params, property)
		runs := 0
		for steps := 0; steps < *randomSteps/len(rows); runs++ {
			end, choices := wandered(t, w, uint64(i)<<32|uint64(runs))
			steps += len(choices)
			if why := settled(t, end); why != "" {
				t.Fatalf("%s: run %d: %s\n%s", params, runs, why, strings.Join(choices, "\n"))
			}
		}
		t.Logf("%s: %d runs", params, runs)
	}
}

// wandered takes at most 200 random steps with every fault, and judges each.
func wandered(t *testing.T, w *engine.World, seed uint64) (*engine.World, []string) {
	t.Helper()
	dice := enginetest.Dice(seed)
	menu := w.System().Config().Menu
	var taken []string
	var choices []engine.Choice
	score := make(engine.Score, 1)
	for range 200 {
		choices = w.Enabled(&menu, choices[:0])
		c := enginetest.Draw(dice, choices, 4)
		next, s, err := w.Take(c)
		if err != nil {
			t.Fatal(err)
		}
		taken = append(taken, c.Line())
		if score = s.Judge(score, next); score[0].Broken != "" {
			t.Fatalf("%s\n%s", score[0].Broken, strings.Join(taken, "\n"))
		}
		w = next
	}
	return w, taken
}

// settled heals and repairs all there is, and says what still differs.
func settled(t *testing.T, w *engine.World) string {
	t.Helper()
	take := func(line string) {
		if next, _, err := w.Take(enginetest.Choice(t, line)); err == nil {
			w = next
		}
	}
	deliver := func() {
		for n := 0; len(w.Flight()) > 0; n++ {
			if n > 20_000 {
				t.Fatal("it never comes to rest")
			}
			next, _, err := w.Take(w.Flight()[0].Choice(engine.DeliverMsg))
			if err != nil {
				t.Fatal(err)
			}
			w = next
		}
	}
	nodes := w.System().Nodes()
	take("heal")
	for _, n := range nodes {
		take("restart " + string(n.ID))
	}
	deliver()
	for range 3 {
		for _, n := range nodes {
			take("fire " + string(n.ID) + " handoff")
			take("fire " + string(n.ID) + " timeout")
		}
		deliver()
		for _, a := range nodes {
			for _, b := range nodes {
				take(fmt.Sprintf("call %s exchange %s", a.ID, b.ID))
				deliver()
			}
		}
	}
	return unequal(w)
}

// unequal finds a key whose replicas do not hold the same.
func unequal(w *engine.World) string {
	s := w.Node("dev1").(device).settings
	for _, key := range s.keys(w) {
		replicas := s.replicas(key, s.viewNow(w))
		if why := differ(w, replicas, key); why != "" {
			return why
		}
	}
	return ""
}
