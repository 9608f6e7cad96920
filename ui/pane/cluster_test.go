package pane

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synod/engine"
	"synod/ui/canvas"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

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
	case in.Kind == engine.Call && in.Op.Name == "agree":
		fx.Quorum(engine.NodeID(in.Op.Args[0]), engine.NodeID(in.Op.Args[1]))
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
		{Name: "agree", Args: []engine.ArgSpec{{Name: "one"}, {Name: "other"}}},
	}
	leads := func(n engine.Node) bool { return n.Fields()[0].Text == "leads" }
	p := &engine.Protocol{
		Name: "props", Layout: k.layout,
		Roles: []engine.Role{
			{ID: "left", Plural: "senders", Column: 0, Hue: true, Leads: leads, Calls: calls},
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

// paxosRun is the run that screens.md draws, as far as pictures go.
func paxosRun(t testing.TB) *View {
	w := paxosLike.world(t)
	v := play(t, w,
		"call A1 send P1 tell 1.P1 pear", "call A1 send L1 tell 1.P1 pear", "call P2 send A1 ask 2.P2",
		"call P1 send A3 ask 1.P1", "crash A3", "cut P1 A2", "call A2 send P2 tell 2.P2 1.P1 pear", "call A2 set 2.P2")
	v.Node = "A2"
	return v.choose(t, "deliver A2>P2 tell 2.P2 (1.P1 pear)")
}

func TestPictures(t *testing.T) {
	ring := play(t, ringLike.world(t), "call dev5 send dev1 put r1 v2", "call dev5 send c2 put-ok r1", "call c1 send dev3 get r2",
		"call dev5 send dev2 put r1 v2", "partition dev1 dev5 dev6 c2 | dev2 dev3 dev4 c1", "call dev5 set v2")
	ring.Node = "dev5"
	ring.choose(t, "deliver dev5>c2 put-ok r1")
	crowd := paxosLike
	crowd.left, crowd.hub, crowd.right = 9, 9, 9
	pair := paxosLike
	pair.hub = 0
	two := play(t, pair.world(t), "call P1 send L1 ask 1.P1 pear", "call L2 send P2 tell 2.P2").choose(t, "deliver P1>L1 ask 1.P1 (pear)")
	for _, x := range []struct {
		name string
		v    *View
	}{{"columns", paxosRun(t)}, {"ring", ring}, {"crowd", play(t, crowd.world(t), rush(40)...)}, {"facing", two}} {
		for _, size := range [][2]int{{78, 8}, {76, 20}, {118, 38}, {196, 56}} {
			name := fmt.Sprintf("%s-%dx%d", x.name, size[0], size[1])
			t.Run(name, func(t *testing.T) { golden(t, name, picture(x.v, size[0], size[1])) })
		}
	}
}

// rush sends n messages, most of them different.
func rush(n int) []string {
	var lines []string
	for i := range n {
		lines = append(lines, fmt.Sprintf("call P%d send A%d ask %d.P%d pear", i%9+1, i*7%9+1, i/9+1, i%9+1))
	}
	return lines
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "cluster", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is drawn otherwise than it was:\n%s", name, got)
	}
}

func TestNothingIsDrawnOutside(t *testing.T) {
	ring := play(t, ringLike.world(t), "call dev5 send c2 put-ok r1", "crash dev2", "cut dev1 c1")
	for _, v := range []*View{paxosRun(t), ring} {
		for w := 0; w < 90; w += 3 {
			for h := range 30 {
				c := canvas.New(w+2, h+2, canvas.Mono(), false)
				in := c.In(canvas.Rect{X: 1, Y: 1, W: w, H: h})
				Cluster(in, v)
				Node(in, v)
				edge(t, c, w+2, h+2)
			}
		}
	}
}

func edge(t *testing.T, c *canvas.Canvas, w, h int) {
	t.Helper()
	for y := range h {
		for x := range w {
			inside := x > 0 && y > 0 && x < w-1 && y < h-1
			if text, _ := c.Cell(x, y); !inside && text != " " {
				t.Fatalf("at %d×%d something stands at %d,%d", w-2, h-2, x, y)
			}
		}
	}
}

func TestThePictureShows(t *testing.T) {
	for _, size := range [][2]int{{78, 9}, {76, 20}, {118, 38}} {
		got := picture(paxosRun(t), size[0], size[1])
		for _, want := range []string{
			"P2◂", "2b 2.P2", "(1.P1 pear)", // the selected message says all
			"━",                      // and is heavy
			"▼ down",                 // A3 crashed
			"1a 1.P1",                // what waits for it
			"╳",                      // a cut link
			"2.P2",                   // what changed
			"★ A2 was set to 2.P2 *", // what the observer knows
		} {
			if !strings.Contains(got, want) {
				t.Errorf("at %d×%d nothing says %q:\n%s", size[0], size[1], want, got)
			}
		}
	}
}

func TestClicks(t *testing.T) {
	v := paxosRun(t)
	for _, size := range [][2]int{{78, 9}, {118, 38}} {
		c := canvas.New(size[0], size[1], canvas.Mono(), false)
		Cluster(c, v)
		if got := c.At(find(t, c, "promised")); got != NodeTarget("P1") && got != NodeTarget("A1") {
			t.Errorf("a click on a field means %v", got)
		}
		if got, want := c.At(find(t, c, "(1.P1 pear)")), RowTarget(v.Selected); got != want {
			t.Errorf("a click on the selected message means %v, not %v", got, want)
		}
	}
}

// find gives the cell where a text stands on a canvas.
func find(t *testing.T, c *canvas.Canvas, text string) (x, y int) {
	t.Helper()
	for y, line := range strings.Split(c.String(), "\n") {
		if before, _, ok := strings.Cut(line, text); ok {
			return canvas.Width(before), y
		}
	}
	t.Fatalf("nothing says %q", text)
	return 0, 0
}

func TestColoursFollowTheNode(t *testing.T) {
	v := paxosRun(t)
	c := canvas.New(118, 38, canvas.Dark(), false)
	Cluster(c, v)
	for _, x := range []struct {
		text string
		hue  int
	}{{"1.P1 (pear)─", 0}, {"2.P2────", 1}} {
		if _, st := c.Cell(find(t, c, x.text)); st != canvas.Hue(x.hue) {
			t.Errorf("%q has style %d", x.text, st)
		}
	}
}

func TestHostileTextStaysInItsCells(t *testing.T) {
	k := paxosLike
	k.fields = []engine.Field{{ID: "evil", Text: "a\x1b[2Jb\u202e世界" + strings.Repeat("x", 300)}}
	got := picture(play(t, k.world(t)), 100, 30)
	if strings.ContainsAny(got, "\x1b\u202e") {
		t.Error("a control character was drawn")
	}
}

func BenchmarkCluster(b *testing.B) {
	k := paxosLike
	k.left, k.hub, k.right = 3, 5, 3
	var lines []string
	for i := range 40 {
		lines = append(lines, fmt.Sprintf("call P%d send A%d ask %d.P%d pear", i%3+1, i%5+1, i/3+1, i%3+1))
	}
	v := play(b, k.world(b), lines...)
	v.Node, v.Selected = "A2", 20
	c := canvas.New(200, 60, canvas.Dark(), false)
	b.ReportAllocs()
	for b.Loop() {
		c.Clear()
		Cluster(c, v)
	}
}

func TestLeaderAndQuorumAreMarked(t *testing.T) {
	v := play(t, paxosLike.world(t), "call P2 set leads", "call P1 agree A1 A3")
	wide, lines := picture(v, 118, 38), picture(v, 78, 8)
	for _, want := range []string{"╭─ P2 ▲ leader ", "╔═ A1 ◈ quorum ", "╭─ A2 ─", "╔═ A3 ◈ quorum "} {
		if !strings.Contains(wide, want) {
			t.Errorf("%q is not in\n%s", want, wide)
		}
	}
	for _, want := range []string{"P2▲", "A1◈", "A2 ", "A3◈"} {
		if !strings.Contains(lines, want) {
			t.Errorf("%q is not in\n%s", want, lines)
		}
	}
	// what the marks mean has room before what no message in flight is called
	if narrow := picture(v, 50, 20); !strings.Contains(narrow, "■ disk □ memory * new ▲ leader ◈ quorum") {
		t.Errorf("the marks are not explained in\n%s", narrow)
	}
	v = play(t, v.World, "crash P2")
	if got := picture(v, 118, 38); strings.Contains(got, "leader") || strings.Contains(got, "quorum") {
		t.Errorf("what is down leads, or a quorum of the step before is marked:\n%s", got)
	}
}
