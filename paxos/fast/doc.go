// Package fast is Fast Paxos, as in Leslie Lamport's "Fast Paxos" (2006): in a
// fast ballot proposers send their values straight to the acceptors, which saves
// one message delay as long as they do not collide.
//
// One role a file, one handler a message:
//
//	coordinator         acceptor             proposer, learner
//	prepare  1(a) ───▸  promise   1(b)
//	         ◂───────
//	open     2(a) ───▸  open
//	                    voteFor   2(b) ◂───  propose
//	                                   ───▸  hear
//	accept   2(a) ───▸  vote      2(b) ───▸  hear
//	         ◂───────
//
// Ballots are numbered as in Paxos, with the coordinator in the proposer's place;
// odd rounds are fast, even ones are classic. A coordinator whose ballot is free
// opens it if it is fast: its request names no value, and each acceptor votes
// for the first proposal that reaches it. Classic ballots are those of Paxos, and
// clear up collisions. What a coordinator may propose after a fast ballot is the
// rule O4 of the paper, in reports.go.
package fast
