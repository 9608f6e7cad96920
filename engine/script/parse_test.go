package script_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"synod/engine"
	"synod/engine/script"
)

// sameScript compares scripts but for their line numbers.
var sameScript = cmp.Options{
	cmpopts.IgnoreUnexported(script.Script{}, script.Entry{}, engine.Config{}),
	cmpopts.IgnoreFields(script.Entry{}, "Line"),
}

func checkRoundTrip(t *testing.T, s *script.Script) {
	t.Helper()
	text := s.Print()
	again, err := script.Parse(s.File, []byte(text))
	if err != nil {
		t.Fatalf("what was printed is refused: %v\n%s", err, text)
	}
	if d := cmp.Diff(s, again, sameScript); d != "" {
		t.Fatalf("read back, it is another script:\n%s\n%s", d, text)
	}
	if twice := again.Print(); twice != text {
		t.Fatalf("printed again, it reads otherwise:\n%s", cmp.Diff(text, twice))
	}
}

// TestPrint reads testdata/*.in.synod; their canonical form is beside them.
func TestPrint(t *testing.T) {
	inputs, _ := filepath.Glob("testdata/*.in.synod")
	if len(inputs) == 0 {
		t.Fatal("no inputs")
	}
	for _, name := range inputs {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := script.Parse(name, src)
		if err != nil {
			t.Fatal(err)
		}
		checkRoundTrip(t, s)
		want, _ := os.ReadFile(strings.Replace(name, ".in.", ".out.", 1))
		if d := cmp.Diff(string(want), s.Print()); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
}

func TestLineEndsAndByteOrderMark(t *testing.T) {
	src := "\ufeff" + strings.ReplaceAll(string(file("deliver C1>V1", "> text")), "\n", "\r\n")
	s, err := script.Parse("x", []byte(strings.TrimSuffix(src, "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.Print(), string(file("deliver C1>V1", "> text")); got != want {
		t.Errorf("%s", cmp.Diff(want, got))
	}
}

// Each error says where, what was wrong, and what would be right.
func TestErrors(t *testing.T) {
	head := func(lines string) string { return "synod: 1\nprotocol: election\n" + lines + "\n---\n" }
	body := func(line string) string { return "synod: 1\nprotocol: election\n---\n" + line + "\n" }
	for _, c := range []struct{ src, want string }{
		{"", "x.synod:1: the head has no end; expected a line '---' after it"},
		{"synod: 1\n", "x.synod:2: the head has no end; expected a line '---' after it"},
		{"---\n", "x.synod:1: the head is empty; expected synod: 1"},
		{"title: x\n---\n", "x.synod:1:1: the head begins with 'title'; expected synod: 1"},
		{"synod: 2\n---\n", "x.synod:1:8: the file is of version '2' of the language; expected synod: 1"},
		{"synod: 1\n---\n", "x.synod:1: the head has no protocol; expected a line such as protocol: paxos"},
		{head("titel: x"), "x.synod:3:1: unknown key 'titel'; expected 'title'?"},
		{head("title:"), "x.synod:3:8: title has no value; expected one"},
		{head("title: [a]"), "x.synod:3:8: title is no single value; expected one"},
		{head("title: \"a\\e[2Jb\""), "x.synod:3:8: title holds the control character U+001B; expected text"},
		{head("title: &a x"), "x.synod:3:8: title is no single value; expected one"},
		{head("network: bags"), "x.synod:3:10: unknown network 'bags'; expected 'bag'?"},
		{head("guided: yes"), "x.synod:3:9: guided is 'yes'; expected true or false"},
		{head("encoding: x"), "x.synod:3:11: encoding is 'x'; expected a number from 1 to 1000000"},
		{head("params: 3"), "x.synod:3:9: params is no list of pairs; expected lines such as 'key: value'"},
		{head("menu:\n  crash: 1"), "x.synod:4:3: unknown key 'crash' in menu; expected 'crashes'?"},
		{head("menu:\n  drops: many"), "x.synod:4:10: drops is 'many'; expected a number from 0 to 65535, or any"},
		{head("menu:\n  calls:\n    - C1 a(k"), "x.synod:5:10: 'a(k'; expected the name of an operation"},
		{head("menu:\n  limits:\n    asks: -1"), "x.synod:5:11: 'asks' is '-1'; expected a number from 0 to 65535"},
		{head("par: 3"), "x.synod:3:6: par without goal; expected also a line such as goal: chosen() == \"pear\""},
		{head("goal: up(\"V1\")"), "x.synod:3:7: goal without begins; expected also a line such as begins: begin, the mark at which the exercise begins"},
		{head("begins: a7"), "x.synod:3:9: 'a7' names no mark; expected the NAME of a line mark NAME, where the exercise begins"},
		{head("hints: [a, b]"), "x.synod:3:8: 2 hints; expected three: where to look, which rule, the move"},
		{head("par: 0"), "x.synod:3:6: par is '0'; expected a number from 1 to 1000"},
		{head("solution:\n  - deliver C1-V1"), "x.synod:4:13: 'C1-V1'; expected sender>receiver, such as P1>A2"},
		{body("delivr C1>V1"), "x.synod:4:1: unknown word 'delivr'; expected 'deliver'?"},
		{body("  delivr C1>V1"), "x.synod:4:3: unknown word 'delivr'; expected 'deliver'?"},
		{body("  deliver C1-V1"), "x.synod:4:11: 'C1-V1'; expected sender>receiver, such as P1>A2"},
		{body("crash V1 # why"), "x.synod:4:10: '# why'; expected # and a fingerprint of 16 digits 0-9 a-f; a comment stands on a line of its own"},
		{body("crash V1 #12"), "x.synod:4:10: '#12'; expected # and a fingerprint of 16 digits 0-9 a-f; a comment stands on a line of its own"},
		{body("expect"), "x.synod:4:7: the line ends; expected an expression, such as expect chosen() == \"pear\""},
		{body("mark a7"), "x.synod:4:6: 'a7' cannot name a point; expected a letter and then at most 23 letters, digits, _ or -, and not a branch with a number such as a7"},
		{body("back 0"), "x.synod:4:6: '0'; expected a number of steps from 1 to 10000000"},
		{body("back -a"), "x.synod:4:6: '-a'; expected a number of steps, the name of a mark, or a point such as a11"},
		{body("unlock crashes"), "x.synod:4:8: unknown fault 'crashes'; expected 'crash'?"},
		{body("unlock crash 0"), "x.synod:4:14: '0'; expected a number from 1 to 65535, or any"},
		{body("=="), "x.synod:4: a chapter without a title; expected == title"},
		{body(">"), "x.synod:4: '>' without text; expected > text"},
		{body("? why\n- a"), "x.synod:4: a question with 1 answers, 0 of them right; expected below it lines such as '- wrong answer' and '+ right answer', at least one right and two in all"},
		{body("? why\n- a\n+"), "x.synod:6: an answer without text; expected - wrong answer or + right answer"},
		{body("- a"), "x.synod:4:1: unknown word '-'; expected one of deliver, drop, dup, crash, restart, fire, cut, heal, partition, clock, call, wait, expect, mark, back, unlock"},
		{body("> a\x1b[2J"), "x.synod:4:4: the control character U+001B; expected text in UTF-8"},
		{body("> a\x00"), "x.synod:4:4: the control character U+0000; expected text in UTF-8"},
		{body("> \u202ea"), "x.synod:4:3: the control character U+202E; expected text in UTF-8"},
		{body("> é\xff"), "x.synod:4:4: the byte 0xff; expected text in UTF-8"},
		{body("> " + strings.Repeat("x", 5000)), "x.synod:4: the line has 5002 bytes; expected at most 4096"},
		{body("expect " + strings.Repeat("x", 2000)), "x.synod:4:8: the expression has 2000 bytes; expected at most 1024"},
		// what only the protocol knows
		{"synod: 1\nprotocol: elektion\n---\n", "x.synod:2:11: unknown protocol 'elektion'; expected 'election'?"},
		{head("params:\n  voter: 3"), "x.synod:4:3: protocol election has no parameter 'voter'; expected 'voters'?"},
		{head("params:\n  voters: 7"), "x.synod:4:3: parameter 'voters': '7' is no number from 1 to 5"},
		{head("off: [one]"), "x.synod:3:7: protocol election has no rule 'one' that can be switched off; expected 'once'?"},
		{head("properties: [ONE, TWO]"), "x.synod:3:19: protocol election has no property 'TWO'; expected one of ONE, SOME"},
		{head("about: TWO"), "x.synod:3:8: the scenario is about 'TWO', which is not among its properties; expected one of ONE, SOME"},
		{head("start:\n  - V1 voted x"), "x.synod:4:5: column 0: no start; expected none"},
		{head("menu:\n  losses: [volatile, some]"), "x.synod:4:22: the menu's losses hold 'some'; expected one of volatile, all"},
		{head("menu:\n  calls:\n    - C3 ask x"), "x.synod:5:7: the menu calls C3, which does not exist; expected 'C1'?"},
		{head("menu:\n  limits:\n    ask: 1"), "x.synod:5:5: protocol election has no limit 'ask'; expected 'asks'?"},
		{head("begins: here\ngoal: crashed(\"V1\")"), "x.synod:3:9: no line of the file is mark here, where the exercise is to begin"},
		{head("begins: here\ngoal: chosn() == 3"), "x.synod:4:7: unknown name 'chosn'; expected 'chosen'?"},
		{head("begins: here\ngoal: chosen()"), "x.synod:4:7: the expression is of type string; expected true or false"},
		{body("expect chosn() == \"x\""), "x.synod:4:8: unknown name 'chosn'; expected 'chosen'?"},
		{body("  expect   chosn()"), "x.synod:4:12: unknown name 'chosn'; expected 'chosen'?"},
		{body("expect chosen()"), "x.synod:4:8: the expression is of type string; expected true or false"},
		{body("expect chosen() == 3"), "x.synod:4:17: invalid operation: == (mismatched types string and int)"},
	} {
		s, err := script.Parse("x.synod", []byte(c.src))
		if err == nil {
			_, err = s.World(registry())
		}
		if got := fmt.Sprint(err); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

// Each word of the language, each key of the head and each function is on the page.
func TestLanguagePage(t *testing.T) {
	page := script.Language()
	for _, w := range append(script.Words(), script.HeadKeys()...) {
		if !strings.Contains(page, "  "+w) && !strings.Contains(page, ", "+w) {
			t.Errorf("the page does not have %s", w)
		}
	}
	for _, f := range script.Functions() {
		if !strings.Contains(page, "  "+f+" ") && !strings.Contains(page, "  "+f+"\n") {
			t.Errorf("the page does not have %s", f)
		}
	}
	for _, l := range strings.Split(page, "\n") {
		if len([]rune(l)) > 120 {
			t.Errorf("too long: %s", l)
		}
	}
}

func TestParseEntry(t *testing.T) {
	for _, line := range []string{"deliver C1>V1", "expect up(\"V1\")", "mark here", "back b7", "> said", "== part", "unlock drop 2"} {
		e, err := script.ParseEntry(line)
		if err != nil || e.String() != line {
			t.Errorf("%q: %v, %v", line, e, err)
		}
	}
	for line, want := range map[string]string{
		"delver C1>V1":   "1: unknown word 'delver'; expected 'deliver'?",
		"mark a\nmark b": "more than one line; expected one",
	} {
		if _, err := script.ParseEntry(line); fmt.Sprint(err) != want {
			t.Errorf("%q: %v", line, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	inputs, _ := filepath.Glob("testdata/*.synod")
	for _, name := range inputs {
		src, _ := os.ReadFile(name)
		f.Add(src)
	}
	for _, head := range []string{"{a: b", "? a", "- a", "&a x\noff: *a", "|\n  x", "\"\\e\"", "!!str x", "x # y\n# z", "%YAML 1.2", "...\n", "<<: {a: b}"} {
		f.Add([]byte("synod: 1\nprotocol: " + head + "\n---\n"))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		s, err := script.Parse("x", src)
		if err != nil {
			if msg := err.Error(); strings.ContainsFunc(msg, func(r rune) bool { return r < ' ' || r == 0x7f }) {
				t.Fatalf("a control character: %q", msg)
			}
			return
		}
		checkRoundTrip(t, s)
	})
}
