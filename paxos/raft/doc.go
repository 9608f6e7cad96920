// Package raft is Raft, as in Diego Ongaro's and John Ousterhout's "In Search of
// an Understandable Consensus Algorithm", 2014: the same log as the Paxos log, with
// another election and another rule for when an entry is committed.
//
//	candidate            voter
//	vote ──────────────▸ one vote a term, and only for a log as good as one's own
//	     ◂────── voted
//	leader               follower
//	append ────────────▸ if the entry before it is there
//	     ◂─── appended   a majority: committed, if it is of the leader's own term
//
// What differs from a Paxos log: any server may use any term, and each votes once
// in it; only a server whose log is at least as good as a majority's can win, so
// votes carry no entries; and an old entry keeps its term, and is committed only
// beneath one of the present term.
//
// Members come and go one at a time. The log is executed on a machine: on nothing,
// where the last entry counts; on keys with revisions, leases and a lock, as etcd
// has them; or on a queue of messages, as RabbitMQ has it.
//
// Where it differs from the systems that run it: the log is never compacted, a
// server takes a request once, which stands for the client's connection, and the
// time that has passed is a timer's matter. What else is so labels.txt says, system
// by system.
package raft
