package engine

import (
	"encoding/binary"
	"math/bits"
)

// EncodingVersion names how worlds are encoded and mixed. A recording carries
// it beside its fingerprints; another version means they cannot be compared.
const EncodingVersion = 1

// A world's fingerprint is the sum of one term for each part, so that a step
// changes it by a few additions and the order of parts does not matter. Each
// part has a domain, so that equal bytes in two places give unrelated terms.
const (
	domainNode uint64 = iota + 1
	domainHost
	domainMessage
	domainLink
	domainCut
	domainFact
	domainOp
	domainDone
	domainUsed
)

const (
	mixA = 0x9e3779b97f4a7c15
	mixB = 0xd1b54a32d192ed03
	mixC = 0x8bb84b93962eacc9
)

// mix folds a 128-bit product, so that every input bit reaches every output bit.
func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// term hashes one part of a world. It is the same on every machine.
func term(domain, place uint64, b []byte) uint64 {
	h := mix(domain*mixA^mixC, place*mixB^mixA) ^ uint64(len(b))
	for len(b) >= 8 {
		h = mix(h^binary.LittleEndian.Uint64(b), mixB)
		h += mixC
		b = b[8:]
	}
	var last uint64
	for i := len(b) - 1; i >= 0; i-- {
		last = last<<8 | uint64(b[i])
	}
	h = mix(h^last^mixC, mixA)
	return mix(h^mixB, h|1) ^ h
}

// termOf hashes a part that is numbers only.
func termOf(domain, place uint64, values ...uint64) uint64 {
	var b [64]byte
	out := b[:0]
	for _, v := range values {
		out = binary.LittleEndian.AppendUint64(out, v)
	}
	return term(domain, place, out)
}
