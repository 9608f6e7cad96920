package ui

// What the screen says of several runs: beside each other, and as a tree.
const (
	msgBeside   = "Two runs in step: ← and → step both, ≠ marks what differs, B closes."
	msgBranches = "↑ ↓ select, enter goes there, B puts it beside this run, X prunes it, T closes."
	hintPrune   = "y prunes it, with all that leave it; anything else keeps it. The recording keeps it in any case"
	hintBeside  = "a branch such as b · a preset · or this schedule with a change: " + hintChange
	hintChange  = "-RULE switches it off, +RULE on, NAME=VALUE, network=set, protocol=NAME"
)
