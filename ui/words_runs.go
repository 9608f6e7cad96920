package ui

// What the screen says of several runs: beside each other, and as a tree.
const (
	msgBeside   = "Two runs in step: {back} and {forward} step both, ≠ marks what differs, {beside} closes."
	msgBranches = "{select above} {select} select, {take} goes there, {beside} puts it beside this run, {prune} prunes it, {tree} closes."
	msgFog      = "What %s can know: its own state, what reached it and what it said. {select above} {select} another node, {fog} lifts the fog."
	msgFogEnter = "The choices are hidden in the fog: {forward} goes on, {fog} lifts it."
	msgSecond   = "Two worlds that %s cannot tell apart, in fog. {fog} lifts the fog, {beside} closes."
	msgSecondF  = "{fog}: both worlds beside each other."
	hintPrune   = "y prunes it, with all that leave it; anything else keeps it. The recording keeps it in any case"
	hintBeside  = "a branch such as b · a preset · or this schedule with a change: " + hintChange
	hintChange  = "-RULE switches it off, +RULE on, NAME=VALUE, network=set, protocol=NAME"
)
