package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/script"
)

// A protocol in one file, of which the screen knows nothing: its fields,
// messages, sentences, property and panel are all there, and so is the search.
func TestAProtocolNeedsNoEditHere(t *testing.T) {
	s, err := script.Parse("lock.synod", []byte("synod: 1\ntitle: A lock\nprotocol: lock\noff: [one-holder]\nmenu: {calls: [c1 lock, c2 lock]}\n---\n"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := newModel(Options{Open: s, Name: "lock", NoRecord: true}, engine.Registry{enginetest.Lock()})
	if err != nil {
		t.Fatal(err)
	}
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	p := &person{t, m}
	p.sees("A lock", "OFF: one-holder", "one holder", "call    c1 lock")
	p.press("enter").sees("ask", "deliver c1▸K").press("enter").sees("★ granted to c1")
	p.press("p").sees("held by c1").press("esc")
	p.waits("w").sees("YES, in 2 steps").press("enter", "right", "right").sees("✗ one holder is broken")
}
