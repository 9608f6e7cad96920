package show

import (
	"strconv"
	"strings"

	"synod/engine"
)

// Field is a field as people see it: ■ on disk, □ in memory, – for nothing yet.
func Field(f engine.Field) string {
	mark := "□ "
	if f.Durable {
		mark = "■ "
	}
	return mark + Empty(f.Text)
}

const nothing = "–"

// Empty gives – for a field that holds nothing yet.
func Empty(text string) string {
	if text == "" || text == "-" {
		return nothing
	}
	return text
}

// Node is a node on one line: its name, whether it is down, its fields.
func Node(w *engine.World, id engine.NodeID) string {
	parts, p := []string{}, w.System().Protocol()
	if !w.Up(id) {
		parts = append(parts, "▼ down")
	}
	for _, f := range w.Node(id).Fields() {
		parts = append(parts, p.FieldName(f.ID)+" "+Field(f))
	}
	return strings.Join(parts, "  ")
}

// Cast says who takes part: "2 proposers, 3 acceptors, 2 learners".
func Cast(sys *engine.System) string {
	count := map[string]int{}
	for _, n := range sys.Nodes() {
		count[n.Role]++
	}
	var parts []string
	for _, r := range sys.Protocol().Roles {
		switch n := count[r.ID]; {
		case n == 1:
			parts = append(parts, "1 "+r.Label())
		case n > 1:
			parts = append(parts, strconv.Itoa(n)+" "+plural(r))
		}
	}
	return strings.Join(parts, ", ")
}

func plural(r engine.Role) string {
	if r.Plural != "" {
		return r.Plural
	}
	return r.Label() + "s"
}

// Mark is the sign of a property's state: ✓ held, · not exercised, ✗ broken.
func Mark(s engine.State) string { return [...]string{"·", "✓", "✗"}[s] }

// Property is how a promised property has fared, on one line.
func Property(p engine.Property, t engine.Tally) string {
	name := p.Name
	if name != p.ID {
		name += " (" + p.ID + ")"
	}
	return Mark(t.State()) + " " + name + ": " + fared(p, t)
}

func fared(p engine.Property, t engine.Tally) string {
	switch state := t.State(); {
	case state == engine.Broken:
		return "broken at step " + strconv.Itoa(t.At) + ": " + t.Broken
	case state == engine.Untested && p.Sometimes:
		return "not reached"
	case state == engine.Untested:
		return "not exercised"
	case p.Sometimes:
		return "reached"
	}
	return "held " + Times(t.Held)
}

// Count writes a number with commas: 31,204.
func Count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Times is "once", "twice", "3 times".
func Times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return strconv.Itoa(n) + " times"
}

// Breaks lists the promised properties that the last step before w broke, in a
// score of the run up to w.
func Breaks(w *engine.World, score engine.Score) []string {
	var out []string
	for i, p := range w.System().Properties() {
		if t := score[i]; t.Broken != "" && t.At == w.Steps() {
			out = append(out, Mark(engine.Broken)+" "+p.Name+": "+w.System().Protocol().Named(t.Broken))
		}
	}
	return out
}
