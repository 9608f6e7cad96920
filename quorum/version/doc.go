// Package version says what a version of a value is, and which of two is newer.
//
// An Object is what a replica holds under a key: one value, or several siblings
// that were written without knowing of one another, under one Vector. A Scheme
// says how writes are named and which siblings a merge keeps:
//
//	dotted   a vector of the replicas' writes, and for each sibling its own write, the dot
//	vectors  the vector only
//	latest   as vectors, but of siblings only the latest stays
//	clients  as dotted, but it is clients that are counted, by themselves
//	lww      a timestamp; the highest stays
//
// That dots are right is put to the test against sets of events: each write
// with the set of all writes that its writer had seen.
package version
