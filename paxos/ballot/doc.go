// Package ballot is what the whole Paxos family shares: ballots and votes, what
// an acceptor remembers of many slots, and the rules by which acceptors answer.
// Everything here is a value; nodes and messages are the protocols' own.
package ballot
