package script_test

import (
	"fmt"
	"strings"
	"testing"

	"synod/engine/script"
)

// An exercise: two votes for pear, with one crash at the most, after a vote for
// nothing that is in flight.
const votes = `synod: 1
protocol: election
menu:
  crashes: 1
  calls:
    - C1 ask pear
begins: begin
goal: chosen() == "pear" && crashed("V1")
par: 4
---
call C1 ask pear
mark begin
`

func parsed(t *testing.T, name, src string) *script.Script {
	t.Helper()
	s, err := script.Parse(name, []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A run is judged by the goal, counted from where the exercise begins; the
// shortest way of all its branches counts, and steps that the menu does not have
// count for nothing.
func TestARunIsGraded(t *testing.T) {
	body := strings.SplitAfter(votes, "---\n")
	for _, c := range []struct{ head, run, want string }{
		{body[0], "call C1 ask pear", "{false 0 4 }"},
		{body[0], "call C1 ask pear\ndeliver C1>V1\ndeliver C1>V2\ncrash V1", "{true 3 4 }"},
		{body[0], "call C1 ask pear\ndeliver C1>V2\ndeliver V2>C1\ndeliver C1>V3\ncrash V1\nback 4\ndeliver C1>V1\ndeliver C1>V2\ncrash V1", "{true 3 4 }"},
		{body[0], "call C1 ask pear\ndeliver C1>V1\ndeliver C1>V2\ncrash V1\nback 3\ndeliver C1>V2\ndeliver V2>C1\ndeliver C1>V3\ncrash V1", "{true 3 4 }"},
		{body[0], "call C1 ask pear\ndeliver C1>V1\ncrash V1 lose=all\ndeliver C1>V2", "{false 3 4 crash V1 lose=all}"},
		{body[0], "call C1 ask pear\ndeliver C1>V1\ncrash V2\nrestart V2\ncrash V1\ndeliver C1>V2", "{false 5 4 crash V1}"},
		{body[0], "call C1 ask pear\ndeliver C1>V1\ndeliver C1>V2\ncrash V1 lose=all", "{false 3 4 crash V1 lose=all}"},
		{body[0], "call C1 ask pear\ndeliver C1>V1\ndeliver C1>V1", "run.synod:11: step 3: cannot deliver C1>V1: no message from C1 to V1 is in flight"},
		{body[0], "call C1 ask plum\ndeliver C1>V1", "run.synod: the run does not come to where the exercise begins: behind step 0 the exercise takes 'call C1 ask pear'"},
		{strings.Replace(body[0], "menu:", "off: [once]\nmenu:", 1), "call C1 ask pear\nmark begin", "run.synod: the rule once is off and not on; expected a run of the exercise as it is"},
		{strings.Replace(body[0], "menu:", "params:\n  voters: 1\nmenu:", 1), "call C1 ask pear\nmark begin", "run.synod: the parameter voters is '1' and not '3'; expected a run of the exercise as it is"},
		{strings.Replace(body[0], "menu:", "params:\n  voters: 3\nnetwork: set\nmenu:", 1), "call C1 ask pear\nmark begin", "run.synod: the network is set and not bag; expected a run of the exercise as it is"},
		{strings.Replace(body[0], "crashes: 1", "crashes: any", 1), "call C1 ask pear\ncrash V2\nrestart V2\ncrash V1\ndeliver C1>V2", "{false 4 4 crash V1}"},
	} {
		head := strings.Replace(c.head, "begins: begin\n", "", 1)
		head = strings.Replace(head, "par: 4\n", "", 1)
		head = strings.Replace(head, "goal: chosen() == \"pear\" && crashed(\"V1\")\n", "title: Mine\n", 1)
		g, err := script.GradeRun(parsed(t, "votes.synod", votes), parsed(t, "run.synod", head+c.run+"\n"), registry())
		got := fmt.Sprint(g)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s%s:\n got %s\nwant %s", head, c.run, got, c.want)
		}
	}
}

// What the script itself did before it went back to where the exercise begins is
// nobody's solution, on whatever way it is looked at; who takes a step of it has done so.
func TestWhatTheScriptShowedIsNoSolution(t *testing.T) {
	shows := strings.Replace(votes, "mark begin\n", "deliver C1>V1\ndeliver C1>V2\ncrash V1\nback 3\nmark begin\n", 1)
	head, body, _ := strings.Cut(shows, "---\n")
	for run, want := range map[string]string{
		"": "{false 0 4 }", "deliver C1>V2\n": "{false 1 4 }",
		"deliver C1>V1\ndeliver C1>V3\ncrash V1\n": "{true 3 4 }",
	} {
		g, err := script.GradeRun(parsed(t, "shows.synod", shows), parsed(t, "run.synod", head+"---\n"+body+run), registry())
		if got := fmt.Sprint(g); err != nil || got != want {
			t.Errorf("%q: got %s, %v; want %s", run, got, err, want)
		}
	}
	s := parsed(t, "shows.synod", shows+"deliver C1>V1\n")
	w, err := s.World(registry())
	if err != nil {
		t.Fatal(err)
	}
	p := script.NewPlayer(s, w)
	var x *script.Exercise
	for ev, more := p.Next(); more; ev, more = p.Next() {
		if x == nil {
			x, _ = p.Exercise()
		}
		if x != nil && ev.Entry.Kind == script.Choose && x.Shown(ev.Point) {
			t.Error("a step behind the mark is taken for one of the script's before it")
		}
	}
	last := p.At().Children()[0]
	if !x.Shown(last) {
		t.Error("what the script did before is not known")
	}
	if x.Take(last); x.Shown(last) {
		t.Error("a step that was taken is still the script's")
	}
}

// Where an exercise begins is where the script comes to its mark.
func TestWhereAnExerciseBegins(t *testing.T) {
	s := parsed(t, "votes.synod", votes)
	w, err := s.World(registry())
	if err != nil {
		t.Fatal(err)
	}
	p := script.NewPlayer(s, w)
	for _, want := range []bool{false, true} {
		if _, more := p.Next(); !more {
			t.Fatal("the script is over")
		}
		if x, err := p.Exercise(); err != nil || (x != nil) != want {
			t.Errorf("%v, %v; an exercise: %v", x, err, want)
		}
	}
	x, _ := p.Exercise()
	for i, line := range []string{"deliver C1>V1", "deliver C1>V2", "crash V1", "restart V1"} {
		e, _ := script.ParseEntry(line)
		at, err := p.Timeline().Take(e.Choice)
		if err != nil {
			t.Fatal(err)
		}
		s, is, err := x.At(at)
		if err != nil || !is || s.Steps != i+1 || s.Solved() != (i >= 2) {
			t.Errorf("%s: %+v, %v, %v", line, s, is, err)
		}
	}
	if _, is, _ := x.At(p.Timeline().Start()); is {
		t.Error("the start is taken for a part of the exercise")
	}
}
