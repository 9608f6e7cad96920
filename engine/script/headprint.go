package script

import (
	"fmt"
	"strconv"
	"strings"

	"synod/engine"
)

// print writes the head in its canonical form. A value that begins with a line
// end is a block.
func (h *Head) print() string {
	var b strings.Builder
	comments := func(key string) {
		for _, c := range h.Comments {
			if c.Key == key {
				b.WriteString(strings.TrimRight("# "+c.Text, " ") + "\n")
			}
		}
	}
	for _, k := range headKeys() {
		if value := k.print(h); value != "" {
			comments(k.name)
			sep := " "
			if value[0] == '\n' {
				sep = ""
			}
			fmt.Fprintf(&b, "%s:%s%s\n", k.name, sep, value)
		}
	}
	comments("")
	return b.String()
}

func printParams(h *Head) string {
	s := ""
	for _, p := range h.Config.Settings {
		value := flow(p.Values)
		if len(p.Values) == 1 {
			value = quote(p.Values[0])
		}
		s += "\n  " + quote(p.Name) + ": " + value
	}
	return s
}

func printNetwork(h *Head) string {
	if h.Config.Network == engine.Bag {
		return ""
	}
	return h.Config.Network.String()
}

func printNames(h *Head) string {
	s := ""
	for _, n := range h.Config.Names {
		s += "\n  " + quote(n.ID) + ": " + quote(n.Name)
	}
	return s
}

func printGuided(h *Head) string {
	if h.Guided {
		return "true"
	}
	return ""
}

func printPromised(h *Head) string {
	if h.Config.Promised == nil {
		return ""
	}
	return flow(h.Config.Promised)
}

func printMenu(m *engine.Menu) string {
	s := ""
	for _, key := range menuKeys {
		if value := printMenuKey(m, key); value != "" {
			sep := " "
			if value[0] == '\n' {
				sep = ""
			}
			s += "\n  " + key + ":" + sep + value
		}
	}
	return s
}

func printMenuKey(m *engine.Menu, key string) string {
	if n := menuCount(m, key); n != nil {
		return printBound(*n)
	}
	switch key {
	case "fire":
		if m.NoFire {
			return "false"
		}
	case "repair":
		if m.NoRepair {
			return "false"
		}
	case "losses":
		if m.Losses != nil {
			return flow(m.Losses)
		}
	case "calls":
		var lines []string
		for _, c := range m.Calls {
			lines = append(lines, strings.TrimPrefix(c.Line(), "call "))
		}
		return block("    ", lines)
	case "limits":
		s := ""
		for _, b := range m.Bounds {
			s += "\n    " + quote(b.Limit) + ": " + strconv.Itoa(b.N)
		}
		return s
	}
	return ""
}

func printBound(n int) string {
	if n == engine.Any {
		return "any"
	}
	return numberUnlessZero(n)
}

func numberUnlessZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func flowUnlessEmpty(items []string) string {
	if len(items) == 0 {
		return ""
	}
	return flow(items)
}

func flow(items []string) string {
	quoted := make([]string, len(items))
	for i, s := range items {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func block(indent string, items []string) string {
	s := ""
	for _, item := range items {
		s += "\n" + indent + "- " + quote(item)
	}
	return s
}

// quote writes a text so that YAML reads it back as it is.
func quote(s string) string {
	if s == "" || isPlain(s) {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func isPlain(s string) bool {
	switch strings.ToLower(s) {
	case "null", "true", "false", "nan", "inf":
		return s == "true" || s == "false"
	}
	if c := s[0] | 0x20; (c < 'a' || c > 'z') && (s[0] < '0' || s[0] > '9') {
		return false
	}
	for _, r := range s {
		if !strings.ContainsRune(" ._-/+()", r) && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z') {
			return false
		}
	}
	return true
}
