package pane_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
	"synod/ui/canvas"
	"synod/ui/pane"
)

// stage is a run with a view of it, as the owner of a screen would keep them.
type stage struct {
	run     *timeline.Timeline
	player  *script.Player
	entries []*script.Entry
	answers map[*script.Entry]int
	word    string
	scroll  int
	space   pane.Space
	chosen  string // the selected row, as it begins
	cache   pane.Cache
}

func newStage(t testing.TB, p *engine.Protocol, cfg engine.Config) *stage {
	w, err := engine.New(p, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return &stage{run: timeline.New(w), answers: map[*script.Entry]int{}}
}

func (s *stage) take(t testing.TB, lines string) {
	for _, l := range strings.Split(strings.TrimSpace(lines), "\n") {
		c, err := engine.ParseChoice(l)
		if err == nil {
			_, err = s.run.Take(c)
		}
		if err != nil {
			t.Fatalf("%s: %v", l, err)
		}
	}
}

func (s *stage) view() *pane.View {
	s.cache.Changed()
	p := s.run.Cursor()
	v := &pane.View{
		Title: "a title", World: p.World, Point: p, Timeline: s.run, Step: p.Explain(), Player: s.player,
		Script: s.entries, Answers: s.answers, Found: s.word, Scroll: s.scroll, Space: s.space, Focus: pane.OnLog, Cache: &s.cache,
	}
	for _, c := range p.World.Enabled(&engine.Menu{}, nil) {
		v.Rows = append(v.Rows, pane.Row{Choice: c})
	}
	if specs := p.World.System().CallSpecs("P2"); len(specs) > 0 {
		v.Rows = append(v.Rows, pane.Row{Choice: engine.Choice{Verb: engine.CallOp, From: "P2", Kind: specs[0].Name}, Prompt: true, Spec: &specs[0]})
	}
	for _, m := range p.World.Waiting() {
		v.Rows = append(v.Rows, pane.Row{Choice: m.Choice(engine.DeliverMsg), Blocked: m.Reason})
	}
	for i, r := range v.Rows {
		if s.chosen != "" && strings.HasPrefix(r.Choice.Line(), s.chosen) {
			v.Selected = i
			v.Rows[i].Scripted = r.Blocked == "" && !r.Prompt
			break
		}
	}
	if len(v.Rows) > 0 && v.Rows[v.Selected].Blocked == "" && !v.Rows[v.Selected].Prompt {
		v.Preview, _ = p.World.Explain(v.Rows[v.Selected].Choice)
	}
	return v
}

var panes = map[string]func(*canvas.Canvas, *pane.View){
	"what": pane.What, "next": pane.Next, "properties": pane.Properties,
	"timeline": pane.Timeline, "space-time": pane.SpaceTime, "log": pane.Log,
}

// draw gives a pane as a person sees it, in a frame that shows its edges.
func draw(s *stage, name string, w, h int, ascii bool) string {
	c := canvas.New(w+2, h, canvas.Mono(), ascii)
	c.VLine(0, 0, h, "│", canvas.Plain)
	c.VLine(w+1, 0, h, "│", canvas.Plain)
	panes[name](c.In(canvas.Rect{X: 1, W: w, H: h}), s.view())
	return c.String()
}

// The transcripts take steps and show panes. The lines of a command are choices,
// narration or questions.
func TestFrames(t *testing.T) {
	datadriven.Walk(t, "testdata/frames", func(t *testing.T, path string) {
		var s *stage
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			if s == nil {
				s = newStage(t, poll(), engine.Config{About: "AGREE"})
			}
			return s.command(t, d)
		})
	})
}

