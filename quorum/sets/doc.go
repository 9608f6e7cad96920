// Package sets is the arithmetic of quorums: how large they have to be, and
// whether every one of a kind meets every one of another.
package sets
