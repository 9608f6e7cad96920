// Package lwt is lightweight transactions as Apache Cassandra has them: compare and
// set on one partition by Paxos, without a leader. Each operation runs instances of
// its own, one after the other, until one is its own; what others left half done it
// finishes first.
//
//	coordinator          replica
//	prepare       ───▸   promise    and what it has accepted and committed
//	              ◂───
//	read          ───▸   row        version 1; in version 2 along with the promise
//	              ◂───
//	propose       ───▸   accepted   an update, or an empty proposal
//	              ◂───
//	commit        ───▸   committed  the row is written
//	              ◂───
//
// It is close to package caspaxos: what is proposed is made of what was read. But
// here a decision is one thing and the row another: an update is decided when a
// quorum accepts it, and is to be seen once it is committed. Most rules are about
// the time between.
//
// Sources: the notes on lightweight transactions and Paxos that come with Cassandra's
// source (service/paxos/Paxos.md), the comment on class Paxos there, and for version 1
// class StorageProxy.
package lwt
