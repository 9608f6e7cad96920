package ui

// What the screen itself says, in one place.
const (
	msgAtStart     = "This is the start of the run."
	msgAtEnd       = "The run ends here: enter takes the selected choice."
	msgScriptOver  = "The script ends here. From here on it is yours: enter takes the selected choice."
	msgHome        = "Back at the script. The detour stays on its branch: [ and ] go there."
	msgSandbox     = "Sandbox: everything legal is offered. home: back to the script."
	msgOpenSandbox = "s opens the sandbox, where everything legal is"
	msgOneBranch   = "There is one branch so far: go back and take another choice to open one."
	msgRight       = "Right."
	msgWrong       = "Not quite: the reason stands below the question."
	msgNoMessage   = "Select a message first: d drops it, u duplicates it."
	msgNoLink      = "Select a message first: c cuts the link that it travels on."
	msgNothing     = "Nothing can happen by itself here."
	msgAsk         = "A question is open: answer with its number, or go on with →."
	msgNoCalls     = "No node takes calls here."
	msgScriptBack  = "The script goes back here: → follows it."
	msgNoRows      = "Nothing can happen here."
	msgMouseOn     = "The mouse selects again."
	msgMouseOff    = "The mouse is free to select text; M gives it back."
	msgNoMatch     = "No step says that."
	msgReset       = "Started over."
	msgNoPanels    = "This protocol has no panels."
	msgPaused      = "Paused."

	hintSay    = "a line of the language: deliver P1>A1 · crash A1 · cut P1 A2 · expect chosen() == \"pear\" · mark here · back 3 · > a remark"
	hintMark   = "a name for this point, such as before-the-crash; back NAME goes there"
	hintFind   = "words of a step, a node, a ballot; then n and N"
	hintFilter = "part of a name, a title, a group"
)
