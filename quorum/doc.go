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
// version newer than another is a setting: see package version. Where a key
// lives is one: see package ring. And so is who stands in for a replica that is
// believed down: nobody, the next node on the ring, which counts as the replica
// would, or the coordinator itself with a hint that counts for nothing.
//
// Where it differs from the systems it is named after: a node takes a request
// once, which stands for the connection that a client has; nothing is sent a
// second time but what is kept for others; a coordinator gives up only when its
// timer is fired; whom a node believes down it is told, or concludes from
// silence, where real systems gossip; and what is handed over goes key by key,
// not partition by partition. A ring changes by one member at a time, told by
// whoever joins or leaves; a node that joins waits for all members, and a write
// that is under way meanwhile may go to the old replicas only, who keep it for
// the new. Hash trees are worked out when they are compared. What is reaped once
// all N replicas have the tombstone can come back by a message that is older than
// that, and nothing but time keeps real systems from it.
//
// The package is split as one would explain it: client.go is what stands
// outside; coordinator.go, writes.go and reads.go are who waits for whom, need.go
// for what, and tally.go when it is enough; replica.go is what a replica does,
// store.go what it holds; repair.go is who is behind, handoff.go who stands in;
// delete.go, exchange.go and members.go are what their names say.
package quorum
