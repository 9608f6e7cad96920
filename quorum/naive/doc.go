// Package naive is a quorum store as a popular account tells it, run word for
// word: a put writes to each node in turn and waits for nobody, a get takes what
// the first node says that has the key, or compares the hashes of what all say
// and takes the smallest. There are no acknowledgements, no versions, and nothing
// is ever repaired.
//
//	front        node
//	write ───▸   keep it         one after the other, until all were written to
//	read  ───▸   ◂─── reply      the first that has the key, or the smallest hash
//
// It looks right while one front writes and none crashes. The right protocol is
// package quorum.
package naive
