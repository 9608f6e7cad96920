package journal

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"synod/engine"
)

// segment is a part of the log: transactions that follow each other, with the
// epoch of each one's writer. It is in progress until it is finalized.
type segment struct {
	first     int
	by        []int
	finalized bool
}

// header is the epoch of a segment's first transaction, which says nothing but
// that the segment begins: it is the same whoever writes it.
const header = 0

// last is the number of the last transaction; one below the first if there is none.
func (s segment) last() int { return s.first + len(s.by) - 1 }

// span is the numbers of transactions: 1-4, or 4; "empty" if there are none.
func span(first, last int) string {
	switch {
	case last < first:
		return "empty"
	case last == first:
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "-" + strconv.Itoa(last)
}

// String is what it holds and how it stands: 1-4 in progress.
func (s segment) String() string {
	switch {
	case len(s.by) == 0:
		return "nothing from " + strconv.Itoa(s.first)
	case s.finalized:
		return span(s.first, s.last())
	}
	return span(s.first, s.last()) + " in progress"
}

// runs is what it holds by who wrote it. The first transaction goes with the next.
func (s segment) runs() (out runs) {
	for i, epoch := range s.by {
		tx := s.first + i
		switch last := len(out) - 1; {
		case last >= 0 && (out[last].epoch == epoch || out[last].epoch == header):
			out[last].last, out[last].epoch = tx, epoch
		default:
			out = append(out, run{tx, tx, epoch})
		}
	}
	return out
}

// contents is what it holds, and who wrote it: 1-4 of epoch 1.
func (s segment) contents() string { return s.runs().String() }

// with is the segment with n more transactions of an epoch.
func (s segment) with(epoch, n int) segment {
	s.by = slices.Concat(s.by, slices.Repeat([]int{epoch}, n))
	return s
}

func (s segment) appendTo(b []byte) []byte {
	b = engine.AppendInt(engine.AppendInt(b, int64(s.first)), int64(len(s.by)))
	for _, e := range s.by {
		b = engine.AppendInt(b, int64(e))
	}
	return engine.AppendBool(b, s.finalized)
}

// segments are those of a JournalNode, by their first transactions.
type segments []segment

func (l segments) find(first int) (int, bool) {
	return slices.BinarySearchFunc(l, first, func(s segment, first int) int { return cmp.Compare(s.first, first) })
}

// at is the segment that begins with a transaction.
func (l segments) at(first int) (segment, bool) {
	if i, found := l.find(first); found {
		return l[i], true
	}
	return segment{first: first}, false
}

// put has a segment in the place of the one that begins as it does.
func (l segments) put(s segment) segments {
	i, found := l.find(s.first)
	if found {
		l = slices.Clone(l)
		l[i] = s
		return l
	}
	return slices.Insert(slices.Clone(l), i, s)
}

// full leaves out what is empty.
func (l segments) full() segments {
	return slices.DeleteFunc(slices.Clone(l), func(s segment) bool { return len(s.by) == 0 })
}

func (l segments) String() string {
	words := make([]string, len(l))
	for i, s := range l {
		words[i] = s.String()
	}
	return cmp.Or(strings.Join(words, ", "), "-")
}

// decision is what a JournalNode has accepted in a recovery: the segment that
// begins with a transaction ends with another. None: epoch 0.
type decision struct{ first, last, epoch int }

func (d decision) String() string {
	return span(d.first, d.last) + " in epoch " + strconv.Itoa(d.epoch)
}

// decisions are those of a JournalNode, by their segments.
type decisions []decision

func (l decisions) at(first int) decision {
	for _, d := range l {
		if d.first == first {
			return d
		}
	}
	return decision{}
}

// without forgets the decision about a segment.
func (l decisions) without(first int) decisions {
	return slices.DeleteFunc(slices.Clone(l), func(d decision) bool { return d.first == first })
}

func (l decisions) put(d decision) decisions {
	l = append(l.without(d.first), d)
	slices.SortFunc(l, func(a, b decision) int { return cmp.Compare(a.first, b.first) })
	return l
}

func (l decisions) String() string {
	words := make([]string, len(l))
	for i, d := range l {
		words[i] = d.String()
	}
	return cmp.Or(strings.Join(words, ", "), "-")
}

// run is transactions that follow each other, all of one epoch.
type run struct{ first, last, epoch int }

type runs []run

// String lists them: 1-4 of epoch 1, 5-6 of epoch 2; "empty" if there are none.
func (l runs) String() string {
	words := make([]string, len(l))
	for i, r := range l {
		words[i] = span(r.first, r.last)
		if r.epoch != header {
			words[i] += " of epoch " + strconv.Itoa(r.epoch)
		}
	}
	return cmp.Or(strings.Join(words, ", "), "empty")
}

// parseRuns reads back what String wrote.
func parseRuns(text string) (out runs) {
	for word := range strings.SplitSeq(text, ", ") {
		numbers, by, _ := strings.Cut(word, " of epoch ")
		if first, last, ok := parseSpan(numbers); ok {
			epoch, _ := strconv.Atoi(by)
			out = append(out, run{first, last, epoch})
		}
	}
	return out
}

// parseSpan reads back what span wrote.
func parseSpan(text string) (first, last int, ok bool) {
	from, to, more := strings.Cut(text, "-")
	if !more {
		to = from
	}
	first, last = natural(from), natural(to)
	return first, last, first > 0 && first <= last
}

// lacks is the first transaction of a run that is not among these, or is another;
// 0: all are here.
func (l runs) lacks(r run) int {
	for tx := r.first; tx <= r.last; tx++ {
		i := slices.IndexFunc(l, func(o run) bool { return o.first <= tx && tx <= o.last })
		if i < 0 || r.epoch != header && l[i].epoch != r.epoch {
			return tx
		}
	}
	return 0
}
