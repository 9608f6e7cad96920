package enginetest

import (
	"strings"
	"testing"

	"synod/engine"
)

// FuzzStart gives a protocol start lines: whatever they say, they are refused
// with one clean line, or make a world in which nothing is under way, that can be
// looked at and goes on.
func FuzzStart(f *testing.F, p *engine.Protocol, s Setup, seeds ...string) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cfg := s.config(t)
		cfg.Start = strings.Split(text, "\n")
		w, err := engine.New(p, cfg)
		if err != nil {
			if msg := err.Error(); msg == "" || strings.Contains(msg, "\n") {
				t.Fatalf("a poor message: %q", msg)
			}
			return
		}
		if len(w.Flight()) > 0 {
			t.Fatalf("%q begins with messages in flight", text)
		}
		w.Stuck()
		for _, panel := range w.System().Panels() {
			panel.Draw(w, "")
		}
		for _, node := range w.System().Nodes() {
			w.Node(node.ID).Fields()
		}
		for _, c := range w.Enabled(&cfg.Menu, nil) {
			if _, _, err := w.Take(c); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TellApart says whether nodes that differ have encodings that differ.
func TellApart(t *testing.T, nodes ...engine.Node) {
	t.Helper()
	seen := map[string]int{}
	for i, n := range nodes {
		text := string(n.AppendTo(nil))
		if first, known := seen[text]; known {
			t.Errorf("%T: numbers %d and %d have the same encoding", n, first, i)
		}
		seen[text] = i
	}
}
