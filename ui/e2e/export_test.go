package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func export(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, append([]string{"export", "chosen-but-unknown"}, args...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// A real terminal that is sent what a cast holds shows the last frame at its end.
func TestACastInATerminal(t *testing.T) {
	var all strings.Builder
	for line := range strings.Lines(export(t, "-f", "cast", "--size", "90x30")) {
		var event [3]any
		if json.Unmarshal([]byte(line), &event) == nil && event[1] == "o" {
			all.WriteString(event[2].(string))
		}
	}
	file := filepath.Join(t.TempDir(), "all")
	if err := os.WriteFile(file, []byte(all.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	x := open(t, 90, 30).runs("cat " + file + "; sleep 20").sees("step 16 of 16")
	want := export(t, "-f", "txt", "--size", "90x30", "--steps", "16")
	if got := x.screen(); strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") {
		t.Errorf("the terminal shows\n%s\nand not\n%s", got, want)
	}
}
