package cli

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/gif"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unkind is a run that says what a careless format would take for its own.
// Control characters are refused where a file is read.
const unkind = `synod: 1
title: "</script><img src=x onerror=alert(1)>]]>&amp;'\"世界 שלום$(id)"
summary: "<!-- ` + "`" + `*_[x](y)_*` + "`" + ` {{.}} %s {script}"
protocol: paxos
names: {A1: db-eu-2}
---
== </title></svg><b>\e]0;x ]]> {style} 世界
> <script>alert(2)</script> | a <b>very</b> long word: ` + longWord + ` שלום 👍🏽 é
call P1 propose pear
mark here
deliver P1>A1 prepare
@ observed 10:02 in <b>the log</b> ]]>
? "; alert(3) //
+ </li></ol><img src=x>
- ]]>
`

const longWord = "水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水"

// checks say of a format what must not be; any other is text.
var checks = map[string]func(t *testing.T, out []byte){
	"svg":   checkXML,
	"html":  checkHTML,
	"cast":  checkCast,
	"cast3": checkCast,
	"md":    checkMarkdown,
	"png": func(t *testing.T, out []byte) {
		if _, err := png.Decode(bytes.NewReader(out)); err != nil {
			t.Error(err)
		}
	},
	"gif": func(t *testing.T, out []byte) {
		if _, err := gif.DecodeAll(bytes.NewReader(out)); err != nil {
			t.Error(err)
		}
	},
}

// Whatever a run says is shown as text in every format, of the whole run and of
// one step, and twice the same.
func TestWhatARunSaysIsHarmless(t *testing.T) {
	file := filepath.Join(t.TempDir(), "unkind.synod")
	if err := os.WriteFile(file, []byte(unkind), 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range formats {
		fm := &formats[i]
		for _, steps := range []string{"", "here"} {
			args := []string{"export", file, "-f", fm.name}
			if steps != "" {
				args = append(args, "--steps", steps)
			}
			out := exported(t, args)
			if !bytes.Equal(out, exported(t, args)) {
				t.Errorf("%v gives other bytes the second time", args)
			}
			if c := hostile(strings.ReplaceAll(string(out), "\t", " ")); c != 0 && !fm.binary {
				t.Errorf("%v writes %q", args, c)
			}
			if check := checks[fm.name]; check != nil {
				check(t, out)
			}
		}
	}
}

func exported(t *testing.T, args []string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if status := Main(args, strings.NewReader(""), &out, &errs); status != 0 {
		t.Fatalf("%v: status %d, %s", args, status, &errs)
	}
	return out.Bytes()
}

// checkXML reads a picture: nothing in it is an element that a picture has not.
func checkXML(t *testing.T, out []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(out)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && slices.Contains([]string{"script", "img", "b", "foreignObject", "a"}, e.Name.Local) {
			t.Errorf("the picture has an element %s", e.Name.Local)
		}
	}
}

func checkHTML(t *testing.T, out []byte) {
	t.Helper()
	for tag, n := range map[string]int{"<script": 2, "</script": 2, "<img": 0, "<b>": 0, "<title>": 1, "</title>": 1, "</ol>": 1, "<!--": 0} {
		if got := strings.Count(string(out), tag); got != n {
			t.Errorf("the page has %d of %s, not %d", got, tag, n)
		}
	}
}

var sequence = regexp.MustCompile(`\x1b\[[0-9;?]*[HJmlh]`)

// checkCast reads what a player would write to its terminal.
func checkCast(t *testing.T, out []byte) {
	t.Helper()
	for line := range strings.Lines(string(out)) {
		var event [3]any
		if line[0] == '{' {
			continue
		}
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatal(err)
		}
		if c := hostile(sequence.ReplaceAllString(event[2].(string), "")); c != 0 {
			t.Errorf("the cast writes %q", c)
		}
	}
}

// checkMarkdown finds what would be taken for HTML.
func checkMarkdown(t *testing.T, out []byte) {
	t.Helper()
	if tag := regexp.MustCompile(`<[a-z/!]`).Find(out); tag != nil {
		t.Errorf("the page has %s", tag)
	}
}
