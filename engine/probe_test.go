package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synod/engine"
)

// probe is a node that writes down what it hears, on paper that a crash burns
// and on stone that only losing the disk takes, and does what the test says.
type probe struct {
	paper, stone []string
	do           func(in engine.Input, fx *engine.Effects)
}

func (p probe) AppendTo(b []byte) []byte {
	for _, lines := range [][]string{p.paper, p.stone} {
		b = engine.AppendInt(b, int64(len(lines)))
		for _, l := range lines {
			b = engine.AppendString(b, l)
		}
	}
	return b
}

func (p probe) Fields() []engine.Field {
	return []engine.Field{
		{ID: "paper", Text: strings.Join(p.paper, ", ")},
		{ID: "stone", Text: strings.Join(p.stone, ", "), Durable: true},
	}
}

func (p probe) Step(in engine.Input, fx *engine.Effects) engine.Node {
	if in.Kind == engine.Crash {
		p.paper = nil
		if in.Loss == "disk" {
			p.stone = nil
		}
		return p
	}
	line := heard(in)
	p.paper = append(slices.Clip(p.paper), line)
	p.stone = append(slices.Clip(p.stone), line)
	if p.do != nil {
		p.do(in, fx)
	}
	return p
}

func heard(in engine.Input) string {
	now := ""
	if in.Now > 0 {
		now = fmt.Sprintf("@%d ", in.Now)
	}
	switch in.Kind {
	case engine.Deliver:
		return now + string(in.From) + ":" + in.Body.(msg).String()
	case engine.Fire:
		return now + "!" + in.Timer
	case engine.Call:
		return now + in.Op.ID + " " + strings.Join(append([]string{in.Op.Name}, in.Op.Args...), " ")
	}
	return now + "back"
}

// msg is written kind/key/text.
type msg string

func (m msg) part(i int) string { return append(strings.SplitN(string(m), "/", 3), "", "")[i] }
func (m msg) Kind() string      { return m.part(0) }
func (m msg) Key() string       { return m.part(1) }
func (m msg) Text() string      { return m.part(2) }
func (m msg) String() string    { return string(m) }

// on tells probes what to do, by node and what it hears.
type on map[string]func(fx *engine.Effects)

// probes makes a protocol of probes. Each name is a node, or node@host; a role may
// stand after a colon.
func probes(does on, names ...string) *engine.Protocol {
	var nodes []engine.NodeSpec
	for _, name := range names {
		name, role, _ := strings.Cut(name, ":")
		id, host, _ := strings.Cut(name, "@")
		do := func(in engine.Input, fx *engine.Effects) {
			if f := does[id+" "+heard(in)]; f != nil {
				f(fx)
			}
		}
		if role == "" {
			role = "plain"
		}
		nodes = append(nodes, engine.NodeSpec{ID: engine.NodeID(id), Host: engine.HostID(host), Role: role, Node: probe{do: do}})
	}
	call := []engine.CallSpec{{Name: "put", Args: []engine.ArgSpec{{Name: "value"}, {Name: "how", Optional: true}}}, {Name: "get"}}
	disk := []engine.Loss{{ID: "disk", Help: "everything"}}
	return &engine.Protocol{
		Name: "probes",
		Roles: []engine.Role{
			{ID: "plain", Calls: call, Losses: disk},
			{ID: "timed", Clock: true},
			{ID: "client", Client: true, Calls: call},
		},
		Limits: []engine.Limit{{Name: "calls", Over: func(on engine.HostView, c engine.Choice, n int) bool {
			return c.Verb == engine.CallOp && len(on.Node(c.From).(probe).stone) >= n
		}}},
		Build: func(engine.Config) (engine.Setup, error) {
			return engine.Setup{Nodes: slices.Clone(nodes), Derive: echo}, nil
		},
	}
}

// echo concludes "twice" from two nodes that know the same.
func echo(before engine.Facts, fresh engine.Fact, conclude func(engine.Fact)) {
	if fresh.Kind != "known" {
		return
	}
	for f := range before.With("known", fresh.Key) {
		if f.Value == fresh.Value && f.Node != fresh.Node {
			conclude(engine.Fact{Kind: "twice", Key: fresh.Key, Value: fresh.Value})
		}
	}
}

func world(t *testing.T, p *engine.Protocol, cfg engine.Config) *engine.World {
	t.Helper()
	w, err := engine.New(p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// play takes the lines one after the other.
func play(t *testing.T, w *engine.World, lines ...string) *engine.World {
	t.Helper()
	for _, line := range lines {
		c, err := engine.ParseChoice(line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		next, _, err := w.Take(c)
		if err != nil {
			t.Fatal(err)
		}
		if got := engine.Recompute(next); got != next.Fingerprint() {
			t.Fatalf("%s: fingerprint %x, from scratch %x", line, next.Fingerprint(), got)
		}
		w = next
	}
	return w
}

// refused takes a line that must be refused and gives the reason.
func refused(t *testing.T, w *engine.World, line string) string {
	t.Helper()
	c, err := engine.ParseChoice(line)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	_, _, err = w.Take(c)
	r, ok := err.(*engine.Refusal)
	if !ok {
		t.Fatalf("%s was not refused: %v", line, err)
	}
	if legal := w.Legal(c); legal == nil || legal.Error() != err.Error() || w.WhyNot(c) != r.Reason {
		t.Errorf("%s: Try says %v, Legal %v, WhyNot %q", line, err, legal, w.WhyNot(c))
	}
	return r.Reason
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func paper(w *engine.World, id engine.NodeID) string { return w.Node(id).Fields()[0].Text }
func stone(w *engine.World, id engine.NodeID) string { return w.Node(id).Fields()[1].Text }

func flight(w *engine.World) string {
	var lines []string
	for _, e := range w.Flight() {
		lines = append(lines, e.Line())
	}
	return strings.Join(lines, ", ")
}

func enabled(w *engine.World, m engine.Menu) string {
	var lines []string
	for _, c := range w.Enabled(&m, nil) {
		lines = append(lines, c.Line())
	}
	return strings.Join(lines, ", ")
}

// send makes a doing that sends the messages, each written receiver kind/key/text.
func send(messages ...string) func(fx *engine.Effects) {
	return func(fx *engine.Effects) {
		for _, m := range messages {
			to, body, _ := strings.Cut(m, " ")
			fx.Send(engine.NodeID(to), msg(body))
		}
	}
}
