package presets_test

import (
	"slices"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
)

const (
	oneRead  = "c1 put k v via dev1, c2 get k via dev3"
	twoReads = "c1 put k v via dev1, c2 get k via dev1, c2 get k via dev3"
	// The clocks of two coordinators read the same, so that their names decide.
	sequence = "c1 put k v via dev2, c1 put k w via dev1, c1 get k via dev3"
	// A write that all three replicas have.
	everywhere = "call c1 put k v via dev1\ndeliver c1>dev1\ndeliver dev1>dev2\ndeliver dev2>dev1\ndeliver dev1>dev3\ndeliver dev3>dev1\ndeliver dev1>c1"
)

var (
	timeOuts = engine.Menu{}
	diskLost = engine.Menu{NoFire: true, Crashes: 1, Losses: []string{"disk"}}
)

// The table as published, about quorum stores: what is believed does not hold, and
// so many requests are enough to show it. A request and its answer are one, those
// of a coordinator to itself among them; what clients ask and are told does not
// count. Rows without a length are what cures the one above. Nothing is lost or
// late but by never being delivered.
func TestBeliefsFailAsFastAsPublished(t *testing.T) {
	x := exploretest.Table{Protocol: protocol("quorum"), Setup: enginetest.Setup{Network: engine.SentSet, Menu: quiet}, Reduce: explore.Reductions{RPC: true}, Length: requests, Rows: []exploretest.Row{
		{Name: "M16", Settings: "w=1 r=1", Calls: oneRead, Property: "NO-STALE-AFTER-ACK", Length: 2},
		{Name: "M16", Settings: "w=1 r=1", Calls: "c1 put k v via dev1, c1 get k via dev3", Property: "RYW", Length: 2},
		{Name: "M16", Settings: "w=2 r=1", Calls: oneRead, Property: "NO-STALE-AFTER-ACK", Length: 3},
		{Name: "M16", Settings: "w=1 r=2", Calls: oneRead, Property: "NO-STALE-AFTER-ACK", Length: 3},
		{Name: "M16", Settings: "nodes=4 n=4 w=2 r=2", Calls: oneRead, Property: "NO-STALE-AFTER-ACK", Length: 4},
		{Name: "M16", Settings: "nodes=5 n=5 w=2 r=3", Calls: oneRead, Property: "NO-STALE-AFTER-ACK", Length: 5},
		{Name: "M16", Settings: "nodes=5 n=5 w=3 r=2", Calls: oneRead, Property: "NO-STALE-AFTER-ACK", Length: 5},
		{Name: "M17", Settings: "w=2 r=2", Calls: oneRead, Property: "NO-STALE-AFTER-ACK"},
		{Name: "M17", Settings: "nodes=4 n=4 w=2 r=3", Calls: oneRead, Property: "NO-STALE-AFTER-ACK"},
		{Name: "M17", Settings: "nodes=4 n=4 w=3 r=2", Calls: oneRead, Property: "NO-STALE-AFTER-ACK"},
		{Name: "M17", Settings: "nodes=5 n=5 w=3 r=3", Calls: oneRead, Property: "NO-STALE-AFTER-ACK"},
		{Name: "M18", Settings: "w=2 r=2", Calls: twoReads, Property: "LIN", Length: 5},
		{Name: "M18", Settings: "w=2 r=2", Calls: twoReads, Property: "MR", Length: 5},
		{Name: "M18, write back", Settings: "w=2 r=2 repair=before", Calls: twoReads, Property: "LIN"},
		{Name: "M18'", Settings: "w=3 r=1", Calls: twoReads, Property: "LIN", Length: 3},
		{Name: "M18', the other way", Settings: "w=1 r=3", Calls: twoReads, Property: "LIN"},
		{Name: "M18', both", Settings: "w=3 r=3", Calls: twoReads, Property: "LIN"},
		{Name: "M20", Settings: "nodes=6 ring=riak stand-in=fallback w=2 r=2", Start: "dev5 suspects dev2 dev3 dev4",
			Calls: "c1 put foo/bar v via dev5, c2 get foo/bar via dev2", Property: "NO-STALE-AFTER-ACK", Length: 4},
		{Name: "M20, primaries insisted on", Settings: "nodes=6 ring=riak stand-in=fallback w=2 r=2 pw=2 pr=2", Start: "dev5 suspects dev2 dev3 dev4",
			Calls: "c1 put foo/bar v via dev5, c1 put foo/bar w via dev2, c2 get foo/bar via dev3", Property: "NO-STALE-AFTER-ACK"},
		{Name: "M19", Settings: "w=2 r=2", Off: "unknown-is-not-failed", Calls: oneRead, Property: "HONEST", Length: 3, Menu: &timeOuts},
		{Name: "M19, told as unknown", Settings: "w=2 r=2", Calls: oneRead, Property: "LIN", Menu: &timeOuts},
		{Name: "M21", Settings: "w=2 r=2 versions=lww", Calls: sequence, Property: "RYW", Length: 6},
		{Name: "M21, larger quorums", Settings: "w=3 r=3 versions=lww", Calls: sequence, Property: "RYW", Length: 9},
		{Name: "M21, write back", Settings: "w=2 r=2 versions=lww repair=before", Calls: sequence, Property: "RYW", Length: 6},
		{Name: "M21, vectors", Settings: "w=2 r=2 versions=dotted", Calls: sequence, Property: "RYW"},
		{Name: "M22", Settings: "nodes=4 w=1 r=3 versions=lww stand-in=hint", Off: "hints-are-no-replicas", Start: "dev1 suspects dev2 dev3 dev4",
			Calls: "c1 put tea v via dev1, c2 get tea via dev3", Property: "NO-STALE-AFTER-ACK", Length: 4},
		{Name: "M23", Settings: "w=2 r=2", Off: "tombstones", OnBag: true, Before: everywhere,
			Calls: "c1 delete k via dev1, c2 get k via dev3", Property: "NO-RESURRECT", Length: 4},
		{Name: "M23, reaped too early", Settings: "w=2 r=2 versions=lww reap=time grace=1", Start: "dev1 holds k v@dev1:1, dev2 holds k v@dev1:1, dev3 holds k v@dev1:1",
			Calls: "c1 delete k via dev1, c2 get k via dev3", Property: "NO-RESURRECT", Length: 4, Menu: &engine.Menu{Ticks: 2}},
		{Name: "M23, tombstones kept", Settings: "w=2 r=2 versions=lww", Start: "dev1 holds k v@dev1:1, dev2 holds k v@dev1:1, dev3 holds k v@dev1:1",
			Calls: "c1 delete k via dev1, c2 get k via dev3", Property: "NO-RESURRECT", Menu: &engine.Menu{Ticks: 2}},
		{Name: "M25", Settings: "spares=1 w=2 r=2", Off: "transfer-first", Calls: "c1 put a v via dev1, dev4 join, c2 get a via dev4",
			Property: "NO-STALE-AFTER-ACK", Length: 4},
		{Name: "M25, moved first, and a write meanwhile", Settings: "spares=1 w=2 r=2", Calls: "c1 put a v via dev1, dev4 join, c2 get a via dev4",
			Property: "NO-STALE-AFTER-ACK", Length: 4},
		{Name: "M26", Settings: "ring=riak w=2 r=2", Calls: "c1 put cart v via dev1", Property: "ACK-DURABLE", Length: 2, Menu: &diskLost},
		{Name: "M26, machines counted", Settings: "ring=riak w=2 r=2 confirms=2", Calls: "c1 put cart v via dev1", Property: "ACK-DURABLE", Menu: &diskLost},
		{Name: "M29", Settings: "w=2 r=2", Off: "persist-before-ack", Calls: "c1 put k v via dev1", Property: "ACK-DURABLE", Length: 2, Menu: &engine.Menu{NoFire: true, Crashes: 2}},
		{Name: "M24", Settings: "nodes=1 n=1 w=1 r=1 versions=vectors", Calls: "c1 put k a1, c2 put k b1, c1 put k a2", Property: "BOUNDED-SIBLINGS", Length: 3},
		{Name: "M24, dots", Settings: "nodes=1 n=1 w=1 r=1 versions=dotted", Calls: "c1 put k a1, c2 put k b1, c1 put k a2, c2 put k b2", Property: "BOUNDED-SIBLINGS"},
		{Name: "M24, a client forgets its count", Settings: "w=2 r=2 versions=clients", Calls: "c1 put k x via dev1, c1 forget, c1 put k y via dev1", Property: "ACK-DURABLE", Length: 4},
	}}
	for i, row := range x.Rows {
		if !strings.Contains(row.Settings, "repair") {
			x.Rows[i].Settings += " repair=none"
		}
	}
	x.Run(t)
}

