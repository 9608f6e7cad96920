// Package explore picks every choice at once, or lets dice pick: breadth-first
// search, random walks, shrinking.
//
// Search asks whether a property can break, or a goal be reached, from any
// world. It runs the same nodes that people step by hand, and is fast because
// real protocols have few distinct parts however many worlds they make: every
// host value, message, set of facts and history is kept once and given a small
// number, so that a world is a row of numbers; what an input does to a host is
// worked out once and remembered; and a world's fingerprint is known before its
// row is written, so that only new worlds are.
//
// It goes level by level. What a level finds does not depend on how many
// workers share it, nor do the counts and the trace.
package explore
