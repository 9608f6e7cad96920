package presets_test

import (
	"context"
	"runtime"
	"testing"

	"synod/engine"
	"synod/engine/explore"
	"synod/presets"
)

// BenchmarkSearchPaxos exhausts single-decree Paxos with three acceptors, two
// proposers, one crash: 1,879,252 worlds.
func BenchmarkSearchPaxos(b *testing.B) {
	menu := engine.Menu{Crashes: 1, NoFire: true}
	for _, call := range []string{"call P1 propose pear", "call P2 propose apple"} {
		c, err := engine.ParseChoice(call)
		if err != nil {
			b.Fatal(err)
		}
		menu.Calls = append(menu.Calls, c)
	}
	w, err := engine.New(presets.Protocols().Find("paxos"), engine.Config{Network: engine.SentSet, Menu: menu})
	if err != nil {
		b.Fatal(err)
	}
	var r *explore.Report
	var peak uint64
	runtime.GC()
	start := heap()
	for b.Loop() {
		r, err = explore.Search(context.Background(), w, explore.Options{Property: "AGREE", Reduce: explore.Reductions{Advisory: true, Sinks: true},
			Progress: func(explore.Progress) { peak = max(peak, heap()) }})
		if err != nil {
			b.Fatal(err)
		}
	}
	seconds := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(r.States)/seconds, "states/s")
	b.ReportMetric(float64(r.Steps)/seconds, "steps/s")
	b.ReportMetric(float64(peak-start)/float64(r.States), "peak-B/state")
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
