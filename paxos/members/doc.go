// Package members is a group of nodes of one role, and what protocols of the
// Paxos family say of sets of them: who has answered, how far that is from a
// quorum, who is missing.
package members
