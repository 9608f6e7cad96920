package raft

import (
	"strings"
	"testing"

	"synod/engine"
)

// Whatever start lines say, they are refused with one line or make a world that
// can be looked at.
func FuzzStart(f *testing.F) {
	for _, seed := range []string{"S1 term 2", "S1 log x@1 y@2\nS2 term 4", "S1 term 1\nS1 leads", "S1 leads", "S1 log x", "S9 term 1", "S1 term -1", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, lines string) {
		cfg := engine.Config{Start: strings.Split(lines, "\n")}
		w, err := engine.New(Protocol(), cfg)
		if err != nil {
			if msg := err.Error(); msg == "" || strings.Contains(msg, "\n") {
				t.Fatalf("a poor message: %q", msg)
			}
			return
		}
		w.Stuck()
		w.System().Panels()[0].Draw(w, "")
		for _, spec := range w.System().Nodes() {
			w.Node(spec.ID).Fields()
		}
	})
}
