package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"synod/presets"
	"synod/ui/export"
	"synod/ui/plain"
)

type format func(io.Writer, *plain.Run, export.Stretch) error

func written(t *testing.T, f format, r *plain.Run, s export.Stretch) string {
	t.Helper()
	var out bytes.Buffer
	if err := f(&out, r, s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// What other tools read, of a run that has each kind of step once.
func TestForOtherTools(t *testing.T) {
	r := played(t, everything)
	golden(t, "everything.mmd", written(t, export.Mermaid, r, export.Whole(r)))
	golden(t, "everything.log", written(t, export.ShiViz, r, export.Whole(r)))
	golden(t, "everything.itf.json", written(t, export.ITF, r, export.Whole(r)))
	piece, err := export.Find(r, "4..7")
	if err != nil {
		t.Fatal(err)
	}
	diagram := written(t, export.Mermaid, r, piece)
	if strings.Contains(diagram, "copied") || !strings.Contains(diagram, "is lost") || strings.Contains(diagram, "splits") {
		t.Errorf("steps 4 to 7 are\n%s", diagram)
	}
	var doc plain.Document
	if err := json.Unmarshal([]byte(written(t, export.JSON, r, piece)), &doc); err != nil {
		t.Fatal(err)
	}
	var steps []int
	for _, e := range doc.Events {
		if e.Step > 0 {
			steps = append(steps, e.Step)
		}
	}
	if fmt.Sprint(steps) != "[4 5 6 7]" {
		t.Errorf("steps 4 to 7 are %v", steps)
	}
}

// Of every host each event counts one more than the one before, from one on, and
// no less of any other; no clock counts more of a host than has happened there.
func TestShiVizClocksCount(t *testing.T) {
	for _, p := range presets.All() {
		r, err := plain.Play(p.Script, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		for _, from := range []int{1, r.End.Step/2 + 1} {
			clocksCount(t, p.Name, written(t, export.ShiViz, r, export.Stretch{From: from, To: r.End.Step}))
		}
	}
}

func clocksCount(t *testing.T, name, log string) {
	t.Helper()
	before := map[string]map[string]int{}
	seen, lines := map[string]int{}, strings.Split(strings.TrimSuffix(log, "\n"), "\n")
	for i := 1; i < len(lines); i += 2 {
		host, text, _ := strings.Cut(lines[i], " ")
		clock := map[string]int{}
		if err := json.Unmarshal([]byte(text), &clock); err != nil {
			t.Fatalf("%s: %q: %v", name, lines[i], err)
		}
		if seen[host]++; clock[host] != seen[host] {
			t.Fatalf("%s: %s is event %d of %s, and its clock reads %v", name, lines[i-1], seen[host], host, clock)
		}
		for h, n := range before[host] {
			if clock[h] < n {
				t.Fatalf("%s: %s knows %d events of %s, and %s knew %d", name, lines[i-1], clock[h], h, host, n)
			}
		}
		before[host] = clock
		for h, n := range clock {
			if n > seen[h] || n < 1 {
				t.Fatalf("%s: %s knows %d events of %s, and there were %d", name, lines[i-1], n, h, seen[h])
			}
		}
	}
}

// A trace has the variables that it lists, in every state, and a state more than
// there are steps; sets and maps are as the format has them.
func TestITFIsWhole(t *testing.T) {
	for _, p := range presets.All() {
		r, err := plain.Play(p.Script, presets.Protocols())
		if err != nil {
			t.Fatal(err)
		}
		var trace struct {
			Vars   []string                     `json:"vars"`
			States []map[string]json.RawMessage `json:"states"`
		}
		if err := json.Unmarshal([]byte(written(t, export.ITF, r, export.Whole(r))), &trace); err != nil {
			t.Fatal(p.Name, err)
		}
		if len(trace.States) != r.End.Step+1 {
			t.Errorf("%s: %d states of %d steps", p.Name, len(trace.States), r.End.Step)
		}
		for _, st := range trace.States {
			if len(st) != len(trace.Vars)+1 {
				t.Fatalf("%s: a state has %d members, of %d variables", p.Name, len(st), len(trace.Vars))
			}
			for _, v := range trace.Vars {
				if st[v] == nil {
					t.Fatalf("%s: a state has no %s", p.Name, v)
				}
			}
		}
	}
}
