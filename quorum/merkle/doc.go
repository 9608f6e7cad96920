// Package merkle holds hash trees over what a replica has, so that two replicas
// find the keys in which they differ without sending all of them.
//
// A tree has 16 segments in buckets of 4: root, bucket, segment, keys. Riak's
// has 1024 times 1024 segments, and as many levels.
package merkle
