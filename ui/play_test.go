package ui

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
)

// TestPlaying runs the whole program on a clock that is not the wall's.
func TestPlaying(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := lesson(t, 80, 24).m
		in, keys := io.Pipe()
		p := tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24),
			tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
		go func() { _, _ = p.Run() }()
		press := func(s string) {
			_, _ = keys.Write([]byte(s))
			synctest.Wait()
		}
		at := func(step int, playing bool) {
			t.Helper()
			synctest.Wait()
			if m.run.time.Cursor().Step != step || m.playing != playing {
				t.Errorf("step %d, playing %v; expected %d, %v", m.run.time.Cursor().Step, m.playing, step, playing)
			}
		}
		press(" ")
		at(1, true)
		time.Sleep(1050 * time.Millisecond)
		at(2, true)
		press(">")
		time.Sleep(550 * time.Millisecond)
		at(3, true)
		press(" ")
		time.Sleep(3 * time.Second)
		at(3, false)
		press("  ")
		time.Sleep(time.Second)
		press(" ")
		time.Sleep(3 * time.Second)
		at(4, false) // the question stops it
		press("2")
		press(" ")
		time.Sleep(10 * time.Second)
		at(9, false) // the script ends
		press("q")
		p.Wait()
		keys.Close()
		time.Sleep(time.Second)
	})
}

func TestReplayPlaysByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src, _ := os.ReadFile("testdata/lesson.synod")
		s, err := script.Parse("lesson.synod", src)
		if err != nil {
			t.Fatal(err)
		}
		m, err := newModel(Options{Open: s, Replay: true, Speed: 4, NoRecord: true}, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		in, keys := io.Pipe()
		p := tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
		go func() { _, _ = p.Run() }()
		time.Sleep(1100 * time.Millisecond)
		synctest.Wait()
		if m.run.time.Cursor().Step != 4 {
			t.Errorf("after a second at four steps a second it is at step %d", m.run.time.Cursor().Step)
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if m.run.time.Cursor().Step != 9 || m.playing {
			t.Errorf("in the end it is at step %d, playing %v", m.run.time.Cursor().Step, m.playing)
		}
		_, _ = keys.Write([]byte("q"))
		p.Wait()
		keys.Close()
		time.Sleep(time.Second)
	})
}

// crowd is a run of eleven nodes with forty messages in flight, no two alike.
func crowd(b *testing.B) *Model {
	b.Helper()
	head := "synod: 1\ntitle: a crowd\nprotocol: paxos\nparams: {proposers: 4, acceptors: 5, learners: 2}\nmenu: {drops: any}\n---\n"
	var lines strings.Builder
	for p := 1; p <= 4; p++ {
		fmt.Fprintf(&lines, "call P%d propose v%d\nfire P%d retry\n", p, p, p)
	}
	s, err := script.Parse("crowd.synod", []byte(head+lines.String()))
	if err != nil {
		b.Fatal(err)
	}
	m, err := newModel(Options{Open: s, AtEnd: true, NoRecord: true}, presets.Protocols())
	if err != nil {
		b.Fatal(err)
	}
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	if n := len(m.run.time.Cursor().World.Flight()); n != 40 || m.message != "" {
		b.Fatalf("%d messages in flight: %s", n, m.message)
	}
	return m
}

func BenchmarkFrame(b *testing.B) {
	m := crowd(b)
	b.ReportAllocs()
	for b.Loop() {
		m.clean = false
		m.View()
	}
}

// busy is a run of ten thousand steps with two hundred messages in flight.
func busy(b *testing.B) *Model {
	m := crowd(b)
	tl := m.run.time
	take := func(c engine.Choice) {
		if _, err := tl.Take(c); err != nil {
			b.Fatal(err)
		}
	}
	for n := 0; tl.Cursor().Step < 10_000 || len(tl.Cursor().World.Flight()) < 200; n++ {
		switch flight := tl.Cursor().World.Flight(); {
		case len(flight) < 200:
			take(engine.Choice{Verb: engine.FireTimer, From: engine.NodeID(fmt.Sprintf("P%d", 1+n%4)), Kind: "retry"})
		default:
			take(flight[0].Choice(engine.DeliverMsg))
		}
	}
	m.run.jump(tl.Cursor())
	return m
}

// BenchmarkBusyFrame draws all panes at 200×60 of a long and crowded run: a frame in
// which nothing but what moves by itself has changed, and one after a key.
func BenchmarkBusyFrame(b *testing.B) {
	m := busy(b)
	b.Run("nothing changed", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			m.clean = false
			m.View()
		}
	})
	b.Run("after a key", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			m.Update(keyOf([]string{"down", "up"}[i%2]))
			m.View()
		}
	})
}

// BenchmarkThousandKeys is from the first of a thousand queued keys to the last
// frame.
func BenchmarkThousandKeys(b *testing.B) {
	m := crowd(b)
	for b.Loop() {
		for i := range 1000 {
			m.Update(keyOf([]string{"left", "down", "right", "up"}[i%4]))
			m.View()
		}
	}
}
