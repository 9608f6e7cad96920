package explore

import (
	"encoding/binary"
	"iter"
)

// block holds packed rows end to end; there are no pointers in it for the
// collector.
type block []byte

// blockSize is small enough that levels of some thousand worlds are shared.
const blockSize = 1 << 16

// pack appends a row: the fingerprint whole, each number in as many bytes as it
// needs, and what is in flight as differences, which are small, as it ascends.
func (b block) pack(r row, n int) block {
	b = binary.LittleEndian.AppendUint64(b, r.print())
	for _, id := range r[rowRest : rowHosts+n] {
		b = binary.AppendUvarint(b, uint64(id))
	}
	flight := r.flight(n)
	b = binary.AppendUvarint(b, uint64(len(flight)))
	var last uint32
	for _, id := range flight {
		b = binary.AppendUvarint(b, uint64(id-last))
		last = id
	}
	return b
}

// rows yields the rows of a block, of worlds with n hosts. A row is good until
// the next one comes.
func (b block) rows(n int) iter.Seq[row] {
	return func(yield func(row) bool) {
		r := make(row, 0, 64)
		for at := 0; at < len(b); {
			r, at = b.unpack(at, n, r[:rowHosts])
			if !yield(r) {
				return
			}
		}
	}
}

func (b block) unpack(at, n int, r row) (row, int) {
	r.setPrint(binary.LittleEndian.Uint64(b[at:]))
	at += 8
	number := func() uint32 {
		if b[at] < 0x80 {
			at++
			return uint32(b[at-1])
		}
		v, size := binary.Uvarint(b[at:])
		at += size
		return uint32(v)
	}
	for i := rowRest; i < rowHosts; i++ {
		r[i] = number()
	}
	for range n {
		r = append(r, number())
	}
	var id uint32
	for range number() {
		id += number()
		r = append(r, id)
	}
	return r, at
}

// keep packs a row into the next level.
func (k *worker) keep(r row) {
	k.packed = k.packed[:0].pack(r, k.pool.n)
	last := len(k.next) - 1
	if last < 0 || cap(k.next[last])-len(k.next[last]) < len(k.packed) {
		k.next = append(k.next, make(block, 0, max(blockSize, len(k.packed))))
		last++
	}
	k.next[last] = append(k.next[last], k.packed...)
}
