package history

import (
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

// KeyValue reads "put KEY VALUE …" and "get KEY …", the value of which is
// "nothing" or the values with blanks between them.
func KeyValue(op *engine.Op) (Access, bool) {
	switch {
	case op.Name == "put" && len(op.Args) > 1:
		return Access{Key: op.Args[0], Write: true, Wrote: op.Args[1]}, true
	case op.Name == "get" && len(op.Args) > 0:
		a := Access{Key: op.Args[0]}
		if op.Value != "nothing" {
			a.Read = strings.Fields(op.Value)
		}
		return a, true
	}
	return Access{}, false
}

// MaxOps is how many operations a history may have to be judged. A longer one
// is left untested: whether it can be explained may take too long to find out.
const MaxOps = 40

// op is an operation that counts: a write that may have taken effect, or a
// read that was answered.
type op struct {
	*engine.Op
	Access
	behind int // how many operations had returned when it was called
	place  int // its place among the returned ones, from 1; 0: it may still take effect
}

// before says whether a took effect before b was called.
func (a *op) before(b *op) bool { return a.place > 0 && a.place <= b.behind }

// read lists the operations that count, in the order of the history.
func (r Reading) read(h engine.History) []op {
	all := h.Ops()
	var ops []op
	for i, o := range all {
		a, ok := r(o)
		if !ok || o.Outcome == engine.Failed || !a.Write && o.Outcome != engine.OK {
			continue
		}
		x := op{Op: o, Access: a}
		for j, p := range all {
			if p.HappensBefore(o) {
				x.behind = j + 1
			}
		}
		if o.Outcome == engine.OK {
			x.place = i + 1
		}
		ops = append(ops, x)
	}
	return ops
}

// last is the read that returned most recently in the history, if its last
// operation is one.
func last(h engine.History, ops []op) *op {
	done := h.Last()
	for i := range ops {
		if ops[i].Op == done && !ops[i].Write {
			return &ops[i]
		}
	}
	return nil
}

func (o *op) told() string {
	if len(o.Read) == 0 {
		return "nothing"
	}
	return strings.Join(o.Read, " ")
}

// says is the operation in a sentence.
func (o *op) says() string {
	if !o.Write {
		return o.ID + " get " + o.Key + " → " + o.told()
	}
	s := o.ID + " put " + o.Key + " " + o.Wrote
	if o.place == 0 {
		s += " (" + o.Outcome.String() + ")"
	}
	return s
}
