package script_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synod/engine"
	"synod/engine/script"
	"synod/engine/timeline"
)

// played gives the end of a run.
func played(t testing.TB, lines ...string) *timeline.Point {
	t.Helper()
	p := script.NewPlayer(parse(t, lines...))
	for ev, ok := p.Next(); ok; ev, ok = p.Next() {
		if ev.Err != nil {
			t.Fatal(ev.Err)
		}
	}
	return p.At()
}

func TestExpressions(t *testing.T) {
	at := played(t, "call C1 ask pear", "call C2 ask apple", "deliver C1>V1", "deliver C1>V2", "deliver C2>V3",
		"deliver V1>C1", "deliver V2>C1", "crash V3", "cut C2>V1", "wait 4")
	for source, want := range map[string]any{
		`chosen()`:                                "pear",
		`chosen("C1.1")`:                          "pear",
		`chosen("C2.1")`:                          "",
		`fact("voted", "C2.1")`:                   "apple",
		`fact("chosen", "none")`:                  "",
		`facts("voted")`:                          []string{"pear", "pear", "apple"},
		`facts("voted", "C1.1")`:                  []string{"pear", "pear"},
		`values("voted")`:                         []string{"pear", "apple"},
		`field("V3", "voted")`:                    "apple",
		`armed("C1", "again")`:                    false,
		`armed("C2", "again")`:                    true,
		`up("V3")`:                                false,
		`crashed("V3")`:                           true,
		`cut("C2", "V1")`:                         true,
		`cut("V1", "C2")`:                         false,
		`clock("V1")`:                             4,
		`flight()`:                                4,
		`flight("vote")`:                          1,
		`inflight("C2", "V1")`:                    true,
		`inflight("C2", "V1", "vote")`:            false,
		`inflight("V3", "C2", "vote", "C2.1")`:    true,
		`outcome("C1.1")`:                         "ok",
		`outcome("C2.1")`:                         "pending",
		`outcome("C9.1")`:                         "",
		`result("C1.1")`:                          "pear",
		`steps()`:                                 10,
		`held("ONE")`:                             true,
		`broken("ONE")`:                           false,
		`chosen() in ["pear", "plum"]`:            true,
		`all(facts("voted"), # != "")`:            true,
		`count(facts("voted"), # == "pear") == 2`: true,
		`len(filter(facts("voted"), # startsWith "a")) == 1 ? "yes" : "no"`:                     "yes",
		`any(values("voted"), {count(facts("voted"), # == "pear") > 1})`:                        true,
		`none(map(facts("voted"), # + "s"), # == "pears") or one(facts("chosen"), # == "pear")`: true,
	} {
		x, err := script.Compile(source, at.World.System())
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		got, err := x.EvalAt(at)
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%s: %v %s", source, err, d)
		}
	}
}

func TestExpressionErrors(t *testing.T) {
	_, w := parse(t)
	nest := func(n int) string {
		return strings.Repeat(`any(facts("voted"), `, n) + "true" + strings.Repeat(")", n)
	}
	for source, want := range map[string]string{
		``:                              "1: the expression ends too early",
		`chosen(`:                       "7: the expression ends too early",
		`chosen`:                        "1: chosen is a function; expected chosen([key])",
		`chosen() and learned()`:        "14: unknown name 'learned'; expected 'learnt'?",
		`learnt()`:                      "1: protocol election has no facts of kind 'learnt'; expected one of voted, chosen",
		`up("V4")`:                      "1: there is no host 'V4'; expected 'V1'?",
		`up()`:                          "1: up takes other arguments; expected up(host)",
		`up(3)`:                         "4: cannot use int as argument (type string) to call up",
		`facts("votd")`:                 "1: protocol election has no facts of kind 'votd'; expected 'voted'?",
		`flight("asks")`:                "1: protocol election has no messages of kind 'asks'; expected 'ask'?",
		`held("AGREE")`:                 "1: the head promises no property 'AGREE'; expected one of ONE, SOME",
		`len(1..1000000) > 3`:           "6: a range '..'; expected a list such as facts(\"chosen\")",
		`let x = 1; x`:                  "5: a declaration; expected one expression",
		`now()`:                         "1: unknown name 'now'; expected 'none'?",
		`find([1], # == 1)`:             "1: unknown function 'find'; expected 'field'?",
		`chosen() == 3`:                 "10: invalid operation: == (mismatched types string and int)",
		`"a" matches "("`:               "5: error parsing regexp: missing closing ): `(`",
		nest(4):                         "1: lists within lists within lists; expected at most 2 levels",
		strings.Repeat("1+", 400) + "1": "202: compilation failed: expression exceeds maximum allowed nodes",
		strings.Repeat("(", 1000):       "1000: the expression ends too early",
		strings.Repeat("1", 2000):       "the expression has 2000 bytes; expected at most 1024",
	} {
		_, err := script.Compile(source, w.System())
		if got := fmt.Sprint(err); got != want {
			t.Errorf("%s:\n got %s\nwant %s", source, got, want)
		}
	}
	if _, err := script.Compile(nest(2), w.System()); err != nil {
		t.Error(err)
	}
}

// A world on its own does not know how the properties stand.
func TestPropertiesNeedARun(t *testing.T) {
	at := played(t, "call C1 ask pear")
	x, err := script.Compile(`held("ONE")`, at.World.System())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Eval(at.World); err == nil {
		t.Error("held() of a world alone is no error")
	}
	if ok, err := x.HoldsAt(at); ok || err != nil {
		t.Errorf("nothing was put to the test, but %v, %v", ok, err)
	}
	if _, err := mustCompile(t, `chosen()`, at.World.System()).Holds(at.World); err == nil {
		t.Error("a text is taken for true or false")
	}
}

func mustCompile(t testing.TB, source string, sys *engine.System) *script.Expr {
	t.Helper()
	x, err := script.Compile(source, sys)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Whatever an expression asks for, it ends.
func TestExpressionsEnd(t *testing.T) {
	var lines []string
	for i := range 1500 {
		lines = append(lines, fmt.Sprintf("call C1 ask v%d", i), "deliver C1>V1 ask C1."+fmt.Sprint(i+1), "deliver C1>V2 ask C1."+fmt.Sprint(i+1), "deliver V1>C1", "deliver V2>C1")
	}
	s, w := begun(t, "synod: 1\nprotocol: election\noff: [once]\n---\n"+strings.Join(lines, "\n"))
	p := script.NewPlayer(s, w)
	for ev, ok := p.Next(); ok; ev, ok = p.Next() {
		if ev.Err != nil {
			t.Fatal(ev.Err)
		}
	}
	x := mustCompile(t, `all(facts("voted"), all(facts("voted"), # != ""))`, w.System())
	if _, err := x.HoldsAt(p.At()); err == nil || !strings.Contains(err.Error(), "looks at too much") {
		t.Errorf("%v", err)
	}
}
