package raft_test

import (
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/engine/history"
	"synod/paxos/raft"
)

// limits are how many crashes there may be, and how many terms.
func limits(crashes, terms int) *engine.Menu {
	return &engine.Menu{Crashes: crashes, Bounds: []engine.Bound{{Limit: "terms", N: terms}}}
}

// figure8 is where the figure of that number in the paper stands at (b), and S5
// has tried one term more.
const figure8 = "S1 log a@1 b@2, S2 log a@1 b@2, S3 log a@1, S4 log a@1, S5 log a@1 c@3, S1 term 3, S2 term 4, S3 term 4, S4 term 5, S5 term 4"

// figure8c is a little later: S1 leads again, and has brought b to S3.
const figure8c = "S1 log a@1 b@2, S2 log a@1 b@2, S3 log a@1 b@2, S4 log a@1, S5 log a@1 c@3, S1 term 4, S2 term 4, S3 term 4, S4 term 5, S5 term 4, S1 leads"

// replaced: S1 leads term 1, and its first entry is committed; S2 leads term 2, and
// S1 has not heard of it.
const replaced = `
fire S1 election
deliver S1>S2 vote
deliver S2>S1
deliver S1>S2 append
deliver S2>S1
drop S1>S3 vote
drop S1>S3 append
fire S2 election
deliver S2>S3 vote
deliver S3>S2`

// Each rule that can be switched off, off and on, under a menu that is as small as
// it can be. The lengths are right as long as a step is one choice, or a request
// with its reply; the numbers of worlds as long as rules and menus stay.
func TestEveryRuleIsNeeded(t *testing.T) {
	exploretest.Table{
		Protocol: raft.Protocol(), Reduce: explore.Reductions{RPC: true},
		Setup: enginetest.Setup{Network: engine.SentSet, Judges: []engine.Property{history.LIN(history.LastRecord)}},
		Rows: []exploretest.Row{
			{Off: "one-vote", Settings: "noop=false", Menu: limits(0, 1), Property: "ONE-LEADER-PER-EPOCH", Length: 4, Right: 68},
			{Off: "persist-vote", Settings: "noop=false", Menu: limits(1, 1), Property: "ONE-LEADER-PER-EPOCH", Length: 5, Right: 247},
			{Off: "up-to-date", Menu: limits(0, 2), Property: "LEADER-COMPLETE", Length: 5, Right: 49_332},
			{Off: "persist-log", Menu: limits(1, 2), Property: "LEADER-COMPLETE", Depth: 8, Length: 6, Right: 20_223},
			{Off: "refuse-old-term", Menu: limits(0, 2), Property: "LEADER-COMPLETE", Length: 5, Right: 49_332},
			{Off: "check-previous", Start: "S1 log a@1 b@1, S2 log a@1 c@2, S3 log a@1", Menu: limits(0, 3), Property: "LOG-MATCH", Length: 3, Right: 18_070},
			{Off: "commit-own-term", Settings: "servers=5 noop=false", Start: figure8, Menu: limits(0, 5), Property: "LEADER-COMPLETE", Depth: 9, Length: 9, Right: 9_848},
			{Off: "commit-own-term", Settings: "servers=5 noop=false", Start: figure8c, Menu: limits(0, 5), Property: "LEADER-COMPLETE", Length: 6, Right: 20_107},
			{Off: "read-index", Settings: "clients=2", Before: replaced, OnBag: true, Calls: "c1 append a via S2, c2 read via S1", Menu: limits(0, 2), Depth: 8, Property: "LIN", Length: 8, Right: 12_660},
		},
	}.Run(t)
}

// one is a single server that leads: what goes wrong with a lock or a queue goes
// wrong there too.
const (
	one = "S1 log -@1, S1 leads"
	all = "S1 log -@1, S2 log -@1, S3 log -@1, S1 leads"
)

