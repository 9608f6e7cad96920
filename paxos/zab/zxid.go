package zab

import (
	"cmp"
	"strconv"
	"strings"

	"synod/engine"
)

// zxid is the number of a transaction: the epoch of the leader that proposed it,
// and its count in that epoch.
type zxid struct{ epoch, counter int }

func (z zxid) String() string {
	if z == (zxid{}) {
		return "-"
	}
	return strconv.Itoa(z.epoch) + "." + strconv.Itoa(z.counter)
}

func parseZxid(word string) zxid {
	epoch, counter, _ := strings.Cut(word, ".")
	e, _ := strconv.Atoi(epoch)
	c, _ := strconv.Atoi(counter)
	return zxid{e, c}
}

func (z zxid) compare(o zxid) int {
	return cmp.Or(cmp.Compare(z.epoch, o.epoch), cmp.Compare(z.counter, o.counter))
}

// txn is a transaction.
type txn struct {
	zxid
	value string
}

func (t txn) String() string { return t.value + "@" + t.zxid.String() }

func parseTxn(word string) txn {
	value, number, _ := strings.Cut(word, "@")
	return txn{parseZxid(number), value}
}

// history is the transactions that a peer has logged, in the order in which it
// logged them.
type history []txn

func (h history) String() string {
	if len(h) == 0 {
		return "nothing"
	}
	words := make([]string, len(h))
	for i, t := range h {
		words[i] = t.String()
	}
	return strings.Join(words, " ")
}

func (h history) appendTo(b []byte) []byte {
	b = engine.AppendInt(b, int64(len(h)))
	for _, t := range h {
		b = engine.AppendInt(engine.AppendInt(b, int64(t.epoch)), int64(t.counter))
		b = engine.AppendString(b, t.value)
	}
	return b
}

// last is the number of the last transaction.
func (h history) last() zxid {
	if len(h) == 0 {
		return zxid{}
	}
	return h[len(h)-1].zxid
}

// find is the place after the transaction of a number: 0 for no transaction at
// all, -1 if it is not in the history.
func (h history) find(z zxid) int {
	if z == (zxid{}) {
		return 0
	}
	for i, t := range h {
		if t.zxid == z {
			return i + 1
		}
	}
	return -1
}

// below is the place after the last transaction that is not above a number.
func (h history) below(z zxid) int {
	end := 0
	for end < len(h) && h[end].compare(z) <= 0 {
		end++
	}
	return end
}

// with is the history and more.
func (h history) with(more ...txn) history { return append(h[:len(h):len(h)], more...) }
