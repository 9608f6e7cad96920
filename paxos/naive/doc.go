// Package naive is Paxos as a popular account of it tells it, run word for word:
// nodes that hold a proposed and an accepted value, rounds in which the first
// node whose proposal equals the value decides it at once, and "the value with
// the most votes wins". There are no ballots, no promises and no majority.
//
//	client              node
//	request ───▸  take on      a node without a proposal takes the value on
//	round   ───▸  accept       the first whose proposal equals it accepts it
//	        ◂───  decided      and that is the answer
//
// With decide=most the account's other sentence is run instead: a node votes
// for the first value it hears of, and whoever has heard from more than half of
// the nodes takes the value with the most votes.
//
// Both look right while one client asks. The right protocol is package paxos.
package naive
