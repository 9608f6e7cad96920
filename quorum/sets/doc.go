// Package sets is the algebra of quorums: which sets of nodes may decide
// without the others, and whether two that decide always have a node in common.
// A system of quorums is closed upwards: whatever holds a quorum is one.
package sets
