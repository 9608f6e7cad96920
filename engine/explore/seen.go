package explore

import "sync"

// seen is the set of fingerprints met so far, each with that of its parent. It
// is cut into shards with a lock each, which grow on their own.
type seen struct {
	shards [shardCount]shard
}

const (
	shardBits  = 8
	shardCount = 1 << shardBits
)

type shard struct {
	mu    sync.Mutex
	slots []entry
	fresh []uint8 // the level, as age has it, in which the entry came
	n     int
}

type entry struct{ print, parent uint64 }

const firstSlots = 64

// ages is how many levels can be told apart in a byte that is not 0.
const ages = 255

// age puts a level in a byte. Levels come round again after 255 of them; before
// that, begin forgets the old ones.
func age(level int) uint8 { return uint8(level%ages) + 1 }

// begin is called before a level is expanded. Once in a round it takes the
// level of all entries away, so that none passes for one of the new round.
func (s *seen) begin(level int) {
	if level%ages != 0 {
		return
	}
	for i := range s.shards {
		clear(s.shards[i].fresh)
	}
}

// add notes a fingerprint and says whether it is new. Of several parents in
// the level in which it comes the least is kept, so that the parent does not
// depend on who comes first. The age is the level's.
func (s *seen) add(print, parent uint64, age uint8) bool {
	if print == 0 {
		print = 1
	}
	sh := &s.shards[print>>(64-shardBits)]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if sh.n*4 >= len(sh.slots)*3 {
		sh.grow()
	}
	mask := uint64(len(sh.slots) - 1)
	for i := print & mask; ; i = (i + 1) & mask {
		e := &sh.slots[i]
		switch e.print {
		case 0:
			*e = entry{print, parent}
			sh.fresh[i] = age
			sh.n++
			return true
		case print:
			if parent < e.parent && sh.fresh[i] == age {
				e.parent = parent
			}
			return false
		}
	}
}

func (sh *shard) grow() {
	old, oldFresh := sh.slots, sh.fresh
	size := max(firstSlots, 2*len(old))
	sh.slots, sh.fresh = make([]entry, size), make([]uint8, size)
	mask := uint64(size - 1)
	for j, e := range old {
		if e.print == 0 {
			continue
		}
		i := e.print & mask
		for sh.slots[i].print != 0 {
			i = (i + 1) & mask
		}
		sh.slots[i], sh.fresh[i] = e, oldFresh[j]
	}
}

// parent gives the fingerprint from which another was first reached.
func (s *seen) parent(print uint64) (uint64, bool) {
	if print == 0 {
		print = 1
	}
	sh := &s.shards[print>>(64-shardBits)]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if len(sh.slots) == 0 {
		return 0, false
	}
	mask := uint64(len(sh.slots) - 1)
	for i := print & mask; sh.slots[i].print != 0; i = (i + 1) & mask {
		if sh.slots[i].print == print {
			return sh.slots[i].parent, true
		}
	}
	return 0, false
}

// len is the number of fingerprints.
func (s *seen) len() int {
	n := 0
	for i := range s.shards {
		s.shards[i].mu.Lock()
		n += s.shards[i].n
		s.shards[i].mu.Unlock()
	}
	return n
}
