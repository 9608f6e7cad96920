package script_test

import (
	"testing"

	"synod/engine/script"
)

// A value as the language writes it is equal to itself.
func TestLiteralsAreReadBack(t *testing.T) {
	w := played(t).World
	for _, value := range []any{"", `a "b"` + "\n\x1b", 3, true, []string{}, []string{"x", "y"}, []any{1, "z"}} {
		x, err := script.Compile(script.Is(script.Literal(value), value), w.System())
		if err != nil {
			t.Errorf("%v: %v", value, err)
			continue
		}
		if same, err := x.Holds(w); err != nil || !same {
			t.Errorf("%s: %v, %v", script.Literal(value), same, err)
		}
	}
}
