package show_test

import (
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/ui/show"
)

// The toy has two nodes on one host and one on its own. A node remembers the
// last word it was given, on disk and in memory, and sends it to the next.
func toy() *engine.Protocol {
	return &engine.Protocol{
		Name: "toy",
		Roles: []engine.Role{{
			ID: "node", Plural: "nodes", Clock: true,
			Losses: []engine.Loss{{ID: "disk", Help: "all that it ever wrote."}},
			Calls:  []engine.CallSpec{{Name: "put", Args: []engine.ArgSpec{{Name: "value"}}}},
			Timers: []engine.TimerSpec{{Name: "later", Help: "think again."}},
		}},
		Kinds: []engine.Kind{{ID: "tell", Short: "t", Plain: true}, {ID: "ask"}},
		Facts: []engine.FactKind{{ID: "told", Glyph: "★", Milestone: true, Says: "told: {value} to {node}"}},
		Build: func(engine.Config) (engine.Setup, error) {
			return engine.Setup{Nodes: []engine.NodeSpec{
				{ID: "a", Role: "node", Host: "S1", Node: cell{}, Arm: []string{"later"}},
				{ID: "b", Role: "node", Host: "S1", Node: cell{}},
				{ID: "c", Role: "node", Node: cell{}},
			}}, nil
		},
	}
}

type cell struct{ disk, mem string }

func (n cell) AppendTo(b []byte) []byte {
	return engine.AppendString(engine.AppendString(b, n.disk), n.mem)
}

func (n cell) Fields() []engine.Field {
	return []engine.Field{{ID: "kept", Text: n.disk, Durable: true}, {ID: "mind", Text: n.mem}}
}

func (n cell) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch in.Kind {
	case engine.Call:
		n.disk, n.mem = in.Op.Args[0], in.Op.Args[0]
		fx.Send("c", tell(n.disk))
		fx.ArmAt("later", in.Now+2)
	case engine.Deliver:
		n.mem = in.Body.Text()
		fx.Fact("told", "", n.mem)
	case engine.Fire:
		fx.Send("c", tell("again"))
	case engine.Crash:
		n.mem = ""
	}
	return n
}

type tell string

func (t tell) Kind() string { return "tell" }
func (t tell) Key() string  { return "k" }
func (t tell) Text() string { return string(t) }

