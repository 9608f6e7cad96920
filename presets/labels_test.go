package presets_test

import (
	"slices"
	"testing"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
)

// Every label is for something that there is: a role, a kind of message, a
// field that a node shows in some preset's run. And what one node shows at a
// time keeps names apart.
func TestLabelsNameWhatThereIs(t *testing.T) {
	fields := fieldsShown(t)
	for _, p := range presets.Protocols() {
		for _, set := range p.Labels {
			for _, l := range set.Labels {
				known := l.Of == "role" && p.Role(l.ID) != nil || l.Of == "kind" && p.Kind(l.ID) != nil ||
					l.Of == "field" && slices.Contains(fields[p.Name], l.ID)
				if !known {
					t.Errorf("%s, labels %s: there is no %s %s", p.Name, set.Name, l.Of, l.ID)
				}
				if l.Of == "role" && l.Short == "" {
					t.Errorf("%s, labels %s: role %s has no plural", p.Name, set.Name, l.ID)
				}
			}
			if set.Title == "" || set.Name == engine.Plain {
				t.Errorf("%s: labels '%s' of '%s'", p.Name, set.Name, set.Title)
			}
		}
	}
}

// fieldsShown lists, by protocol, the fields that nodes show in the presets.
func fieldsShown(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, p := range presets.All() {
		w, err := p.Script.World(presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		player := script.NewPlayer(p.Script, w)
		for ev, more := player.Next(); more; ev, more = player.Next() {
			for _, n := range w.System().Nodes() {
				for _, f := range ev.Point.World.Node(n.ID).Fields() {
					if name := p.Script.Head.Protocol; !slices.Contains(out[name], f.ID) {
						out[name] = append(out[name], f.ID)
					}
				}
			}
		}
	}
	return out
}
