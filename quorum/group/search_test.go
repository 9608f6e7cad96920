package group_test

import (
	"strconv"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore/exploretest"
	"synod/engine/history"
	"synod/quorum/group"
)

// menu reads limits: crashes, cuts, ticks, epochs, changes, heartbeats; disk: crashes take the disk;
// gone: what is down stays down.
func menu(words string) *engine.Menu {
	n := map[string]int{}
	for _, s := range enginetest.Settings(words) {
		n[s.Name], _ = strconv.Atoi(s.Values[0])
	}
	m := &engine.Menu{Crashes: n["crashes"], Cuts: n["cuts"], Ticks: n["ticks"], NoRepair: n["gone"] > 0,
		Bounds: []engine.Bound{{Limit: "epochs", N: n["epochs"]}, {Limit: "changes", N: n["changes"]}}}
	if most, bounded := n["heartbeats"]; bounded {
		m.Bounds = append(m.Bounds, engine.Bound{Limit: "heartbeats", N: most})
	}
	if n["disk"] > 0 {
		m.Losses = []string{"disk"}
	}
	return m
}

// sentSet is that a sent message stays deliverable, and clients judge what they see.
var sentSet = enginetest.Setup{Network: engine.SentSet, Judges: []engine.Property{history.LIN(history.LastRecord)}}

