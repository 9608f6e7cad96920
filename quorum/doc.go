// Package quorum is a leaderless store in the manner of Dynamo: each key lives
// on the N nodes of its preference list, a write returns after W of them hold
// it, a read after R have answered.
//
//	client ── put ──▸ coordinator ── put ──▸ replica   × N
//	       ◂─ put ok ─            ◂─ putack ─          wait for W
//	client ── get ──▸ coordinator ── get ──▸ replica   × N
//	       ◂─ get ok ─            ◂─ getreply ─        wait for R, merge
//
// Every node of the ring is replica and coordinator at once. What makes one
// version newer than another is a setting: version vectors with dots, version
// vectors alone, or timestamps. Quorums are strict: only nodes of the
// preference list count, and nobody stands in for one that is down.
//
// Where it differs from the systems it is named after: a node takes a request
// once, which stands for the connection that a client has; a put that reaches a
// node outside the preference list is passed on to the first of the list, whether
// that is up or not, and is answered from there; nothing is sent a second time;
// a coordinator gives up only when its timer is fired; and since no replica ever
// refuses, a put ends as done or as unknown, never as failed.
//
// The package is split as one would explain it: vector.go and object.go hold
// what a version is, ring.go where a key lives, replica.go what a replica does,
// coordinator.go who waits for whom, tally.go when it is enough, repair.go who
// is behind, client.go what stands outside.
package quorum
