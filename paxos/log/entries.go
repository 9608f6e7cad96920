package log

import (
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// entry is a slot of the log that is known to be chosen.
type entry struct {
	slot  int
	value string
}

// entries is what a server knows of the log, in the order of the slots; there
// may be gaps. It is never changed in place.
type entries []entry

func (e entries) find(slot int) (int, bool) {
	return slices.BinarySearchFunc(e, slot, func(x entry, slot int) int { return x.slot - slot })
}

func (e entries) at(slot int) (value string, known bool) {
	if i, found := e.find(slot); found {
		return e[i].value, true
	}
	return "", false
}

func (e entries) with(slot int, value string) entries {
	i, found := e.find(slot)
	if found {
		return e
	}
	return slices.Insert(slices.Clone(e), i, entry{slot, value})
}

// above lists what is above a slot.
func (e entries) above(slot int) entries {
	i, _ := e.find(slot + 1)
	return e[i:]
}

// last is the highest slot that is known; or base, if none above it is.
func (e entries) last(base int) int {
	if len(e) == 0 {
		return base
	}
	return max(base, e[len(e)-1].slot)
}

// String lists slots and commands: 1: put lunch soup, 3: no-op.
func (e entries) String() string {
	if len(e) == 0 {
		return "-"
	}
	var parts []string
	for _, x := range e {
		parts = append(parts, strconv.Itoa(x.slot)+": "+brief(x.value))
	}
	return strings.Join(parts, ", ")
}

func (e entries) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(e)))
	for _, x := range e {
		b = engine.AppendString(engine.AppendInt(b, int64(x.slot)), x.value)
	}
	return b
}
