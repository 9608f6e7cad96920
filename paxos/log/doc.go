// Package log is multi-decree Paxos with a stable leader, as in Leslie Lamport's
// "Paxos Made Simple" (2001), §3: servers agree on a log of commands, slot by
// slot, and execute it in order. Each slot is an instance of the algorithm of
// package paxos; Phase 1 is run once for all of them.
//
// A server is proposer, learner and replica in one, since a leader has to know
// what is chosen; its acceptor is a node of its own on the same host, with one
// promise for all slots. One role a file, one handler a message:
//
//	client            server                        acceptor
//	request ───▸  lead      1(a)  ───▸ prepare ───▸  promise  1(b)
//	              countPromise    ◂────────────────
//	              propose   2(a)  ───▸ accept  ───▸  vote     2(b)
//	              countVote       ◂────────────────
//	        ◂───  learn, apply    ───▸ decide (to the other servers)
//
// leader.go is the server's proposing half, replica.go its learning half, and
// machine.go what the commands do. lease.go is reads without the log, snapshot.go
// how the log is cut off, resource.go what a lock guards. Each rule has an id in rules.txt; those that
// can be switched off have the wrong variant as a function beside the right one.
package log
