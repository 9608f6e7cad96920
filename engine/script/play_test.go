package script_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"pgregory.net/rapid"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
)

// TestPlay plays the files in testdata/play: each line of output is an entry
// and what came of it.
func TestPlay(t *testing.T) {
	datadriven.RunTest(t, "testdata/play", func(t *testing.T, d *datadriven.TestData) string {
		s, err := script.Parse("x.synod", file(strings.Split(d.Input, "\n")...))
		if d.HasArg("encoding") {
			d.ScanArgs(t, "encoding", &s.Head.Encoding)
		}
		if err == nil {
			s.GoOn = d.HasArg("go-on")
		}
		if err == nil {
			var w *engine.World
			if w, err = s.World(registry()); err == nil {
				return transcript(script.NewPlayer(s, w))
			}
		}
		return err.Error() + "\n"
	})
}

func transcript(p *script.Player) string {
	var b strings.Builder
	for {
		ev, ok := p.Next()
		if !ok {
			fmt.Fprintf(&b, "end at %s", p.At().ID())
			for _, branch := range p.Timeline().Branches() {
				fmt.Fprintf(&b, " %s:%d", branch.Name, len(branch.Points))
			}
			return b.String() + "\n"
		}
		switch {
		case ev.Err != nil:
			fmt.Fprintf(&b, "%v\n", ev.Err)
		case ev.Entry.Kind == script.Choose:
			fmt.Fprintf(&b, "%s %s\n", ev.Point.ID(), ev.Point.Choice.Line())
		case ev.Entry.Kind == script.Unlock:
			m := p.Menu()
			fmt.Fprintf(&b, "%s %s: crashes %d drops %d\n", ev.Point.ID(), ev.Entry, m.Crashes, m.Drops)
		case ev.Entry.Kind != script.Blank:
			fmt.Fprintf(&b, "%s %s\n", ev.Point.ID(), ev.Entry)
		}
		if ev.Notice != "" {
			fmt.Fprintf(&b, "notice: %s\n", ev.Notice)
		}
	}
}

func parse(t testing.TB, lines ...string) (*script.Script, *engine.World) {
	t.Helper()
	return begun(t, string(file(lines...)))
}

