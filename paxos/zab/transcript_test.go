package zab

import (
	"cmp"
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

const promised = "AGREE ONE-TXN-PER-ZXID PRIMARY-ORDER PREFIX ONE-LEADER-PER-EPOCH LEADER-COMPLETE SOME-DELIVERED SOME-LEADER"

const someCalls = `c1 write a
c1 write b via p2
c1 write c via p3
c1 write d
c1 read
c1 read via p3
c1 sync via p2
c1 sync
c1 write e via p2
c1 write f`

// someLocks are for servers with a tree; what clients of a register ask is refused.
const someLocks = `c1 lock door
c2 lock door via p2
c3 lock door via p3
c1 store a
c2 store b
c3 store c
c1 unlock
c2 unlock
c3 unlock
c1 connect
c2 connect
c1 lock hall via p3
c2 lock hall
c1 store d
c2 store e`

// randomRuns takes random runs with every fault: what is explained has a rule and
// no gaps, and what is promised holds and was put to the test.
func randomRuns(t *testing.T) enginetest.Said {
	rules := enginetest.Said{}
	random(t, 60, someCalls, rules, []enginetest.Setup{
		{Promised: promised + " SOME-INHERITED SOME-CUT"},
		{Settings: "catch-up=snap begin=looking", Promised: promised + " SOME-CUT"},
		{Settings: "catch-up=zookeeper committed-log=2", Promised: promised + " SOME-CUT"},
		{Settings: "peers=5", Promised: "AGREE PRIMARY-ORDER PREFIX ONE-LEADER-PER-EPOCH LEADER-COMPLETE SOME-DELIVERED"},
		{Off: "best-history-leads", Promised: promised},
		{Off: "best-history-leads never-behind", Promised: "SOME-DELIVERED"},
		{Off: "truncate-unseen persist-history", Promised: "SOME-DELIVERED"},
		{Off: "accept-once persist-epoch", Promised: "SOME-DELIVERED"},
		{Off: "wait-for-quorum wait-for-newleader", Promised: "SOME-DELIVERED"},
	})
	const tree = "tree=true resource=true clients=3"
	random(t, 30, someLocks, rules, []enginetest.Setup{
		{Settings: tree, Promised: "AGREE PRIMARY-ORDER PREFIX MUTEX NO-HERD SOME-LOCKED SOME-WOKEN"},
		{Settings: tree, Off: "watch-next-lower check-token", Promised: "SOME-LOCKED"},
		{Settings: tree, Off: "guid-in-name", Promised: "SOME-LOCKED"},
	})
	return rules
}

func random(t *testing.T, runs int, calls string, rules enginetest.Said, setups []enginetest.Setup) {
	t.Helper()
	for seed, s := range setups {
		s.Network, s.Menu, s.Calls = engine.Fifo, engine.Menu{Crashes: 4, Cuts: 1}, calls
		enginetest.Random{Runs: runs, Steps: 300, Again: 12, Look: 1}.Hold(t, Protocol(), s, seed, rules)
	}
}

// What a follower is sent depends on how its history ends: on whether the leader has
// that transaction, and still in its memory; never on what the follower has besides.
func TestWhatAFollowerIsSent(t *testing.T) {
	for _, c := range []struct {
		has, last    string
		log          int
		want, before string // with catch-up: zookeeper, and trunc
	}{
		{"a@1.1 b@1.2 c@2.1", "2.1", 500, "diff (then nothing)", ""},
		{"a@1.1 b@1.2 c@2.1", "1.2", 500, "diff (then c@2.1)", ""},
		{"a@1.1 b@1.2 c@2.1", "1.2", 1, "snap (then a@1.1 b@1.2 c@2.1)", "diff (then c@2.1)"},
		{"a@1.1 b@1.2 c@2.1", "1.1", 2, "snap (then a@1.1 b@1.2 c@2.1)", "diff (then b@1.2 c@2.1)"},
		{"a@1.1 b@1.2 c@2.1", "2.2", 500, "trunc 2.1 (then nothing)", ""},
		{"a@1.1 b@1.2 c@2.1", "1.3", 500, "snap (then a@1.1 b@1.2 c@2.1)", "trunc 1.2 (then c@2.1)"},
		{"a@1.1 c@2.2 d@2.3", "2.1", 500, "trunc 1.1 (then c@2.2 d@2.3)", ""},
		{"a@1.1 b@1.2", "-", 500, "snap (then a@1.1 b@1.2)", "diff (then a@1.1 b@1.2)"},
		{"", "1.1", 500, "trunc - (then nothing)", ""},
		{"", "-", 500, "diff (then nothing)", ""},
	} {
		var h history
		for _, word := range strings.Fields(c.has) {
			h = h.with(parseTxn(word))
		}
		for by, want := range map[string]string{asZooKeeper: c.want, byTrunc: cmp.Or(c.before, c.want)} {
			p := peer{cluster: &cluster{switches: switches{truncateUnseen: true}, catchUpBy: by, committedLog: c.log}, history: h}
			m := p.difference(parseZxid(c.last))
			if got := strings.Join(strings.Fields(m.Kind()+" "+m.Key()+" ("+m.Text()+")"), " "); got != want {
				t.Errorf("%s, log of %d: to a leader with '%s' a follower says %s, and gets %s; want %s", by, c.log, c.has, c.last, got, want)
			}
		}
	}
}

func FuzzStart(f *testing.F) {
	enginetest.FuzzStart(f, Protocol(), enginetest.Setup{Network: engine.Fifo, Settings: "begin=looking"},
		"p1 logged tea@1.1", "p1 logged a@1.1\np1 logged b@1.2", "p1 logged a", "p9 logged a@1.1", "p1 has a@1.1", "p1 logged a@-1.1", "")
}
