package ui

import (
	"os"
	"strings"
	"testing"

	"synod/engine/script"
	"synod/presets"
	"synod/ui/show"
)

// FuzzCompletion completes any line: what it gives begins as the line does.
func FuzzCompletion(f *testing.F) {
	for _, line := range []string{
		"", "de", "deliver ", "why crash", "expect ", `expect field("A1", "`, `until inflight("P1", "A`, `watch facts("`, "break when cho", "break k", "unwatch ",
		`expect chosen() == "pear" && up("`, `expect field("nobody", "`, "call P1 ", "labels ", "back ", "é", `expect "`, `until (((`, `expect outcome("`,
	} {
		f.Add(line)
	}
	src, err := os.ReadFile("testdata/lesson.synod")
	if err != nil {
		f.Fatal(err)
	}
	parsed, err := script.Parse("lesson", src)
	if err != nil {
		f.Fatal(err)
	}
	s, err := open(parsed, presets.Protocols())
	if err != nil {
		f.Fatal(err)
	}
	s.begin()
	for range 3 {
		s.forward()
	}
	f.Fuzz(func(t *testing.T, line string) {
		line = show.Clean(line)
		fits := s.sayLines(line)
		for _, fit := range fits {
			if !strings.HasPrefix(fit, line) {
				t.Errorf("%q becomes %q", line, fit)
			}
		}
		if len(fits) > 0 && !strings.HasPrefix(prefix(fits), line) {
			t.Errorf("%q: all begin with %q", line, prefix(fits))
		}
		if o, wrong := parseOrder(line); wrong == "" && o.what == "" {
			t.Errorf("%q copies nothing", line)
		}
	})
}

// What is completed to a choice is one that can be taken.
func TestCompletedChoicesAreLegal(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right", "right")
	s := p.m.run
	n := 0
	for _, line := range s.sayLines("deliver ") {
		e, err := script.ParseEntry(line)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.time.Cursor().World.Legal(e.Choice); err != nil {
			t.Errorf("%s: %v", line, err)
		}
		n++
	}
	if n == 0 {
		t.Error("nothing is completed")
	}
}

// A text in an expression is completed to what its function takes there: a host
// where it asks for hosts, not the node that lives on one.
func TestCompletedArgumentsAreTaken(t *testing.T) {
	s := preset(t, 120, 40, "pmmc").press("right").m.run
	sys := s.view.World.System()
	if len(sys.Hosts()) == len(sys.Nodes()) {
		t.Fatal("each node has a host of its own")
	}
	n := 0
	for _, call := range []string{`up("`, `field("`, `inflight("`, `flight("`, `facts("`, `held("`, `cut("`} {
		for _, line := range s.sayLines("expect " + call) {
			x := strings.TrimPrefix(line, "expect ") + ")"
			switch call {
			case `inflight("`, `cut("`:
				x = strings.Replace(x, `)`, `, "`+strings.Split(x, `"`)[1]+`")`, 1)
			case `field("`:
				x = strings.Replace(x, `)`, `, "x")`, 1)
			}
			if _, err := script.Compile(x, sys); err != nil {
				t.Errorf("%s: %v", line, err)
			}
			n++
		}
	}
	if n < 20 {
		t.Errorf("only %d names", n)
	}
}
