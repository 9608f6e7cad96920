package quorum

import (
	"crypto/sha1"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// partitions is how many parts the ring has, as in Riak's default. It is a
// power of two, so that the part of a hash is given by its first bits.
const (
	partitionBits = 6
	partitions    = 1 << partitionBits
)

// ring is the nodes in the order in which they claimed the partitions: the
// partition p belongs to the node p mod len.
type ring []engine.NodeID

func newRing(nodes int) ring {
	r := make(ring, nodes)
	for i := range r {
		r[i] = engine.NodeID("dev" + strconv.Itoa(i+1))
	}
	return r
}

// partition is the part of the ring that a key falls in: the one after that
// in which its hash lies. A key is written bucket/key, as in Riak; without a
// bucket it is in the bucket "default".
//
// Source: riak_core chash; the hash is SHA-1 of the Erlang external term
// {Bucket, Key} of two binaries.
func partition(key string) int {
	bucket, name, ok := strings.Cut(key, "/")
	if !ok {
		bucket, name = "default", key
	}
	term := []byte{131, 104, 2}
	for _, s := range []string{bucket, name} {
		term = append(term, 109)
		term = binary.BigEndian.AppendUint32(term, uint32(len(s)))
		term = append(term, s...)
	}
	hash := sha1.Sum(term)
	return (int(hash[0]>>(8-partitionBits)) + 1) % partitions
}

// preference lists the n nodes that a key lives on, first the one it falls to
// and then those that follow on the ring. A node that would come twice is
// skipped, so that n replicas are n machines. (Dynamo §4.3)
func (r ring) preference(key string, n int) []engine.NodeID {
	var list []engine.NodeID
	for p := partition(key); len(list) < min(n, len(r)); p = (p + 1) % partitions {
		if owner := r[p%len(r)]; !slices.Contains(list, owner) {
			list = append(list, owner)
		}
	}
	return list
}
