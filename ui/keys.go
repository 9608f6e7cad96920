package ui

import tea "charm.land/bubbletea/v2"

// binding is one thing that a key does. The table of them is all there is to
// the keys: it takes the key, writes the footer, and writes the help.
type binding struct {
	keys  []string // as the terminal names them
	label string   // as people read them
	word  string   // the verb, as lists and the language have it too
	help  string
	group string
	do    func(*Model) tea.Cmd
	foot  int // place in the footer, from 1; 0: not there
}

// The groups of the help, in their order.
var groups = []string{"time", "what happens", "faults", "script", "look", "keep", "program"}

// runKeys are the keys while a run is on the screen.
func runKeys() []binding {
	return []binding{
		{k("right", "l"), "→ l", "forward", "one step on; at the end, what the script does next", "time", (*Model).forward, 3},
		{k("left", "h"), "← h", "back", "one step back; nothing is lost", "time", (*Model).back, 2},
		{k("space"), "space", "play", "play and pause: the script, or the first choice", "time", (*Model).play, 4},
		{k("<", ","), "<", "slower", "play at half the speed", "time", (*Model).slower, 0},
		{k(">", "."), ">", "faster", "play at twice the speed", "time", (*Model).faster, 0},
		{k("g"), "g", "start", "to the start of the run", "time", (*Model).toStart, 0},
		{k("G", "end"), "G end", "end", "to the end of the run", "time", (*Model).toEnd, 0},
		{k("["), "[", "branch", "to the branch before", "time", (*Model).branchBefore, 0},
		{k("]"), "]", "branch", "to the branch after", "time", (*Model).branchAfter, 0},
		{k("pgup", "ctrl+u"), "pgup", "", "ten steps or lines up", "time", (*Model).pageUp, 0},
		{k("pgdown", "ctrl+d"), "pgdn", "", "ten steps or lines down", "time", (*Model).pageDown, 0},

		{k("enter"), "enter", "take", "take the selected choice; on the timeline, go there", "what happens", (*Model).enter, 1},
		{k("up", "k"), "↑ k", "select", "the one above", "what happens", (*Model).up, 0},
		{k("down", "j"), "↓ j", "select", "the one below", "what happens", (*Model).down, 0},
		{k("n"), "n", "client", "call an operation; while finding: the next match", "what happens", (*Model).client, 8},
		{k(":"), ":", "say it", "any line of the language: deliver, expect, mark, back …", "what happens", (*Model).say, 9},

		{k("d"), "d", "drop", "lose the selected message", "faults", (*Model).drop, 5},
		{k("u"), "u", "dup", "duplicate the selected message", "faults", (*Model).dup, 0},
		{k("x"), "x", "crash/restart", "the selected node", "faults", (*Model).crash, 6},
		{k("c"), "c", "cut/heal", "the link of the selected message", "faults", (*Model).cut, 7},

		{k("home"), "home", "script", "back to where the script stands", "script", (*Model).home, 0},
		{k("s"), "s", "sandbox", "leave the script: everything legal is offered", "script", (*Model).sandbox, 0},
		{digits(), "1-9", "answer", "the question", "script", (*Model).answer, 0},
		{k("R"), "R", "reset", "start over; the run so far stays recorded", "script", (*Model).reset, 0},

		{k("tab"), "tab", "pane", "the keys speak to the next pane: choices, nodes, timeline, log", "look", (*Model).nextPane, 10},
		{k("shift+tab"), "S-tab", "pane", "… to the pane before", "look", (*Model).previousPane, 0},
		{k("v"), "v", "space-time", "who sent what to whom, time running down", "look", (*Model).spacetime, 0},
		{k("L"), "L", "log", "all steps with their reasons", "look", (*Model).log, 0},
		{k("p"), "p", "panels", "the protocol's own pictures, one after the other", "look", (*Model).panels, 0},
		{k("z"), "z", "zoom", "the pane alone", "look", (*Model).zoom, 0},
		{k("/"), "/", "find", "a step by its words; then n and N", "look", (*Model).find, 0},
		{k("N"), "N", "", "the match before", "look", (*Model).findBefore, 0},

		{k("m"), "m", "mark", "name this point", "keep", (*Model).mark, 0},
		{k("r"), "r", "record", "keep a copy of the recording", "keep", (*Model).save, 0},

		{k("?", "f1"), "?", "help", "this page", "program", (*Model).toggleHelp, 0},
		{k("M"), "M", "mouse", "let the mouse select text, and back", "program", (*Model).mouse, 0},
		{k("esc"), "esc", "close", "close what is open", "program", (*Model).escape, 0},
		{k("ctrl+z"), "ctrl+z", "suspend", "back with fg", "program", (*Model).suspend, 0},
		{k("q"), "q", "leave", "back to the list, or quit", "program", (*Model).leave, 0},
		{k("ctrl+c"), "ctrl+c", "quit", "at once", "program", (*Model).interrupt, 0},
	}
}

// listKeys are the keys while the list of scenarios is on the screen.
func listKeys() []binding {
	return []binding{
		{k("enter", "right", "l"), "enter", "open", "the selected scenario", "what happens", (*Model).openSelected, 1},
		{k("up", "k"), "↑ k", "select", "the one above", "what happens", (*Model).up, 0},
		{k("down", "j"), "↓ j", "select", "the one below", "what happens", (*Model).down, 2},
		{k("pgup", "ctrl+u"), "pgup", "", "five up", "what happens", (*Model).pageUp, 0},
		{k("pgdown", "ctrl+d"), "pgdn", "", "five down", "what happens", (*Model).pageDown, 0},
		{k("g", "home"), "g", "", "the first", "what happens", (*Model).toStart, 0},
		{k("G", "end"), "G", "", "the last", "what happens", (*Model).toEnd, 0},
		{k("/"), "/", "filter", "by name, title or group", "look", (*Model).find, 3},
		{k("?", "f1"), "?", "help", "this page", "program", (*Model).toggleHelp, 0},
		{k("M"), "M", "mouse", "let the mouse select text, and back", "program", (*Model).mouse, 0},
		{k("esc"), "esc", "close", "close what is open; show all again", "program", (*Model).escape, 0},
		{k("ctrl+z"), "ctrl+z", "suspend", "back with fg", "program", (*Model).suspend, 0},
		{k("q"), "q", "quit", "leave the program", "program", (*Model).leave, 4},
		{k("ctrl+c"), "ctrl+c", "quit", "at once", "program", (*Model).interrupt, 0},
	}
}

func k(keys ...string) []string { return keys }

func digits() []string { return k("1", "2", "3", "4", "5", "6", "7", "8", "9") }

// lookup finds what a key does.
func lookup(table []binding, key string) *binding {
	for i := range table {
		for _, name := range table[i].keys {
			if name == key {
				return &table[i]
			}
		}
	}
	return nil
}
