package cli

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"synod": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status":    status,
			"nocontrol": noControl,
			"oneline":   oneLine,
		},
	})
}

// status runs a command and checks its exit status: status 2 synod run nope.
func status(ts *testscript.TestScript, _ bool, args []string) {
	want := args[0]
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != want {
		ts.Fatalf("exit status %s, want %s", got, want)
	}
}

// noControl fails if stdout or stderr holds a character that could do
// something to a terminal.
func noControl(ts *testscript.TestScript, _ bool, _ []string) {
	if c := hostile(ts.ReadFile("stdout") + ts.ReadFile("stderr")); c != 0 {
		ts.Fatalf("%q was printed", c)
	}
}

// oneLine fails unless stderr is one line that begins with the program's name.
func oneLine(ts *testscript.TestScript, _ bool, _ []string) {
	text := ts.ReadFile("stderr")
	if strings.Count(text, "\n") != 1 || !strings.HasPrefix(text, "synod: ") {
		ts.Fatalf("stderr is not one line of synod's: %q", text)
	}
}

func TestEveryCommandHasHelpWithExamples(t *testing.T) {
	root := (&app{}).root()
	for _, cmd := range root.Commands() {
		if cmd.Short == "" || cmd.Long == "" || cmd.Name() != "language" && cmd.Example == "" {
			t.Errorf("%s: short %q, long %q, example %q", cmd.Name(), cmd.Short, cmd.Long, cmd.Example)
		}
		if !strings.Contains(strings.Join(commandNames(), " ")+" language", cmd.Name()) {
			t.Errorf("the names for a mistyped command lack %s", cmd.Name())
		}
	}
}

// TestARecordingThatWasCutOff plays a recording cut off after each byte of its
// last two lines, as a killed program may leave it.
func TestARecordingThatWasCutOff(t *testing.T) {
	var whole bytes.Buffer
	record(t, &whole)
	text := whole.String()
	last := strings.LastIndexByte(text[:len(text)-1], '\n') + 1
	for n := last; n <= len(text); n++ {
		var out, errs bytes.Buffer
		if status := Main([]string{"run", "-"}, strings.NewReader(text[:n]), &out, &errs); status != 0 {
			t.Fatalf("cut at %q: status %d, %s", text[last:n], status, &errs)
		}
		want := "2 steps"
		if strings.Contains(out.String(), "3 steps") {
			want = "3 steps"
		}
		if n < len(text)-1 && want == "3 steps" || n == len(text) && want != "3 steps" {
			t.Errorf("cut at %q: %s", text[last:n], want)
		}
		if told := strings.Contains(errs.String(), "cut off"); told != (n > last && n < len(text)-1) {
			t.Errorf("cut at %q: stderr says %q", text[last:n], &errs)
		}
	}
}

// TestADamagedRecording changes every eleventh byte of a recording, and cuts it off
// there: it is shown as far as it goes, and that is said, or refused on one line.
// The file stays as it was.
func TestADamagedRecording(t *testing.T) {
	var whole bytes.Buffer
	record(t, &whole)
	body, path := strings.Index(whole.String(), "---")+4, filepath.Join(t.TempDir(), "mine.synod")
	for i := 0; i < whole.Len(); i += 11 {
		for _, damaged := range [][]byte{changed(whole.Bytes(), i, 0x1b), changed(whole.Bytes(), i, 'z'), whole.Bytes()[:i]} {
			if err := os.WriteFile(path, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			status := Main([]string{"open", path}, strings.NewReader(""), &out, &errs)
			if status != 0 && strings.Count(errs.String(), "\n") != 1 {
				t.Fatalf("%q: status %d, stderr %q", damaged, status, &errs)
			}
			if strings.ContainsRune(out.String()+errs.String(), 0x1b) {
				t.Fatalf("%q: a control character comes through", damaged)
			}
			if i > body && i < whole.Len()-1 && len(damaged) == whole.Len() && damaged[i] == 0x1b && !strings.Contains(errs.String(), "what stands before it is shown") {
				t.Errorf("%q: status %d, stderr %q", damaged, status, &errs)
			}
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, damaged) {
				t.Fatalf("the file is another one now: %q, %v", now, err)
			}
		}
	}
}

