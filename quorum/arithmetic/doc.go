// Package arithmetic says what follows from the quorums of reads and those of
// writes alone: whether they meet, what they survive, how much work they make,
// and how stale a read may be where they miss each other. Nothing here is
// simulated; every number is exact but for rounding.
package arithmetic
