package export_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synod/engine/enginetest"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/canvas"
	"synod/ui/export"
	"synod/ui/plain"
)

var update = flag.Bool("update", false, "write the golden files")

// everything has each kind of step once.
const everything = `synod: 1
title: Everything <at> "once" & more
protocol: lock
off: [one-holder]
---
> Two *clients* want | the lock.
call c1 lock
dup c1>K
deliver c1>K
deliver c1>K
drop K>c1
crash K
restart K
cut c1>K
cut c2 K
heal
partition c1 | K c2
call c2 lock
deliver c2>K ask
deliver K>c2
clock K +2
wait 1
crash c2
? Who has it?
+ c2
- c1
`

func played(t *testing.T, src string) *plain.Run {
	t.Helper()
	s, err := script.Parse("test.synod", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	r, err := plain.Play(s, append(presets.Protocols(), enginetest.Lock()))
	if err != nil {
		t.Fatal(err)
	}
	if r.Err != nil {
		t.Fatal(r.Err)
	}
	return r
}

func svg(t *testing.T, r *plain.Run, from, to int) string {
	t.Helper()
	var out bytes.Buffer
	if err := (export.Picture{Title: r.Script.Head.Title, Line: r.Line(), From: from, To: to}).SVG(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func markdown(t *testing.T, r *plain.Run, from, to int) string {
	t.Helper()
	var out bytes.Buffer
	if err := (export.Page{Run: r, From: from, To: to}).Markdown(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got; -update takes it over):\n%s", name, diff)
	}
}

// texts gives what a reader of the picture reads, and fails unless it is
// well-formed XML.
func texts(t *testing.T, picture string) string {
	t.Helper()
	var out strings.Builder
	for d := xml.NewDecoder(strings.NewReader(picture)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := token.(xml.CharData); ok {
			out.Write(c)
		}
	}
}

func TestPictureOfEverything(t *testing.T) {
	picture := svg(t, played(t, everything), 1, 100)
	golden(t, "everything.svg", picture)
	said := texts(t, picture)
	for _, want := range []string{
		`Everything <at> "once" & more`, "lock", "copy of ask", "grant lost", "crash", "up again", "★ granted to c1",
		"The link from c1 to K is cut", "All links are healed", "The network splits into c1 | K c2",
		"✗ one holder: the lock was granted", "→ lock by c2 returns locked", "clock 3", "in flight: K▸c1 grant",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}

func TestPictureOfAStretch(t *testing.T) {
	r := played(t, everything)
	said := texts(t, svg(t, r, 4, 7))
	if strings.Contains(said, "copy of") || !strings.Contains(said, "grant lost") || strings.Contains(said, "splits") {
		t.Errorf("steps 4 to 7 say %q", said)
	}
}

func TestPageOfEverything(t *testing.T) {
	golden(t, "everything.md", markdown(t, played(t, everything), 1, 100))
}

func TestTheSameRunGivesTheSameBytes(t *testing.T) {
	first, again := svg(t, played(t, everything), 1, 100), svg(t, played(t, everything), 1, 100)
	if first != again {
		t.Error("two pictures of one run differ")
	}
}

func TestEveryPresetCanBeExported(t *testing.T) {
	for _, p := range presets.All() {
		r, err := plain.Play(p.Script, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		texts(t, svg(t, r, 1, 1000))
		page := markdown(t, r, 1, 1000)
		if want := r.End.Choice.Line(); !strings.Contains(page, want) {
			t.Errorf("%s: the page lacks %q", p.Name, want)
		}
		prose, _, _ := strings.Cut(page, "```synod")
		for line := range strings.Lines(prose) {
			if line = strings.TrimSuffix(line, "\n"); canvas.Width(line) > 78 && line[0] != '|' && line[0] != '#' && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s: wider than 78 columns: %s", p.Name, line)
			}
		}
	}
}

func TestNoControlCharacterIsWritten(t *testing.T) {
	r := played(t, everything)
	r.Script.Head.Title = "a\x1b[31m\u202eb\u009b"
	for i := range r.Script.Entries {
		r.Script.Entries[i].Text += "\x1b]0;x\a"
	}
	more := written(t, export.Mermaid, r, export.Whole(r)) + written(t, export.ShiViz, r, export.Whole(r)) + written(t, export.ITF, r, export.Whole(r))
	for _, c := range svg(t, r, 1, 100) + markdown(t, r, 1, 100) + more {
		if c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c == 0x202e {
			t.Fatalf("%q is written", c)
		}
	}
}

// A line that is broken means what it meant: nothing at the start of the next one
// begins a list, a quotation or a title.
func TestLinesOfAPageAreBrokenSafely(t *testing.T) {
	for _, sign := range []string{"-", "+", "===", "2.", "12)"} {
		broken := false
		for n := range 75 {
			r := played(t, "synod: 1\ntitle: T\nprotocol: lock\n---\n> "+strings.Repeat("x", n+1)+" "+sign+" and more of it, so that the line is too long to be one\ncall c1 lock\n")
			for line := range strings.Lines(markdown(t, r, 1, 1)) {
				rest, quoted := strings.CutPrefix(line, "> ")
				if quoted && strings.HasPrefix(rest, sign) {
					t.Fatalf("a line begins with %s: %s", sign, line)
				}
				broken = broken || quoted && strings.HasPrefix(strings.ReplaceAll(rest, `\`, ""), sign)
			}
		}
		if !broken {
			t.Errorf("no line was broken before %s", sign)
		}
	}
}
