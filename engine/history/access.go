package history

import (
	"slices"
	"strings"

	"synod/engine"
)

// Access is how an operation reads as an access to one register of many.
type Access struct {
	Key   string
	Write bool
	Wrote string // by a write
	// Read is what it was told: none if the key held nothing, several if the
	// store gave siblings.
	Read []string
}

// Reading says how a protocol's operations are to be read; false: the
// operation is no access at all.
type Reading func(op *engine.Op) (Access, bool)

// nothing is what a get returns of a key that holds no value, and what a delete
// writes.
const nothing = "nothing"

// KeyValue reads "put KEY VALUE …", "delete KEY …" and "get KEY …", the value of
// which is "nothing" or the values with blanks between them.
func KeyValue(op *engine.Op) (Access, bool) {
	switch {
	case op.Name == "put" && len(op.Args) > 1:
		return Access{Key: op.Args[0], Write: true, Wrote: op.Args[1]}, true
	case op.Name == "delete" && len(op.Args) > 0:
		return Access{Key: op.Args[0], Write: true, Wrote: nothing}, true
	case op.Name == "get" && len(op.Args) > 0:
		a := Access{Key: op.Args[0]}
		if op.Value != nothing {
			a.Read = strings.Fields(op.Value)
		}
		return a, true
	}
	return Access{}, false
}

// Register reads "write VALUE" and "read", the value of which is "nothing" or
// what it read: there is one register.
func Register(op *engine.Op) (Access, bool) { return only(op, "write") }

// LastRecord reads a log as one register: "append VALUE" writes it, and "read"
// returns the last record, or "nothing".
func LastRecord(op *engine.Op) (Access, bool) { return only(op, "append") }

// Any reads an operation by the first reading that can read it.
func Any(readings ...Reading) Reading {
	return func(op *engine.Op) (Access, bool) {
		for _, r := range readings {
			if a, ok := r(op); ok {
				return a, true
			}
		}
		return Access{}, false
	}
}

// only reads the operations on one register, which has no name.
func only(op *engine.Op, write string) (Access, bool) {
	switch {
	case op.Name == write && len(op.Args) > 0:
		return Access{Write: true, Wrote: op.Args[0]}, true
	case op.Name == "read":
		var a Access
		if op.Value != nothing {
			a.Read = strings.Fields(op.Value)
		}
		return a, true
	}
	return Access{}, false
}

// MaxOps is how many operations on one key a history may have to be judged. A
// longer one is left untested: whether it can be explained may take too long to
// find out.
const MaxOps = 40

// op is an operation that counts: a write that may have taken effect, or a
// read that was answered.
type op struct {
	*engine.Op
	Access
	place int // its place among the returned ones, from 1; 0: it may still take effect
}

// before says whether a took effect before b was called.
func (a *op) before(b *op) bool { return a.place > 0 && a.place <= b.Behind() }

// latest gives the read that has just returned, with all operations on its key
// that count, in the order of the history. None if the last operation to return
// is no read, or if there are too many: consistency is judged key by key, which
// for linearizability is no weaker (Herlihy & Wing 1990, locality).
func (r Reading) latest(h engine.History) (get *op, ops []op) {
	done := h.Last()
	if done == nil || done.Outcome != engine.OK {
		return nil, nil
	}
	read, ok := r(done)
	if !ok || read.Write {
		return nil, nil
	}
	if r.tooMany(h, read.Key) {
		return nil, nil
	}
	for i, o := range h.Ops() {
		a, ok := r.counts(o, read.Key)
		if !ok {
			continue
		}
		x := op{Op: o, Access: a}
		if o.Outcome == engine.OK {
			x.place = i + 1
		}
		ops = append(ops, x)
	}
	readDeletes(ops)
	for i := range ops {
		if ops[i].Op == done {
			get = &ops[i]
		}
	}
	return get, ops
}

// readDeletes lets gets that found nothing read what a delete wrote, if the key
// was ever deleted.
func readDeletes(ops []op) {
	if !slices.ContainsFunc(ops, func(o op) bool { return o.Write && o.Wrote == nothing }) {
		return
	}
	for i := range ops {
		if o := &ops[i]; !o.Write && len(o.Read) == 0 {
			o.Read = []string{nothing}
		}
	}
}

// counts reads an operation, and says whether it counts for a key.
func (r Reading) counts(o *engine.Op, key string) (Access, bool) {
	a, ok := r(o)
	return a, ok && a.Key == key && o.Outcome != engine.Failed && (a.Write || o.Outcome == engine.OK)
}

// tooMany says whether more operations on a key count than can be judged. It
// looks no further back than it has to, since runs can be long.
func (r Reading) tooMany(h engine.History, key string) bool {
	n := 0
	for o := range h.Recent() {
		if _, ok := r.counts(o, key); ok {
			n++
		}
		if n > MaxOps {
			return true
		}
	}
	return false
}

func (o *op) told() string {
	if len(o.Read) == 0 {
		return "nothing"
	}
	return strings.Join(o.Read, " ")
}

// says is the operation in a sentence.
func (o *op) says() string {
	s := o.ID + " " + o.Name
	if o.Key != "" {
		s += " " + o.Key
	}
	if !o.Write {
		return s + " → " + o.told()
	}
	if o.Wrote != nothing {
		s += " " + o.Wrote
	}
	if o.place == 0 {
		s += " (" + o.Outcome.String() + ")"
	}
	return s
}
