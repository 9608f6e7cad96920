package ui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"synod/presets"
)

// BenchmarkAnswer measures from a key to the answer on the screen: can it go
// wrong from here (w), and can that world be reached (W). A search of
// 100,000 worlds should take less than half a second on two cores.
func BenchmarkAnswer(b *testing.B) {
	for _, c := range []struct{ name, preset, goal string }{
		{"w", "basic-paxos", ""}, {"w", "promise-lost", ""}, {"W", "basic-paxos", `learnt("L1") == "apple" && crashed("A1")`},
	} {
		b.Run(c.name+" "+c.preset, func(b *testing.B) { answer(b, c.preset, c.goal) })
	}
}

func answer(b *testing.B, name, goal string) {
	preset, ok := presets.Find(name)
	if !ok {
		b.Fatal("no preset " + name)
	}
	best, worlds := time.Hour, 0
	for b.Loop() {
		m, err := newModel(Options{Open: preset.Script, Name: name, NoRecord: true}, presets.Protocols())
		if err != nil {
			b.Fatal(err)
		}
		m.Init()
		m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		if goal != "" {
			m.Update(keyOf("W"))
			for _, r := range goal {
				m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
		}
		began := time.Now()
		_, cmd := m.Update(keyOf(map[bool]string{true: "w", false: "enter"}[goal == ""]))
		found := cmd().(tea.BatchMsg)[0]().(answered)
		m.Update(found)
		m.View()
		best, worlds = min(best, time.Since(began)), found.report.States
	}
	b.ReportMetric(float64(worlds), "worlds")
	b.ReportMetric(float64(best.Milliseconds()), "ms")
	b.ReportMetric(best.Seconds()*1e3*1e5/float64(worlds), "ms/100k-worlds")
}
