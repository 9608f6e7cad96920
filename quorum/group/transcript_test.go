package group

import (
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
)

// Every rule is applied in a transcript, or at random.
func TestTranscripts(t *testing.T) {
	enginetest.Transcripts(t, Protocol(), "testdata", randomRuns(t))
	enginetest.Phases(t, Protocol())
}

const promised = "ACK-DURABLE AGREE PREFIX PRIMARY-ORDER ONE-LEADER-PER-EPOCH EPOCH-CURRENT IN-SYNC-HAS-ALL SOME-ACKED SOME-LEADER SOME-OUT"

const someCalls = `c1 append a
c1 append b
c1 append c
c1 locate
c1 append d
c1 read
c1 append e
c1 read via R2
c1 append f via R2
c1 append g via R3`

var (
	faults   = engine.Menu{Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any, Ticks: engine.Any}
	diskLost = engine.Menu{Crashes: engine.Any, Drops: engine.Any, Dups: engine.Any, Cuts: engine.Any, Ticks: engine.Any, Losses: []string{"", "disk"}}
)

// A pipeline as in HDFS, a chunk as in GFS, and a mirrored queue as in RabbitMQ.
const (
	inChain         = "replication=chain epochs=change stale=delete reads=any"
	inPlace         = "replication=push on-failure=report epochs=change stale=delete reads=any clients=2"
	mirrored        = "replication=push stale=empty clients=2 partitions="
	inPlacePromised = "ACK-DURABLE PRIMARY-ORDER ONE-LEADER-PER-EPOCH EPOCH-CURRENT IN-SYNC-HAS-ALL SOME-ACKED SOME-LEADER SOME-FENCED"
)

// randomRuns takes random runs with every fault: what is explained has a rule and
// no gaps, and a group keeps its promises.
func randomRuns(t *testing.T) enginetest.Said {
	rules := enginetest.Said{}
	for seed, s := range []enginetest.Setup{
		{Menu: faults, Promised: promised + " SOME-FENCED SOME-BACK"},
		{Menu: faults, Settings: "replication=push", Promised: promised + " SOME-CUT SOME-FENCED SOME-BACK"},
		{Menu: faults, Settings: "min-in-sync=2 reads=any clients=2", Promised: "ONE-LEADER-PER-EPOCH SOME-TOO-FEW"},
		{Menu: faults, Settings: "lease=2 clients=2", Promised: promised},
		{Menu: faults, Settings: "lease=2", Off: "wait-for-expiry obey-lease", Promised: promised},
		{Menu: diskLost, Off: "clean-election eligible-leaders", Promised: "ONE-LEADER-PER-EPOCH"},
		{Menu: faults, Settings: "replication=push", Off: "refuse-old-epoch", Promised: "SOME-ACKED"},
		{Menu: diskLost, Settings: "replication=push", Off: "new-epoch persist-authority", Promised: "SOME-ACKED"},
		{Menu: faults, Settings: "min-in-sync=2", Off: "flush-before-ack stop-below-min", Promised: "ONE-LEADER-PER-EPOCH"},
		{Menu: faults, Off: "truncate-by-epoch ask-authority wait-for-all maximal-in-sync", Promised: "ONE-LEADER-PER-EPOCH"},
		{Menu: diskLost, Settings: "replication=push", Promised: "ONE-LEADER-PER-EPOCH SOME-ACKED"},
		{Menu: faults, Settings: "min-in-sync=2", Off: "catch-up-to-epoch", Promised: "ONE-LEADER-PER-EPOCH"},
		{Menu: faults, Off: "catch-up-first catch-up-to-epoch", Promised: "ONE-LEADER-PER-EPOCH"},
		{Menu: faults, Off: "catch-up-to-epoch stale-stays-out", Promised: "ONE-LEADER-PER-EPOCH"},
		{Menu: engine.Menu{}, Settings: inChain + " replacement=half-or-acked members=4 copies=3", Promised: promised + " SAME-COPIES SOME-FENCED SOME-BACK"},
		{Menu: faults, Settings: inChain + " members=4 copies=3", Promised: promised + " SOME-FENCED"},
		{Menu: faults, Settings: inChain + " replacement=never members=3", Promised: promised + " SAME-COPIES SOME-FENCED"},
		{Menu: diskLost, Settings: inChain + " members=4 copies=3", Off: "new-epoch", Promised: "SOME-ACKED"},
		{Menu: faults, Settings: inPlace + " lease=2", Off: "eligible-leaders", Promised: inPlacePromised},
		{Menu: faults, Settings: inPlace, Promised: inPlacePromised},
		{Menu: faults, Settings: mirrored + "pause-minority", Promised: "ACK-DURABLE AGREE PRIMARY-ORDER ONE-LEADER-PER-EPOCH EPOCH-CURRENT IN-SYNC-HAS-ALL SOME-ACKED SOME-LEADER SOME-OUT"},
		{Menu: faults, Settings: mirrored + "autoheal", Promised: "ONE-LEADER-PER-EPOCH SOME-ACKED"},
		{Menu: faults, Settings: mirrored + "ignore", Promised: "ONE-LEADER-PER-EPOCH SOME-ACKED"},
		{Menu: faults, Settings: inPlace, Off: "refuse-old-epoch", Promised: "SOME-ACKED"},
	} {
		s.Calls = someCalls
		w := s.World(t, Protocol())
		score := enginetest.Random{Runs: 25, Steps: 200, Again: 4, Look: 1}.Play(t, w, uint64(seed), rules)
		for i, p := range w.System().Properties() {
			// Clocks that run apart let leases end before anything is acknowledged.
			if state := score[i].State(); state == engine.Broken || state == engine.Untested && !strings.Contains(s.Settings, "lease") {
				t.Errorf("%s, off %s: %s %s %s", s.Settings, s.Off, p.ID, state, score[i].Broken)
			}
		}
	}
	return rules
}