// The same for what the log is executed on.
func TestEveryRuleOfAMachineIsNeeded(t *testing.T) {
	misses := func(n int) *engine.Menu {
		return &engine.Menu{Bounds: []engine.Bound{{Limit: "terms", N: 1}, {Limit: "misses", N: n}}}
	}
	exploretest.Table{
		Protocol: raft.Protocol(), Setup: enginetest.Setup{Network: engine.SentSet}, Reduce: explore.Reductions{RPC: true},
		Rows: []exploretest.Row{
			{Off: "wait-for-commit", Settings: "noop=false", Menu: limits(0, 2), Calls: "c1 append a", Property: "ACK-DURABLE", Depth: 6, Length: 6, Right: 1_843},
			{Off: "reread-own-key", Settings: "machine=keys servers=1 clients=2", Start: one, Menu: misses(1), Calls: "c1 lock door, c2 lock door, c1 unlock", Property: "LOCK-OWNER", Length: 11, Right: 2_445},
			{Off: "check-token", Settings: "machine=keys servers=1 clients=2 resource=true", Start: one, Menu: misses(1), Calls: "c1 lock door, c2 lock door, c1 write pear, c2 write fig", Property: "MUTEX", Length: 11, Right: 4_085},
			{Off: "manual-ack", Settings: "machine=queue servers=1 clients=2", Start: one, Menu: misses(1), Calls: "c1 publish m1, c2 consume, c2 ack", Property: "AT-LEAST-ONCE", Length: 4, Right: 1_289},
			{Off: "check-token", Settings: "machine=queue servers=1 clients=2 resource=true", Start: one, Menu: misses(1), Calls: "c1 publish m1, c1 consume, c2 consume, c1 write pear, c2 write fig", Property: "MUTEX", Length: 16, Right: 122_892},
			{Off: "strict-reconfig", Settings: "servers=4 members=3 check-quorum=true", Start: all, Menu: limits(0, 1), Calls: "c1 add-member S4", Property: "QUORUM-KEPT", Length: 5, Right: 22_296},
			{Off: "one-change", Settings: "servers=5 members=3 clients=2 noop=false", Start: all + ", S4 log -@1, S5 log -@1", Menu: limits(0, 2), Calls: "c1 add-member S4, c2 add-member S5", Property: "LEADER-COMPLETE", Depth: 7, Length: 8, Right: 11_350},
			{Settings: "machine=keys servers=1 clients=2 resource=true", Start: one, Menu: misses(1), Calls: "c1 lock door, c2 lock door, c1 write pear, c2 write fig, c1 unlock", Property: "all", Worlds: 49_159, Never: "SOME-LEADER SOME-LATER"},
			{Settings: "machine=queue servers=1 clients=2", Start: one, Menu: misses(1), Calls: "c1 publish m1, c1 consume, c2 consume, c2 ack", Property: "all", Worlds: 59_471, Never: "SOME-LEADER SOME-LATER"},
		},
	}.Run(t)
}

// The costs of an entry with three servers: two messages and two replies, and two
// delays until it is committed; followers hear of that with the next message. An
// election costs as much.
func TestWhatAnEntryCosts(t *testing.T) {
	w := enginetest.Setup{Settings: "noop=false"}.World(t, raft.Protocol())
	cost := enginetest.Deliver(t, enginetest.Play(t, w, "fire S1 election"))
	if cost.Kinds["vote"] != 2 || cost.Kinds["voted"] != 2 {
		t.Errorf("an election costs %v", cost.Kinds)
	}
	w = enginetest.Play(t, cost.World, "call c1 append a\ndeliver c1>S1")
	cost = enginetest.Deliver(t, w, "S1")
	if n := cost.Messages("append", "appended"); n != 4 || cost.Known["committed"] != 2 {
		t.Errorf("%d messages of %v, committed after %d delays; want 4 and 2", n, cost.Kinds, cost.Known["committed"])
	}
}
