package ui

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the README's picture anew")

// The picture in the README is the screen: go test ./ui -run Readme -update
// draws it anew.
func TestTheReadmesPictureIsTheScreen(t *testing.T) {
	const file, before, after = "../README.md", "<!-- screen -->\n```text\n", "```\n<!-- /screen -->"
	p := scenario(t, 120, 40, "chosen-but-unknown", Options{NoRecord: true}).times(11, "right")
	var screen strings.Builder
	for line := range strings.SplitSeq(strings.TrimRight(p.screen(), "\n"), "\n") {
		screen.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(src), before)
	picture, tail, found := strings.Cut(rest, after)
	switch {
	case !found:
		t.Fatal("the README has no picture")
	case picture == screen.String():
	case *update:
		if err := os.WriteFile(file, []byte(head+before+screen.String()+after+tail), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the README shows another screen than this one; -update draws it anew:\n%s", &screen)
	}
}
