package plain_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synod/engine"
	"synod/engine/enginetest"
	"synod/engine/script"
	"synod/ui/plain"
)

var update = flag.Bool("update", false, "write the golden files")

func played(t *testing.T, more string) *plain.Run {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "lock.synod"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := script.Parse("lock.synod", append(src, more...))
	if err != nil {
		t.Fatal(err)
	}
	r, err := plain.Play(s, engine.Registry{enginetest.Lock()})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got; -update takes it over):\n%s", name, diff)
	}
}

func TestText(t *testing.T) {
	for name, o := range map[string]plain.Options{
		"text.golden":  {},
		"why.golden":   {Why: true},
		"ascii.golden": {ASCII: true, Why: true},
	} {
		var out bytes.Buffer
		if err := played(t, "").Text(&out, o); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.Bytes())
		if o.ASCII && strings.IndexFunc(out.String(), func(r rune) bool { return r > '~' }) >= 0 {
			t.Errorf("%s is not plain ASCII", name)
		}
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := plain.JSON(&out, played(t, "").Document()); err != nil {
		t.Fatal(err)
	}
	golden(t, "json.golden", out.Bytes())
	var d plain.Document
	if err := json.Unmarshal(out.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if d.OK || !strings.HasPrefix(d.Problem, "lock.synod:26:") {
		t.Errorf("ok %v, problem %q; the expectation of line 26 does not hold", d.OK, d.Problem)
	}
}

func TestAChoiceThatIsRefusedEndsTheRun(t *testing.T) {
	r := played(t, "deliver K>c9\ncall c1 lock\n")
	var out bytes.Buffer
	if err := r.Text(&out, plain.Options{}); err != nil {
		t.Fatal(err)
	}
	if r.Err == nil || r.End.Step != 4 {
		t.Fatalf("err %v, end %d", r.Err, r.End.Step)
	}
	if !strings.Contains(out.String(), "✗ lock.synod:28: step 5: cannot deliver K>c9: there is no node c9") {
		t.Errorf("the refusal is not told:\n%s", &out)
	}
	last := r.Document().Events
	if e := last[len(last)-1]; e.Choice != "deliver K>c9" || e.Problem == "" || e.Did != "" {
		t.Errorf("the document ends in %+v", e)
	}
}

func TestNoControlCharacterIsPrinted(t *testing.T) {
	r := played(t, "")
	r.Script.Head.Title = "title \x1b[31m\u202e\a"
	for i := range r.Script.Entries {
		r.Script.Entries[i].Text += "\x1b]0;x\a\r\u009b1m"
	}
	var out bytes.Buffer
	for _, o := range []plain.Options{{}, {Why: true}, {ASCII: true}} {
		if err := r.Text(&out, o); err != nil {
			t.Fatal(err)
		}
	}
	if err := plain.JSON(&out, r.Document()); err != nil {
		t.Fatal(err)
	}
	for _, c := range out.String() {
		if c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c == 0x202e {
			t.Fatalf("%q is printed", c)
		}
	}
}
