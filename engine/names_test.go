package engine_test

import (
	"strings"
	"testing"

	"synod/engine"
)

// Names are for people: what is said has them, a choice keeps the ids, and what a
// person writes with names is the same choice.
func TestNamesAreForPeople(t *testing.T) {
	plain := play(t, world(t, named(), engine.Config{}), "call a put x")
	w := play(t, world(t, named(), engine.Config{Names: []engine.Name{{"a", "db-eu-2"}, {"b", "a1"}}}), "call a put x")
	if plain.Fingerprint() != w.Fingerprint() {
		t.Error("another name, another world")
	}
	p := w.System().Protocol()
	expect(t, "said", p.Named("a sends to b; 1.a stays, so does band. b"), "db-eu-2 sends to a1; 1.a stays, so does band. a1")
	expect(t, "written", p.Unnamed("deliver db-eu-2>a1 m"), "deliver a>b m")
	expect(t, "names", string(p.NodeName("a")+" "+p.NodeName("b")+" "+p.NodeName("c")), "db-eu-2 a1 c")
	relabelled, err := engine.Relabel("old", w)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "with labels", relabelled[0].System().Protocol().NodeName("a"), "db-eu-2")
}

func TestNamesThatAreWrong(t *testing.T) {
	for _, test := range []struct{ id, name, want string }{
		{"z", "db", "there is no node 'z' to be called db"},
		{"a", "1db", "'1db' cannot be what a is called"},
		{"a", "b", "'b' is the name of another already"},
		{"a", "x\x1b", "cannot be what a is called"},
	} {
		_, err := engine.New(named(), engine.Config{Names: []engine.Name{{test.id, test.name}}})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: %v", test, err)
		}
	}
	if _, err := engine.New(named(), engine.Config{Names: []engine.Name{{"a", "db"}, {"db", "db-2"}}}); err == nil || !strings.Contains(err.Error(), "there is no node 'db'") {
		t.Error(err)
	}
	two := []engine.Name{{"a", "db"}, {"b", "db"}}
	if _, err := engine.New(named(), engine.Config{Names: two}); err == nil || !strings.Contains(err.Error(), "the name of another already") {
		t.Error(err)
	}
}
