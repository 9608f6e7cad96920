package presets_test

import (
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
)

const (
	// Riak's defaults, and the key of its own unit test: its primaries are on dev2,
	// dev3 and dev4.
	asRiak = "nodes=6 ring=riak stand-in=fallback "
	riakV1 = "dev2 holds foo/bar v1 {dev2:1}, dev3 holds foo/bar v1 {dev2:1}, dev4 holds foo/bar v1 {dev2:1}, c1 saw foo/bar {dev2:1}, c2 saw foo/bar {dev2:1}"
	parted = riakV1 + ", dev5 suspects dev2 dev3 dev4"
	// A value that all three have.
	onAll = "call c1 put foo/bar v1 via dev2\ndeliver c1>dev2\ndeliver dev2>dev3\ndeliver dev3>dev2\ndeliver dev2>dev4\ndeliver dev4>dev2\ndeliver dev2>c1"
	// Cassandra's: five nodes, and tea lives on dev1, dev2 and dev3.
	asCassandra = "nodes=5 versions=lww ask=enough digests=true stand-in=hint "
	mint        = "dev1 holds tea mint@dev4:1, dev2 holds tea mint@dev4:1, dev3 holds tea mint@dev4:1"
	tea         = "dev1 holds tea mint@dev1:1, dev2 holds tea mint@dev1:1, dev3 holds tea mint@dev1:1"
	halfDone    = "c1 put tea sage via dev4 at QUORUM, c2 get tea via dev4 at QUORUM, c2 get tea via dev3 at QUORUM"
)

