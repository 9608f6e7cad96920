// Package votes is what an observer makes of promises and votes, the same in every
// protocol of the family whose acceptors promise ballots and vote in them: who voted
// for what, in which ballots, and the properties that are about promises and votes
// alone. No node reads any of it.
package votes
