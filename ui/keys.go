package ui

import tea "charm.land/bubbletea/v2"

// binding is one thing that a key does. The table of them is all there is to
// the keys: it takes the key, writes the footer, and writes the help.
type binding struct {
	keys  []string // as the terminal names them
	label string   // as people read them; empty: the line above speaks for it
	word  string   // the verb, as lists and the language have it too
	help  string   // short enough for half a small screen
	group string
	do    func(*Model) tea.Cmd
	foot  int // place in the footer, from 1; 0: not there
}

// The groups of the help, in their order.
var groups = []string{"time", "what happens", "faults", "script", "look", "keep", "program"}

// runKeys are the keys while a run is on the screen.
func runKeys() []binding {
	return []binding{
		{k("right", "l"), "→ l", "forward", "a step on, or with the script", "time", (*Model).forward, 3},
		{k("left", "h"), "← h", "back", "a step back; nothing is lost", "time", (*Model).back, 2},
		{k("space"), "space", "play", "play and pause", "time", (*Model).play, 4},
		{k("<", ","), "< >", "slower", "play slower, faster", "time", (*Model).slower, 0},
		{k(">", "."), "", "faster", "", "time", (*Model).faster, 0},
		{k("g"), "g G", "start", "to the start, the end", "time", (*Model).toStart, 0},
		{k("G", "end"), "", "end", "", "time", (*Model).toEnd, 0},
		{k("["), "[ ]", "branch", "to the branch before, after", "time", (*Model).branchBefore, 0},
		{k("]"), "", "branch", "", "time", (*Model).branchAfter, 0},
		{k("pgup", "ctrl+u"), "pgup/dn", "", "ten lines or steps", "time", (*Model).pageUp, 0},
		{k("pgdown", "ctrl+d"), "", "", "", "time", (*Model).pageDown, 0},

		{k("enter"), "enter", "take", "take it; in the log, go there", "what happens", (*Model).enter, 1},
		{k("up", "k"), "↑ k", "select", "select the one above", "what happens", (*Model).up, 0},
		{k("down", "j"), "↓ j", "select", "select the one below", "what happens", (*Model).down, 0},
		{k("n"), "n", "client", "a client calls an operation", "what happens", (*Model).client, 8},
		{k(":"), ":", "say it", "any line of the language", "what happens", (*Model).say, 9},

		{k("d"), "d", "drop", "drop the selected message", "faults", (*Model).drop, 5},
		{k("u"), "u", "dup", "duplicate it", "faults", (*Model).dup, 0},
		{k("x"), "x", "crash/restart", "crash or restart the node", "faults", (*Model).crash, 6},
		{k("c"), "c", "cut/heal", "cut or heal its link", "faults", (*Model).cut, 7},

		{k("home"), "home", "script", "back to the script", "script", (*Model).home, 0},
		{k("s"), "s", "sandbox", "leave it: all that is legal", "script", (*Model).sandbox, 0},
		{digits(), "1 … 9", "answer", "answer the question", "script", (*Model).answer, 0},
		{k("R"), "R", "reset", "start over; the record stays", "script", (*Model).reset, 0},

		{k("tab"), "tab", "pane", "speak to the next pane", "look", (*Model).nextPane, 10},
		{k("shift+tab"), "", "pane", "", "look", (*Model).previousPane, 0},
		{k("v"), "v", "space-time", "space-time, and back", "look", (*Model).spacetime, 0},
		{k("L"), "L", "log", "all steps with their reasons", "look", (*Model).log, 0},
		{k("p"), "p", "panels", "the protocol's own pictures", "look", (*Model).panels, 0},
		{k("z"), "z", "zoom", "this pane alone, and back", "look", (*Model).zoom, 0},
		{k("/"), "/ n N", "find", "find a step by its words", "look", (*Model).find, 0},
		{k("N"), "", "", "", "look", (*Model).findBefore, 0},

		{k("m"), "m", "mark", "name this point", "keep", (*Model).mark, 0},
		{k("r"), "r", "record", "keep a copy of the recording", "keep", (*Model).save, 0},

		{k("?", "f1"), "?", "help", "this page", "program", (*Model).toggleHelp, 0},
		{k("M"), "M", "mouse", "free the mouse, or take it", "program", (*Model).mouse, 0},
		{k("esc"), "esc", "close", "close what is open", "program", (*Model).escape, 0},
		{k("ctrl+z"), "ctrl+z", "suspend", "suspend; fg comes back", "program", (*Model).suspend, 0},
		{k("q"), "q", "leave", "to the list, or quit", "program", (*Model).leave, 0},
		{k("ctrl+c"), "ctrl+c", "quit", "quit at once", "program", (*Model).interrupt, 0},
	}
}

// listKeys are the keys while the list of scenarios is on the screen.
func listKeys() []binding {
	return []binding{
		{k("enter", "right", "l"), "enter", "open", "open the selected scenario", "what happens", (*Model).openSelected, 1},
		{k("up", "k"), "↑ k", "select", "select the one above", "what happens", (*Model).up, 0},
		{k("down", "j"), "↓ j", "select", "select the one below", "what happens", (*Model).down, 2},
		{k("pgup", "ctrl+u"), "pgup/dn", "", "five lines", "what happens", (*Model).pageUp, 0},
		{k("pgdown", "ctrl+d"), "", "", "", "what happens", (*Model).pageDown, 0},
		{k("g", "home"), "g G", "", "the first, the last", "what happens", (*Model).toStart, 0},
		{k("G", "end"), "", "", "", "what happens", (*Model).toEnd, 0},
		{k("/"), "/", "filter", "filter the list", "look", (*Model).find, 3},
		{k("?", "f1"), "?", "help", "this page", "program", (*Model).toggleHelp, 0},
		{k("M"), "M", "mouse", "free the mouse, or take it", "program", (*Model).mouse, 0},
		{k("esc"), "esc", "close", "close what is open; show all", "program", (*Model).escape, 0},
		{k("ctrl+z"), "ctrl+z", "suspend", "suspend; fg comes back", "program", (*Model).suspend, 0},
		{k("q"), "q", "quit", "quit", "program", (*Model).leave, 4},
		{k("ctrl+c"), "ctrl+c", "quit", "quit at once", "program", (*Model).interrupt, 0},
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
