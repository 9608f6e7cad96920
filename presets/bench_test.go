package presets

import (
	"bytes"
	"math/rand"
	"runtime"
	"testing"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
)

// heads are worlds of five nodes for measurements, judged by what the presets
// promise. Where a file names no properties all of a protocol are judged, and
// some of those look at the whole run again at each step.
var heads = map[string]string{
	"paxos": "synod: 1\ntitle: long\nprotocol: paxos\nparams:\n  proposers: 1\n  acceptors: 3\n  learners: 1\nmenu:\n" +
		"  calls:\n    - P1 propose pear\nproperties: [AGREE, VALID, LEARN, PROMISE-MONO, ONE-VALUE-PER-BALLOT, P1a]\n---\n",
	"quorum": "synod: 1\ntitle: long\nprotocol: quorum\nparams:\n  nodes: 4\n  clients: 1\nmenu:\n" +
		"  calls:\n    - c1 put k v\n    - c1 get k\nproperties: [NO-STALE-AFTER-ACK, CONVERGE, RYW, MW, WFR, REGULAR, ACKED]\n---\n",
}

func head(tb testing.TB, protocol string) (*script.Script, *engine.World) {
	tb.Helper()
	s, err := script.Parse(protocol+".synod", []byte(heads[protocol]))
	if err != nil {
		tb.Fatal(err)
	}
	w, err := s.World(Protocols())
	if err != nil {
		tb.Fatal(err)
	}
	return s, w
}

// wander takes steps at random, with at most forty messages in flight.
func wander(tb testing.TB, t *timeline.Timeline, calls []engine.Choice, steps int, each func(*timeline.Point)) {
	dice := rand.New(rand.NewSource(1))
	menu := engine.Menu{}
	for range steps {
		w := t.Cursor().World
		var choices []engine.Choice
		if len(w.Flight()) < 30 {
			choices = w.Enabled(&menu, nil)
			for _, c := range calls {
				if w.Legal(c) == nil {
					choices = append(choices, c)
				}
			}
		}
		if len(choices) == 0 {
			m := w.Flight()[dice.Intn(len(w.Flight()))].Message
			choices = []engine.Choice{m.Choice(engine.DropMsg)}
		}
		p, err := t.Take(choices[dice.Intn(len(choices))])
		if err != nil {
			tb.Fatal(err)
		}
		each(p)
	}
}

// recording is a run of so many steps as the screen records it.
func recording(tb testing.TB, protocol string, steps int) []byte {
	tb.Helper()
	s, w := head(tb, protocol)
	t := timeline.New(w)
	var out bytes.Buffer
	r, err := script.NewRecorder(&out, s.Head, t.Cursor())
	if err != nil {
		tb.Fatal(err)
	}
	wander(tb, t, w.System().Config().Menu.Calls, steps, func(p *timeline.Point) {
		if err := r.Move(p); err != nil {
			tb.Fatal(err)
		}
	})
	return out.Bytes()
}

// open plays a recording to its end.
func open(tb testing.TB, file []byte) *timeline.Timeline {
	tb.Helper()
	s, err := script.Parse("recording.synod", file)
	if err != nil {
		tb.Fatal(err)
	}
	w, err := s.World(Protocols())
	if err != nil {
		tb.Fatal(err)
	}
	p := script.NewPlayer(s, w)
	for e, more := p.Next(); more; e, more = p.Next() {
		if e.Err != nil {
			tb.Fatal(e.Err)
		}
	}
	return p.Timeline()
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

func BenchmarkStep(b *testing.B) {
	for _, protocol := range []string{"paxos", "quorum"} {
		b.Run(protocol, func(b *testing.B) {
			_, w := head(b, protocol)
			t := timeline.New(w)
			wander(b, t, w.System().Config().Menu.Calls, 1000, func(*timeline.Point) {})
			line := t.Line()
			var s engine.Step
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p := line[1+i%1000]
				if err := p.Parent.World.Try(p.Choice, &s); err != nil {
					b.Fatal(err)
				}
				s.World()
			}
		})
	}
}

const long = 100_000

// Goal: less than a second and 500 MB.
func BenchmarkOpenLongRecording(b *testing.B) {
	for _, protocol := range []string{"paxos", "quorum"} {
		b.Run(protocol, func(b *testing.B) {
			file := recording(b, protocol, long)
			before := heap()
			var t *timeline.Timeline
			for b.Loop() {
				t = nil
				t = open(b, file)
			}
			b.ReportMetric(heap()-before, "heap-MB")
			runtime.KeepAlive(t)
		})
	}
}

// Goal: less than 16 ms.
func BenchmarkSeek(b *testing.B) {
	_, w := head(b, "paxos")
	t := timeline.New(w)
	wander(b, t, w.System().Config().Menu.Calls, long, func(*timeline.Point) {})
	end := t.Cursor()
	t.Seek(long / 2)
	if _, err := t.Take(engine.Choice{Verb: engine.CrashHost, From: "A1"}); err != nil {
		b.Fatal(err)
	}
	other := t.Cursor()
	dice := rand.New(rand.NewSource(2))
	for b.Loop() {
		t.Jump(end) // to the other branch, and there anywhere
		t.Seek(dice.Intn(long))
		t.Jump(other)
	}
}
