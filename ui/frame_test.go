package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
)

// crowd is a run of eleven nodes with forty messages in flight, no two alike.
func crowd(b testing.TB) *Model {
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
	m, err := newModel(Options{Open: s, At: AtEnd, NoRecord: true}, presets.Protocols())
	if err != nil {
		b.Fatal(err)
	}
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	if n := len(m.run.time.Cursor().World.Flight()); n != 40 || m.message != "" {
		b.Fatalf("%d messages in flight: %s", n, m.message)
	}
	return m
}

// BenchmarkFrame is a frame of a short and crowded run.
func BenchmarkFrame(b *testing.B) { frames(b, crowd(b)) }

func frames(b *testing.B, m *Model) {
	b.ReportAllocs()
	for b.Loop() {
		m.clean = false
		m.View()
	}
}

// busy is a run of ten thousand steps with two hundred messages in flight.
func busy(b testing.TB) *Model {
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
// frame, of which each key has one here: more than a terminal would draw.
func BenchmarkThousandKeys(b *testing.B) {
	for name, run := range map[string]func(testing.TB) *Model{"short": crowd, "long": busy} {
		b.Run(name, func(b *testing.B) {
			m := run(b)
			for b.Loop() {
				for i := range 1000 {
					m.Update(keyOf([]string{"left", "down", "right", "up"}[i%4]))
					m.View()
				}
			}
		})
	}
}

// BenchmarkMotion is a frame in which only the message moves.
func BenchmarkMotion(b *testing.B) {
	m := travelling(b)
	part := 0
	b.ReportAllocs()
	for b.Loop() {
		part = (part + 7) % 400
		at := m.motion.began.Add(time.Duration(part) * time.Millisecond)
		m.Update(glide{m.moves, at})
		m.View()
	}
}

// BenchmarkStage is a frame of the presenter's layout.
func BenchmarkStage(b *testing.B) {
	m := crowd(b)
	m.setShape(onStage)
	frames(b, m)
}

// travelling is a busy run in which a message is on its way.
func travelling(t testing.TB) *Model {
	m := busy(t)
	m.o.Motion = true
	for m.motion == nil {
		m.Update(keyOf("enter"))
	}
	return m
}

// While nothing but a message on its way moves, a frame makes next to no garbage,
// however long and crowded the run is.
func TestAFrameInWhichOnlyAMessageMoves(t *testing.T) {
	m := travelling(t)
	part := 0
	made := testing.AllocsPerRun(50, func() {
		part = (part + 7) % 400
		m.Update(glide{m.moves, m.motion.began.Add(time.Duration(part) * time.Millisecond)})
		m.View()
	})
	if made >= 30 {
		t.Errorf("%v pieces of memory for a frame", made)
	}
}
