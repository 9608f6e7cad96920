// Package caspaxos is CASPaxos (Denis Rystsov, "CASPaxos: Replicated State
// Machines without logs", 2018): a register that can be changed again and again.
// It is Paxos with one difference: who has a quorum of promises proposes neither
// its own value nor the one that is reported, but a function of what is reported.
//
//	proposer            acceptor
//	prepare  1(a) ───▸  promise  1(b)
//	         ◂───────
//	change   2(a) ───▸  vote     2(b)
//	         ◂───────
//	collect       ───▸  remove          after a deletion, in its own time
//	         ◂───────
//
// A change is a name with its words, such as "add 1"; to read is to change
// nothing. There is no leader and no log: each change is two round trips, or one
// if the next ballot is promised along with each vote.
//
// Where it differs from the paper: there is one register; and the age by which
// acceptors tell the messages of proposers that they no longer listen to is the
// promise itself, which stays when the register is removed.
package caspaxos
