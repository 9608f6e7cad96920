package quorum

import (
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/history"
)

// Every rule is applied in a transcript, or at random.
func TestTranscripts(t *testing.T) {
	enginetest.Transcripts(t, Protocol(), "testdata", randomRuns(t))
	enginetest.Phases(t, Protocol())
}

// randomRuns takes random runs with every fault: what is explained has a rule and
// no gaps, and a store with overlap keeps its promises.
func randomRuns(t *testing.T) enginetest.Said {
	rules := enginetest.Said{}
	for seed, row := range []struct{ params, promised string }{
		{"repair=after", "NO-STALE-AFTER-ACK CONVERGE RYW BOUNDED-SIBLINGS NO-SILENT-LOSS WRITES-MEET ACK-DURABLE NO-RESURRECT"},
		{"repair=before nodes=5", "NO-STALE-AFTER-ACK CONVERGE RYW"},
		{"repair=after reap=all", "CONVERGE"},
		{"reap=time grace=1", "CONVERGE"},
		{"spares=1", "CONVERGE"},
		{"repair=none w=3 r=1", "NO-STALE-AFTER-ACK CONVERGE RYW"},
		{"versions=vectors", "NO-STALE-AFTER-ACK RYW NO-SILENT-LOSS"}, // no CONVERGE: see TestVectorsAlone
		{"versions=latest", "NO-STALE-AFTER-ACK"},                     // no CONVERGE either: see TestLatestStays
		{"versions=lww", "NO-STALE-AFTER-ACK CONVERGE WRITES-MEET"},
		{"stand-in=fallback nodes=5", "CONVERGE NO-SILENT-LOSS"},
		{"stand-in=fallback nodes=5 ring=riak pw=1 pr=1 partitions=8", "CONVERGE"},
		{"stand-in=fallback nodes=5 ring=hash n=2 r=1 w=1", "CONVERGE"},
		{"stand-in=hint nodes=4 versions=lww window=3", "CONVERGE"},
		{"stand-in=hint nodes=4 n=2 centres=2 r=3 w=2 ask=enough digests=true speculate=true repair=before", "CONVERGE"},
		{"notfound-ok=false basic-quorum=true", "CONVERGE"},
		{"versions=clients truncate=3", "CONVERGE NO-SILENT-LOSS"},
		{"n=1 w=1 r=1 versions=vectors", "NO-STALE-AFTER-ACK RYW LIN"},
	} {
		w := configured(t, row.params, row.promised)
		score := enginetest.Random{Runs: 60, Steps: 150, Again: 4, Look: 50}.Play(t, w, uint64(seed), rules)
		for i, p := range w.System().Properties() {
			if score[i].State() != engine.Held {
				t.Errorf("%s: %s %s %s", row.params, p.ID, score[i].State(), score[i].Broken)
			}
		}
	}
	return rules
}

// configured is a store with what its clients may be judged by, calls of every
// kind, and every fault.
func configured(t *testing.T, params, promised string) *engine.World {
	calls := strings.Split(`c1 put k a
c2 put k b via dev1
c1 put k c via dev2
c2 put k d blind
c1 get k
c2 get k via dev1
c1 get k via dev2
c2 get k
c2 delete k
c1 delete k via dev1
dev1 exchange dev2`, "\n")
	if strings.Contains(params, "n=1") { // siblings fit no register
		calls = slices.Concat(calls[:1], calls[4:8])
	}
	if params == "versions=vectors" { // so that more of the runs come to a read
		calls = calls[:8]
	}
	if strings.Contains(params, "spares") {
		calls = append(calls, "dev4 join", "dev1 leave")
	}
	return enginetest.Setup{
		Settings: params, Promised: promised, Calls: strings.Join(calls, "\n"),
		Menu:   engine.Menu{Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any, Ticks: engine.Any},
		Judges: []engine.Property{history.RYW(history.KeyValue), history.LIN(history.KeyValue)},
	}.World(t, Protocol())
}
