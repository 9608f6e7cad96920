package history

import (
	"slices"
	"strings"

	"github.com/anishathalye/porcupine"

	"synod/engine"
)

// Object is what an operation does to one object that knows of no other
// operation at the same time: what it makes of the state, and what its client is
// told. It is for operations that are more than a read or a write.
type Object struct {
	First string // the state at the start
	Apply func(state string, op *engine.Op) (next, answer string)
}

// LIN is the property that the history is linearizable, for an object.
//
// Source: Herlihy and Wing, Linearizability, 1990.
func (o Object) LIN() engine.Property {
	return engine.Property{
		ID: "LIN", Name: "linearizable",
		Statement: "The operations can be put in one order that respects which returned before which was called, and in which each client is told what it would be told if there were no others.",
		Source:    "Herlihy & Wing 1990",
		OnHistory: o.Linearizable,
	}
}

// Linearizable judges a history that has just got a reply.
func (o Object) Linearizable(h engine.History) engine.Verdict {
	last := h.Last()
	if last == nil || last.Outcome != engine.OK || h.Len() > MaxOps {
		return engine.Verdict{}
	}
	ops := placed(h)
	if porcupine.CheckOperations(o.model(), events(ops)) {
		return engine.Holds()
	}
	return engine.Breaks(o.reason(ops, last))
}

// placed lists the operations that may have taken effect, with their places.
func placed(h engine.History) (ops []op) {
	for i, x := range h.Ops() {
		switch x.Outcome {
		case engine.OK:
			ops = append(ops, op{Op: x, place: i + 1})
		case engine.Pending, engine.Unknown:
			ops = append(ops, op{Op: x})
		}
	}
	return ops
}

// model is the object as the checker takes it. What a client that got no answer
// would have been told does not matter; that it may never take effect needs no
// saying, since it may as well be the last.
func (o Object) model() porcupine.Model {
	return porcupine.Model{
		Init: func() any { return o.First },
		Step: func(state, input, _ any) (bool, any) {
			x := input.(*op)
			next, answer := o.Apply(state.(string), x.Op)
			return x.place == 0 || answer == x.Value, next
		},
	}
}

// reason names the operation that cannot be placed, and the fewest others that
// leave it so.
func (o Object) reason(ops []op, last *engine.Op) string {
	var others []string
	for i := len(ops) - 1; i >= 0; i-- {
		if ops[i].Op == last || ops[i].place == 0 {
			continue
		}
		// What is left out may have taken effect all the same, so it is not dropped
		// but taken as if nobody had been told.
		fewer := slices.Clone(ops)
		fewer[i].place = 0
		if !porcupine.CheckOperations(o.model(), events(fewer)) {
			ops = fewer
		}
	}
	for i := range ops {
		if ops[i].Op != last {
			others = append(others, ops[i].called())
		}
	}
	text := (&op{Op: last, place: 1}).called()
	if len(others) == 0 {
		return text + " cannot be placed"
	}
	return text + " cannot be placed in any order with " + strings.Join(others, ", ")
}

// called is the operation with its arguments and what its client was told.
func (o *op) called() string {
	text := o.ID + " " + strings.Join(append([]string{o.Name}, o.Args...), " ")
	if o.Outcome != engine.OK {
		return text + " (" + o.Outcome.String() + ")"
	}
	return text + " → " + o.Value
}
