package engine_test

import (
	"fmt"
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
word the scribe: the monk
word scribe: monk
differs: Monks sleep | Rule of St Benedict, 8
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
		"kind m: M":            "line 1: 'kind m: M'; expected",
		"[a] b\nmessage m: M":  "line 2: 'message m: M'; expected",
		"[a] b\nkind : M":      "line 2: ",
		"[a] b\nkind m":        "line 2: ",
		"[a] b\nword m":        "line 2: ",
		"[a] b\ndiffers: much": "line 2: ",
		"[a] b\ndiffers: | s":  "line 2: ",
	} {
		if _, err := engine.ParseLabels(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A system's own words stand in all that is said, and its differences with it.
func TestASystemHasItsOwnWords(t *testing.T) {
	words := engine.MustLabels(someLabels)[0].Words
	for text, want := range map[string]string{
		"The scribe of a scribe writes.":         "The monk of a monk writes.",
		"Scribe, scribes and describe":           "Monk, scribes and describe",
		"the rule ask-scribe; {scribe} (scribe)": "the rule ask-scribe; {scribe} (monk)",
		"écriture scribeé scribe":                "écriture scribeé monk",
	} {
		expect(t, text, engine.Reword(text, words), want)
	}
	p := named()
	p.Rules = []engine.Rule{{ID: "r", Switch: true, Did: "{node} is a scribe", Off: "No scribe is.", Why: "Scribes are."}}
	p.Facts = []engine.FactKind{{ID: "f", Says: "scribe {node}"}}
	build := p.Build
	p.Build = func(cfg engine.Config) (engine.Setup, error) {
		setup, err := build(cfg)
		setup.Properties = []engine.Property{{ID: "ONE", Name: "one scribe", Statement: "There is one scribe.", OnWorld: func(*engine.World) engine.Verdict { return engine.Breaks("a scribe too many") }}}
		setup.Needs = []engine.Need{{ID: "n", Statement: "a scribe", Missing: func(*engine.World) []string { return []string{"no scribe"} }}}
		setup.Notes = []string{"scribe"}
		setup.Panels = []engine.Panel{{Title: "scribes, scribe by scribe", Draw: func(*engine.World, engine.NodeID) engine.Doc {
			return engine.Doc{
				engine.Text{{Text: "One scribe, called "}, {Text: "scribe", Node: "n"}}, engine.Table{Head: []string{"scribe"}, Rows: [][]engine.Span{engine.Cells("scribe")}},
				engine.Grid{Columns: []string{"scribe"}}, engine.Plot{Title: "scribe"},
			}
		}}}
		return setup, err
	}
	w := world(t, p, engine.Config{Labels: "old"})
	said := func(w *engine.World) string {
		sys := w.System()
		q, r, n := sys.Properties()[0], sys.Protocol().Rule("r"), sys.Needs()[0]
		return strings.Join([]string{r.Did, r.Off, sys.Protocol().Fact("f").Says, q.Name, q.Statement, n.Statement, n.Missing(w)[0], sys.Notes()[0]}, " · ")
	}
	expect(t, "old", said(w), "{node} is a monk · No monk is. · monk {node} · one monk · There is one monk. · a monk · no monk · monk")
	plain, err := engine.Relabel(engine.Plain, w)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "plain", said(plain[0]), strings.ReplaceAll(said(w), "monk", "scribe"))
	for at, want := range map[*engine.World]string{
		w:        "scribes, monk by monk [[{One monk, called   false false} {scribe n false false}] {[monk] [[{scribe  false false}]]} {[monk] []} {scribe []  }]",
		plain[0]: "scribes, scribe by scribe [[{One scribe, called   false false} {scribe n false false}] {[scribe] [[{scribe  false false}]]} {[scribe] []} {scribe []  }]",
	} {
		p := at.System().Panels()[0]
		expect(t, "panel", fmt.Sprint(p.Title, " ", p.Draw(at, "")), want)
	}
	c, _ := engine.ParseChoice("call a put x")
	next, step, err := w.Take(c)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "reason", step.Judge(nil, next)[0].Broken, "a monk too many")
	expect(t, "differs", w.System().Protocol().LabelSet("old").Differs[0].Source, "Rule of St Benedict, 8")
}
