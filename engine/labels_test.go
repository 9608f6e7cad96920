package engine_test

import (
	"strings"
	"testing"

	"synod/engine"
)

const someLabels = `
# a remark
[old] an old paper
role plain: scribe, scribes
kind m: Missive
kind n: Notice, N
field paper: sheet
`

func named() *engine.Protocol {
	p := probes(on{"a a.1 put x": send("b m/k/text")}, "a", "b", "c:client")
	p.Kinds = []engine.Kind{{ID: "m", Name: "M"}, {ID: "n", Name: "N"}}
	p.Labels = engine.MustLabels(someLabels)
	return p
}

func TestLabelsRenameForScreensOnly(t *testing.T) {
	plain := play(t, world(t, named(), engine.Config{}), "call a put x", "deliver a>b m")
	old := play(t, world(t, named(), engine.Config{Labels: "old"}), "call a put x", "deliver a>b m")
	if plain.Fingerprint() != old.Fingerprint() {
		t.Errorf("fingerprints differ: %x, %x", plain.Fingerprint(), old.Fingerprint())
	}
	p := old.System().Protocol()
	got := []string{
		old.System().Role("a").Label(), p.Role("plain").Plural, old.System().Role("c").Label(),
		p.Kind("m").Name, p.Kind("m").Short, p.Kind("n").Short, p.FieldName("paper"), p.FieldName("stone"), old.System().Labels(),
	}
	expect(t, "names", strings.Join(got, " "), "scribe scribes client Missive Missive N sheet stone old")
	expect(t, "its own", plain.System().Protocol().FieldName("paper")+" "+plain.System().Role("a").Label()+" "+plain.System().Labels(), "paper plain plain")
}

func TestRelabelChangesNothingElse(t *testing.T) {
	first := world(t, named(), engine.Config{})
	after := play(t, first, "call a put x")
	both, err := engine.Relabel("old", first, after)
	if err != nil {
		t.Fatal(err)
	}
	if both[0].System() != both[1].System() {
		t.Error("worlds of one system are worlds of two")
	}
	expect(t, "a role", both[1].System().Role("a").Label(), "scribe")
	again := play(t, both[0], "call a put x")
	if again.Fingerprint() != after.Fingerprint() || both[1].Fingerprint() != after.Fingerprint() {
		t.Error("another name, another world")
	}
	back, err := engine.Relabel(engine.Plain, both...)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "back", back[1].System().Role("a").Label()+" "+back[1].System().Labels(), "plain plain")
}

func TestLabelsThatAreWrong(t *testing.T) {
	_, err := engine.New(named(), engine.Config{Labels: "odl"})
	if err == nil || err.Error() != "protocol probes has no labels 'odl'; expected 'old'?" {
		t.Errorf("got %v", err)
	}
	for text, want := range map[string]string{
		"kind m: M":           "line 1: 'kind m: M'; expected",
		"[a] b\nmessage m: M": "line 2: 'message m: M'; expected",
		"[a] b\nkind : M":     "line 2: ",
		"[a] b\nkind m":       "line 2: ",
	} {
		if _, err := engine.ParseLabels(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
