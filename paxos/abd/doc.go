// Package abd is the register of Attiya, Bar-Noy and Dolev ("Sharing Memory
// Robustly in Message-Passing Systems", 1995): what can be had of replicas and
// quorums without agreeing on anything. It is the neighbour of Paxos that needs
// no consensus, so that no run of it is ever stuck by a rival.
//
//	writer, reader      server
//	call
//	query        ────▸  report       reads, and writes where there are several writers
//	             ◂────
//	update       ────▸  store
//	             ◂────
//	return
//
// A value carries a timestamp, which is a ballot.Ballot: a number, and the writer
// who made it. A server keeps the value with the highest. A read takes the
// highest of a quorum and, before it returns, writes it back to one: without that
// two reads, one after the other, can see a new value and then the old one.
package abd
