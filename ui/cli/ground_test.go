package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
)

// A recording is asked about at its end; with a rule off that it had on, its steps say
// nothing any more, and it is asked about at its start.
func TestWhereARecordingIsAskedAbout(t *testing.T) {
	var text bytes.Buffer
	record(t, &text)
	path := filepath.Join(t.TempDir(), "mine.synod")
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		q    question
		step int
	}{{question{}, 3}, {question{off: []string{"persist-promise"}}, 0}, {question{off: []string{"persist-promise"}, at: "2"}, 2}, {question{at: "1"}, 1}} {
		g, err := (&app{}).ground(path, &x.q)
		if err != nil {
			t.Fatal(err)
		}
		if g.at.Step != x.step || len(g.before) != x.step || g.world.Steps() != x.step {
			t.Errorf("%+v: at step %d, behind %d choices", x.q, g.at.Step, len(g.before))
		}
	}
}

// A goal may look at what the reductions leave out, and so it is looked for without them.
func TestAGoalIsLookedForInWhole(t *testing.T) {
	for goal, want := range map[string]int{`learnt("L1") != ""`: exitOK, `learnt("L2") != ""`: exitOK, `learnt("L2") == "pear"`: exitOK} {
		var out, errs bytes.Buffer
		if status := Main([]string{"check", "chosen-but-unknown", "--crashes", "0", "--goal", goal}, strings.NewReader(""), &out, &errs); status != want {
			t.Errorf("%s: status %d\n%s%s", goal, status, &out, &errs)
		}
	}
}

// A run that is made shorter keeps a delivery whose message says something else by then:
// it is the same by its address.
func TestAMessageThatSaysSomethingElseIsKept(t *testing.T) {
	p, _ := presets.Find("chosen-but-unknown")
	w, err := p.Script.World(presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	x, err := script.Compile(`field("A1", "promised") == "1.P1"`, w.System())
	if err != nil {
		t.Fatal(err)
	}
	begins := engine.Choice{Verb: engine.CallOp, From: "P1", Kind: "propose", Key: "pear"}
	reaches := engine.Choice{Verb: engine.DeliverMsg, From: "P1", To: "A1", Kind: "prepare", Key: "1.P1"}
	says := reaches
	says.Text = "something else"
	nowhere := engine.Choice{Verb: engine.CrashHost, From: "A9"}
	if kept, err := holds(w, []engine.Choice{begins, nowhere, says}, x); err != nil || len(kept) != 2 || kept[1] != reaches {
		t.Errorf("%v are kept, %v", kept, err)
	}
	if kept, err := holds(w, []engine.Choice{begins, nowhere}, x); err != nil || kept != nil {
		t.Errorf("what was never true keeps %v, %v", kept, err)
	}
}

// What is damaged in its head, or as a whole, has nothing before it to be shown.
func TestADamagedHeadShowsNothing(t *testing.T) {
	var text bytes.Buffer
	record(t, &text)
	src := source{name: "mine.synod", text: text.Bytes()}
	for line, want := range map[int]bool{0: false, 1: false, 2: false, bytes.Count(src.text, []byte("\n")): true} {
		if got := undamaged(src, &script.Error{Line: line}); (got != nil) != want {
			t.Errorf("damaged in line %d: %v", line, got)
		}
	}
	if undamaged(src, errors.New("no error of the file")) != nil {
		t.Error("any error is damage")
	}
}
