package engine

import "testing"

// A timer that is armed for some node is found by the spec that stands for all.
func TestTimerOfAnyNode(t *testing.T) {
	r := Role{Timers: []TimerSpec{{"retry", "try again"}, {"lost-" + AnyNode, AnyNode + " is silent"}}}
	for name, want := range map[string]string{"retry": "try again", "lost-DN2": "DN2 is silent", "retry-DN2": "", "lost": ""} {
		if got := r.Timer(name).Help; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