// Each rule that can be switched off, off and on, under a menu that is as small as
// it can be. The lengths are right as long as a step is one choice; the numbers of
// worlds as long as rules and menus stay.
func TestEveryRuleIsNeeded(t *testing.T) {
	exploretest.Table{Protocol: group.Protocol(), Setup: sentSet, Rows: []exploretest.Row{
		{Off: "wait-for-all", Settings: "members=2", Menu: menu("epochs=2"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 4, Right: 529},
		{Off: "stop-below-min", Settings: "members=2 min-in-sync=2", Menu: menu("crashes=1 epochs=1 changes=1"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 9, Right: 54_281},
		{Off: "maximal-in-sync", Settings: "members=2", Menu: menu("epochs=2 changes=2"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 10, Right: 19_726},
		{Off: "ask-authority", Settings: "members=2", Menu: menu("epochs=2 changes=1"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 5, Right: 7_453},
		{Off: "catch-up-first", Settings: "members=2", Menu: menu("epochs=2 changes=2"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 10, Right: 19_726},
		{Off: "catch-up-to-epoch", Settings: "min-in-sync=2", Menu: menu("epochs=3 changes=1 gone=1"), Property: "ACK-DURABLE", Before: behind, OnBag: true, Length: 4, Right: 633},
		{Off: "eligible-leaders truncate-by-epoch", Settings: "members=2", Menu: menu("crashes=1 epochs=2"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 12, Right: 14_402},
		{Off: "refuse-old-epoch", Settings: "members=2 reads=any clients=2", Menu: menu("epochs=2"), Calls: "c1 locate, c1 read via R1", Property: "EPOCH-CURRENT", Length: 6, Right: 3_171},
		{Off: "refuse-old-epoch", Settings: "replication=push clients=2", Menu: menu("epochs=2"), Calls: "c1 append a via R1, c2 append b via R2", Property: "IN-SYNC-HAS-ALL", Before: replaced, OnBag: true, Length: 7, Right: 5_114},
		{Off: "flush-before-ack refuse-old-life", Settings: "members=2 min-in-sync=2", Menu: menu("crashes=1 epochs=1 changes=1"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 15, Right: 215_861},
		{Off: "eligible-leaders flush-before-ack", Settings: "members=2", Menu: menu("crashes=1 epochs=1"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 10, Right: 1_670},
		{Off: "clean-election", Settings: "members=2", Menu: menu("epochs=2 changes=1"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 7, Right: 7_453},
		{Off: "new-epoch", Settings: "members=2", Menu: menu("epochs=2 changes=1"), Property: "ONE-LEADER-PER-EPOCH", Length: 2, Right: 292},
		{Off: "eligible-leaders persist-authority", Settings: "members=2", Menu: menu("crashes=2 epochs=2"), Property: "ONE-LEADER-PER-EPOCH", Length: 8, Right: 7_592},
		{Off: "stale-stays-out", Settings: "members=2", Menu: menu("crashes=1 epochs=1 changes=1"), Property: "EPOCH-CURRENT", Length: 4, Right: 1_022},
		{Off: "stale-stays-out", Settings: "members=2", Menu: menu("epochs=2 changes=2"), Calls: "c1 append a", Property: "ACK-DURABLE", Length: 8, Right: 19_726},
		{Off: "wait-for-expiry", Settings: "members=2 clients=2 lease=1", Menu: menu("epochs=2"), Calls: "c1 append a via R2, c2 read via R1", Property: "LIN", Length: 8, Right: 1_188},
	}}.Run(t)
}

// The minimum of members in sync is a number and no rule: with 1, what one member
// acknowledged alone goes with its disk; with 2, nothing does.
func TestAloneInSync(t *testing.T) {
	exploretest.Table{Protocol: group.Protocol(), Setup: sentSet, Rows: []exploretest.Row{
		{Settings: "members=2", Calls: "c1 append a", Menu: menu("crashes=1 epochs=1 changes=1 disk=1"), Property: "ACK-DURABLE", Length: 8},
		{Settings: "members=2 min-in-sync=2", Calls: "c1 append a", Menu: menu("crashes=1 epochs=1 changes=1 disk=1"), Property: "ACK-DURABLE", Worlds: 61_681},
	}}.Run(t)
}

// What a lease and an epoch in every message do for a chunk that is written in
// place: either keeps two leaders in order, and neither alone if clocks differ.
func TestLeaseAndEpoch(t *testing.T) {
	setup := sentSet
	setup.Settings, setup.Calls = inPlace+" lease=2", "c1 append W1 via R1, c2 append W2 via R2"
	exploretest.Table{Protocol: group.Protocol(), Setup: setup, Rows: []exploretest.Row{
		{Off: "eligible-leaders refuse-old-epoch wait-for-expiry", Menu: menu("epochs=2 heartbeats=0"), Property: "PRIMARY-ORDER", Length: 8, Right: 4_368},
		{Off: "eligible-leaders wait-for-expiry refuse-old-epoch", Menu: menu("epochs=2 heartbeats=0"), Property: "PRIMARY-ORDER", Length: 8, Right: 13_769},
		{Off: "eligible-leaders refuse-old-epoch", Menu: menu("epochs=2 ticks=2 heartbeats=0"), Property: "PRIMARY-ORDER", Length: 10, Right: 77_401},
	}}.Run(t)
}

// A record that a member did not take: reported and left, or sent again.
func TestReportOrRepeat(t *testing.T) {
	setup := sentSet
	setup.Calls, setup.Menu = "c1 append r, c1 append r", *menu("epochs=1 heartbeats=0")
	exploretest.Table{Protocol: group.Protocol(), Setup: setup, Rows: []exploretest.Row{
		{Settings: "replication=push on-failure=report", Property: "SAME-COPIES", Length: 6},
		{Settings: "replication=push on-failure=report", Property: "ONCE", Length: 5},
		{Settings: "replication=push on-failure=report", Property: "IN-SYNC-HAS-ALL", Worlds: 253},
		{Settings: "replication=push", Property: "SAME-COPIES", Worlds: 20_480},
		{Settings: "replication=push", Property: "ONCE", Length: 5},
	}}.Run(t)
}

// What a leader does about members that it has lost touch with.
func TestModesOfPartition(t *testing.T) {
	setup := sentSet
	setup.Off, setup.Calls, setup.Menu = "eligible-leaders", "c1 append a", *menu("epochs=2 changes=1 heartbeats=0")
	exploretest.Table{Protocol: group.Protocol(), Setup: setup, Rows: []exploretest.Row{
		{Settings: "replication=push stale=empty partitions=ignore", Property: "ACK-DURABLE", Length: 6},
		{Settings: "replication=push stale=empty partitions=autoheal", Property: "ACK-DURABLE", Length: 6},
		{Settings: "members=2 replication=push stale=empty partitions=pause-minority", Menu: menu("epochs=2 changes=2 heartbeats=0"), Property: "ACK-DURABLE", Worlds: 21_083},
		{Settings: "replication=push stale=empty partitions=pause-minority", Menu: menu("epochs=2 heartbeats=0"), Property: "ACK-DURABLE", Worlds: 146_076},
	}}.Run(t)
}

// Numbers of copies, where old ones are deleted.
func TestStamps(t *testing.T) {
	setup := sentSet
	setup.Settings, setup.Calls = inChain, "c1 append a"
	exploretest.Table{Protocol: group.Protocol(), Setup: setup, Rows: []exploretest.Row{
		{Off: "new-epoch", Settings: "members=3", Menu: menu("epochs=2 changes=2"), Property: "IN-SYNC-HAS-ALL", Length: 7},
		{Off: "stale-stays-out", Settings: "members=3", Menu: menu("epochs=2"), Property: "EPOCH-CURRENT", Length: 3},
		{Off: "wait-for-all", Settings: "members=3", Menu: menu("epochs=2 heartbeats=0"), Property: "ACK-DURABLE", Length: 4, Right: 8_573},
		{Settings: "members=4 copies=3", Menu: menu("epochs=2 heartbeats=0"), Property: "ACK-DURABLE", Worlds: 28_183},
		{Settings: "members=2", Menu: menu("epochs=2"), Property: "all", Never: "SOME-BACK SOME-CUT SOME-TOO-FEW", Worlds: 4_536},
		{Settings: "members=2", Menu: menu("epochs=1 crashes=1"), Property: "all", Never: "SOME-BACK SOME-CUT SOME-TOO-FEW", Worlds: 10_794},
	}}.Run(t)
}

// A pipeline as in HDFS, and a chunk as in GFS.
const (
	inChain = "replication=chain epochs=change stale=delete replacement=half-or-acked reads=any"
	inPlace = "replication=push on-failure=report epochs=change stale=delete reads=any clients=2"
)

// behind: R3 is out and lacks a record that was acknowledged; R2 has just begun
// to lead, and does not know yet that it was. R1 is down for good.
const behind = `
fire R1 lag-R3
deliver R1>auth alter
deliver auth>R1 config
call c1 append a
deliver c1>R1
fire R2 fetch
deliver R2>R1 fetch 1 (from 0)
deliver R1>R2 records
deliver R2>R1 fetch 1 (from 1)
deliver R1>c1 appended
fire auth lost-R1
crash R1
deliver auth>R2 config 2.0
deliver auth>R3 config 2.0`

// replaced: R2 leads with R3, and R1 has not heard of it.
const replaced = `
fire auth lost-R1
deliver auth>R2 config 2.0
deliver auth>R3 config 2.0`

// A lease is a promise about time: what it is worth shows only where clocks go
// together. This search lets all of them go a tick at a time.
func TestLeases(t *testing.T) {
	setup := sentSet
	setup.Settings, setup.Menu, setup.Calls = "members=2 clients=2 lease=1", *menu("epochs=2"), "c1 append a via R2, c2 read via R1"
	for _, row := range []struct {
		off    string
		skewed bool
		breaks bool
	}{
		{off: "", breaks: false},
		{off: "obey-lease", breaks: true},
		{off: "wait-for-expiry", breaks: true},
		{off: "", skewed: true, breaks: true},
	} {
		setup.Off = row.off
		w := setup.World(t, group.Protocol())
		tick := engine.Choice{Verb: engine.Wait, N: 1}
		if row.skewed {
			tick = engine.Choice{Verb: engine.AdvanceClock, From: "auth", N: 1}
		}
		worlds, broken := together(t, w, tick, 1)
		t.Logf("off %q, skewed %v: %d worlds", row.off, row.skewed, worlds)
		if broken != row.breaks {
			t.Errorf("off %q, skewed %v: LIN broken %v", row.off, row.skewed, broken)
		}
	}
}

// together searches breadth first, with ticks of which there are at most so many.
func together(t *testing.T, w *engine.World, tick engine.Choice, most int64) (worlds int, broken bool) {
	t.Helper()
	menu := w.System().Config().Menu
	seen, queue := map[uint64]bool{w.Fingerprint(): true}, []*engine.World{w}
	var step engine.Step
	for ; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		choices := at.Enabled(&menu, nil)
		if at.Clock("auth") < most {
			choices = append(choices, tick)
		}
		for _, choice := range choices {
			if err := at.Try(choice, &step); err != nil {
				t.Fatal(err)
			}
			if seen[step.Fingerprint()] {
				continue
			}
			next := step.World()
			for _, p := range next.System().AllProperties() {
				if p.ID == "LIN" && step.Verdict(&p, next).State == engine.Broken {
					return len(seen), true
				}
			}
			seen[next.Fingerprint()] = true
			queue = append(queue, next)
		}
	}
	return len(seen), false
}
