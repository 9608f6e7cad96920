package ui

// What the screen says of several runs: beside each other, and as a tree.
const (
	msgBeside   = "Two runs in step: ← and → step both, ≠ marks what differs, B closes."
	msgBranches = "↑ ↓ select, enter goes there, B puts it beside this run, X prunes it, T closes."
	msgFog      = "What %s can know: its own state, what reached it and what it said. ↑ ↓ another node, f lifts the fog."
	msgFogEnter = "The choices are hidden in the fog: → goes on, f lifts it."
	msgSecond   = "Two worlds that %s cannot tell apart, in fog. f lifts the fog, B closes."
	msgSecondF  = "f: both worlds beside each other."
	hintPrune   = "y prunes it, with all that leave it; anything else keeps it. The recording keeps it in any case"
	hintBeside  = "a branch such as b · a preset · or this schedule with a change: " + hintChange
	hintChange  = "-RULE switches it off, +RULE on, NAME=VALUE, network=set, protocol=NAME"
)
