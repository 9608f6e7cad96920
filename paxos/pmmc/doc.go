// Package pmmc is multi-decree Paxos as Paxos Made Moderately Complex takes it
// apart (van Renesse and Altinbuken, 2015): clients, replicas that run the state
// machine, leaders that propose, and acceptors; and for each leader a scout,
// which is its Phase 1, and a commander, which is its Phase 2. Scout and
// commander live on their leader's host. One commander stands here for the many
// that the paper spawns: it has an entry for each slot.
//
// Ballots begin with round 1 here, and with round 0 in the paper. Of the
// pvalues that an acceptor has accepted it keeps the last for each slot, as
// §4.1 of the paper allows. Reconfiguration is left out.
package pmmc
