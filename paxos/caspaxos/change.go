package caspaxos

import (
	"strconv"
	"strings"

	"synod/engine"
)

// Nothing is the state of a register that holds nothing: at the start, and when
// it was deleted.
const Nothing = "nothing"

// Apply is what an operation makes of a state, and what its client is told: the
// new state. A comparison that fails leaves the state as it is.
func Apply(state string, op *engine.Op) (next, answer string) {
	next = apply(state, op.Name, op.Args)
	return next, next
}

func apply(state, name string, args []string) string {
	switch name {
	case "set":
		return args[0]
	case "add":
		return strconv.Itoa(number(state) + number(args[0]))
	case "cas":
		if state == args[0] {
			return args[1]
		}
	case "delete":
		return Nothing
	}
	return state // read, collect
}

// number is a state as a number; 0 if it is none.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// change is the operation with its words, "cas 1 2".
func change(op engine.Op) string { return strings.Join(append([]string{op.Name}, op.Args...), " ") }

// applied is the state after a change that was written down as words.
func applied(state, change string) string {
	words := strings.Fields(change)
	return apply(state, words[0], words[1:])
}

// refuseAdd keeps out what cannot be added.
func refuseAdd(_ engine.Node, args []string) string {
	if n, err := strconv.Atoi(args[0]); err != nil || n < -maxAdd || n > maxAdd {
		return "'" + args[0] + "' is no number from -" + strconv.Itoa(maxAdd) + " to " + strconv.Itoa(maxAdd)
	}
	return ""
}

const maxAdd = 1_000_000
