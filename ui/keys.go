package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// binding is one thing that a key does. The table of them is all there is to
// the keys: it takes the key, writes the footer, and writes the help.
type binding struct {
	keys  []string // as the terminal names them
	label string   // as people read them; empty: the line above speaks for it
	word  string   // the verb, as lists and the language have it too
	help  string   // short enough for half a small screen
	group string
	do    func(*Model) tea.Cmd
	foot  int                 // place in the footer, from 1; 0: not there
	when  func(*session) bool // the footer has it only then; nil: always
}

// The groups of the help, in their order.
var groups = []string{"time", "what happens", "faults", "script", "look", "keep", "program"}

// runKeys are the keys while a run is on the screen.
func runKeys() []binding {
	keys := []binding{
		{k("right", "l"), "→ l", "forward", "a step on, or with the script", "time", (*Model).forward, 5, nil},
		{k("left", "h"), "← h", "back", "a step back; nothing is lost", "time", (*Model).back, 4, nil},
		{k("space"), "space", "play", "play and pause", "time", (*Model).play, 6, nil},
		{k("<", ","), "< >", "slower", "play slower, faster", "time", (*Model).slower, 0, nil},
		{k(">", "."), "", "faster", "", "time", (*Model).faster, 0, nil},
		{k("g"), "g G", "start", "to the start, the end", "time", (*Model).toStart, 0, nil},
		{k("G", "end"), "", "end", "", "time", (*Model).toEnd, 0, nil},
		{k("["), "[ ]", "branch before", "to the branch before, after", "time", (*Model).branchBefore, 0, nil},
		{k("]"), "", "branch after", "", "time", (*Model).branchAfter, 0, nil},
		{k("}"), "{ }", "node next", "where this node acts again", "time", (*Model).nodeNext, 0, nil},
		{k("{"), "", "node before", "", "time", (*Model).nodeBefore, 0, nil},
		{k("pgup", "ctrl+u"), "pgup/dn", "page up", "ten lines or steps", "time", (*Model).pageUp, 0, nil},
		{k("pgdown", "ctrl+d"), "", "page down", "", "time", (*Model).pageDown, 0, nil},

		{k("enter"), "enter", "take", "take it; in the log, go there", "what happens", (*Model).enter, 3, nil},
		{k("up", "k"), "↑ k", "select above", "select the one above", "what happens", (*Model).up, 0, nil},
		{k("down", "j"), "↓ j", "select", "select the one below", "what happens", (*Model).down, 0, nil},
		{k("n"), "n", "client", "a client calls an operation", "what happens", (*Model).client, 10, nil},
		{k(":"), ":", "say it", "any line of the language", "what happens", (*Model).say, 11, nil},
		{k("w"), "w", "check", "can this go wrong from here?", "what happens", (*Model).check, 13, nil},
		{k("W"), "W", "find world", "find a world where …", "what happens", (*Model).goal, 0, nil},
		{k("K"), "K", "know", "what can this node not know?", "what happens", (*Model).unknown, 0, nil},

		{k("d"), "d", "drop", "drop the selected message", "faults", (*Model).drop, 7, (*session).offersDrop},
		{k("u"), "u", "dup", "duplicate it", "faults", (*Model).dup, 0, nil},
		{k("x"), "x", "crash/restart", "crash or restart the node", "faults", (*Model).crash, 8, (*session).offersCrash},
		{k("c"), "c", "cut/heal", "cut or heal its link", "faults", (*Model).cut, 9, (*session).offersCut},

		{k("y"), "y", "rule", "its rule, source and switch", "what happens", (*Model).rule, 0, nil},
		{k("e"), "e", "change", "nodes, quorums, rules, …", "what happens", (*Model).edit, 0, nil},

		{k("home"), "home", "script", "back to the script", "script", (*Model).home, 2, (*session).wanders},
		{k("s"), "s", "sandbox", "leave it: all that is legal", "script", (*Model).sandbox, 0, nil},
		{digits(), "1-9", "answer", "answer the question", "script", (*Model).answer, 1, (*session).asks},
		{k(")"), "( )", "next", "of the list, before and after", "script", (*Model).nextScene, 0, nil},
		{k("("), "", "previous", "", "script", (*Model).previousScene, 0, nil},
		{k("H"), "H", "hint", "a hint for the exercise", "script", (*Model).giveHint, 3, (*session).exercising},
		{k("A"), "A", "lesson", "the aim of the lesson", "script", (*Model).showAim, 0, nil},
		{k("U"), "U", "review", "questions missed before", "script", (*Model).review, 0, nil},
		{k("R"), "R", "reset", "start over; the record stays", "script", (*Model).reset, 0, nil},

		{k("tab"), "tab", "pane", "speak to the next pane", "look", (*Model).nextPane, 12, nil},
		{k("shift+tab"), "", "pane before", "", "look", (*Model).previousPane, 0, nil},
		{k("L"), "L", "log", "all steps with their reasons", "look", (*Model).log, 0, nil},
		{k("p"), "p", "panels", "the protocol's own pictures", "look", (*Model).panels, 0, nil},
		{k("z"), "z", "zoom", "this pane alone, and back", "look", (*Model).zoom, 0, nil},
		{k("P"), "P", "layout", "for a room, the log, all", "look", (*Model).reshape, 0, nil},
		{k("C"), "C", "cover", "cover each step, to ask first", "look", (*Model).toggleCover, 0, nil},
		{k("b"), "b", "show", "show what is covered, in turn", "look", (*Model).reveal, 1, (*session).covers},
		{k("Q"), "Q", "predict", "say first what a step will do", "script", (*Model).toggleQuiz, 0, nil},
		{k("t"), "t", "names", "the names of another paper", "look", (*Model).names, 0, nil},
		{k("/"), "/ n N", "find", "find a step by its words", "look", (*Model).find, 0, nil},
		{k("N"), "", "match before", "", "look", (*Model).findBefore, 0, nil},
	}
	return slices.Concat(keys, spaceKeys(), runsKeys(), sizeKeys(), programKeys())
}

