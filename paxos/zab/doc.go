// Package zab is FIFO majority broadcast in the shape of Zab, the protocol of
// ZooKeeper: a leader turns requests into transactions, numbers them, and a
// majority has to have each on disk before it is delivered.
//
//	looking ── vote ──▸ all           who has the best history?
//	follower ── followerinfo ──▸ leader
//	         ◂─ leaderinfo ───          a new epoch, above all that were promised
//	         ── ackepoch ────▸          promised; how far the history goes
//	         ◂─ diff, trunc or snap     the leader's history, whatever it takes
//	         ◂─ newleader ───
//	         ── ack ─────────▸          a majority: the leader is established
//	         ◂─ uptodate ────
//	         ◂─ proposal ────           and then for each transaction
//	         ── ack ─────────▸
//	         ◂─ commit ──────
//
// It is no Paxos: links keep their order, a leader's transactions are a sequence
// of which no part is left out, and a new leader hands on its own history instead
// of asking for votes slot by slot. A transaction has a number, the epoch of its
// leader and a count within it: 2.1.
//
// It stands beside the Paxos logs, since it does what they do: agreement on a log
// by majorities and numbers, with another election and another way to recover.
//
// With tree: true transactions create and delete the nodes of locks (tree.go),
// clients have sessions and watches (sessions.go) and follow the recipe of a lock
// (locker.go).
//
// Where it differs from ZooKeeper: without a tree a history is a list of values, and
// the last one delivered is what a read returns; there are no snapshots on disk; what
// is still to come after a diff or a trunc comes with it in one
// message; pings are a timer's matter; and a peer that follows takes up what its
// leader decides in the order in which its link brings it, and asks no more.
package zab