// begun is a script and the world that it begins in.
func begun(t interface {
	Helper()
	Fatal(...any)
}, text string) (*script.Script, *engine.World) {
	t.Helper()
	s, err := script.Parse("x.synod", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	w, err := s.World(registry())
	if err != nil {
		t.Fatal(err)
	}
	return s, w
}

// One may leave the script, open branches of one's own, and come back: what
// the script calls b2 stays what it was.
func TestDetourDoesNotMoveTheScript(t *testing.T) {
	s, w := parse(t, "call C1 ask pear", "deliver C1>V1", "back 1", "deliver C1>V2", "back a2", "deliver C1>V3", "back b2", "mark here")
	p := script.NewPlayer(s, w)
	p.Next()
	tl := p.Timeline()
	for _, own := range []string{"crash V1", "crash V2"} {
		tl.Jump(tl.Start())
		c, _ := engine.ParseChoice(own)
		if _, err := tl.Take(c); err != nil {
			t.Fatal(err)
		}
		tl.Mark("here")
	}
	if p.Left() != 1 || !p.Turns() || p.UpcomingChoice().String() != "deliver C1>V1" {
		t.Errorf("left %d, next %v", p.Left(), p.UpcomingChoice())
	}
	var legs []int
	for ev, ok := p.Next(); ok; ev, ok = p.Next() {
		if ev.Err != nil {
			t.Fatal(ev.Err)
		}
		if ev.Entry.Kind == script.Back {
			legs = append(legs, p.Left())
		}
	}
	if !slices.Equal(legs, []int{1, 1, 0}) || p.Turns() {
		t.Errorf("behind the ways back the script goes on for %v choices", legs)
	}
	if got := p.At().Choice.Line(); got != "deliver C1>V2 ask C1.1 (pear)" || p.At().Name != "here" {
		t.Errorf("the script ends at %s, marked %s", got, p.At().Name)
	}
}

// A bound of the head counts on where any number is unlocked.
func TestABoundCountsOn(t *testing.T) {
	s, w := begun(t, "synod: 1\nprotocol: election\nmenu: {drops: 1}\n---\nunlock drop any\n")
	p := script.NewPlayer(s, w)
	p.Next()
	if counts, offers := w.System().Config().Menu.Drops, p.Menu().Drops; counts != 1 || offers != engine.Any {
		t.Errorf("drops are counted up to %d, and %d are offered", counts, offers)
	}
}

// What is unlocked is counted, even where the head offers nothing.
func TestUnlockCounts(t *testing.T) {
	s, w := parse(t, "call C1 ask pear", "unlock drop 1", "drop C1>V1")
	p := script.NewPlayer(s, w)
	drops := func() int {
		m := p.Menu()
		n := 0
		for _, c := range p.At().World.Enabled(&m, nil) {
			if c.Verb == engine.DropMsg {
				n++
			}
		}
		return n
	}
	for _, want := range []int{0, 3, 0} {
		if ev, _ := p.Next(); ev.Err != nil {
			t.Fatal(ev.Err)
		}
		if got := drops(); got != want {
			t.Errorf("after %v: %d drops are offered, not %d", p.At().Choice, got, want)
		}
	}
}

// lines counts the writes: one a line, so that what a killed program has written is whole but for the last line.
type lines struct {
	text   []byte
	writes int
}

func (l *lines) Write(b []byte) (int, error) {
	l.text, l.writes = append(l.text, b...), l.writes+1
	return len(b), nil
}

func (l *lines) String() string { return string(l.text) }

func TestRecordingLines(t *testing.T) {
	_, w := parse(t)
	tl := timeline.New(w)
	var out lines
	r, err := script.NewRecorder(&out, script.Head{Title: "Mine"}, tl.Cursor())
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"call C1 ask pear", "deliver C1>V1", "crash V2", "to a2", "deliver C1>V3", "to a3", "to b3", "to a0"} {
		if id, ok := strings.CutPrefix(line, "to "); ok {
			tl.Jump(tl.Find(id))
		} else if c, _ := engine.ParseChoice(line); true {
			if _, err := tl.Take(c); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Move(tl.Cursor()); err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(out.String()[strings.Index(out.String(), "---"):], "\n"); out.writes != n {
		t.Errorf("%d writes for a head and %d lines", out.writes, n-1)
	}
	want := `synod: 1
title: Mine
protocol: election
encoding: 1
---
call C1 ask pear  #
deliver C1>V1 ask C1.1 (pear)  #
crash V2  #
back 1
deliver C1>V3 ask C1.1 (pear)  #
back a3
back b3
back 3
`
	if got := withoutPrints(out.String()); got != want {
		t.Errorf("got\n%s", got)
	}
}

// Only what can be read again is added to a recording.
func TestAdding(t *testing.T) {
	_, w := parse(t)
	var out lines
	r, err := script.NewRecorder(&out, script.Head{}, timeline.New(w).Cursor())
	if err != nil {
		t.Fatal(err)
	}
	empty := out.String()
	for _, bad := range []script.Entry{
		{Kind: script.Mark, Text: "a7"}, {Kind: script.Narrate}, {Kind: script.Narrate, Text: "a\x1b[2J"}, {Kind: script.Comment, Text: "a\n> b"},
		{Kind: script.Chapter, Text: "a\nb"}, {Kind: script.Choose}, {Kind: script.Back, N: 1}, {Kind: script.Expect},
	} {
		if err := r.Add(bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
	if r.Add(script.Entry{Kind: script.Unlock, Text: "drop", N: 1}); out.String() != empty {
		t.Errorf("written: %s", out.String())
	}
	question := script.Entry{Kind: script.Ask, Text: "Who?", Answers: []script.Answer{{Text: "C1", Right: true}, {Text: "C2"}}, Because: "So."}
	for _, good := range []script.Entry{question, {Kind: script.Narrate, Text: "One.\nTwo."}, {Kind: script.Narrate, Text: "Three."}, {Kind: script.Expect, Text: "steps() == 0"}} {
		if err := r.Add(good); err != nil {
			t.Error(err)
		}
	}
	want := "? Who?\n+ C1\n- C2\n= So.\n> One.\n>\n> Two.\n\n> Three.\nexpect steps() == 0\n"
	if got := strings.TrimPrefix(out.String(), empty); got != want {
		t.Errorf("got\n%s", got)
	}
}

func withoutPrints(s string) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if i := strings.LastIndex(l, "  #"); i > 0 {
			l = l[:i+3]
		}
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}

// A recording of any walk, begun anywhere in it, gives the same tree again:
// the same branches, choices, worlds and marks, and the same place.
func TestRecordingGivesTheSameTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := begun(t, "synod: 1\nprotocol: election\nmenu: {crashes: 2, drops: any, cuts: 1, calls: [C1 ask pear, C2 ask apple]}\n---\n")
		tl := timeline.New(w)
		walk(t, tl, rapid.IntRange(0, 15).Draw(t, "before"), func(script.Entry) {})
		var out lines
		r, err := script.NewRecorder(&out, s.Head, tl.Cursor())
		if err != nil {
			t.Fatal(err)
		}
		skips := rapid.Bool().Draw(t, "skips")
		walk(t, tl, rapid.IntRange(0, 25).Draw(t, "after"), func(e script.Entry) {
			if !skips || rapid.Bool().Draw(t, "moves") || e.Kind == script.Mark {
				if err := r.Move(tl.Cursor()); err != nil {
					t.Fatal(err)
				}
			}
			if e.Kind == script.Mark {
				r.Add(e)
			}
		})
		r.Move(tl.Cursor())
		for _, b := range tl.Branches() {
			r.Move(b.Tip()) // what was skipped
		}
		r.Move(tl.Cursor())
		replayed := replay(t, out.String())
		if got, want := shape(replayed, skips), shape(tl, skips); got != want {
			t.Fatalf("got\n%s\nwant\n%s\nfrom\n%s", got, want, out.String())
		}
	})
}