func (s *stage) command(t *testing.T, d *datadriven.TestData) string {
	arg := func(i int) string {
		if i < len(d.CmdArgs) {
			return d.CmdArgs[i].Key
		}
		return ""
	}
	switch d.Cmd {
	case "new":
		var off []string
		if arg(0) != "" {
			off = []string{arg(0)}
		}
		*s = *newStage(t, poll(), engine.Config{About: "AGREE", Off: off})
	case "take":
		s.take(t, d.Input)
	case "repeat":
		n, _ := strconv.Atoi(arg(0))
		for range n {
			s.take(t, d.Input)
		}
	case "fan":
		n, _ := strconv.Atoi(arg(0))
		for from := s.run.Cursor(); n > 0; n-- {
			s.run.Jump(from)
			s.take(t, "call P2 ask v"+strconv.Itoa(n))
		}
	case "go":
		s.run.Jump(s.run.Find(arg(0)))
	case "mark":
		if err := s.run.Mark(arg(0)); err != nil {
			t.Fatal(err)
		}
	case "select":
		s.chosen = d.Input
	case "find":
		s.word = d.Input
	case "scroll":
		s.scroll, _ = strconv.Atoi(arg(0))
	case "space":
		s.space = pane.Space{Causes: d.HasArg("causes"), Clocks: d.HasArg("clocks"), Right: d.HasArg("right")}
		if d.HasArg("far") {
			d.ScanArgs(t, "far", &s.space.Zoom)
		}
	case "script":
		s.play(t, d.Input)
	case "answer":
		n, _ := strconv.Atoi(arg(0))
		for _, e := range s.entries {
			s.answers[e] = n
		}
	default:
		w, _ := strconv.Atoi(arg(0))
		h, _ := strconv.Atoi(arg(1))
		return draw(s, d.Cmd, w, h, arg(2) == "ascii")
	}
	return "ok"
}

// play follows a script: all that stands before its last move is taken, and
// what it says there belongs to the point.
func (s *stage) play(t *testing.T, text string) {
	sc, err := script.Parse("test", []byte("synod: 1\ntitle: a title\nsummary: what it is about\nprotocol: poll\nabout: AGREE\n---\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	w, err := sc.World(engine.Registry{poll()})
	if err != nil {
		t.Fatal(err)
	}
	*s = stage{player: script.NewPlayer(sc, w), answers: map[*script.Entry]int{}}
	s.run = s.player.Timeline()
	for e := s.player.Upcoming(); e != nil && e.Kind != script.Note; e = s.player.Upcoming() {
		ev, _ := s.player.Next()
		if ev.Err != nil {
			t.Fatal(ev.Err)
		}
		if ev.Entry.Kind == script.Choose {
			s.entries = nil
			continue
		}
		s.entries = append(s.entries, ev.Entry)
	}
}

// Whatever the size, a pane draws without falling over.
func TestAnySize(t *testing.T) {
	s := newStage(t, poll(), engine.Config{})
	s.take(t, "call P1 ask pear\ndeliver P1>A1\ndeliver P1>A2\ncrash A3\ncut P2 A1\ncall P2 ask fig\ndrop P2>A2\nfire P1 again")
	for name := range panes {
		for w := range 40 {
			for h := range 12 {
				for step := range 3 {
					s.run.Seek(step * 4)
					draw(s, name, w, h, false)
				}
			}
		}
	}
}

// A click on a row, a step or a branch means it.
func TestClicks(t *testing.T) {
	s := newStage(t, poll(), engine.Config{})
	s.take(t, "call P1 ask pear\ndeliver P1>A1\ndeliver P1>A2")
	v := s.view()
	c := canvas.New(80, 10, canvas.Mono(), false)
	pane.Next(c, v)
	if got := c.At(4, 1); got != pane.RowTarget(1) {
		t.Errorf("a click on the second row means %v", got)
	}
	c.Clear()
	pane.Timeline(c, v)
	line := s.run.Line()
	if got := c.At(3+2*2, 0); got != (pane.PointTarget{Point: line[2]}) {
		t.Errorf("a click on the second step means %v", got)
	}
	c.Clear()
	pane.SpaceTime(c, v)
	if got := c.At(1, 3); got != (pane.PointTarget{Point: line[2]}) {
		t.Errorf("a click on the number of the second step means %v", got)
	}
}
