package group

import (
	"strconv"
	"strings"

	"synod/engine"
)

// config is what the authority decides: the epoch, who leads in it, who is in
// sync. Its number is the epoch and how often it was altered in it: 2.1.
type config struct {
	epoch, version int
	leader         engine.NodeID // empty: nobody may lead
	inSync         set
	until          int64 // by the leader's clock; 0: there are no leases
}

func (c config) number() string { return strconv.Itoa(c.epoch) + "." + strconv.Itoa(c.version) }

// newer says whether c is above o; with the same number, whether its lease
// lasts longer.
func (c config) newer(o config) bool {
	switch {
	case c.epoch != o.epoch:
		return c.epoch > o.epoch
	case c.version != o.version:
		return c.version > o.version
	}
	return c.until > o.until
}

func (c config) same(o config) bool { return c.epoch == o.epoch && c.version == o.version }

func (c config) text(s *settings) string {
	leader := string(c.leader)
	if leader == "" {
		leader = "nobody"
	}
	text := "leader " + leader + ", in sync " + s.names(c.inSync)
	if s.lease > 0 {
		text += ", until " + strconv.FormatInt(c.until, 10)
	}
	return text
}

func (c config) appendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(b, int64(c.epoch)), int64(c.version))
	b = engine.AppendInt(engine.AppendString(b, string(c.leader)), int64(c.inSync))
	return engine.AppendInt(b, c.until)
}

// record is an entry of the log: what was appended, and the epoch of the leader
// that took it.
type record struct {
	value string
	epoch int
}

func (r record) String() string {
	if r.epoch == 0 {
		return r.value // a place of which nothing is known
	}
	return r.value + "@" + strconv.Itoa(r.epoch)
}

func parseRecord(word string) record {
	value, epoch, _ := strings.Cut(word, "@")
	n, _ := strconv.Atoi(epoch)
	return record{value, n}
}

// entries is a log. Its end is its length: the place of the next record.
type entries []record

func (l entries) String() string {
	if len(l) == 0 {
		return "nothing"
	}
	words := make([]string, len(l))
	for i, r := range l {
		words[i] = r.String()
	}
	return strings.Join(words, " ")
}

func (l entries) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(l)))
	for _, r := range l {
		b = engine.AppendInt(engine.AppendString(b, r.value), int64(r.epoch))
	}
	return b
}

// last is the epoch of the last record; 0 of an empty log.
func (l entries) last() int {
	if len(l) == 0 {
		return 0
	}
	return l[len(l)-1].epoch
}

// latest is the record of the latest leader.
func (l entries) latest() (latest record) {
	for _, r := range l {
		if r.epoch > latest.epoch {
			latest = r
		}
	}
	return latest
}

// upTo is how many records there are of an epoch and the ones before it, and
// the epoch of the last of them.
func (l entries) upTo(epoch int) (end, found int) {
	for end < len(l) && l[end].epoch <= epoch {
		end++
	}
	return end, l[:end].last()
}

// with is the log once it has the records from a place on. What it has already
// stays; where the two differ, the records count and the rest of the log goes.
func (l entries) with(from int, more entries) entries {
	for i, r := range more {
		if at := from + i; at == len(l) || l[at] != r {
			return append(l[:at:at], more[i:]...)
		}
	}
	return l
}
