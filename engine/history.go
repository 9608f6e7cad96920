package engine

import (
	"iter"
	"slices"
)

// Outcome is what a client was told about its operation.
type Outcome uint8

// The outcomes. Unknown means that the operation may or may not take effect,
// now or later; Failed promises that it never will.
const (
	Pending Outcome = iota
	OK
	Failed
	Unknown
)

func (o Outcome) String() string {
	return [...]string{"pending", "ok", "failed", "unknown"}[o]
}

// Op is one client operation.
type Op struct {
	ID      string // client and its own count, such as c1.2
	Client  NodeID
	Name    string   // put, get, propose
	Args    []string // as called
	Outcome Outcome
	Value   string // what the client was told
	Detail  string // what only an observer reads of it
	after   int    // how many operations had returned when it was called
	behind  uint64 // the sum of the terms of their names: the same set, whatever their order
	at      int    // its place among the returned ones, from 1; 0 while pending
}

// HappensBefore says whether a had returned before b was called. Otherwise
// neither order is imposed by time.
func (a *Op) HappensBefore(b *Op) bool { return a.at > 0 && a.at <= b.after }

// Behind is how many operations had returned when a was called: those that
// happened before it.
func (a *Op) Behind() int { return a.after }

func (a *Op) term() uint64 {
	var room [128]byte
	b := AppendString(room[:0], a.ID)
	b = AppendString(b, a.Name)
	b = AppendInt(b, int64(len(a.Args)))
	for _, arg := range a.Args {
		b = AppendString(b, arg)
	}
	b = append(b, byte(a.Outcome))
	b = AppendString(b, a.Value)
	b = AppendString(b, a.Detail)
	return term(domainOp, a.behind, b)
}

func (a *Op) nameTerm() uint64 { return term(domainDone, 0, []byte(a.ID)) }

// History is the set of client operations, each with the set of those that had
// returned before its call: all that consistency checks need. Equal histories
// have equal fingerprints, whatever order their concurrent parts came in.
type History struct {
	pending []*Op
	done    *doneLink
}

type doneLink struct {
	op   *Op
	next *doneLink // returned earlier
	n    int
	sum  uint64 // of the names' terms
}

// Ops lists the operations: the returned ones in the order of their return,
// then the pending ones in the order of their call.
func (h History) Ops() []*Op {
	var ops []*Op
	for l := h.done; l != nil; l = l.next {
		ops = append(ops, l.op)
	}
	slices.Reverse(ops)
	return append(ops, h.pending...)
}

// Recent goes through the operations from the one called or returned last
// backwards: the pending ones, then the returned ones.
func (h History) Recent() iter.Seq[*Op] {
	return func(yield func(*Op) bool) {
		for _, op := range slices.Backward(h.pending) {
			if !yield(op) {
				return
			}
		}
		for l := h.done; l != nil; l = l.next {
			if !yield(l.op) {
				return
			}
		}
	}
}

// Len is the number of operations.
func (h History) Len() int { return h.returned() + len(h.pending) }

// Pending is the operation that a client still waits for, or nil.
func (h History) Pending(client NodeID) *Op {
	for _, op := range h.pending {
		if op.Client == client {
			return op
		}
	}
	return nil
}

// Last is the operation that returned most recently, or nil.
func (h History) Last() *Op {
	if h.done == nil {
		return nil
	}
	return h.done.op
}

func (h History) returned() int {
	if h.done == nil {
		return 0
	}
	return h.done.n
}

// call adds a pending operation and gives the change of the fingerprint.
func (h History) call(op Op) (History, *Op, uint64) {
	op.after = h.returned()
	if h.done != nil {
		op.behind = h.done.sum
	}
	pending := make([]*Op, len(h.pending), len(h.pending)+1)
	copy(pending, h.pending)
	h.pending = append(pending, &op)
	return h, &op, op.term()
}

// end gives op its outcome. An operation that is not pending is left alone: a
// late reply tells the client nothing new.
func (h History) end(r result) (History, uint64) {
	i := slices.IndexFunc(h.pending, func(op *Op) bool { return op.ID == r.op })
	if i < 0 {
		return h, 0
	}
	old := h.pending[i]
	op := *old
	op.Outcome, op.Value, op.Detail = r.outcome, r.value, r.detail
	op.at = h.returned() + 1
	link := &doneLink{op: &op, next: h.done, n: op.at, sum: op.nameTerm()}
	if h.done != nil {
		link.sum += h.done.sum
	}
	h.pending = slices.Delete(slices.Clone(h.pending), i, i+1)
	h.done = link
	return h, op.term() - old.term()
}
