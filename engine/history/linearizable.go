package history

import (
	"slices"
	"strings"

	"github.com/anishathalye/porcupine"

	"synod/engine"
)

// LIN is the property that the history is linearizable, key by key.
//
// Source: Herlihy and Wing, Linearizability, 1990.
func LIN(r Reading) engine.Property {
	return engine.Property{
		ID: "LIN", Name: "linearizable",
		Statement: "Each key behaves as one register: the operations on it can be put in one order that respects which returned before which was called, and in which every read returns the last value written. A read that returns siblings fits no register.",
		Source:    "Herlihy & Wing 1990",
		OnHistory: func(h engine.History) engine.Verdict { return Linearizable(r, h) },
	}
}

// Linearizable judges a history that has just got a reply. A put is no test,
// since it can always be placed last; a get is.
func Linearizable(r Reading, h engine.History) engine.Verdict {
	get, ops := r.latest(h)
	if get == nil {
		return engine.Verdict{}
	}
	if explained(ops) {
		return engine.Holds()
	}
	return engine.Breaks(reason(ops, get.ID))
}

// explained says whether the operations, all on one key, have an order.
func explained(ops []op) bool {
	ops = slices.DeleteFunc(slices.Clone(ops), func(o op) bool { return o.place == 0 && !seen(ops, o.Wrote) })
	return porcupine.CheckOperations(register, events(ops))
}

// seen says whether some get returned the value. A put that may not have taken
// effect, and whose value nobody saw, need not be placed.
func seen(ops []op, value string) bool {
	return slices.ContainsFunc(ops, func(o op) bool { return !o.Write && slices.Contains(o.Read, value) })
}

// events gives each operation its interval. The i-th return is at 2i, and a
// call after i returns at 2i+1, so that exactly what must precede does.
func events(ops []op) []porcupine.Operation {
	end := int64(1)
	for i := range ops {
		end = max(end, int64(2*max(ops[i].place, ops[i].Behind())+2))
	}
	var out []porcupine.Operation
	for i := range ops {
		e := porcupine.Operation{ClientId: i, Input: &ops[i], Call: int64(2*ops[i].Behind() + 1), Return: end}
		if ops[i].place > 0 {
			e.Return = int64(2 * ops[i].place)
		}
		out = append(out, e)
	}
	return out
}

// content is what a register holds.
type content struct {
	value string
	set   bool
}

var register = porcupine.Model{
	Init: func() any { return content{} },
	Step: func(state, input, _ any) (bool, any) {
		o := input.(*op)
		switch now := state.(content); {
		case o.Write:
			return true, content{o.Wrote, true}
		case len(o.Read) == 0:
			return !now.set, now
		case !now.set:
			return o.Read[0] == nothing && len(o.Read) == 1, now
		default:
			return len(o.Read) == 1 && now.set && o.Read[0] == now.value, now
		}
	},
}

// tried tells the longest order that was found before one operation did not fit.
func tried(ops []op) string {
	_, info := porcupine.CheckOperationsVerbose(register, events(ops), 0)
	var longest []int
	for _, orders := range info.PartialLinearizations() {
		for _, order := range orders {
			if len(order) > len(longest) || len(order) == len(longest) && slices.Compare(order, longest) < 0 {
				longest = order
			}
		}
	}
	if len(longest) == 0 {
		return ""
	}
	var names []string
	for _, i := range longest {
		names = append(names, ops[i].ID)
	}
	text := "; tried: " + strings.Join(names, ", ")
	for i := range ops {
		if !slices.Contains(longest, i) {
			return text + ", and then " + ops[i].ID + " does not fit"
		}
	}
	return text
}

// reason names the get that cannot be placed, and as few others as leave it so.
func reason(ops []op, get string) string {
	var why *op
	for i := range ops {
		if ops[i].ID == get {
			why = &ops[i]
		}
	}
	if len(why.Read) > 1 {
		return why.says() + ": a register holds one value, not siblings"
	}
	ops = slices.Clone(ops)
	for i := len(ops) - 1; i >= 0; i-- {
		if ops[i].ID == get || ops[i].Write && seen(ops, ops[i].Wrote) {
			continue
		}
		if rest := slices.Delete(slices.Clone(ops), i, i+1); !explained(rest) {
			ops = rest
		}
	}
	var others []string
	for i := range ops {
		if ops[i].ID != get {
			others = append(others, ops[i].says())
		}
	}
	if len(others) == 0 {
		return why.says() + " cannot be placed: nobody wrote that"
	}
	return why.says() + " cannot be placed in any order with " + strings.Join(others, ", ") + tried(ops)
}
