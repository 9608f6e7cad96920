package zab

import (
	"strings"
	"testing"

	"synod/engine"
)

// Whatever start lines say, they are refused with one line or make a world that
// can be looked at.
func FuzzStart(f *testing.F) {
	for _, seed := range []string{"p1 logged tea@1.1", "p1 logged a@1.1\np1 logged b@1.2", "p1 logged a", "p9 logged a@1.1", "p1 has a@1.1", "p1 logged a@-1.1", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, lines string) {
		cfg := engine.Config{Start: strings.Split(lines, "\n"), Network: engine.Fifo,
			Settings: []engine.Setting{{Name: "begin", Values: []string{"looking"}}}}
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
