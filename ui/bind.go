package ui

import (
	"fmt"
	"regexp"
	"slices"

	"synod/engine"
)

// Keys gives actions, as the key table and the palette call them, other keys.
type Keys map[string][]string

// keyName is what a terminal can call a key.
var keyName = regexp.MustCompile(`^((ctrl|alt|shift)\+)*([^\s[:cntrl:]]|up|down|left|right|home|end|pgup|pgdown|enter|esc|tab|space|backspace|delete|insert|f[1-9]|f1[0-2])$`)

// Check says what is wrong with an action's keys: that there is no such action,
// or no such key.
func (k Keys) Check(action string) error {
	var all []string
	for _, b := range slices.Concat(runKeys(), listKeys()) {
		if name := b.action(); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	if !slices.Contains(all, action) {
		return fmt.Errorf("there is no action '%s'; expected %s", action, engine.Nearest(action, all))
	}
	for _, key := range k[action] {
		if !keyName.MatchString(key) {
			return fmt.Errorf("there is no key '%s' for %s; expected one such as D, ctrl+d, f5 or pgdown", key, action)
		}
	}
	return nil
}

// Conflict says which key would do two things, and gives the action that was
// given it; none: the keys are all right.
func (k Keys) Conflict() (action string, err error) {
	for _, table := range [][]binding{k.bind(runKeys()), k.bind(listKeys())} {
		of := map[string]string{}
		for _, b := range table {
			for _, key := range b.keys {
				first, taken := of[key]
				if of[key] = b.word; !taken {
					continue
				}
				one, other := b.word, first
				if k[one] == nil {
					one, other = other, one
				}
				return one, fmt.Errorf("the key '%s' for %s is that of %s; give that another one too", key, one, other)
			}
		}
	}
	return "", nil
}

// tables are the keys in force: on a run, on a stage, and on the list of
// scenarios.
type tables struct{ run, stage, list []binding }

func newTables(keys Keys, legible func(label string) string) tables {
	run := keys.bind(runKeys())
	t := tables{run, before(clickerKeys(), run), keys.bind(listKeys())}
	for _, table := range [][]binding{t.run, t.stage, t.list} {
		for i := range table {
			table[i].label = legible(table[i].label)
		}
	}
	return t
}

// bind puts the keys into a table. The line above a binding spoke for it only as
// long as both had the keys of the table; ctrl+c always quits.
func (k Keys) bind(table []binding) []binding {
	changed := false // the last binding with a label
	for i := range table {
		b := &table[i]
		keys := k[b.action()]
		leads := b.label != ""
		if keys != nil && b.action() != "" {
			b.keys = slices.Clone(keys)
			if b.word == "quit" && !slices.Contains(keys, "ctrl+c") {
				b.keys = append(b.keys, "ctrl+c")
			}
		}
		if leads {
			changed = keys != nil
		}
		if keys != nil || !leads && changed {
			b.label = b.keys[0]
			if b.help == "" {
				b.help = b.word
			}
		}
	}
	return table
}
