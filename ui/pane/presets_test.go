package pane_test

import (
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// Each preset is played; at each of its points every pane draws at every size
// that the screen has, and the step's sentence begins in the pane that says it.
func TestPresets(t *testing.T) {
	for _, p := range presets.All() {
		t.Run(p.Name, func(t *testing.T) {
			w, err := p.Script.World(presets.Protocols())
			if err != nil {
				t.Fatal(err)
			}
			s := &stage{player: script.NewPlayer(p.Script, w)}
			s.run = s.player.Timeline()
			for ev, ok := s.player.Next(); ok; ev, ok = s.player.Next() {
				if ev.Entry.Kind == script.Choose {
					s.look(t)
				}
			}
		})
	}
}

func (s *stage) look(t *testing.T) {
	for name := range panes {
		draw(s, name, 76, 18, false)
		draw(s, name, 118, 4, true)
	}
	v := s.view()
	if got, want := draw(s, "what", 78, 3, false), firstWords(v); !strings.Contains(got, want) {
		t.Errorf("%q is not in\n%s", want, got)
	}
	if got := draw(s, "space-time", 118, 20, false); !strings.Contains(got, "here") {
		t.Errorf("no line says where one is:\n%s", got)
	}
	if got := draw(s, "timeline", 76, 1, false); !strings.Contains(got, "◉") {
		t.Errorf("the timeline does not say where one is:\n%s", got)
	}
}

func firstWords(v *pane.View) string {
	c := canvas.New(200, 40, canvas.Mono(), false)
	pane.What(c, v)
	words := strings.Fields(c.String())
	return strings.Join(words[1:3], " ")
}

// With more nodes than lanes those that take part are shown, and the others counted.
func TestManyNodes(t *testing.T) {
	nine := []string{"9"}
	s := newStage(t, presets.Protocols().Find("paxos"), engine.Config{Settings: []engine.Setting{
		{Name: "proposers", Values: nine}, {Name: "acceptors", Values: nine}, {Name: "learners", Values: nine},
	}})
	s.take(t, "call P9 propose pear\ndeliver P9>A9\ndeliver A9>P9")
	s.scroll = 0
	head, rest, _ := strings.Cut(draw(s, "space-time", 76, 20, false), "\n")
	for _, want := range []string{" P9 ", " A9 ", "… 15 more"} {
		if !strings.Contains(head, want) {
			t.Errorf("%q is not in %q", want, head)
		}
	}
	if !strings.Contains(rest, "(2)") || !strings.Contains(rest, "1b 1.P9") {
		t.Errorf("the promise is not drawn:\n%s", rest)
	}
}

// What a file says cannot move the cursor of a terminal.
func TestNoControl(t *testing.T) {
	s := newStage(t, poll(), engine.Config{})
	s.entries = []*script.Entry{{Kind: script.Narrate, Text: "a\x1b[2Jb\u202ec\nd"}, {Kind: script.Ask, Text: "\x07?", Answers: []script.Answer{{Text: "\x9b1"}}}}
	if got := draw(s, "what", 40, 6, false); strings.ContainsAny(got, "\x1b\x07\u009b\u202e") || !strings.Contains(got, "a[2Jbc") {
		t.Errorf("%q", got)
	}
}

// Who had all on disk lost nothing, and the pane says nothing else of it.
func TestACrashThatTookNothing(t *testing.T) {
	s := newStage(t, presets.Protocols().Find("paxos"), engine.Config{})
	s.take(t, "crash A1\ncrash P1")
	for node, want := range map[engine.NodeID]string{"A1": "The crash took nothing: all is on disk.", "P1": "The crash took what is in memory."} {
		v := s.view()
		v.Node = node
		c := canvas.New(60, 6, canvas.Mono(), false)
		if pane.Node(c, v); !strings.Contains(c.String(), want) {
			t.Errorf("%s: %q is not in\n%s", node, want, c)
		}
	}
}