func changed(text []byte, at int, b byte) []byte {
	text = bytes.Clone(text)
	text[at] = b
	return text
}

func record(t *testing.T, out *bytes.Buffer) {
	t.Helper()
	s, err := script.Parse("x", []byte("synod: 1\ntitle: Cut\nprotocol: paxos\n---\ncrash A1\ncrash A2\nrestart A1\n"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := s.World(presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	player := script.NewPlayer(s, w)
	rec, err := script.NewRecorder(out, s.Head, player.At())
	if err != nil {
		t.Fatal(err)
	}
	for ev, more := player.Next(); more; ev, more = player.Next() {
		if err := rec.Move(ev.Point); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDamagedFiles gives every command that reads files presets that were cut
// off or changed anywhere. It ends well or with one line, and nothing it
// prints can do something to a terminal.
func TestDamagedFiles(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	commands := [][]string{{"run", "-"}, {"run", "--json", "-"}, {"fmt", "-"}, {"export", "-f", "md", "-"}, {"export", "-f", "svg", "-"}, {"export", "-f", "txt", "-"}}
	for _, p := range presets.All() {
		for range 12 {
			text := slices.Clone(p.Source)
			for range dice.IntN(4) {
				text[dice.IntN(len(text))] = byte(dice.IntN(256))
			}
			text = text[:dice.IntN(len(text)+1)]
			args := commands[dice.IntN(len(commands))]
			var out, errs bytes.Buffer
			status := Main(args, bytes.NewReader(text), &out, &errs)
			if lines := strings.Count(errs.String(), "\n"); status > 1 || (status == 1) != (lines == 1) {
				t.Fatalf("%v of %s: status %d, %q", args, p.Name, status, &errs)
			}
			if c := hostile(out.String() + errs.String()); c != 0 {
				t.Fatalf("%v of %s prints %q\n%q", args, p.Name, c, text)
			}
		}
	}
}

// hostile finds a character that could do something to a terminal; 0: there is none.
func hostile(s string) rune {
	for _, c := range s {
		if c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e {
			return c
		}
	}
	return 0
}

// Every lesson can be handed out: no line is wider than a sheet, each question has
// its answer at the end, and nothing before that gives it away; the exercise is a file that opens and is graded.
func TestEveryLessonIsHandedOut(t *testing.T) {
	for _, l := range presets.Course() {
		var out, errs bytes.Buffer
		if status := Main([]string{"handout", l.ID}, strings.NewReader(""), &out, &errs); status != exitOK {
			t.Fatalf("%s: %s", l.ID, &errs)
		}
		page, steps := out.String(), regexp.MustCompile(`(?m)^ *\d+\. `)
		for line := range strings.Lines(page) {
			if n := canvas.Width(strings.TrimSuffix(line, "\n")); n > 78 {
				t.Errorf("%s: %d columns: %s", l.ID, n, line)
			}
		}
		questions, answers, _ := strings.Cut(page, "## Answers")
		for _, asked := range strings.Split(questions, "**Question ")[1:] {
			if asked, _, _ = strings.Cut(asked, "\n## "); steps.MatchString(strings.Split(asked, "Back to step")[0]) {
				t.Errorf("%s: behind a question it goes on: %s", l.ID, asked)
			}
		}
		if n := len(l.Questions()); !strings.Contains(page, fmt.Sprintf("**Question %d.**", n)) || !strings.Contains(answers, fmt.Sprintf("**Answer %d.** ", n)) || !strings.Contains(answers, fmt.Sprintf("The exercise, in %d steps:", l.Exercise().Head.Lesson.Par)) {
			t.Errorf("%s: questions, answers or the solution are missing\n%s", l.ID, page)
		}
		file := filepath.Join(t.TempDir(), "exercise.synod")
		out.Reset()
		if status := Main([]string{"handout", "--exercise", l.ID}, strings.NewReader(""), &out, &errs); status != exitOK {
			t.Fatalf("%s: %s", l.ID, &errs)
		}
		if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if status := Main([]string{"grade", file, file}, strings.NewReader(""), &out, &errs); status != exitFailure || strings.Contains(out.String(), "solution:") {
			t.Errorf("%s: the exercise alone is graded with status %d: %s", l.ID, status, &errs)
		}
	}
}
