// Package paxos is single-decree Paxos, as in Leslie Lamport's "Paxos Made
// Simple" (2001): proposers, acceptors and learners agree on one value, and any
// of them may stop and come back, and any message may be lost, late or twice.
//
// One role a file, one handler a message, named after the paper's steps:
//
//	proposer            acceptor             learner
//	prepare  1(a) ───▸  promise  1(b)
//	         ◂───────
//	accept   2(a) ───▸  vote     2(b) ───▸   hear
//	         ◂───────
//
// A ballot is the paper's proposal number. Each handler has its guard first and
// its effect after it; each rule has an id in rules.txt, which holds its source
// and its sentences. Rules that can be switched off have the wrong variant as a
// function beside the right one. Ballots, votes and the guards of acceptors are in
// package ballot: the whole family shares them.
//
// What is chosen is derived by an observer from votes that were ever cast; no
// node reads it.
package paxos
