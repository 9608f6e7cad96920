package canvas

import "testing"

// In ASCII a wide character is two signs, and nothing that lay below shows beside them.
func TestAWideCharacterInASCII(t *testing.T) {
	c := New(6, 1, Mono(), true)
	c.Text(0, 0, "abcdef", Plain)
	c.Text(1, 0, "梨", Plain)
	if got, want := c.String(), "a"+ASCII("梨")+"def\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
