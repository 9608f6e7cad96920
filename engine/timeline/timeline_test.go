package timeline_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/timeline"
)

func start(t interface{ Fatal(...any) }) *timeline.Timeline {
	w, err := engine.New(enginetest.Lock(), engine.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return timeline.New(w)
}

func take(t *testing.T, tl *timeline.Timeline, lines ...string) *timeline.Point {
	t.Helper()
	for _, line := range lines {
		c, err := engine.ParseChoice(line)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tl.Take(c); err != nil {
			t.Fatal(err)
		}
	}
	return tl.Cursor()
}

func line(tl *timeline.Timeline) string {
	s := ""
	for _, p := range tl.Line() {
		if p == tl.Cursor() {
			s += "*"
		}
		s += p.ID() + " "
	}
	return s
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestGoingBackAndChoosingOtherwiseOpensABranch(t *testing.T) {
	tl := start(t)
	take(t, tl, "call c1 lock", "deliver c1>K", "deliver K>c1")
	expect(t, "first run", line(tl), "a0 a1 a2 *a3 ")
	tl.Back()
	tl.Back()
	expect(t, "back", line(tl), "a0 *a1 a2 a3 ")
	take(t, tl, "call c2 lock", "deliver c2>K")
	expect(t, "other run", line(tl), "a0 a1 b2 *b3 ")
	tl.Seek(1)
	take(t, tl, "deliver c1>K ask")
	expect(t, "a choice that was taken before", line(tl), "a0 a1 *a2 a3 ")
	tl.Jump(tl.Find("b3"))
	expect(t, "jump to the branch", line(tl), "a0 a1 b2 *b3 ")
	tl.Jump(tl.Find("a1"))
	expect(t, "jump on the line", line(tl), "a0 *a1 b2 b3 ")
	take(t, tl, "crash K")
	expect(t, "a third branch", line(tl), "a0 a1 *c2 ")
	if c := tl.Find("c2"); c.Branch.Fork != tl.Find("a1") || len(tl.Find("a1").Children()) != 3 || tl.Find("b2").Branch.Tip() != tl.Find("b3") {
		t.Error("the tree does not hang together")
	}
}

func TestForwardAndSeekStayOnTheLine(t *testing.T) {
	tl := start(t)
	take(t, tl, "call c1 lock", "deliver c1>K", "deliver K>c1")
	if tl.Forward() || tl.Next() != nil {
		t.Error("there is something after the end")
	}
	tl.Seek(-5)
	expect(t, "before the start", line(tl), "*a0 a1 a2 a3 ")
	if tl.Back() || !tl.Forward() || tl.Next() != tl.Find("a2") {
		t.Error("one step is wrong")
	}
	tl.Seek(99)
	expect(t, "after the end", line(tl), "a0 a1 a2 *a3 ")
}

func TestARefusedChoiceLeavesAllAsItWas(t *testing.T) {
	tl := start(t)
	take(t, tl, "call c1 lock")
	if _, err := tl.Take(engine.Choice{Verb: engine.RestartHost, From: "K"}); err == nil || err.Error() != "cannot restart K: K is up" {
		t.Errorf("got %v", err)
	}
	expect(t, "line", line(tl), "a0 *a1 ")
}

func TestOneThingWrittenTwoWaysIsOnePoint(t *testing.T) {
	tl := start(t)
	take(t, tl, "call c1 lock", "deliver c1>K ask")
	tl.Back()
	take(t, tl, "deliver c1>K")
	tl.Back()
	take(t, tl, "cut c1 K")
	tl.Back()
	take(t, tl, "cut K c1")
	if n := len(tl.Find("a1").Children()); n != 2 {
		t.Errorf("%d points after a1, want 2", n)
	}
}

func TestMarksNamePoints(t *testing.T) {
	tl := start(t)
	take(t, tl, "call c1 lock")
	for _, bad := range []string{"", "a7", "zz12", "7up", "two words", "näh", "waytoolongforthenameofapoint"} {
		if tl.Mark(bad) == nil {
			t.Errorf("'%s' names a point", bad)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	must(tl.Mark("here"))
	must(tl.Mark("asked"))
	if tl.Find("here") != nil || tl.Find("asked") != tl.Cursor() {
		t.Error("a point has two names")
	}
	tl.Back()
	must(tl.Mark("asked"))
	if tl.Find("asked") != tl.Start() || tl.Find("a1").Name != "" {
		t.Error("two points have one name")
	}
	for _, none := range []string{"a2", "b1", "a01", "a+1", "a", "1", "nobody"} {
		if tl.Find(none) != nil {
			t.Errorf("'%s' is a point", none)
		}
	}
}

func TestAPointKnowsItsScoreAndItsStep(t *testing.T) {
	w, _ := engine.New(enginetest.Lock(), engine.Config{Off: []string{"one-holder"}})
	tl := timeline.New(w)
	take(t, tl, "call c1 lock", "call c2 lock", "deliver c1>K", "deliver c2>K", "deliver K>c1")
	got := ""
	for _, p := range tl.Line() {
		got += fmt.Sprintf("%v %d %s| ", p.Score[0].State(), p.Score[0].At, p.Score[0].Broken)
	}
	expect(t, "scores", got, "not exercised 0 | not exercised 0 | not exercised 0 | held 0 | "+
		"broken 4 the lock was granted to c1 and to c2| broken 4 the lock was granted to c1 and to c2| ")
	s := tl.Find("a3").Explain()
	if s == nil || len(s.Whys) != 1 || s.Whys[0].Rule != "one-holder" || tl.Start().Explain() != nil {
		t.Errorf("explained by %+v", s)
	}
	if v, why := s.First(tl.Find("a3").World); v != nil {
		t.Errorf("the first grant breaks %s: %s", v.ID, why.Why)
	}
}

// twin is a timeline as one would write it without a thought: each point is the
// list of choices that lead to it, and the line is another such list.
type twin struct {
	points map[string][]string // by path: the choices taken there, in order
	at     int
	line   []string // the choices of the whole line
}

func path(choices []string) string { return fmt.Sprintf("%q", choices) }

func (d *twin) take(c string) {
	here := path(d.line[:d.at])
	known := false
	for _, o := range d.points[here] {
		known = known || o == c
	}
	if !known {
		d.points[here] = append(d.points[here], c)
	}
	if d.at < len(d.line) && d.line[d.at] == c {
		d.at++
		return
	}
	d.line = append(append([]string{}, d.line[:d.at]...), c)
	d.at++
	d.extend()
}

// extend follows the first choice of each point: the point's own branch.
func (d *twin) extend() {
	for next := d.points[path(d.line)]; len(next) > 0; next = d.points[path(d.line)] {
		d.line = append(d.line, next[0])
	}
}

func (d *twin) jump(to []string) {
	if len(to) > len(d.line) || path(d.line[:len(to)]) != path(to) {
		d.line = append([]string{}, to...)
		d.extend()
	}
	d.at = len(to)
}

func choices(line []*timeline.Point) []string {
	out := []string{}
	for _, p := range line[1:] {
		out = append(out, p.Choice.Line())
	}
	return out
}

func pathTo(p *timeline.Point) []string {
	if p.Parent == nil {
		return []string{}
	}
	return append(pathTo(p.Parent), p.Choice.Line())
}

func TestAgainstADumbTwin(t *testing.T) {
	menu := engine.Menu{Crashes: engine.Any, Drops: engine.Any}
	menu.Calls = []engine.Choice{{Verb: engine.CallOp, From: "c1", Kind: "lock"}, {Verb: engine.CallOp, From: "c2", Kind: "lock"}}
	rapid.Check(t, func(rt *rapid.T) {
		tl, d := start(rt), &twin{points: map[string][]string{}, line: []string{}}
		all := []*timeline.Point{tl.Start()}
		rt.Repeat(map[string]func(*rapid.T){
			"take": func(rt *rapid.T) {
				c := rapid.SampledFrom(tl.Cursor().World.Enabled(&menu, nil)).Draw(rt, "choice")
				p, err := tl.Take(c)
				if err != nil {
					rt.Fatal(err)
				}
				all = append(all, p)
				d.take(c.Line())
			},
			"back":    func(*rapid.T) { tl.Back(); d.at = max(0, d.at-1) },
			"forward": func(*rapid.T) { tl.Forward(); d.at = min(len(d.line), d.at+1) },
			"seek": func(rt *rapid.T) {
				n := rapid.IntRange(-1, len(d.line)+1).Draw(rt, "step")
				tl.Seek(n)
				d.at = max(0, min(n, len(d.line)))
			},
			"jump": func(rt *rapid.T) {
				p := rapid.SampledFrom(all).Draw(rt, "point")
				tl.Jump(p)
				d.jump(pathTo(p))
			},
			"": func(rt *rapid.T) { agree(rt, tl, d) },
		})
	})
}

func agree(rt *rapid.T, tl *timeline.Timeline, d *twin) {
	if got, want := path(choices(tl.Line())), path(d.line); got != want || tl.Cursor().Step != d.at {
		rt.Fatalf("line %s at %d, want %s at %d", got, tl.Cursor().Step, want, d.at)
	}
	if got, want := path(pathTo(tl.Cursor())), path(d.line[:d.at]); got != want {
		rt.Fatalf("cursor at %s, want %s", got, want)
	}
	points := 0
	for _, b := range tl.Branches() {
		points += len(b.Points)
		for _, p := range b.Points {
			if tl.Find(p.ID()) != p || p.Branch != b || p.World.Steps() != p.Step {
				rt.Fatalf("%s is not where it says", p.ID())
			}
			for i, q := range p.Children() {
				if q.Parent != p || q.Choice.Line() != d.points[path(pathTo(p))][i] || (i == 0) != (q.Branch == b) {
					rt.Fatalf("%s does not hang under %s", q.ID(), p.ID())
				}
			}
		}
	}
	want := 1
	for _, next := range d.points {
		want += len(next)
	}
	if points != want {
		rt.Fatalf("%d points, want %d", points, want)
	}
}

func TestBranchNames(t *testing.T) {
	for n, want := range map[int]string{0: "a", 25: "z", 26: "aa", 51: "az", 52: "ba", 701: "zz", 702: "aaa"} {
		expect(t, fmt.Sprint("branch ", n), timeline.BranchName(n), want)
	}
}
