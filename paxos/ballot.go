package paxos

import "synod/paxos/ballot"

// Ballots and votes are those of the whole family.
type (
	// Ballot is a proposal number.
	Ballot = ballot.Ballot
	// Vote is a value accepted in a ballot.
	Vote = ballot.Vote
)
