package pane

import (
	"fmt"
	"strings"
	"testing"

	"synod/engine"
	"synod/ui/canvas"
)

// prop is a protocol without rules, for pictures: a node says in its fields
// what it was set up with, and sends what it is called to send.
type prop struct{ fields []engine.Field }

func (p prop) AppendTo(b []byte) []byte {
	for _, f := range p.fields {
		b = engine.AppendString(b, f.ID+f.Text)
	}
	return b
}

func (p prop) Fields() []engine.Field { return p.fields }

func (p prop) Step(in engine.Input, fx *engine.Effects) engine.Node {
	switch {
	case in.Kind == engine.Call && in.Op.Name == "send":
		a := in.Op.Args
		fx.Send(engine.NodeID(a[0]), word{a[1], a[2], strings.Join(a[3:], " ")})
		fx.Return(in.Op.ID, engine.OK, "", "")
	case in.Kind == engine.Call:
		fields := append([]engine.Field(nil), p.fields...)
		fields[0].Text = in.Op.Args[0]
		p.fields = fields
		fx.Fact("set", in.Op.Args[0], "it")
		fx.Return(in.Op.ID, engine.OK, "", "")
	}
	return p
}

type word struct{ kind, key, text string }

func (w word) Kind() string { return w.kind }
func (w word) Key() string  { return w.key }
func (w word) Text() string { return w.text }

// cast declares how many nodes of each role there are.
type cast struct {
	layout              engine.Layout
	left, hub, right    int
	leftName, rightName string
	fields              []engine.Field
}

func (k cast) world(t testing.TB) *engine.World {
	t.Helper()
	calls := []engine.CallSpec{
		{Name: "send", Args: []engine.ArgSpec{{Name: "to"}, {Name: "kind"}, {Name: "key"}, {Name: "text", Optional: true}, {Name: "more", Optional: true}}},
		{Name: "set", Args: []engine.ArgSpec{{Name: "value"}}},
	}
	p := &engine.Protocol{
		Name: "props", Layout: k.layout,
		Roles: []engine.Role{
			{ID: "left", Plural: "senders", Column: 0, Hue: true, Calls: calls},
			{ID: "hub", Plural: "keepers", Column: 1, Hub: true, Calls: calls},
			{ID: "right", Plural: "hearers", Column: 2, Client: k.layout == engine.Ring, Calls: calls},
		},
		Kinds: []engine.Kind{{ID: "ask", Short: "1a", Name: "Ask"}, {ID: "tell", Short: "2b", Name: "Tell"}},
		Facts: []engine.FactKind{{ID: "set", Glyph: "★", Milestone: true, Says: "{node} was set to {key}"}},
	}
	p.Build = func(engine.Config) (engine.Setup, error) {
		var s engine.Setup
		for _, g := range []struct {
			role, name string
			n          int
		}{{"left", k.leftName, k.left}, {"hub", "A", k.hub}, {"right", k.rightName, k.right}} {
			for i := range g.n {
				s.Nodes = append(s.Nodes, engine.NodeSpec{ID: engine.NodeID(fmt.Sprint(g.name, i+1)), Role: g.role, Node: prop{k.fields}})
			}
		}
		return s, nil
	}
	w, err := engine.New(p, engine.Config{Menu: engine.Menu{Crashes: engine.Any, Cuts: engine.Any}})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// play takes lines and gives the view of where they lead.
func play(t testing.TB, w *engine.World, lines ...string) *View {
	t.Helper()
	v := &View{World: w}
	for _, l := range lines {
		c, err := engine.ParseChoice(l)
		if err != nil {
			t.Fatal(err)
		}
		s, err := v.World.Explain(c)
		if err != nil {
			t.Fatal(err)
		}
		v.Before, v.Step, v.World = v.World, s, s.World()
	}
	for _, c := range v.World.Enabled(&engine.Menu{}, nil) {
		v.Rows = append(v.Rows, Row{Choice: c})
	}
	v.Selected = -1
	return v
}

// choose selects the row of a choice.
func (v *View) choose(t testing.TB, line string) *View {
	t.Helper()
	for i, r := range v.Rows {
		if r.Choice.Line() == line {
			v.Selected = i
			return v
		}
	}
	t.Fatalf("no choice %q", line)
	return nil
}

func picture(v *View, w, h int) string {
	c := canvas.New(w, h, canvas.Mono(), false)
	Cluster(c, v)
	return c.String()
}

var (
	paxosLike = cast{left: 2, hub: 3, right: 2, leftName: "P", rightName: "L",
		fields: []engine.Field{{ID: "promised", Text: "1.P1", Durable: true}, {ID: "heard", Text: "-"}}}
	ringLike = cast{layout: engine.Ring, left: 6, right: 2, leftName: "dev", rightName: "c",
		fields: []engine.Field{{ID: "foo/bar", Text: "v1 {dev2:1}", Durable: true}, {ID: "acks", Text: "2 of W 2"}}}
)
