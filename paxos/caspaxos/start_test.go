package caspaxos

import (
	"strings"
	"testing"

	"synod/engine"
)

// Whatever stands under start is taken or refused with one clean line, and what
// is taken is a world that breaks nothing by itself.
func FuzzStart(f *testing.F) {
	for _, s := range []string{"A1 voted 2.P1 42", "A1 promised 3.P1", "A2 removed 3.P1", "A1 voted 2.P1 42\nA2 voted 3.P1 nothing", "A9 voted x", "A1 voted 2.P1", "\x1b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, lines string) {
		w, err := engine.New(Protocol(), engine.Config{Start: strings.Split(lines, "\n")})
		if err != nil {
			if err.Error() == "" {
				t.Fatal("refused without a word")
			}
			return
		}
		if w.Fingerprint() == 0 || len(w.Flight()) > 0 {
			t.Fatalf("%q begins with messages in flight", lines)
		}
	})
}
