// Package staleness asks how stale a read is in milliseconds, by trying: the
// WARS model of Probabilistically Bounded Staleness (Bailis et al., VLDB 2012,
// §4.1). A write goes to all N replicas and returns with the W-th ack; a read
// that starts t later goes to all N and returns with the R-th reply, and is
// current if the write had reached one of those R when the request did.
//
// It may throw dice and use several processors, and equal seeds give equal
// answers on any number of them: trials come in chunks, each with dice of its
// own, and what is kept of them are counts.
package staleness
