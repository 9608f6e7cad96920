package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// copied is what the last key has sent to the clipboard.
func (p *person) copied(line string) string {
	p.t.Helper()
	p.t.Setenv("TMUX", "")
	p.press("Y").press("ctrl+u").writes(line)
	_, cmd := p.m.Update(keyOf("enter"))
	if cmd == nil {
		p.t.Fatalf("nothing was copied:\n%s", p.screen())
	}
	return fmt.Sprint(cmd())
}

func TestCopies(t *testing.T) {
	p := lesson(t, 120, 40).press("right", "right")
	want := p.screen()
	if got := p.copied("screen"); strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("the screen is\n%s\ncopied was\n%s", want, got)
	}
	p.sees("The screen is on its way to the clipboard")
	if got := p.copied("picture"); strings.Contains(got, "properties") || !strings.Contains(got, "■ promised 1.P1") {
		t.Errorf("the picture is\n%s", got)
	}
	if got := p.copied("diagram"); !strings.Contains(got, "● propose pear") || strings.Contains(got, "\x1b") {
		t.Errorf("the diagram is\n%s", got)
	}
	if got := p.copied("screen ansi"); !strings.Contains(got, "\x1b[") {
		t.Error("there are no colours")
	}
	name := filepath.Join(t.TempDir(), "picture.txt")
	p.press("Y").press("ctrl+u").types("picture to " + name)
	p.sees("The picture is in")
	if text, err := os.ReadFile(name); err != nil || !strings.Contains(string(text), "■ promised 1.P1") {
		t.Errorf("the file has %q, %v", text, err)
	}
	p.press("Y").press("ctrl+u").types("picture to " + name).sees("exists already").press("esc")
	p.press("Y").press("ctrl+u").types("everything").sees("cannot be copied; expected").press("esc")
	p.press("Y").press("ctrl+u").types("screen to ").sees("to which file?").press("esc")
}

// A whole run is in the diagram, however long.
func TestTheDiagramHasEveryStep(t *testing.T) {
	p := lesson(t, 80, 24).press("right", "right", "right", "right", "2", "right", "right", "right")
	got := p.copied("diagram")
	for n := 1; n <= p.m.run.time.Cursor().Step; n++ {
		if !strings.Contains(got, fmt.Sprintf("\n %d ", n)) && !strings.Contains(got, fmt.Sprintf("  %d ", n)) {
			t.Errorf("step %d is not in\n%s", n, got)
		}
	}
}

// A picture that is copied has room of its own, and boxes where that is enough for them.
func TestACopiedPictureHasItsBoxes(t *testing.T) {
	p := preset(t, 120, 40, "seen-tail")
	for range 20 {
		p.press("right")
		p.m.View()
	}
	if got := p.copied("picture"); !p.m.run.view.Lines || !strings.Contains(got, "╭─ p2") {
		t.Errorf("in lines %v, and the picture is\n%s", p.m.run.view.Lines, got)
	}
}