// walk takes choices, goes back, jumps and marks at random.
func walk(t *rapid.T, tl *timeline.Timeline, n int, moved func(script.Entry)) {
	for i := range n {
		menu := tl.Cursor().World.System().Config().Menu
		choices := tl.Cursor().World.Enabled(&menu, nil)
		switch kind := rapid.IntRange(0, 9).Draw(t, "kind"); {
		case kind < 7 && len(choices) > 0:
			if _, err := tl.Take(rapid.SampledFrom(choices).Draw(t, "choice")); err != nil {
				t.Fatal(err)
			}
			moved(script.Entry{Kind: script.Choose})
		case kind == 7:
			name := fmt.Sprintf("m%c", 'a'+i%5)
			if err := tl.Mark(name); err != nil {
				t.Fatal(err)
			}
			moved(script.Entry{Kind: script.Mark, Text: name})
		default:
			b := rapid.SampledFrom(tl.Branches()).Draw(t, "branch")
			tl.Jump(rapid.SampledFrom(b.Points).Draw(t, "point"))
			moved(script.Entry{Kind: script.Back})
		}
	}
}

func replay(t interface{ Fatalf(string, ...any) }, text string) *timeline.Timeline {
	s, err := script.Parse("recording", []byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	w, err := s.World(registry())
	if err != nil {
		t.Fatalf("%v", err)
	}
	p := script.NewPlayer(s, w)
	for ev, ok := p.Next(); ok; ev, ok = p.Next() {
		if ev.Err != nil {
			t.Fatalf("%v in\n%s", ev.Err, text)
		}
	}
	return p.Timeline()
}

// shape writes a tree out. Loosely, it leaves out in which order branches were opened.
func shape(tl *timeline.Timeline, loosely bool) string {
	var b strings.Builder
	var down func(p *timeline.Point, depth int)
	down = func(p *timeline.Point, depth int) {
		fmt.Fprintf(&b, "%*s%s #%x", depth, "", p.Choice.Line(), p.World.Fingerprint())
		if !loosely {
			b.WriteString(" " + p.ID())
		}
		if p.Name != "" {
			b.WriteString(" mark " + p.Name)
		}
		if p == tl.Cursor() {
			b.WriteString(" here")
		}
		b.WriteString("\n")
		next := slices.Clone(p.Children())
		if loosely {
			slices.SortFunc(next, func(a, b *timeline.Point) int { return strings.Compare(a.Choice.Line(), b.Choice.Line()) })
		}
		for _, q := range next {
			down(q, depth+1)
		}
	}
	down(tl.Start(), 0)
	return b.String()
}

func TestSalvage(t *testing.T) {
	whole := string(file("call C1 ask pear  #0123456789abcdef", "crash V1  #0123456789abcdef"))
	for cut := range len(whole) - len(string(file())) {
		src := script.Salvage([]byte(whole[:len(whole)-cut]))
		if _, err := script.Parse("x", src); err != nil {
			t.Fatalf("%q: %v", whole[:len(whole)-cut], err)
		}
	}
	if got := string(script.Salvage([]byte(strings.TrimSuffix(whole, "\n") + "\x00\x00"))); got != whole {
		t.Errorf("a whole last line is lost: %q", got)
	}
}
