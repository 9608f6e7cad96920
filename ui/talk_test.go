package ui

import (
	"strings"
	"testing"

	"synod/presets"
)

// talked is what a person hears who says those lines.
func talked(t *testing.T, name string, lines ...string) string {
	t.Helper()
	p, ok := presets.Find(name)
	if !ok {
		t.Fatal(name)
	}
	var out strings.Builder
	in := strings.NewReader(strings.Join(lines, "\n") + "\n")
	if err := Talk(Options{Open: p.Script, Name: name, NoRecord: true, ASCII: true}, in, &out, false); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Whatever the preset, its whole script can be heard, on lines of plain text.
func TestEveryPresetCanBeHeard(t *testing.T) {
	for _, p := range scenarios() {
		lines := make([]string, 120)
		for i := range lines {
			if i%10 == 9 {
				lines[i] = "?"
			}
		}
		heard := talked(t, p.Name, append(lines, "state", "properties", "where", "help", "quit")...)
		for _, want := range []string{"Step 1: ", "Left at step"} {
			if !strings.Contains(heard, want) {
				t.Errorf("%s: no %q in\n%s", p.Name, want, heard)
			}
		}
		for _, r := range heard {
			if r != '\n' && (r < ' ' || r > '~') {
				t.Fatalf("%s: %q is said in\n%s", p.Name, r, heard)
			}
		}
	}
}

func TestWhatBreaksIsSaidOnce(t *testing.T) {
	heard := talked(t, "promise-lost", `until false`, "", "")
	if n := strings.Count(heard, "Broken: "); n == 0 {
		t.Errorf("nothing breaks in\n%s", heard)
	}
	if strings.Contains(heard, "the reason stands with") {
		t.Errorf("it is said twice in\n%s", heard)
	}
}

// While a question is open a number answers it, unless what can happen has just
// been numbered.
func TestANumberAnswersAnOpenQuestion(t *testing.T) {
	heard := talked(t, "first-steps", "", "", "", "", "", "1", "2", "state P1", "quit")
	if !strings.Contains(heard, "A number answers it") || strings.Contains(heard, "Step 6") {
		t.Errorf("a number took a step:\n%s", heard)
	}
	heard = talked(t, "first-steps", "", "", "", "", "", "?", "1", "quit")
	if !strings.Contains(heard, "Step 6: A1 votes for pear") {
		t.Errorf("a number took no step after ?:\n%s", heard)
	}
}

// FuzzTalk says any lines: each is answered, and nothing else happens.
func FuzzTalk(f *testing.F) {
	for _, lines := range []string{
		"\n\n?\n1\nwhy\n", "state\nstate A1\nstate zz\nback\nback 3\nback -1\n", "until \nuntil x\nwatch flight()\nbreak node A1\nunbreak 9\n", "answer\nanswer 0\nanswer 2\nsandbox\nscript\nhome\n",
		"99999999999999999999\n-1\n0\ncall P1 propose\n", "\x1b[2J\nexpect chosen() == \n> a remark\n== x\n? why\n", "labels nope\nlabels parliament\nmark a\nback a\n",
	} {
		f.Add(lines)
	}
	p, _ := presets.Find("basic-paxos")
	f.Fuzz(func(t *testing.T, lines string) {
		if len(lines) > 400 {
			return
		}
		var out strings.Builder
		err := Talk(Options{Open: p.Script, NoRecord: true, ASCII: true}, strings.NewReader(lines), &out, false)
		for _, r := range out.String() {
			if r != '\n' && (r < ' ' || r > '~') {
				t.Fatalf("%q: %q is said", lines, r)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}
