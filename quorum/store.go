package quorum

import (
	"cmp"
	"slices"
	"strings"

	"synod/engine"
	"synod/quorum/version"
)

// entry is what a node holds under a key, for one seat on its preference list.
type entry struct {
	key    string
	seat   string        // "" for the node itself; else such as "for dev2"
	owner  engine.NodeID // whose it is, if it is only kept for somebody
	since  int64         // the clock when it came to be kept
	object version.Object
}

func (e entry) compare(key, seat string) int {
	return cmp.Or(cmp.Compare(e.key, key), cmp.Compare(e.seat, seat))
}

// field is the name under which people see it.
func (e entry) field() string { return words(e.key, e.seat) }

// entries are what a node holds, sorted by key and seat.
type entries []entry

func (s entries) find(key, seat string) (int, bool) {
	return slices.BinarySearchFunc(s, key, func(e entry, key string) int { return e.compare(key, seat) })
}

func (s entries) held(key, seat string) version.Object {
	if i, found := s.find(key, seat); found {
		return s[i].object
	}
	return version.Object{}
}

// with puts an entry in its place, or in place of the one before; since when it
// is kept for somebody stays.
func (s entries) with(e entry) entries {
	i, found := s.find(e.key, e.seat)
	if !found {
		return slices.Insert(slices.Clone(s), i, e)
	}
	if e.owner != "" {
		e.since = s[i].since
	}
	s = slices.Clone(s)
	s[i] = e
	return s
}

func (s entries) without(key, seat string) entries {
	i, found := s.find(key, seat)
	switch {
	case !found:
		return s
	case len(s) == 1:
		return nil
	}
	return slices.Delete(slices.Clone(s), i, i+1)
}

func (s entries) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(s)))
	for _, e := range s {
		b = engine.AppendString(engine.AppendString(b, e.key), e.seat)
		b = engine.AppendInt(engine.AppendString(b, string(e.owner)), e.since)
		b = e.object.AppendTo(b)
	}
	return b
}

// cutWord gives the first word of a text, and the rest.
func cutWord(text string) (first, rest string) {
	first, rest, _ = strings.Cut(text, " ")
	return first, rest
}
