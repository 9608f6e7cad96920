package lwt

import (
	"strings"

	"synod/engine"
)

// Nothing is a row that is not there.
const Nothing = "nothing"

// Empty is the proposal that changes nothing. To have it decided scrubs what was
// proposed in lower ballots and not decided.
const Empty = "empty"

// Applied is what a client is told whose update was applied. One whose condition
// did not hold is told the row: not-applied:pear.
const (
	Applied    = "applied"
	notApplied = "not-applied:"
)

// Apply is what an operation makes of a row, and what its client is told.
func Apply(row string, op *engine.Op) (next, answer string) {
	if op.Name == read {
		return row, row
	}
	if next, ok := update(row, op.Name, op.Args); ok {
		return next, Applied
	}
	return row, notApplied + row
}

// read is the operation that changes nothing, at the level SERIAL.
const read = "read"

// update says what an operation writes over a row, if its condition holds.
func update(row, name string, args []string) (next string, ok bool) {
	switch {
	case name == "insert" && row == Nothing:
		return args[0], true
	case name == "update" && row == args[0]:
		return args[1], true
	}
	return "", false
}

// change is the operation with its words: "update pear fig".
func change(op engine.Op) string { return strings.Join(append([]string{op.Name}, op.Args...), " ") }

// changed is update for an operation that was written down as words.
func changed(row, change string) (next string, ok bool) {
	words := strings.Fields(change)
	return update(row, words[0], words[1:])
}

func refuseValue(_ engine.Node, args []string) string {
	for _, a := range args {
		if a == Nothing || a == Empty {
			return "'" + a + "' is what is said where there is no value; write another"
		}
	}
	return ""
}

func calls() []engine.CallSpec {
	arg := func(name string) engine.ArgSpec { return engine.ArgSpec{Name: name} }
	return []engine.CallSpec{
		{Name: "insert", Args: []engine.ArgSpec{arg("value")}, Help: "write a row if there is none: INSERT … IF NOT EXISTS", Refuse: refuseValue},
		{Name: "update", Args: []engine.ArgSpec{arg("old"), arg("new")}, Help: "write a new value if the row has an old one: UPDATE … IF v = old", Refuse: refuseValue},
		{Name: read, Help: "read the row at the level SERIAL"},
	}
}
