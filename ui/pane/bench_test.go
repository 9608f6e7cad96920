package pane_test

import (
	"testing"

	"synod/engine"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// crowd is a run of eleven nodes with at least forty messages in flight.
func crowd(t testing.TB, steps int) *stage {
	three := []string{"3"}
	s := newStage(t, presets.Protocols().Find("paxos"), engine.Config{Settings: []engine.Setting{
		{Name: "proposers", Values: three}, {Name: "acceptors", Values: []string{"5"}}, {Name: "learners", Values: three},
	}})
	s.take(t, "call P1 propose pear\ncall P2 propose apple\ncall P3 propose plum")
	for n := 0; len(s.run.Cursor().World.Flight()) < 40; n++ {
		choices := s.run.Cursor().World.Enabled(&engine.Menu{}, nil)
		if _, err := s.run.Take(choices[n*7%len(choices)]); err != nil {
			t.Fatal(err)
		}
	}
	flip := []engine.Choice{{Verb: engine.CrashHost, From: "A1"}, {Verb: engine.RestartHost, From: "A1"}}
	for s.run.Cursor().Step < steps {
		if _, err := s.run.Take(flip[s.run.Cursor().Step%2]); err != nil {
			s.run.Take(flip[1-s.run.Cursor().Step%2])
		}
	}
	return s
}

func frame(c *canvas.Canvas, v *pane.View) {
	c.Clear()
	at := func(x, y, w, h int) *canvas.Canvas { return c.In(canvas.Rect{X: x, Y: y, W: w, H: h}) }
	pane.SpaceTime(at(0, 0, 130, 40), v)
	pane.Next(at(131, 0, 69, 40), v)
	pane.What(at(0, 41, 200, 6), v)
	pane.Properties(at(0, 48, 200, 3), v)
	pane.Timeline(at(0, 52, 200, 7), v)
}

func BenchmarkFrame(b *testing.B) {
	for _, n := range []int{0, 100_000} {
		s := crowd(b, n)
		b.Run(map[bool]string{true: "short", false: "long"}[n == 0], func(b *testing.B) {
			v := s.view()
			c := canvas.New(200, 60, canvas.Dark(), false)
			for b.Loop() {
				frame(c, v)
			}
		})
	}
}

// BenchmarkJump draws a frame far from the one before, so that nothing was said yet.
func BenchmarkJump(b *testing.B) {
	s := crowd(b, 100_000)
	c := canvas.New(200, 60, canvas.Dark(), false)
	for i := 0; b.Loop(); i++ {
		s.run.Seek(i * 977 % 100_000)
		s.cache = pane.Cache{}
		frame(c, s.view())
	}
}

func BenchmarkPane(b *testing.B) {
	s := crowd(b, 0)
	v := s.view()
	for name, draw := range panes {
		b.Run(name, func(b *testing.B) {
			c := canvas.New(200, 60, canvas.Dark(), false)
			b.ReportAllocs()
			for b.Loop() {
				c.Clear()
				draw(c, v)
			}
		})
	}
}
