package ring

import (
	"crypto/sha1"
	"encoding/binary"
	"math/bits"
	"strings"
)

// The least and the most partitions, and how many there are by default. Their
// number is a power of two, so that the part of a hash is given by its first bits.
//
// Source: riak_core.schema
const (
	LeastPartitions   = 8
	MostPartitions    = 1024
	DefaultPartitions = 64
)

// KeyHash is the hash by which Riak places a key on its ring. A key is written
// bucket/key; without a bucket it is in the bucket "default".
//
// Source: riak_core chash; SHA-1 of the Erlang external term {Bucket, Key} of
// two binaries.
func KeyHash(key string) [sha1.Size]byte {
	bucket, name, ok := strings.Cut(key, "/")
	if !ok {
		bucket, name = "default", key
	}
	var room [64]byte
	term := append(room[:0], 131, 104, 2)
	for _, s := range [...]string{bucket, name} {
		term = append(term, 109)
		term = binary.BigEndian.AppendUint32(term, uint32(len(s)))
		term = append(term, s...)
	}
	return sha1.Sum(term)
}

// Partition is the part of the ring that a key falls to: the one after that in
// which its hash lies.
func Partition(key string, partitions int) int {
	hash := KeyHash(key)
	first := int(binary.BigEndian.Uint32(hash[:])) >> (32 - bits.TrailingZeros(uint(partitions)))
	return (first + 1) % partitions
}
