package fast

import (
	"strings"
	"testing"

	"synod/engine"
)

// Whatever stands under start is taken or refused with one clean line, and what
// is taken is a world that breaks nothing by itself.
func FuzzStart(f *testing.F) {
	for _, s := range []string{"C1 opened 1.C1", "A1 voted 1.C1 pear", "A1 promised 2.C1", "A1 voted 1.C1 pear\nA2 voted 1.C1 apple", "A9 voted x", "C1 opened 2.C1", "\x1b"} {
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
