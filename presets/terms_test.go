package presets_test

import (
	"strings"
	"testing"

	"synod/engine/script"
	"synod/presets"
)

// Whoever meets a role, a message, a field or a property on the screen of any
// scenario can look up what it is: a term says it, or for a message a name of several
// words, for a property its statement.
func TestEveryWordOnAScreenIsExplained(t *testing.T) {
	told := map[string]bool{}
	missing := func(protocol, what, id string) {
		if key := protocol + ": " + what + " " + id; !told[key] {
			told[key] = true
			t.Errorf("%s: terms.txt does not say what %s %s is", protocol, what, id)
		}
	}
	for _, p := range everyFile() {
		w, err := p.Script.World(presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		sys, proto := w.System(), w.System().Protocol()
		for _, r := range proto.Roles {
			if _, ok := proto.Term("role", r.ID); !ok {
				missing(proto.Name, "role", r.ID)
			}
		}
		for _, k := range presets.Protocols().Find(proto.Name).Kinds {
			if _, ok := proto.Term("kind", k.ID); !ok && !strings.Contains(k.Name, " ") {
				missing(proto.Name, "kind", k.ID)
			}
		}
		for _, q := range sys.Properties() {
			if q.Statement == "" || q.Name == "" {
				t.Errorf("%s: property %s says nothing", proto.Name, q.ID)
			}
		}
		player := script.NewPlayer(p.Script, w)
		for ev, more := player.Next(); more; ev, more = player.Next() {
			for _, n := range sys.Nodes() {
				for _, f := range ev.Point.World.Node(n.ID).Fields() {
					if _, ok := proto.Term("field", f.ID); !ok {
						missing(proto.Name, "field", f.ID)
					}
				}
			}
		}
	}
}

// everyFile is every preset and every file of the course.
func everyFile() []presets.Preset {
	all := presets.All()
	for _, l := range presets.Course() {
		all = append(all, l.Scenes...)
	}
	return all
}

// What a catalogue explains is there: a role or a message that is gone has no term.
func TestTermsAreOfWhatThereIs(t *testing.T) {
	for _, p := range presets.Protocols() {
		for _, term := range p.Terms {
			if strings.Contains(term.Says, "|") || !strings.HasSuffix(term.Says, ".") {
				t.Errorf("%s: '%s' is no sentence", p.Name, term.Says)
			}
		}
		own := 0
		for _, term := range p.Terms {
			if p.Role(term.ID) != nil && term.Of == "role" || p.Kind(term.ID) != nil && term.Of == "kind" {
				own++
			}
		}
		if own < len(p.Roles) {
			t.Errorf("%s: %d terms of roles and messages", p.Name, own)
		}
	}
}
