package ui

import (
	"slices"
	"strings"

	"synod/ui/pane"
	"synod/ui/show"
)

// keyed puts keys into a sentence: {drop} is the key that drops, as the table in
// force has it. Other words in braces stay as they are.
func (m *Model) keyed(text string) string { return fill(text, m.keyOf) }

// fill puts what an action's key is into a sentence; where there is no such
// action, the braces stay.
func fill(text string, key func(action string) string) string {
	return show.Braces(text, func(action string) (string, bool) {
		name := key(action)
		return name, name != ""
	})
}

// keyOf is the first key of an action, as people read it; empty: there is no
// such action.
func (m *Model) keyOf(action string) string {
	for _, table := range [][]binding{m.keys(), m.tables.run, m.tables.list} {
		i := slices.IndexFunc(table, func(b binding) bool { return b.action() == action && action != "" })
		if i >= 0 {
			return m.legible(keyLabel(table[i].keys[0]))
		}
	}
	return ""
}

// arrowNames are the arrow keys in words: in plain ASCII they would look like the
// keys < > ^ v.
var arrowNames = strings.NewReplacer("shift+→", "S-right", "shift+↑", "S-up", "→", "right", "←", "left", "↑", "up", "↓", "down")

// legible is a key's label, such that it can be told from other keys on this screen.
func (m *Model) legible(label string) string {
	if m.o.ASCII {
		return arrowNames.Replace(label)
	}
	return label
}

// keyLabel is a key as people read it.
func keyLabel(key string) string {
	if plain, shifted := strings.CutPrefix(key, "shift+"); shifted {
		return "shift+" + keyLabel(plain)
	}
	switch key {
	case "right":
		return "→"
	case "left":
		return "←"
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "pgdown":
		return "pgdn"
	}
	return key
}

// paneKeys are the keys that panes speak of.
func (m *Model) paneKeys() pane.Keys {
	out := pane.Keys{}
	for action := range pane.DefaultKeys() {
		out[action] = m.keyOf(action)
	}
	return out
}