// The scenarios of Riak and of Cassandra, with what their users may switch: with
// it wrong the search finds the run, counted in requests as a lecture does, and
// with it right there is none. Rows without a length are the right ones. Where
// replicas send digests, a read that finds them unlike takes one request more
// than published, for the whole row.
func TestWhatRiakAndCassandraLetYouSwitch(t *testing.T) {
	x := exploretest.Table{Protocol: protocol("quorum"), Setup: enginetest.Setup{Network: engine.SentSet, Menu: quiet}, Reduce: explore.Reductions{RPC: true}, Length: requests, Rows: []exploretest.Row{
		{Name: "RIAK-2", Settings: asRiak, Start: parted, Calls: "c2 put foo/bar v2 via dev5, c1 get foo/bar via dev2", Property: "NO-STALE-AFTER-ACK", Length: 4},
		{Name: "RIAK-2, pr alone", Settings: asRiak, Start: parted, Calls: "c2 put foo/bar v2 via dev5, c1 get foo/bar via dev2 at pr:2", Property: "NO-STALE-AFTER-ACK", Length: 4},
		{Name: "RIAK-2, pw: refused at once", Settings: asRiak, Start: parted, Calls: "c2 put foo/bar v2 via dev5 at pw:2, c1 get foo/bar via dev2", Property: "NO-STALE-AFTER-ACK", Worlds: 27},
		{Name: "RIAK-2, both", Settings: asRiak, Start: parted, Calls: "c2 put foo/bar v2 via dev5 at pw:2, c2 put foo/bar v3 via dev2 at pw:2, c1 get foo/bar via dev3 at pr:2", Property: "NO-STALE-AFTER-ACK"},
		{Name: "RIAK-2, written on both sides", Settings: asRiak, Start: parted, Calls: "c2 put foo/bar v2 via dev5, c1 put foo/bar v3 via dev2", Property: "BOUNDED-SIBLINGS", Menu: &timeOuts},
		{Name: "RIAK-3", Settings: asRiak, Off: "unknown-is-not-failed", Calls: "c1 put foo/bar v via dev2 at pw:3, c2 get foo/bar via dev3", Property: "HONEST", Length: 3, Menu: &timeOuts},
		{Name: "RIAK-3, told as unknown", Settings: asRiak, Calls: "c1 put foo/bar v via dev2 at pw:3, c2 get foo/bar via dev3", Property: "HONEST", Menu: &timeOuts},
		{Name: "RIAK-5, allow_mult false", Settings: "versions=latest w=3 r=3 pw=3 pr=3", Calls: "c1 put k v via dev1, c2 put k w via dev2", Property: "NO-SILENT-LOSS", Length: 5},
		{Name: "RIAK-5, allow_mult true", Settings: "w=3 r=3 pw=3 pr=3", Calls: "c1 put k v via dev1, c2 put k w via dev2", Property: "NO-SILENT-LOSS"},
		{Name: "RIAK-7", Settings: asRiak + "repair=after reap=all", Off: "tombstones", OnBag: true, Before: onAll, Calls: "c1 delete foo/bar via dev2, c2 get foo/bar via dev3", Property: "NO-RESURRECT", Length: 4},
		{Name: "RIAK-7, reaped by all", Settings: asRiak + "repair=after reap=all", OnBag: true, Before: onAll, Calls: "c1 delete foo/bar via dev2, c2 get foo/bar via dev3", Property: "NO-RESURRECT"},
		{Name: "RIAK-8", Settings: "ring=riak", Calls: "c1 put cart v via dev1", Property: "ACK-DURABLE", Length: 2, Menu: &diskLost},
		{Name: "RIAK-8, node_confirms", Settings: "ring=riak", Calls: "c1 put cart v via dev1 at confirms:2", Property: "ACK-DURABLE", Menu: &diskLost},
		{Name: "CAS-1", Settings: asCassandra + "repair=before", Start: mint, Calls: "c1 put tea sage via dev4 at QUORUM, c2 get tea via dev3 at ONE", Property: "NO-STALE-AFTER-ACK", Length: 3},
		{Name: "CAS-1, QUORUM and QUORUM", Settings: asCassandra + "repair=before", Start: mint, Calls: "c1 put tea sage via dev4 at QUORUM, c2 get tea via dev3 at QUORUM", Property: "NO-STALE-AFTER-ACK"},
		{Name: "CAS-1, ALL and ONE", Settings: asCassandra + "repair=before", Start: mint, Calls: "c1 put tea sage via dev4 at ALL, c2 get tea via dev3 at ONE", Property: "NO-STALE-AFTER-ACK"},
		{Name: "CAS-2, NONE", Settings: asCassandra + "repair=none", Start: mint, Calls: halfDone, Property: "MR", Length: 6},
		{Name: "CAS-2, BLOCKING", Settings: asCassandra + "repair=before", Start: mint, Calls: halfDone, Property: "MR", Worlds: 2_064},
		{Name: "CAS-3", Settings: asCassandra + "repair=before", Calls: skewed("QUORUM"), Property: "RYW", Length: 6, Menu: &ahead},
		{Name: "CAS-3, ALL", Settings: asCassandra + "repair=before", Calls: skewed("ALL"), Property: "RYW", Length: 9, Menu: &ahead},
		{Name: "CAS-4, hints counted", Settings: asCassandra + "repair=before", Off: "hints-are-no-replicas", Start: "dev4 suspects dev1 dev2 dev3", Calls: "c1 put tea sage via dev4 at QUORUM, c2 get tea via dev3 at QUORUM", Property: "NO-STALE-AFTER-ACK", Length: 3, Right: 27},
		{Name: "CAS-4, ANY", Settings: asCassandra + "repair=before", Start: mint + ", dev4 suspects dev1 dev2 dev3", Calls: "c1 put tea sage via dev4 at ANY, c2 get tea via dev3 at ALL", Property: "NO-STALE-AFTER-ACK", Length: 4},
		{Name: "CAS-5", Settings: asCassandra + "repair=before reap=time grace=1", Start: tea, Calls: "c1 delete tea via dev1 at QUORUM, c2 get tea via dev3 at QUORUM", Property: "NO-RESURRECT", Length: 5, Menu: &engine.Menu{Ticks: 1}},
		{Name: "CAS-5, kept for ever", Settings: asCassandra + "repair=before", Start: tea, Calls: "c1 delete tea via dev1 at QUORUM, c2 get tea via dev3 at QUORUM", Property: "NO-RESURRECT", Menu: &engine.Menu{NoFire: true, Ticks: 1}},
	}}
	for i, row := range x.Rows {
		if !strings.Contains(row.Settings, "repair") {
			x.Rows[i].Settings += " repair=none"
		}
	}
	x.Run(t)
}

// ahead is that some clock may be one tick ahead.
var ahead = engine.Menu{NoFire: true, Ticks: 1}

// skewed is a client that writes twice, one after the other, and reads.
func skewed(level string) string {
	return strings.ReplaceAll("c1 put tea mint via dev4 at LEVEL, c1 put tea sage via dev5 at LEVEL, c1 get tea via dev3 at LEVEL", "LEVEL", level)
}