// programKeys are those that keep a run, and those of the program itself.
func programKeys() []binding {
	return []binding{
		{k("m"), "m", "mark", "name this point", "keep", (*Model).mark, 0, nil},
		{k("Y"), "Y", "copy", "copy the screen or a picture", "keep", (*Model).copyOut, 0, nil},
		{k("r"), "r", "record", "keep a copy of the recording", "keep", (*Model).save, 0, nil},

		{k("i"), "i", "tour", "a tour of two minutes", "program", (*Model).takeTour, 0, nil},
		{k("ctrl+p"), "ctrl+p", "commands", "find what you want to do", "program", (*Model).commandList, 0, nil},
		{k("?", "f1"), "?", "help", "this page", "program", (*Model).showHelp, 0, nil},
		{k("E"), "E", "words", "what the words here mean", "program", (*Model).glossary, 0, nil},
		{k("M"), "M", "mouse", "free the mouse, or take it", "program", (*Model).mouse, 0, nil},
		{k("esc"), "esc", "close", "close what is open", "program", (*Model).escape, 0, nil},
		{k("ctrl+z"), "ctrl+z", "suspend", "suspend; fg comes back", "program", (*Model).suspend, 0, nil},
		{k("q"), "q", "leave", "leave; ctrl+c: quit at once", "program", (*Model).leave, 0, nil},
		{k("ctrl+c"), "", "quit", "", "program", (*Model).interrupt, 0, nil},
	}
}

// listKeys are the keys while the list of scenarios is on the screen.
func listKeys() []binding {
	return []binding{
		{k("enter", "right", "l"), "enter", "open", "open the selected scenario", "what happens", (*Model).openSelected, 1, nil},
		{k("up", "k"), "↑ k", "select above", "select the one above", "what happens", (*Model).up, 0, nil},
		{k("down", "j"), "↓ j", "select", "select the one below", "what happens", (*Model).down, 2, nil},
		{k("pgup", "ctrl+u"), "pgup/dn", "page up", "five lines", "what happens", (*Model).pageUp, 0, nil},
		{k("pgdown", "ctrl+d"), "", "page down", "", "what happens", (*Model).pageDown, 0, nil},
		{k("tab"), "tab", "group", "to the next group", "what happens", (*Model).nextGroup, 4, nil},
		{k("shift+tab"), "", "group before", "", "what happens", (*Model).previousGroup, 0, nil},
		{k("g", "home"), "g G", "start", "the first, the last", "what happens", (*Model).toStart, 0, nil},
		{k("G", "end"), "", "end", "", "what happens", (*Model).toEnd, 0, nil},
		{k("/"), "/", "filter", "filter the list", "look", (*Model).find, 3, nil},
		{k("U"), "U", "review", "questions missed before", "what happens", (*Model).review, 0, nil},
		{k("i"), "i", "tour", "a tour of two minutes", "program", (*Model).takeTour, 0, nil},
		{k("ctrl+p"), "ctrl+p", "commands", "find what you want to do", "program", (*Model).commandList, 0, nil},
		{k("?", "f1"), "?", "help", "this page", "program", (*Model).showHelp, 0, nil},
		{k("E"), "E", "words", "what the words here mean", "program", (*Model).glossary, 0, nil},
		{k("M"), "M", "mouse", "free the mouse, or take it", "program", (*Model).mouse, 0, nil},
		{k("esc"), "esc", "close", "close what is open; show all", "program", (*Model).escape, 0, nil},
		{k("ctrl+z"), "ctrl+z", "suspend", "suspend; fg comes back", "program", (*Model).suspend, 0, nil},
		{k("q"), "q", "leave", "quit", "program", (*Model).leave, 5, nil},
		{k("ctrl+c"), "ctrl+c", "quit", "quit at once", "program", (*Model).interrupt, 0, nil},
	}
}

// action is the name of what a binding does, as the palette and the settings
// have it. It is empty where the key says which: an answer's number.
func (b *binding) action() string {
	if len(b.keys) == len(digits()) {
		return ""
	}
	return b.word
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