// requests counts what a lecture counts: requests that reached a replica and
// whose answer reached the coordinator, its own ones included; and one for a
// write that nobody has but as a hint.
func requests(t *testing.T, w *engine.World, r *explore.Report) (n int) {
	t.Helper()
	for _, c := range r.Trace {
		s, err := w.Explain(c)
		if err != nil {
			t.Fatal(err)
		}
		before := n
		for _, m := range append(s.Local, s.Taken) {
			if m != nil && c.Verb == engine.DeliverMsg && slices.Contains([]string{"putack", "getreply", "digestreply"}, m.Kind) {
				n++
			}
		}
		if n == before && slices.ContainsFunc(s.Facts, func(f engine.Fact) bool { return f.Kind == "hinted" }) && c.Kind == "client-put" {
			n++
		}
		w = s.World()
	}
	return n
}

// M25: of a write that was acknowledged before a node joins, a read misses nothing
// if data move first, and may miss it if they do not.
func TestARingThatMovesItsDataFirst(t *testing.T) {
	const written = "call c1 put a v via dev1\ndeliver c1>dev1\ndeliver dev1>dev3\ndeliver dev3>dev1\ndeliver dev1>c1"
	setup := enginetest.Setup{Settings: "spares=1 w=2 r=2 repair=none", Network: engine.SentSet, Menu: quiet, Before: written, OnBag: true, Calls: "dev4 join, c2 get a via dev4"}
	exploretest.Table{Protocol: protocol("quorum"), Setup: setup, Reduce: explore.Reductions{RPC: true}, Rows: []exploretest.Row{
		{Off: "transfer-first", Property: "NO-STALE-AFTER-ACK", Length: 5, Right: 2_713},
	}}.Run(t)
}