// play takes choices, one a line, and gives the last step and where it led.
func play(t *testing.T, p *engine.Protocol, lines string) (*engine.Step, *engine.World) {
	t.Helper()
	w, err := engine.New(p, engine.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var last *engine.Step
	for line := range strings.SplitSeq(lines, "\n") {
		c, err := engine.ParseChoice(line)
		if err != nil {
			t.Fatal(err)
		}
		if last, err = w.Explain(c); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		w = last.World()
	}
	return last, w
}

func TestTheSimulatorsOwnSentences(t *testing.T) {
	for _, row := range []struct{ run, did, why string }{
		{"call a put pear", "A client asks a to put pear.", ""},
		{"call a put pear\ndeliver a>c", "c receives t k pear from a.", ""},
		{"call a put pear\ndup a>c\ndeliver a>c\ndeliver a>c", "c receives t k pear from a, and nothing changes.", ""},
		{"call a put pear\ndrop a>c", "The network loses t k pear on its way from a to c.", "It will not arrive."},
		{"call a put pear\ndup a>c", "The network makes a copy of t k pear from a to c.", "Both are in flight"},
		{"fire a later", "The timer 'later' of a fires: think again.", ""},
		{"crash c", "c crashes.", "It had nothing in memory to lose."},
		{"call c put fig\ncrash c", "c crashes.", "Lost from memory: mind fig."},
		{"call c put fig\ncrash c", "c crashes.", "The answer to put fig will never come."},
		{"crash S1", "S1 crashes, and with it a b.", "Messages to them wait"},
		{"crash c lose=disk", "c crashes.", "It loses more than its memory: disk, all that it ever wrote."},
		{"call c put fig\ncrash c\nrestart c", "c is up again.", "From its disk it has kept fig."},
		{"crash c\nrestart c", "c is up again.", "Its disk holds nothing"},
		{"cut S1 c", "The link between S1 and c is cut.", "Neither hears the other."},
		{"cut S1>c", "The link from S1 to c is cut.", "Nothing gets from S1 to c."},
		{"cut S1 c\nheal S1 c", "The link between S1 and c is healed.", "What waited"},
		{"cut S1>c\nheal S1>c", "The link from S1 to c is healed.", "The other direction is as it was."},
		{"cut S1 c\nheal", "All links are healed.", "What waited"},
		{"partition S1", "The network splits into S1 | c.", "Nothing gets from one group to another."},
		{"call a put pear\nclock S1 +2", "The clock of S1 goes on to 2.", "The timer 'later' of a may fire now."},
		{"wait 1", "All clocks go on by 1 tick.", ""},
	} {
		s, _ := play(t, toy(), row.run)
		said := show.Step(s)
		if said.Did != row.did || !strings.Contains(said.Why, row.why) {
			t.Errorf("%q\ngot  %s | %s\nwant %s | %s", row.run, said.Did, said.Why, row.did, row.why)
		}
		for _, text := range []string{said.Did, said.Why, show.Preview(s)} {
			if strings.ContainsAny(text, "{}") || strings.Contains(text, "  ") {
				t.Errorf("%q says %q, with something left out", row.run, text)
			}
		}
	}
}

func TestAProtocolsOwnRuleLeads(t *testing.T) {
	s, _ := play(t, enginetest.Lock(), "call c1 lock\ndeliver c1>K")
	said := show.Step(s)
	if said.Did != "K hears c1 ask, while the lock is with nobody." || said.Rule != "one-holder" {
		t.Errorf("got %+v", said)
	}
	if got := show.Preview(s); !strings.HasPrefix(got, said.Did) {
		t.Errorf("the preview says %q", got)
	}
}

func TestLabels(t *testing.T) {
	p := toy()
	for _, row := range []struct {
		m    engine.Message
		want string
	}{
		{engine.Message{From: "a", To: "c", Kind: "tell", Key: "k", Text: "pear"}, "a▸c t k pear"},
		{engine.Message{From: "a", To: "c", Kind: "ask", Key: "k", Text: "pear"}, "a▸c ask k (pear)"},
		{engine.Message{From: "a", To: "c", Kind: "other"}, "a▸c other"},
	} {
		if got := show.Message(p, &row.m); got != row.want {
			t.Errorf("got %q, want %q", got, row.want)
		}
		if got := show.Choice(p, row.m.Choice(engine.DropMsg)); got != "drop "+row.want {
			t.Errorf("got %q, want %q", got, "drop "+row.want)
		}
	}
	for line, want := range map[string]string{"cut a>c": "cut a▸c", "cut a c": "cut a c", "deliver a>c ~2": "deliver a▸c ~2"} {
		c, err := engine.ParseChoice(line)
		if err != nil {
			t.Fatal(err)
		}
		if got := show.Choice(p, c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWhatChangedAndBecameKnown(t *testing.T) {
	s, w := play(t, toy(), "call a put pear\ndeliver a>c")
	if got := show.Changes(s); len(got) != 1 || got[0].String() != "c mind □ pear" {
		t.Errorf("changes: %v", got)
	}
	if got := show.Milestones(s); len(got) != 1 || got[0].String() != "★ told: pear to c" {
		t.Errorf("milestones: %v", got)
	}
	if got := show.Node(w, "a"); got != "kept ■ pear  mind □ pear" {
		t.Errorf("node: %s", got)
	}
	if got := show.Cast(w.System()); got != "3 nodes" {
		t.Errorf("cast: %s", got)
	}
}

func TestOutcomes(t *testing.T) {
	for _, row := range []struct{ lines, want string }{
		{"call c1 lock", ""},
		{"call c1 lock\ndeliver c1>K\ndeliver K>c1", "lock by c1 returns locked"},
		{"call c1 lock\ndeliver c1>K\ndeliver K>c1\ncall c2 lock\ncrash c2", "lock by c2 ends unknown: it may take effect, now or later, or never"},
		{"call c1 lock\ncrash c1", "lock by c1 ends unknown: it may take effect, now or later, or never"},
	} {
		s, w := play(t, enginetest.Lock(), row.lines)
		if got := strings.Join(show.Outcomes(s.From, w), "; "); got != row.want {
			t.Errorf("%q: got %q, want %q", row.lines, got, row.want)
		}
	}
}

func TestProperties(t *testing.T) {
	agree := engine.Property{ID: "AGREE", Name: "agreement"}
	reach := engine.Property{ID: "P1a", Name: "P1a", Sometimes: true}
	for _, row := range []struct {
		p    engine.Property
		t    engine.Tally
		want string
	}{
		{agree, engine.Tally{}, "· agreement (AGREE): not exercised"},
		{agree, engine.Tally{Held: 2}, "✓ agreement (AGREE): held twice"},
		{agree, engine.Tally{Held: 2, Broken: "pear and fig", At: 7}, "✗ agreement (AGREE): broken at step 7: pear and fig"},
		{reach, engine.Tally{}, "· P1a: not reached"},
		{reach, engine.Tally{Held: 1}, "✓ P1a: reached"},
	} {
		if got := show.Property(row.p, row.t); got != row.want {
			t.Errorf("got %q, want %q", got, row.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                          "plain",
		"naïve – ★":                      "naïve – ★",
		"a\x1b[31mb\x07\x00":             "a[31mb",
		"one\ntwo\tthree":                "one two three",
		"csi \u009b31m, del \x7f":        "csi 31m, del ",
		"left\u202eright\u2066x\u200f":   "leftrightx",
		"bad \xff\xfe bytes":             "bad  bytes",
		"\ufeffmark\u2028line\U000e0041": "markline",
	} {
		if got := show.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestStateMarks(t *testing.T) {
	got := show.Field(engine.Field{Text: "-", Durable: true}) + show.Field(engine.Field{Text: "x"})
	if got != "■ –□ x" {
		t.Errorf("got %q", got)
	}
}
